// Buttons, seek bar and times of one episode, in a player on a page or in the bar: they show the playback and steer it.
import { playback } from "./playback.js";
import { position } from "./store.js";
import { clock, spoken } from "./time.js";

const SKIP = 15;

/**
 * Bring controls to life (their markup: hub/player.html).
 * @param root the element that holds them; keys work while the focus is in it
 * @param shown gives the episode that they show
 * @param opening gives where it starts when it is not in the playback yet: {at, end}
 */
export function bind(root, shown, opening, signal) {
  const find = (name) => root.querySelector(`[data-part="${name}"]`);
  const [toggle, seek, elapsed, remaining, now, note, rate] = ["toggle", "seek", "elapsed", "remaining", "now", "note", "rate"].map(find);
  let dragged = false;
  root.querySelector(".hub-controls").hidden = false;

  function take() {
    if (!playback.holds(shown())) playback.cue(shown(), opening());
  }

  function press() {
    const other = !playback.holds(shown());
    take();
    if (other) playback.play();
    else playback.toggle();
  }

  function skip(seconds) {
    take();
    playback.skip(seconds);
    tellPosition();
  }

  function go(at) {
    take();
    playback.seek(at);
    tellPosition();
  }

  function tellPosition() {
    seek.setAttribute("aria-valuetext", `${spoken(seek.value)} of ${spoken(seek.max)}`);
  }

  function render() {
    const episode = shown();
    if (!episode) return;
    const held = playback.holds(episode);
    const length = held ? playback.length : episode.seconds;
    const at = dragged ? Number(seek.value) : held ? playback.at : opening().at ?? position(episode.url);
    const playing = held && playback.playing;
    toggle.setAttribute("aria-label", playing ? "Pause" : at > 1 && !held ? `Play from ${spoken(at)}` : "Play");
    root.toggleAttribute("data-playing", playing);
    root.toggleAttribute("data-waiting", held && playback.waiting);
    seek.max = Math.floor(length);
    if (!dragged) seek.value = Math.floor(at);
    root.style.setProperty("--played", `${(100 * at) / (length || 1)}%`);
    elapsed.textContent = clock(at);
    remaining.textContent = `−${clock(Math.ceil(length) - Math.floor(at))}`;
    now.textContent = playback.moment(at, episode).title ?? "";
    rate.value = String(playback.rate);
    // A screen reader must not be told of each second that passes while its user is on the slider.
    if (document.activeElement !== seek || dragged) tellPosition();
    const text = !held ? "" : playback.failed ? "The audio does not load. Press play to try again." : part();
    if (note.textContent !== text) note.textContent = text;
  }

  function part() {
    return playback.end === null ? "" : `Plays to ${clock(playback.end)}, the end of the part that was linked.`;
  }

  toggle.addEventListener("click", press, { signal });
  find("back").addEventListener("click", () => skip(-SKIP), { signal });
  find("forward").addEventListener("click", () => skip(SKIP), { signal });
  rate.addEventListener("change", () => { playback.rate = Number(rate.value); }, { signal });
  seek.addEventListener("input", () => { dragged = true; render(); }, { signal });
  seek.addEventListener("change", () => { dragged = false; go(Number(seek.value)); }, { signal });
  root.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target.matches("select, input:not([type=range])")) return;
    const act = {
      ArrowLeft: () => skip(-SKIP), j: () => skip(-SKIP), ArrowRight: () => skip(SKIP), l: () => skip(SKIP), k: press,
      " ": event.target === seek && press,
    }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }, { signal });
  playback.addEventListener("change", render, { signal });
  showMoments(root, shown, signal);
  render();
  return { render, go };
}

// Marks for the moments on the seek bar, and the moment below the pointer.
function showMoments(root, shown, signal) {
  const marks = root.querySelector(".hub-marks");
  const hint = root.querySelector(".hub-hint");
  const bar = marks.parentElement;
  let drawn = null;

  function draw() {
    const episode = shown();
    if (!episode || drawn === episode.url) return;
    drawn = episode.url;
    marks.replaceChildren(...episode.moments.filter(({ at }) => at > 0).map(({ at }) => {
      const mark = document.createElement("i");
      mark.style.insetInlineStart = `${(100 * at) / episode.seconds}%`;
      return mark;
    }));
  }

  bar.addEventListener("pointermove", (event) => {
    const { left, width } = bar.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (event.clientX - left) / width));
    const at = share * shown().seconds;
    hint.textContent = [clock(at), playback.moment(at, shown()).title].filter(Boolean).join(" · ");
    hint.style.insetInlineStart = `${100 * share}%`;
    hint.style.translate = `${-100 * share}%`;
    hint.hidden = false;
  }, { signal });
  bar.addEventListener("pointerleave", () => { hint.hidden = true; }, { signal });
  playback.addEventListener("change", draw, { signal });
  draw();
}
