// The search as a dialog over any page.

import { gettext, inPieces } from "../hub.js";

const STYLES = new URL("search.css", import.meta.url).href;
const MANY = 5;
// All at once, and not as one names the next.
const PARTS = ["box", "elements", "index", "engine", "question", "result", "words"];
const loading = Promise.all([...PARTS.map((name) => import(`./${name}.js`)), styled()]);

let dialog, box, back;

// Opens the dialog. `button` leads to the search's own page, `before` gets the focus when it closes, and `typed` is the field
// that took what was typed so far; who left that wants no search any more.
export async function open(button, before, typed) {
  const [{ createBox }, { element }, { start }] = await loading;
  if (!typed.isConnected) return;
  back = before;
  if (!dialog?.isConnected) build(button.href, createBox, element);
  if (!dialog.open) dialog.showModal();
  if (typed.value) box.set({ q: typed.value });
  box.field.focus();
  if (!typed.value) box.field.select();
  start().then(box.offerFilters, () => { /* the box says so when it is asked */ });
}

function build(page, createBox, element) {
  const all = element("a", { class: "hub-search__all", hidden: "" }, [gettext("See all results")]);
  box = createBox({
    many: MANY,
    changed(question, answer) {
      all.href = address(page, question);
      all.hidden = answer.results.length === 0;
      hint.hidden = question.q !== "";
    },
    followed: () => dialog.close(),
  });
  const hint = element("p", { class: "hub-search__hint" }, [gettext("Articles, definitions, episodes and every sentence spoken in them.")]);
  const keys = element("p", { class: "hub-search__keys", "aria-hidden": "true" }, inPieces("%(arrows)s move  %(enter)s opens  %(escape)s closes", {
    arrows: [element("kbd", {}, ["↑"]), " ", element("kbd", {}, ["↓"])], enter: [element("kbd", {}, ["↵"])], escape: [element("kbd", {}, ["Esc"])],
  }));
  const close = element("button", { type: "button", class: "hub-search__close" }, [gettext("Close")]);
  const foot = element("div", { class: "hub-search__foot" }, [keys, all]);
  dialog = element("dialog", { class: "hub-search-dialog", "aria-label": gettext("Search") }, [
    element("div", { class: "hub-search-dialog__inner" }, [close, box.box, hint, foot]),
  ]);
  close.addEventListener("click", () => dialog.close());
  // While something plays, pages are exchanged below the dialog (router.js).
  all.addEventListener("click", (event) => { if (!event.ctrlKey && !event.metaKey && !event.shiftKey) dialog.close(); });
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  dialog.addEventListener("keydown", (event) => {
    // A search field keeps Escape for itself, to be emptied.
    if (event.key === "Escape") {
      event.preventDefault();
      dialog.close();
    }
  });
  dialog.addEventListener("close", () => back?.focus());
  document.body.append(dialog);
}

// The address of a question on the search's page.
export function address(page, { q, kind, topic }) {
  const asked = new URLSearchParams({ q, kind, topic });
  for (const name of ["q", "kind", "topic"]) if (!asked.get(name)) asked.delete(name);
  return page.replace(/[?#].*$/, "") + (asked.size ? `?${asked}` : "");
}

function styled() {
  if ([...document.styleSheets].some((sheet) => sheet.href === STYLES)) return Promise.resolve();
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: STYLES });
  return new Promise((resolve) => {
    link.addEventListener("load", resolve);
    link.addEventListener("error", resolve); // plain, but working
    document.head.append(link);
  });
}
