// A bare field on the search's page stands in for the search until it is reached for, or the address holds a question.

import { gettext } from "../hub.js";

export function start(root, signal) {
  const place = root.querySelector("[data-search-page]");
  const load = () => import("./page.js").then((page) => page.start(root, signal));
  if (new URLSearchParams(location.search).get("q")) {
    load();
    return;
  }
  const field = document.createElement("input");
  field.type = "search";
  field.className = "hub-search__field";
  field.placeholder = gettext("A word, a phrase, a question");
  field.setAttribute("aria-label", gettext("Search"));
  field.addEventListener("focus", load, { once: true });
  place.append(field);
  place.hidden = false;
}
