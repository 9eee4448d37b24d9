// The transcript follows the audio: it marks the sentence that is spoken and keeps it in sight while somebody reads along. A press
// on a sentence plays it, but for fingers: they touch words to scroll and to mark them, and have the times beside them.
import { copy, gettext } from "./hub.js";
import { playback } from "./playback.js";
import { read, write } from "./store.js";
import { clock, readFragment, runsLeft } from "./time.js";

const RESTS = 3000; // ms after somebody scrolls, in which the page does not scroll by itself

/** Let a transcript follow; `clip` is the part of the audio that its page is about, if it is not about all of it. */
export function follow(root, episode, clip, play, signal) {
  const transcript = root.querySelector(".hub-transcript");
  const sentences = [...transcript.querySelectorAll("[data-start]")];
  if (!sentences.length) return;
  const starts = sentences.map((sentence) => Number(sentence.dataset.start));
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const [along, passage] = ["along", "passage"].map((name) => transcript.querySelector(`[data-part="${name}"]`));
  const points = matchMedia("(any-hover: hover)").matches; // with a mouse, or what works like one
  let spoken = -1;
  let reached = -1;
  let scrolled = 0;
  let touched = false;

  for (const tools of transcript.querySelectorAll(".hub-tools")) tools.hidden = false;
  transcript.dataset.live = "";
  // The sentences are reached by arrow keys from one stop; its times would be a stop for each paragraph.
  if (points) for (const time of transcript.querySelectorAll(".hub-said a.hub-time")) time.tabIndex = -1;

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
    const now = playback.holds(episode) && (!clip || playback.end === clip.end) ? at(playback.at) : -1;
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
    if (!points) return;
    for (const name of ["role", "tabindex"]) sentences[reached]?.removeAttribute(name);
    reached = index;
    sentences[index].setAttribute("role", "button");
    sentences[index].tabIndex = 0;
    if (focus) sentences[index].focus();
  }

  function hear(index) {
    const second = Math.floor(starts[index]);
    if (!clip) history.replaceState(history.state, "", `#t=${second}`);
    play({ at: starts[index], end: clip?.end });
  }

  transcript.addEventListener("pointerdown", ({ pointerType }) => { touched = pointerType === "touch"; }, { signal });
  transcript.addEventListener("click", (event) => {
    const index = sentences.indexOf(event.target.closest("[data-start]"));
    if (index >= 0 && !touched && getSelection().isCollapsed && !event.target.closest("a")) {
      reach(index);
      hear(index);
    }
  }, { signal });
  transcript.addEventListener("keydown", (event) => {
    const index = sentences.indexOf(event.target);
    touched = false;
    if (index < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    const last = sentences.length - 1;
    const ahead = runsLeft() ? -1 : 1;
    const to = { ArrowDown: index + 1, ArrowRight: index + ahead, ArrowUp: index - 1, ArrowLeft: index - ahead, Home: 0, End: last }[event.key];
    if (to === undefined && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    if (to === undefined) hear(index);
    else if (event.shiftKey) extend(index, Math.min(last, Math.max(0, to)));
    else reach(Math.min(last, Math.max(0, to)), true);
  }, { signal });

  // Shift and an arrow mark whole sentences, as a pointer does.
  function extend(index, to) {
    const marked = getSelection();
    if (marked.isCollapsed || !sentences[index].contains(marked.focusNode)) marked.setBaseAndExtent(sentences[index], 0, sentences[index], 1);
    reach(to, true);
    const forward = to >= sentences.findIndex((sentence) => sentence.contains(marked.anchorNode));
    marked.extend(sentences[to], forward ? 1 : 0);
  }

  function tellAlong() {
    along.setAttribute("aria-pressed", String(read("hub:along") !== "no"));
  }
  along?.addEventListener("click", () => {
    write("hub:along", read("hub:along") === "no" ? "yes" : "no");
    tellAlong();
    if (read("hub:along") === "yes" && spoken >= 0) show(spoken, "center");
  }, { signal });
  if (along) tellAlong();
  for (const name of ["wheel", "touchmove", "keydown"]) {
    addEventListener(name, () => { scrolled = Date.now(); }, { signal, passive: true });
  }

  if (passage) offerPassage();

  // Some text that is marked has an address of its own, which plays just that.
  function offerPassage() {
    const [button, status] = [passage.querySelector("button"), passage.querySelector("[role=status]")];
    let offered = null;
    function offer() {
      if (passage.contains(document.activeElement)) return; // the text to be copied by hand is marked in here
      const range = getSelection().rangeCount ? getSelection().getRangeAt(0) : null;
      const isHere = range && !range.collapsed && transcript.contains(range.commonAncestorContainer);
      const inside = isHere ? sentences.flatMap((sentence, index) => (range.intersectsNode(sentence) ? [index] : [])) : [];
      passage.hidden = !inside.length;
      if (!inside.length) return;
      const end = starts[inside.at(-1) + 1] ?? episode.seconds;
      offered = [Math.floor(starts[inside[0]]), Math.ceil(end)];
      button.lastChild.textContent = ` ${gettext("Copy this passage, %(start)s to %(end)s", { start: clock(offered[0]), end: clock(offered[1]) })}`;
      status.textContent = "";
      sentences[inside.at(-1)].closest(".hub-said").after(passage);
    }
    offer(); // somebody may have marked some while this was loaded
    document.addEventListener("selectionchange", offer, { signal });
    button.addEventListener("mousedown", (event) => event.preventDefault(), { signal }); // keeps the text marked
    button.addEventListener("click", () => copy(`${episode.url}#t=${offered.join(",")}`, status), { signal });
  }

  // The part that the address names, all of it, as long as it is the one that plays.
  let part = readFragment(location.hash);
  function markPassage() {
    const is = !clip && Boolean(part?.end) && (!playback.holds(episode) || playback.end === part.end || playback.at === part.end);
    sentences.forEach((sentence, index) => {
      sentence.toggleAttribute("data-passage", is && starts[index] < part.end && (starts[index + 1] ?? Infinity) > part.at);
    });
  }

  playback.addEventListener("change", mark, { signal });
  reach(0);
  mark();
  markPassage();
  playback.addEventListener("change", () => part?.end && markPassage(), { signal });
  addEventListener("hashchange", () => {
    part = readFragment(location.hash);
    markPassage();
  }, { signal });
  // Browsers scroll to a second that the page has an anchor for, and know the place of a reader who comes back or reloads. To any
  // other second it is brought here, on the first visit of an entry in the history.
  if (part && !history.state?.seen && !root.querySelector(":target")) sentences[at(part.at)]?.scrollIntoView({ block: "center" });
  history.replaceState({ ...history.state, seen: true }, "");
}
