// The transcript follows the audio: it marks the sentence that is spoken and keeps it in sight while somebody reads along, and
// each sentence plays when it is pressed.
import { copy } from "./copy.js";
import { playback } from "./playback.js";
import { read, write } from "./store.js";
import { clock, readFragment } from "./time.js";

const RESTS = 3000; // ms after somebody scrolls, in which the page does not scroll by itself

export function follow(root, episode, play, signal) {
  const transcript = root.querySelector(".hub-transcript");
  const sentences = [...transcript.querySelectorAll("[data-start]")];
  if (!sentences.length) return;
  const starts = sentences.map((sentence) => Number(sentence.dataset.start));
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const tools = transcript.querySelector(".hub-tools");
  const [along, selection] = tools.querySelectorAll("button");
  const status = tools.querySelector("[role=status]");
  let spoken = -1;
  let reached = -1;
  let scrolled = 0;

  tools.hidden = false;
  transcript.dataset.live = "";
  // The sentences are reached by arrow keys from one stop; its times would be a stop for each paragraph.
  for (const time of transcript.querySelectorAll("a.hub-time")) time.tabIndex = -1;

  function at(seconds) {
    return starts.findLastIndex((start) => start <= seconds + 0.05);
  }

  function inSight(element) {
    const { top, bottom } = element.getBoundingClientRect();
    const bar = parseFloat(getComputedStyle(document.documentElement).scrollPaddingBottom) || 0;
    return bottom > 0 && top < innerHeight - bar;
  }

  function show(index, block) {
    sentences[index]?.scrollIntoView({ block, behavior: still.matches ? "auto" : "smooth" });
  }

  // Never against the reader: only who sees the sentence that was just spoken is taken along to the next one, and nobody who
  // has just scrolled, or marks some text, or stands in the transcript with the keyboard.
  function readsAlong(before) {
    return playback.playing && before >= 0 && inSight(sentences[before]) && read("hub:along") !== "no"
      && Date.now() - scrolled > RESTS && getSelection().isCollapsed && !transcript.contains(document.activeElement);
  }

  function mark() {
    const now = playback.holds(episode) ? at(playback.at) : -1;
    if (now === spoken) return;
    const takeAlong = readsAlong(spoken);
    sentences[spoken]?.removeAttribute("aria-current");
    sentences[now]?.setAttribute("aria-current", "true");
    spoken = now;
    if (takeAlong) show(now, "nearest");
    if (!transcript.contains(document.activeElement)) reach(Math.max(0, now));
  }

  // One sentence at a time is a button and can be focused; the others are plain text, to screen readers too.
  function reach(index, focus = false) {
    for (const name of ["role", "tabindex"]) sentences[reached]?.removeAttribute(name);
    reached = index;
    sentences[index].setAttribute("role", "button");
    sentences[index].tabIndex = 0;
    if (focus) sentences[index].focus();
  }

  function hear(index) {
    const second = Math.floor(starts[index]);
    history.replaceState(history.state, "", `#t=${second}`);
    play({ at: starts[index] });
  }

  transcript.addEventListener("click", (event) => {
    const index = sentences.indexOf(event.target.closest("[data-start]"));
    if (index >= 0 && getSelection().isCollapsed && !event.target.closest("a")) {
      reach(index);
      hear(index);
    }
  }, { signal });
  transcript.addEventListener("keydown", (event) => {
    const index = sentences.indexOf(event.target);
    if (index < 0 || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const last = sentences.length - 1;
    const to = { ArrowDown: index + 1, ArrowRight: index + 1, ArrowUp: index - 1, ArrowLeft: index - 1, Home: 0, End: last }[event.key];
    if (to === undefined && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    if (to === undefined) hear(index);
    else reach(Math.min(last, Math.max(0, to)), true);
  }, { signal });

  function tellAlong() {
    along.setAttribute("aria-pressed", String(read("hub:along") !== "no"));
  }
  along.addEventListener("click", () => {
    write("hub:along", read("hub:along") === "no" ? "yes" : "no");
    tellAlong();
    if (read("hub:along") === "yes" && spoken >= 0) show(spoken, "center");
  }, { signal });
  tellAlong();
  for (const name of ["wheel", "touchmove", "keydown"]) {
    addEventListener(name, () => { scrolled = Date.now(); }, { signal, passive: true });
  }

  // Some text that is marked has an address of its own, which plays just that.
  function selected() {
    const range = getSelection().rangeCount ? getSelection().getRangeAt(0) : null;
    if (!range || range.collapsed || !transcript.contains(range.commonAncestorContainer)) return null;
    const inside = sentences.flatMap((sentence, index) => (range.intersectsNode(sentence) ? [index] : []));
    if (!inside.length) return null;
    const end = starts[inside.at(-1) + 1] ?? episode.seconds;
    return [Math.floor(starts[inside[0]]), Math.ceil(end)];
  }
  function offer() {
    const part = selected();
    selection.hidden = !part;
    if (part) selection.textContent = `Copy link to ${part.map(clock).join("–")}`;
  }
  offer(); // somebody may have marked some while this was loaded
  document.addEventListener("selectionchange", offer, { signal });
  selection.addEventListener("mousedown", (event) => event.preventDefault(), { signal }); // keeps the text marked
  selection.addEventListener("click", () => copy(`${episode.url}#t=${selected().join(",")}`, status), { signal });

  playback.addEventListener("change", mark, { signal });
  reach(0);
  mark();
  // Browsers scroll to a second that the page has an anchor for, and know the place of a reader who comes back or reloads. To any
  // other second it is brought here, on the first visit of an entry in the history.
  const part = readFragment(location.hash);
  if (part && !history.state?.seen && !root.querySelector(":target")) sentences[at(part.at)]?.scrollIntoView({ block: "center" });
  history.replaceState({ ...history.state, seen: true }, "");
}
