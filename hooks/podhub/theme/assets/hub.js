// What every page needs: the words of scripts, copying, and a start for what it has; nothing else is loaded. Every script of the site is a module here that exports
// `start(root, signal)`: `root` is the document that was loaded or has just been exchanged (router.js), and `signal` tells when
// its page is left; listeners on anything that outlives the page (window, document, the playback) are added with `{ signal }`.
// One that only listens to the document, once for all pages (terms.js), needs no `start`.

const SCRIPTS = [
  [".hub-player", "./player.js"],
  ["button[data-episode]", "./rows.js"],
  [".hub-guide", "./guide.js"],
  ["[data-search-page]", "./search/field.js"],
  ["a.term", "./terms.js"],
];

// What scripts say, in the site's language. The build fills the table with the catalog's words; in English it stays empty.
const TEXTS = {};
const forms = new Intl.PluralRules(document.documentElement.lang || "en");

const filled = (text, values = {}) => text.replace(/%\((\w+)\)[sd]/g, (all, name) => values[name] ?? all);

// A text, with values in the place of %(name)s.
export const gettext = (text, values) => filled(TEXTS[text] ?? text, values);

// A text in pieces, with elements in the place of %(name)s: wherever a language puts them.
export const inPieces = (text, parts) => gettext(text).split(/%\((\w+)\)s/).flatMap((piece, place) => (place % 2 ? parts[piece] : [piece]));

// A text in the form that a number wants; the number itself is %(number)d.
export const ngettext = (one, many, number, values) => {
  const said = TEXTS[one];
  const text = said ? said[forms.select(number)] ?? said.other : number === 1 ? one : many;
  return filled(text, { number, ...values });
};

let leaving = new AbortController();

/** Start the scripts of the page that is shown now, and end those of the page before it. */
export function start() {
  leaving.abort();
  leaving = new AbortController();
  const { signal } = leaving;
  copyButtons(document, signal);
  for (const [selector, module] of SCRIPTS) {
    if (!document.querySelector(selector)) continue;
    import(module).then(({ start }) => signal.aborted || start?.(document, signal));
  }
}

// What was in this tab's player when the page before was left waits in the bar (playback.js).
try {
  if (sessionStorage.getItem("hub:left") && !document.documentElement.matches(".hub-embed")) import("./bar.js").then(({ open }) => open());
} catch {
  // Storage is refused: then nothing is remembered.
}

// Search waits for somebody to reach for it: a press on its button, `/` or Ctrl-K. Nothing of it is loaded before.
document.addEventListener("click", (event) => {
  if (!event.target.closest?.("[data-search]") || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  search();
});
document.addEventListener("keydown", (event) => {
  const isTyping = event.target.isContentEditable || /^(?:input|select|textarea)$/i.test(event.target.tagName);
  const isSlash = event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey;
  const isK = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  if (!isSlash && !isK) return;
  event.preventDefault();
  search();
});

let waiting; // takes what is typed until the dialog is there

function search() {
  const button = document.querySelector("[data-search]");
  const field = document.querySelector("[data-search-page] input");
  if (field) field.focus();
  else if (button && !waiting?.isConnected) {
    const focused = document.activeElement;
    const before = focused && focused !== document.body ? focused : button;
    const typed = waiting = Object.assign(document.createElement("input"), { className: "hub-search-waiting", ariaLabel: button.querySelector("span").textContent });
    typed.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      typed.remove();
      before.focus();
    });
    button.after(typed);
    typed.focus();
    import("./search/index.js").then(({ start }) => start()).catch(() => {}); // the dialog says so when it is asked
    import("./search/dialog.js").then(({ open }) => open(button, before, typed)).catch(() => instead(button, before, typed.value)).finally(() => typed.remove());
  }
}

// Without its files there is still the page that the button leads to; without a network whoever reads on keeps the page they have.
function instead(button, before, q) {
  if (navigator.onLine) {
    location.assign(q ? `${button.href}?q=${encodeURIComponent(q)}` : button.href);
  } else {
    alert(gettext("Search could not be loaded. Check your connection and try again."));
    before.focus();
  }
}

/** Copy a text and say so in `status`; where the browser refuses, the text stands there, marked, to be copied by hand. */
export async function copy(text, status) {
  status.textContent = "";
  try {
    await navigator.clipboard.writeText(text);
    status.textContent = gettext("Copied");
  } catch {
    const field = document.createElement("input");
    Object.assign(field, { value: text, readOnly: true, ariaLabel: gettext("To be copied") });
    status.replaceChildren(`${gettext("Copy it from here:")} `, field);
    field.select();
  }
}

/** Make the buttons work that copy an address or a piece of code; each has its status beside it. */
export function copyButtons(root, signal) {
  for (const button of root.querySelectorAll("[data-copy-text]")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button.dataset.copyText, button.parentElement.querySelector("[role=status]")), { signal });
  }
}

start();
