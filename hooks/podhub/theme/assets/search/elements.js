// Results as elements. Every text is set as text: nothing that an author wrote is read as HTML here.

import { gettext, inPieces } from "../hub.js";

const NAMES = {
  article: gettext("Article"), definition: gettext("Definition"), episode: gettext("Episode"), moment: gettext("Moment"),
  comparison: gettext("Comparison"), guide: gettext("Guide"), page: gettext("Page"),
};

// An element with its attributes and its children, which are elements or texts.
export function element(name, attributes = {}, children = []) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

// A result as an item of the list: one link with all that it shows.
export function show(result) {
  const facts = [element("b", {}, [NAMES[result.kind] ?? NAMES.page])];
  if (result.at !== null) facts.push(element("span", { class: "hub-search__time" }, [clock(result.at)]));
  if (result.speaker) facts.push(element("span", {}, [result.speaker]));
  if (result.section) facts.push(element("span", {}, [result.section]));
  return element("li", { class: `hub-search__result hub-search__result--${result.kind}` }, [
    element("a", { href: result.url }, [
      element("span", { class: "hub-search__facts" }, facts.flatMap((fact, place) => (place ? [" · ", fact] : [fact]))),
      element("span", { class: "hub-search__title" }, marks(result.title)),
      ...(result.asked ? [element("span", { class: "hub-search__asked" }, inPieces("Answers “%(question)s”", { question: marks(result.asked) }))] : []),
      element("span", { class: "hub-search__said" }, result.kind === "moment" ? inPieces("“%(sentence)s”", { sentence: marks(result.said) }) : marks(result.said)),
    ]),
  ]);
}

function marks(pieces) {
  return pieces.filter(([text]) => text).map(([text, isMarked]) => (isMarked ? element("mark", {}, [text]) : text));
}

function clock(seconds) {
  const two = (number) => String(number).padStart(2, "0");
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
