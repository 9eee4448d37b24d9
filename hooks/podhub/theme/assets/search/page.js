// The page of the search: what it is asked stands in its address, to be kept and shared.

import { gettext } from "../hub.js";
import { createBox } from "./box.js";
import { address } from "./dialog.js";
import { start as load } from "./index.js";

const MANY = 10;

// Puts the box into its place. The index of everything gives way while there are results.
export function start(root, signal) {
  const place = root.querySelector("[data-search-page]");
  const everything = root.querySelector("[data-search-index]");
  const title = document.title;
  const box = createBox({
    many: MANY,
    changed(question) {
      everything.hidden = question.q !== "";
      document.title = question.q ? `${gettext("“%(sentence)s”", { sentence: question.q })} · ${title}` : title;
      history.replaceState(history.state, "", address(location.href, question));
    },
  });
  // What was typed into the field that stood in for it so far.
  const waiting = place.querySelector("input");
  const typed = waiting?.value;
  const reached = waiting === document.activeElement && waiting !== null;
  place.replaceChildren(box.box);
  place.hidden = false;

  async function fromAddress() {
    const asked = Object.fromEntries(new URLSearchParams(location.search));
    everything.hidden = Boolean(asked.q);
    box.field.value = asked.q ?? ""; // before the index is there, so that nothing else is offered meanwhile
    await load().then(box.offerFilters, () => { /* the box says so when it is asked */ });
    await box.set(asked);
  }

  window.addEventListener("popstate", fromAddress, { signal });
  // Without a question nothing is loaded until there is one.
  if (new URLSearchParams(location.search).get("q")) fromAddress();
  else box.field.addEventListener("focus", () => load().then(box.offerFilters, () => {}), { once: true });
  if (reached) box.field.focus();
  if (typed) box.set({ q: typed });
}
