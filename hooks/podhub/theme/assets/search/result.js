// Reads a text into what a result shows: the sentence that answers best, and where it stands.

import { forms, pairs, tokens } from "./words.js";

const FEWEST = 60; // characters of a text that stands alone
const FEWEST_SAID = 45; // of what is said, which only points at what was said before if it is shorter
const MOST = 260;

// A result: { kind, title, url, at, speaker, section, asked, said, topics } with texts as pieces: [text, whether it was asked for].
export function readPage(page, asked) {
  const named = matched([page.title, ...page.names].join("\n"), asked);
  const question = best(page.asks.map((text) => ({ text })), asked);
  const lead = [page.description, ...page.points].flatMap(split).map((text) => ({ text, anchor: "", heading: "" }));
  const body = page.sections.flatMap(([anchor, heading, text]) => (
    split(text).concat(text ? [] : [""]).map((sentence) => ({ text: sentence, anchor, heading }))
  ));
  const sentences = [...lead, ...body, { text: "", anchor: "", heading: "" }];
  // Whoever asked for a word that is defined wants its definition, which comes first.
  const answer = page.kind === "definition" && named.weight > 0 ? sentences[0] : best(sentences, asked);
  const isAsked = Boolean(question) && weight(question, asked) > Math.max(named.weight, weight(answer, asked));
  // Whoever asked for the title wants the page from its beginning.
  const section = !isAsked && answer.anchor && weight(answer, asked) > named.weight ? answer : null;
  const second = /^t=(\d+)$/.exec(section?.anchor ?? "");
  return {
    kind: page.kind,
    title: mark(page.title, asked),
    url: page.url + (section ? `#${encodeURIComponent(section.anchor).replaceAll("%3D", "=")}` : ""),
    at: second ? Number(second[1]) : null,
    speaker: null,
    section: section?.heading || null,
    asked: isAsked ? mark(question.text, asked) : null,
    said: mark(ended(cut(longer(sentences, isAsked || !answer.text ? sentences[0] : answer), asked)), asked),
    topics: page.topics,
  };
}

export function readMoment({ url, title, sentences }, asked) {
  // Captions are cut for a screen: a piece with a second of its own may hold more than one sentence.
  const said = sentences.flatMap(([at, speaker, text]) => split(text).map((sentence) => ({ at, speaker, text: sentence })));
  const found = best(said, asked) ?? { at: sentences[0][0], speaker: null, text: "" };
  const { at, speaker } = found;
  return {
    kind: "moment", title: [[title, false]], url: `${url}#t=${at}`, at, speaker, section: null, asked: null,
    said: mark(cut(since(said, found), asked), asked), topics: [],
  };
}

// What is said; a short sentence takes along what the same voice said before it, which it mostly points at. It plays from its own second.
function since(said, found) {
  let { text } = found;
  for (let at = said.indexOf(found) - 1; at >= 0 && text.length < FEWEST_SAID && said[at].speaker === found.speaker; at--) {
    text = `${said[at].text} ${text}`;
  }
  return text;
}

// Cuts a text into sentences; each line is one at least.
function split(text) {
  return text.split("\n").flatMap((line) => line.split(/(?<=[.!?…]["'”’)\]]*)\s+|(?<=[。！？])/u)).filter(Boolean);
}

// Which terms a text has: { weight, places: [[from, to]] }.
function matched(text, asked) {
  const had = new Set();
  const places = [];
  for (const token of tokens(text)) {
    const { whole, parts } = forms(token.text);
    for (const term of asked) {
      if (whole.some((form) => term.forms.has(form)) || parts.some((form) => term.forms.has(form))) {
        had.add(term);
        places.push([token.at, token.at + token.text.length]);
      } else {
        const run = inRun(token, term);
        if (run.length) had.add(term);
        places.push(...run);
      }
    }
  }
  return { weight: [...had].reduce((sum, term) => sum + term.rarity, 0), places };
}

// Where pairs of a term stand in a run of a script without spaces.
function inRun(token, term) {
  const found = [];
  for (const pair of pairs(token.text.normalize("NFKC")) ?? []) {
    if (term.forms.has(pair)) found.push([token.at + token.text.indexOf(pair), token.at + token.text.indexOf(pair) + pair.length]);
  }
  return found;
}

function weight(sentence, asked) {
  return matched(`${sentence.heading ?? ""}\n${sentence.text}`, asked).weight;
}

// The sentence in which the most was asked for; the first of them, so the first of all where nothing was.
function best(sentences, asked) {
  let [most, found] = [-1, null];
  for (const sentence of sentences) {
    const now = weight(sentence, asked);
    if (now > most) [most, found] = [now, sentence];
  }
  return found;
}

// A sentence; a short one takes the next along, up to the next heading.
function longer(sentences, shown) {
  let text = shown.text;
  for (let at = sentences.indexOf(shown) + 1; text.length < FEWEST && sentences[at]?.heading === shown.heading; at++) {
    text = `${text} ${sentences[at].text}`;
  }
  return text;
}

// A long text, cut at a space around the first word that was asked for.
function cut(text, asked) {
  if (text.length <= MOST) return text;
  const from = matched(text, asked).places[0]?.[0] ?? 0;
  const begin = from > MOST / 2 ? text.lastIndexOf(" ", from - MOST / 3) + 1 : 0;
  const end = text.length - begin > MOST ? Math.max(text.lastIndexOf(" ", begin + MOST), begin + MOST / 2) : text.length;
  return `${begin ? "… " : ""}${text.slice(begin, end)}${end < text.length ? " …" : ""}`;
}

// An item of a list is no sentence: what it goes on from, and to, is left out.
function ended(text) {
  return `${/^\p{Ll}/u.test(text) ? "… " : ""}${text.replace(/[;,:]$/, " …")}`;
}

// A text as pieces, asked for or not.
function mark(text, asked) {
  const found = [];
  let at = 0;
  for (const [from, to] of matched(text, asked).places) {
    if (from < at) continue;
    found.push([text.slice(at, from), false], [text.slice(from, to), true]);
    at = to;
  }
  found.push([text.slice(at), false]);
  return found.filter(([piece]) => piece);
}
