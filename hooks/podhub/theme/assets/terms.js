// A card for each defined word: its sentence and where it is heard, on hover, focus and touch. What it says is taken from the
// page's list of words, which readers without this script have. It stays while the pointer or the focus is on it, Escape
// closes it (WCAG 2.2, 1.4.13), and Tab leads from the word into it, since it stands behind the word in the document.

const SHOW_AFTER = 150; // ms: a pointer on its way over a word does not mean it
const HIDE_AFTER = 250; // ms: the way from the word to its card
const GAP = 6; // px between the word and its card
const EDGE = 8; // px to the window's edge
const WIDE = matchMedia("(min-width: 40em)");

const card = document.createElement("span");
card.className = "hub-word";
card.popover = "manual";
let word = null;
let timer = 0;

document.addEventListener("pointerover", ({ target, pointerType }) => {
  if (pointerType === "touch") return;
  const over = target.closest("a.term");
  if (over) later(SHOW_AFTER, () => show(over));
  else if (card.contains(target)) clearTimeout(timer);
  else if (word && !keepsFocus()) later(HIDE_AFTER, hide);
  else clearTimeout(timer);
});
document.addEventListener("focusin", ({ target }) => {
  const on = target.closest("a.term");
  if (on && target.matches(":focus-visible")) show(on);
  else if (word && !card.contains(target)) hide();
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !word) return;
  if (card.contains(document.activeElement)) word.focus();
  hide();
});
// The first touch explains, the second follows the link; a touch elsewhere puts the card away.
document.addEventListener("click", (event) => {
  const on = event.target.closest("a.term");
  if (on && event.pointerType === "touch" && on !== word) {
    event.preventDefault();
    show(on);
  } else if (word && !on && !card.contains(event.target)) {
    hide();
  }
});
addEventListener("scroll", () => word && !keepsFocus() && hide(), { passive: true });
addEventListener("resize", hide);

function later(milliseconds, act) {
  clearTimeout(timer);
  timer = setTimeout(act, milliseconds);
}

function keepsFocus() {
  return card.contains(document.activeElement) || (document.activeElement === word && word.matches(":focus-visible"));
}

function show(anchor) {
  clearTimeout(timer);
  if (anchor === word) return;
  hide();
  const entry = document.getElementById(anchor.getAttribute("aria-describedby"))?.parentElement;
  if (!entry) return;
  word = anchor;
  card.replaceChildren(...[...entry.children].map(piece));
  anchor.after(card);
  card.showPopover();
  place();
}

function piece(part, index) {
  const line = document.createElement("span");
  line.className = ["hub-word__term", "hub-word__sentence", "hub-word__heard"][index];
  line.append(...[...part.childNodes].map((node) => node.cloneNode(true)));
  return line;
}

// Under the word, above it where there is no room; on a phone along the screen's edge that is further from the word.
function place() {
  const rows = word.getClientRects();
  const row = rows[rows.length - 1];
  card.style.cssText = "";
  if (!WIDE.matches) {
    if (row.bottom > innerHeight / 2) card.style.inset = `${EDGE}px ${EDGE}px auto`;
    return;
  }
  const { width, height } = card.getBoundingClientRect();
  const below = row.bottom + GAP;
  const top = below + height + EDGE <= innerHeight ? below : Math.max(EDGE, rows[0].top - GAP - height);
  card.style.top = `${top}px`;
  card.style.left = `${Math.max(EDGE, Math.min(document.documentElement.dir === "rtl" ? row.right - width : row.left, innerWidth - width - EDGE))}px`;
}

function hide() {
  clearTimeout(timer);
  word = null;
  card.remove();
}
