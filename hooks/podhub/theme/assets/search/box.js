// A field, filters, an announced count and results: the same in the dialog and on the page of the search.
//
// Arrows move the focus between the field and the results, which are plain links: Enter, Tab and the mouse do what they always do.

import { gettext, inPieces, ngettext } from "../hub.js";
import { element, show } from "./elements.js";
import { ask } from "./engine.js";
import { address, start } from "./index.js";

const KINDS = {
  article: gettext("Articles"), definition: gettext("Definitions"), comparison: gettext("Comparisons"), episode: gettext("Episodes"),
  moment: gettext("Moments"), guide: gettext("Guides"),
};
const FEW = 4; // topics
const PAUSE = 40; // ms without a key before the index is asked
const LONGEST = 80; // characters of a question that is repeated
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g; // what turns the direction of all that follows

// Makes a box. `many` results are shown at once. `changed` is told of each question that was answered, `followed` of each
// result that is opened.
export function createBox({ many, changed = () => {}, followed = () => {} }) {
  const field = element("input", {
    type: "search", name: "q", placeholder: gettext("A word, a phrase, a question"), autocomplete: "off", autocapitalize: "none",
    spellcheck: "false", enterkeyhint: "search", "aria-label": gettext("Search"), class: "hub-search__field",
  });
  const kinds = element("fieldset", { class: "hub-search__kinds" }, [element("legend", { class: "hub-hidden" }, [gettext("Kind")])]);
  const topics = element("select", { name: "topic", "aria-label": gettext("Topic"), class: "hub-search__topics" });
  const status = element("p", { role: "status", class: "hub-search__status" });
  const list = element("ol", { class: "hub-search__results", "aria-label": gettext("Results") });
  const more = element("button", { type: "button", class: "hub-search__more", hidden: "" }, [gettext("More results")]);
  const help = element("div", { class: "hub-search__help", hidden: "" });
  const choices = element("div", { class: "hub-search__filters", hidden: "" }, [kinds, topics]);
  const form = element("form", { role: "search", class: "hub-search__form" }, [field, choices]);
  const box = element("div", { class: "hub-search" }, [form, status, list, more, help]);

  let asked = 0; // counts questions: a late answer to an earlier one is dropped
  let timer;
  let answer = { results: [] };
  let before = "";
  let answering = Promise.resolve();
  let titles = {}; // of topics
  let examples = [];

  function question() {
    const kind = kinds.querySelector("input:checked")?.value ?? "";
    return { q: field.value.replace(TURNING, "").trim(), kind, topic: topics.value };
  }

  // Answers what stands in the field; a question that was answered already is not asked again.
  function answerNow() {
    clearTimeout(timer);
    const now = question();
    const text = JSON.stringify(now);
    if (text !== before) {
      before = text;
      answering = answerQuestion(now, ++asked);
    }
    return answering;
  }

  async function answerQuestion(now, number) {
    if (!now.q) {
      answer = { results: [] };
      list.replaceChildren();
      status.replaceChildren();
      more.hidden = true;
      offer(gettext("Try"), examples);
      changed(now, answer);
      return;
    }
    try {
      const found = await ask(now);
      const first = await read(found.results, 0);
      if (number !== asked) return;
      answer = found;
      list.replaceChildren(...first.map(show));
      if (found.whole) help.hidden = true;
      else if (first.length) offer(gettext("Topics"), nearest(first));
      else offer(gettext("Browse by topic, or ask"), [...nearest(first), ...people()]);
      more.hidden = found.results.length <= many;
      tell(now, found);
      changed(now, found);
    } catch {
      if (number !== asked) return;
      before = "";
      list.replaceChildren();
      more.hidden = help.hidden = true;
      status.textContent = gettext("Search could not be loaded. Check your connection and try again.");
    }
  }

  // Says how many there are; a misspelt word becomes a button that puts it right in the field.
  function tell(now, found) {
    const count = found.results.length;
    const question = shortened(now.q);
    const number = results(count);
    if (found.corrected) {
      const button = element("button", { type: "button", class: "hub-search__corrected" }, [found.corrected]);
      button.addEventListener("click", () => set({ ...now, q: found.corrected }, true));
      status.replaceChildren(...inPieces("No results for “%(question)s”. Did you mean %(other)s? %(results)s:", {
        question: [question], other: [button], results: [number],
      }));
    } else if (!count) {
      status.textContent = now.kind || now.topic
        ? gettext("No results for “%(question)s” with these filters. Try fewer or different words.", { question })
        : gettext("No results for “%(question)s”. Try fewer or different words.", { question });
    } else if (found.missing.length) {
      status.replaceChildren(...inPieces("No page says %(missing)s. %(results)s for the other words:", {
        missing: either(found.missing), results: [number],
      }));
    } else {
      const values = { results: results(found.whole), question, others: count - found.whole };
      if (!found.whole) status.textContent = gettext("No page has all of these words. %(results)s with some of them:", { results: number });
      else if (count > found.whole) status.textContent = gettext("%(results)s for “%(question)s”, and %(others)d with some of the words", values);
      else status.textContent = gettext("%(results)s for “%(question)s”", values);
    }
  }

  // Words of which none is there, in the form of the page's language, as `one or other`.
  function either(words) {
    const list = new Intl.ListFormat(document.documentElement.lang, { type: "disjunction" });
    return list.formatToParts(words).map(({ type, value }) => (type === "element" ? element("strong", {}, [shortened(value)]) : value));
  }

  // Offers what there is to try below: buttons that ask, or links.
  function offer(title, parts) {
    help.replaceChildren(element("p", {}, [title]), element("ul", {}, parts.map((part) => element("li", {}, [part]))));
    help.hidden = !parts.length;
  }

  // The topics that results belong to, the most frequent first; all of them where there are no results.
  function nearest(shown) {
    const all = shown.flatMap((result) => result.topics);
    const found = shown.length ? [...new Set(all)].sort((a, b) => count(all, b) - count(all, a)) : Object.keys(titles);
    return found.slice(0, FEW).filter((id) => titles[id]).map((id) => element("a", { href: address(`topics/${id}/`) }, [titles[id]]));
  }

  // Where a person answers, or the guide asks: as the header leads there.
  function people() {
    const links = document.querySelectorAll(".hub-tabs a[href*='guides/'], .hub-header__talk");
    return [...links].map((link) => {
      const way = element("a", { href: link.href }, [link.textContent]);
      way.addEventListener("click", () => way.closest("dialog")?.close());
      return way;
    });
  }

  // Puts a question into the box and answers it.
  function set({ q = "", kind = "", topic = "" }, focus = false) {
    field.value = q;
    const inputs = [...kinds.querySelectorAll("input")];
    for (const input of inputs) input.checked = input.value === kind;
    if (inputs.length && !kinds.querySelector("input:checked")) inputs[0].checked = true; // a kind that the hub has not
    topics.value = topic;
    if (focus) field.focus();
    return answerNow();
  }

  // What there is to choose from and to try is known once the index is there.
  async function offerFilters() {
    const known = await start();
    if (!choices.hidden) return;
    titles = known.topics;
    examples = known.examples.map((text) => element("button", { type: "button" }, [text]));
    for (const button of examples) button.addEventListener("click", () => set({ q: button.textContent }, true));
    if (!field.value) offer(gettext("Try"), examples);
    const names = [["", gettext("All")], ...known.kinds.map((kind) => [kind, KINDS[kind]])];
    kinds.append(...names.map(([value, name]) => element("label", {}, [
      element("input", { type: "radio", name: "kind", value, ...(value ? {} : { checked: "" }) }), element("span", {}, [name]),
    ])));
    topics.append(...[["", gettext("All topics")], ...Object.entries(known.topics)].map(([value, name]) => element("option", { value }, [name])));
    topics.hidden = Object.keys(known.topics).length < 2;
    choices.hidden = false;
  }

  async function read(results, from) {
    return (await Promise.all(results.slice(from, from + many).map((result) => result()))).filter(Boolean);
  }

  form.addEventListener("input", (event) => {
    clearTimeout(timer);
    timer = setTimeout(answerNow, event.target === field ? PAUSE : 0);
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    await answerNow();
    list.querySelector("a")?.focus();
  });
  more.addEventListener("click", async () => {
    const from = list.children.length;
    const next = await read(answer.results, from);
    list.append(...next.map(show));
    more.hidden = from + many >= answer.results.length;
    list.children[from]?.querySelector("a").focus();
  });
  list.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      if (link.hash.startsWith("#t=")) play(link);
      followed();
    }
  });
  box.addEventListener("keydown", (event) => {
    const links = [...list.querySelectorAll("a")];
    const place = links.indexOf(document.activeElement);
    if (event.target !== field && place < 0) return;
    const to = { ArrowDown: place + 1, ArrowUp: place - 1, ...(place >= 0 && { Home: 0, End: links.length - 1 }) }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      (to < 0 ? field : links[Math.min(to, links.length - 1)])?.focus();
    } else if (place >= 0 && event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey) {
      field.focus(); // typing goes on where one types
    }
  });
  return { box, field, set, question, offerFilters };
}

function results(count) {
  return ngettext("%(number)d result", "%(number)d results", count);
}

function shortened(question) {
  const letters = [...question];
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST).join("").trimEnd()}…` : question;
}

function count(list, value) {
  return list.filter((one) => one === value).length;
}

// Leaves word for the episode's page that it may play: the person has pressed for it (player.js reads this once).
function play(link) {
  try {
    sessionStorage.setItem("hub:play", link.href);
  } catch {
    // Storage is refused: the episode then opens at the second and waits to be played.
  }
  // A link to the very second that one is at changes no address, and so tells nobody.
  if (link.href === location.href) window.dispatchEvent(new Event("hashchange"));
}
