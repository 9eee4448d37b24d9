// The bar at the bottom, while something plays or has been playing, on every page until it is dismissed.
import { bind } from "./controls.js";
import { playback } from "./playback.js";

let bar = null;
let skip = null;

let template = null; // stays when the page that it came with is exchanged

/** Show the bar with what is in the playback, whether or not it plays. Once dismissed, it comes back when something plays again. */
export function open() {
  if (!template) {
    template = document.getElementById("hub-bar-template").content.firstElementChild;
    playback.addEventListener("change", () => {
      if (!bar && playback.playing) build(template.cloneNode(true));
      if (bar) fill();
    });
  }
  if (!bar) build(template.cloneNode(true));
  fill();
}

function build(element) {
  const closing = new AbortController();
  bar = element;
  document.body.append(bar);
  bind(bar, () => playback.episode, () => ({}), closing.signal);
  bar.querySelector('[data-part="close"]').addEventListener("click", () => close(closing));
  // Keyboards reach it from the top of each page, as they reach the content.
  skip = Object.assign(document.createElement("a"), { href: "#hub-bar", className: "md-skip", textContent: "Skip to player" });
  skip.addEventListener("click", (event) => {
    event.preventDefault();
    bar.querySelector('[data-part="toggle"]').focus();
  });
  document.querySelector(".md-skip, body > :first-child").after(skip);
  const size = new ResizeObserver(() => {
    document.documentElement.style.setProperty("--hub-bar", `${bar?.offsetHeight ?? 0}px`);
  });
  size.observe(bar);
  closing.signal.addEventListener("abort", () => size.disconnect());
  document.addEventListener("focusin", () => requestAnimationFrame(uncover), { signal: closing.signal });
}

// Browsers leave room for the bar when they scroll to what gets the focus (`scroll-padding`), but do not scroll when it is on the
// screen already, though under the bar.
function uncover() {
  const focused = document.activeElement;
  if (!bar || focused === document.body || bar.contains(focused) || focused.closest("[popover], dialog")) return;
  const { top, bottom } = focused.getBoundingClientRect();
  const free = innerHeight - bar.offsetHeight;
  if (bottom > free && top > 0) scrollBy({ top: Math.min(top, bottom - free + 16), behavior: "instant" });
}

function close(closing) {
  playback.pause();
  closing.abort();
  bar.remove();
  skip.remove();
  bar = null;
  document.documentElement.style.removeProperty("--hub-bar");
  const back = document.querySelector('.hub-player [data-part="toggle"]') ?? document.querySelector("h1");
  if (back.matches("h1")) back.tabIndex = -1;
  back.focus({ preventScroll: true });
}

function fill() {
  const { episode } = playback;
  const link = bar.querySelector(".hub-bar__title");
  if (link.href === episode.url) return;
  link.href = episode.url;
  link.textContent = episode.title;
  const image = bar.querySelector("img");
  image.hidden = !episode.images.length;
  if (episode.images.length) image.src = episode.images[0].src;
}
