// The bar at the bottom, while something plays or has been playing, on every page until it is dismissed.
import { bind } from "./controls.js";
import { copyButtons, gettext } from "./hub.js";
import { fetchEpisode, takeBar } from "./episode.js";
import { playback } from "./playback.js";

let bar = null;
let skip = null;
let markup = null; // as a promise; stays when the page that it came with is exchanged

/** Show the bar with what is in the playback, whether or not it plays. Once dismissed, it comes back when something plays again. */
export async function open() {
  if (!playback.episode) return;
  try {
    markup ??= find();
    const element = await markup;
    playback.addEventListener("change", show);
    if (!bar) build(element.cloneNode(true));
    fill();
  } catch {
    markup = null; // the network is gone: without its bar the audio still plays
  }
}

// The bar of this page or, on a page that has none, of the episode's.
async function find() {
  const here = document.getElementById("hub-bar-template");
  if (here) return takeBar(here, document.baseURI);
  const { bar: found, styles } = await fetchEpisode(playback.episode.url);
  const known = new Set([...document.querySelectorAll('link[rel="stylesheet"]')].map(({ href }) => href));
  await Promise.all(styles.filter((href) => !known.has(href)).map((href) => new Promise((done) => {
    document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href, onload: done, onerror: done }));
  })));
  return found;
}

function show() {
  // While it plays, pages are exchanged instead of loaded.
  if (playback.playing) import("./router.js");
  if (!bar && playback.playing) open();
  else if (bar) fill();
}

// A player of the same episode that is on the screen, all of its buttons: one is enough.
function onScreen() {
  return [...document.querySelectorAll(".hub-player[data-ready]")].filter(({ dataset }) => dataset.ready === playback.episode.url)
    .map((box) => box.querySelector('[data-part="toggle"]')).find((button) => {
      const { top, bottom } = button.getBoundingClientRect();
      return bottom > top && top >= 0 && bottom <= innerHeight;
    });
}

function build(element) {
  const closing = new AbortController();
  bar = element;
  document.body.append(bar);
  bind(bar, () => playback.episode, () => ({}), closing.signal);
  copyButtons(bar, closing.signal);
  bar.querySelector('[data-part="close"]').addEventListener("click", () => close(closing));
  for (const name of ["scroll", "resize"]) addEventListener(name, giveWay, { signal: closing.signal, passive: true });
  // Keyboards reach it from the top of each page, as they reach the content.
  skip = Object.assign(document.createElement("a"), { href: "#hub-bar", className: "md-skip", textContent: gettext("Skip to player") });
  skip.addEventListener("click", (event) => {
    event.preventDefault();
    (onScreen() ?? bar.querySelector('[data-part="toggle"]')).focus();
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
  playback.leave();
  closing.abort();
  bar.remove();
  skip.remove();
  bar = null;
  document.documentElement.style.removeProperty("--hub-bar");
  const back = document.querySelector('.hub-player [data-part="toggle"]') ?? document.querySelector("h1");
  if (back.matches("h1")) back.tabIndex = -1;
  back.focus({ preventScroll: true });
}

// To a player on the page, but not while a keyboard's user stands in it.
function giveWay() {
  bar.hidden = Boolean(onScreen()) && !bar.querySelector(":focus-visible");
}

function fill() {
  giveWay();
  const { episode } = playback;
  const link = bar.querySelector(".hub-bar__title");
  if (link.href === episode.url) return;
  link.href = episode.url;
  link.textContent = episode.title;
  const image = bar.querySelector("img");
  image.hidden = !episode.images.length;
  if (episode.images.length) image.src = episode.images[0].src;
}
