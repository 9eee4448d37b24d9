// The players of a page; and on an episode's own page its moments, its transcript and the seconds in its address.
import { bind } from "./controls.js";
import { copy } from "./copy.js";
import { playback } from "./playback.js";
import { clock, readFragment } from "./time.js";

/** Take the place of the browsers' own controls. */
export function start(root, signal) {
  for (const box of root.querySelectorAll(".hub-player")) {
    const film = box.querySelector("video");
    if (film) {
      if (box.matches(".hub-player--own")) import("./film.js").then(({ follow }) => signal.aborted || follow(root, film, askedToPlay(), signal));
      continue;
    }
    const episode = read(box);
    let opened = {};
    const controls = bind(box, () => episode, () => opened, signal);
    box.querySelector("audio")?.remove();
    box.dataset.ready = "";
    for (const element of box.querySelectorAll(".hub-script")) element.hidden = false;
    if (!box.matches(".hub-player--own")) continue;
    ownPage(root, episode, signal, (part) => {
      opened = part;
      controls.render();
    });
    share(box, episode, signal);
  }
}

// Once something plays it has a bar at the bottom and goes on while pages change; before that, none of it is loaded.
function stay() {
  if (!playback.playing || !document.getElementById("hub-bar-template")) return;
  playback.removeEventListener("change", stay);
  showBar();
  import("./router.js");
}
playback.addEventListener("change", stay);

function showBar() {
  if (document.getElementById("hub-bar-template")) import("./bar.js").then(({ open }) => open());
}

function read(box) {
  const episode = JSON.parse(box.dataset.episode);
  const here = (path) => new URL(path, document.baseURI).href;
  const images = episode.images.map(({ src, side }) => ({ src: here(src), side }));
  return { ...episode, url: here(episode.url), audio: here(episode.audio), images };
}

// The page of one episode: its address may name a second, and its links to seconds play.
function ownPage(root, episode, signal, open) {
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
    if (part && (asked || !playback.playing)) {
      playback.cue(episode, part);
      // The sentence is far from the player, and a browser may refuse to sound unasked: the button comes along.
      showBar();
      if (asked) playback.play();
    } else if (part) {
      open(part); // something else sounds: it is not interrupted unasked
    } else if (!playback.episode) {
      playback.cue(episode);
    }
  }

  root.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href^="#t="]');
    if (!link || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault(); // the page stays where the reader is; the transcript marks the sentence
    askedToPlay();
    history.replaceState(history.state, "", link.hash);
    play(fromTheSentence(readFragment(link.hash)));
  }, { signal });
  addEventListener("hashchange", arrive, { signal });
  arrive();
  if (root.querySelector(".hub-transcript")) {
    import("./transcript.js").then(({ follow }) => signal.aborted || follow(root, episode, play, signal));
  }
}

// Whether the link that led here was pressed on this site (hub.js notes it): then it may sound.
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
