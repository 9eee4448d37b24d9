// Buttons, seek bar and times of one episode, in a player on a page or in the bar: they show the playback and steer it.
import { gettext } from "./hub.js";
import { playback } from "./playback.js";
import { position } from "./store.js";
import { clock, runsLeft, spoken } from "./time.js";

const SKIP = 15;

/**
 * Bring controls to life (their markup: hub/player.html).
 * @param root the element that holds them; keys work while the focus is in it
 * @param shown gives the episode that they show
 * @param opening gives where it starts when it is not in the playback yet: {at, end}; with `only`, that part is all there is to it
 */
export function bind(root, shown, opening, signal) {
  const find = (name) => root.querySelector(`[data-part="${name}"]`);
  const [toggle, seek, elapsed, remaining, now, note, rate, end] = ["toggle", "seek", "elapsed", "remaining", "now", "note", "rate", "end"].map(find);
  let dragged = false;
  root.querySelector(".hub-controls").hidden = false;

  // Whether the playback has what is shown here: the episode, or just the part of it.
  function holds() {
    return playback.holds(shown()) && (!opening().only || playback.end === opening().end);
  }

  // From where to where the seek bar leads, in seconds.
  function bounds() {
    const { at, end, only } = opening();
    return only ? [at, end] : [0, playback.holds(shown()) ? playback.length : shown().seconds];
  }

  function take() {
    if (!holds()) playback.cue(shown(), opening());
  }

  function press() {
    const other = !holds();
    take();
    if (other) playback.play();
    else playback.toggle();
  }

  function skip(seconds) {
    take();
    if (opening().only) go(Math.min(playback.at + seconds, opening().end - 0.1));
    else playback.skip(seconds);
    tellPosition();
  }

  function go(at) {
    take();
    const part = opening();
    playback.seek(part.only ? Math.max(part.at, at) : at, part.only ? part.end : null);
    tellPosition();
  }

  function tellPosition() {
    seek.setAttribute("aria-valuetext", gettext("%(position)s of %(length)s", { position: spoken(seek.value - seek.min), length: spoken(seek.max - seek.min) }));
  }

  function render() {
    const episode = shown();
    if (!episode) return;
    const held = holds();
    const [from, to] = bounds();
    const at = dragged ? Number(seek.value) : held ? playback.at : opening().at ?? position(episode.url);
    const playing = held && playback.playing;
    const continues = !dragged && (held ? playback.continues : opening().at === undefined && at > 1);
    const begins = !held && at > from + 1 ? gettext("Play from %(time)s", { time: spoken(at) }) : gettext("Play");
    toggle.setAttribute("aria-label", playing ? gettext("Pause") : continues ? gettext("Continue at %(time)s", { time: spoken(at - from) }) : begins);
    root.toggleAttribute("data-playing", playing);
    root.toggleAttribute("data-waiting", held && playback.waiting);
    seek.min = Math.floor(from);
    seek.max = Math.floor(to);
    if (!dragged) seek.value = Math.floor(at);
    root.style.setProperty("--played", `${(100 * (at - from)) / (to - from || 1)}%`);
    elapsed.textContent = clock(at - from);
    remaining.textContent = held && playback.ended ? clock(0) : `−${clock(Math.ceil(to) - Math.floor(at))}`;
    now.textContent = continues ? gettext("Continue at %(time)s", { time: clock(at - from) }) : playback.moment(at, episode).title ?? "";
    if (end) end.hidden = !held || !playback.ended;
    rate.value = String(playback.rate);
    // A screen reader must not be told of each second that passes while its user is on the slider.
    if (document.activeElement !== seek || dragged) tellPosition();
    const text = !held ? "" : playback.failed ? gettext("The audio does not load. Press play to try again.") : part();
    if (note.textContent !== text) note.textContent = text;
  }

  function part() {
    return playback.end === null || opening().only ? "" : gettext("Plays to %(time)s, the end of the part that was linked.", { time: clock(playback.end) });
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
      ArrowLeft: () => skip(runsLeft() ? SKIP : -SKIP), j: () => skip(-SKIP), ArrowRight: () => skip(runsLeft() ? -SKIP : SKIP), l: () => skip(SKIP), k: press,
      " ": event.target === seek && press,
    }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }, { signal });
  playback.addEventListener("change", render, { signal });
  showMoments(root, shown, bounds, signal);
  render();
  return { render, go };
}

// Marks for the moments on the seek bar, and the moment below the pointer.
function showMoments(root, shown, bounds, signal) {
  const marks = root.querySelector(".hub-marks");
  const hint = root.querySelector(".hub-hint");
  const bar = marks.parentElement;
  let drawn = null;

  function draw() {
    const episode = shown();
    if (!episode || drawn === episode.moments) return;
    drawn = episode.moments;
    const [from, to] = bounds();
    marks.replaceChildren(...episode.moments.filter(({ at }) => at > from && at < to).map(({ at }) => {
      const mark = document.createElement("i");
      mark.style.insetInlineStart = `${(100 * (at - from)) / (to - from)}%`;
      return mark;
    }));
  }

  bar.addEventListener("pointermove", (event) => {
    const { left, width } = bar.getBoundingClientRect();
    const along = Math.min(1, Math.max(0, (event.clientX - left) / width));
    const share = runsLeft() ? 1 - along : along;
    const [from, to] = bounds();
    const at = from + share * (to - from);
    hint.textContent = [clock(at - from), playback.moment(at, shown()).title].filter(Boolean).join(" · ");
    hint.style.insetInlineStart = `${100 * share}%`;
    hint.style.translate = `${(runsLeft() ? 100 : -100) * share}%`;
    hint.hidden = false;
  }, { signal });
  bar.addEventListener("pointerleave", () => { hint.hidden = true; }, { signal });
  playback.addEventListener("change", draw, { signal });
  draw();
}
