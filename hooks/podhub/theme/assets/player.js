// The players of a page; and on an episode's own page its moments, its transcript and the seconds in its address.
import { bind } from "./controls.js";
import { readEpisode } from "./episode.js";
import { copy } from "./hub.js";
import { playback } from "./playback.js";
import { clock, readFragment } from "./time.js";

/** Take the place of the browsers' own controls. */
export function start(root, signal) {
  for (const box of root.querySelectorAll(".hub-player")) {
    const film = box.querySelector("video");
    if (film) {
      if (box.matches(".hub-player--own")) import("./film.js").then(({ follow }) => signal.aborted || follow(root, film, askedToPlay(), box.dataset.part ?? "", signal));
      continue;
    }
    const episode = readEpisode(box);
    const clip = readFragment(box.dataset.part ?? "");
    let opened = clip ? { ...clip, only: true } : {};
    const controls = bind(box, () => episode, () => opened, signal);
    box.querySelector("audio")?.remove();
    box.dataset.ready = episode.url;
    for (const element of box.querySelectorAll(".hub-script")) element.hidden = false;
    if (!box.matches(".hub-player--own")) continue;
    ownPage(root, episode, clip, signal, (part) => {
      opened = part;
      controls.render();
    });
    share(box, episode, signal);
  }
}

// Once something plays it has a bar at the bottom; before that, it is not loaded.
function stay() {
  if (!playback.playing) return;
  playback.removeEventListener("change", stay);
  showBar();
}
playback.addEventListener("change", stay);

function showBar() {
  if (!document.documentElement.matches(".hub-embed")) import("./bar.js").then(({ open }) => open());
}

// The page of one episode: its address may name a second, and its links to seconds play. On a clip's page all stay within the clip.
function ownPage(root, episode, clip, signal, open) {
  function play(part) {
    playback.cue(episode, part);
    return playback.play();
  }

  // The second in an address stands for the sentence that begins in it, as the anchor on the page does: it is heard from its first
  // word, without the end of the sentence before.
  function fromTheSentence(part) {
    const start = Number(root.getElementById(`t=${part?.at}`)?.dataset.start);
    return start > part?.at && start < (part.end ?? Infinity) ? { ...part, at: start } : part;
  }

  function arrive() {
    const part = fromTheSentence(readFragment(location.hash));
    const asked = askedToPlay();
    if (playback.restored && playback.holds(episode)) {
      playback.restored = false; // whoever reloads goes on where they were, whatever second the address names
      showBar();
      if (asked) playback.play();
    } else if (part && (asked || !playback.playing)) {
      playback.cue(episode, part);
      // The sentence is far from the player, and a browser may refuse to sound unasked: the button comes along.
      showBar();
      if (asked) playback.play();
    } else if (part) {
      open(part); // something else sounds: it is not interrupted unasked
    } else if (!playback.episode && !clip) {
      playback.cue(episode);
    }
  }

  root.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href^="#t="]');
    if (!link || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault(); // the page stays where the reader is; the transcript marks the sentence
    askedToPlay();
    history.replaceState(history.state, "", link.hash);
    const part = fromTheSentence(readFragment(link.hash));
    play(clip ? { ...part, end: clip.end } : part);
  }, { signal });
  addEventListener("hashchange", arrive, { signal });
  arrive();
  if (root.querySelector(".hub-transcript")) {
    import("./transcript.js").then(({ follow }) => signal.aborted || follow(root, episode, clip, play, signal));
  }
}

// Whether the link that led here was pressed on this site (early.js notes it): then it may sound.
function askedToPlay() {
  try {
    const asked = sessionStorage.getItem("hub:play");
    sessionStorage.removeItem("hub:play");
    return asked === location.href;
  } catch {
    return false;
  }
}

function share(box, episode, signal) {
  const button = box.querySelector('[data-part="copy-time"]');
  if (!button) return;
  const time = button.querySelector("span");
  const at = () => (playback.holds(episode) ? Math.floor(playback.at) : 0);
  const render = () => { time.textContent = clock(at()); };
  button.addEventListener("click", () => copy(`${episode.url}#t=${at()}`, box.querySelector(".hub-share [role=status]")), { signal });
  playback.addEventListener("change", render, { signal });
  render();
}
