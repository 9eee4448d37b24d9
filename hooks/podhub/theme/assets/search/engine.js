// Answers a question: from its words to an ordered list of results, each read only when it is shown.

import { address, page, pageOf, pagesOf, passage, start } from "./index.js";
import { found, understand } from "./question.js";
import { readMoment, readPage } from "./result.js";
import { fold, tokens } from "./words.js";

const SPEECH = 1.1; // what a passage counts beside a page: it is about a word that it says, where a page may only mention it
const ENOUGH = 1 / 5; // of the question, by the rarity of its words, must be there
const GUESSED = 0.5; // what a word counts that may be misspelt, or one that the hub has not
const FIRST = 5; // among so many results
const TWICE = 2; // no page comes more often than so
const CHECKED = 30; // texts that are looked through for a phrase
const TITLES = 10; // titles that are looked through for a question in its very words

// Answers {q, kind, topic}: { results: [function that reads one], whole, missing, corrected }. The first `whole` of the results have
// all the words; `missing` are the words that nothing has; `corrected` is the question with its misspelt words put right, where that
// is what was answered.
export async function ask({ q, kind = "", topic = "" }) {
  const index = await start();
  const phrases = [...q.matchAll(/["“”„«»「『]([^"“”„«»「」『』]+)["“”«»」』]/gu)].map((quoted) => tokens(quoted[1]).map(({ text }) => fold(text)));
  const { terms, unknown, corrected, comparing } = await understand(q);
  const places = await Promise.all(terms.map(found));
  // What is taken for two words may stand nowhere with both.
  const asked = places.filter((term) => term.pages.size || term.speech.size);
  const missing = [...unknown, ...places.filter((term) => !asked.includes(term)).map((term) => term.word)];
  for (const term of asked) term.rarity = rarity(term, index.pages) * (term.guessed && asked.length > 1 ? GUESSED : 1);
  const [ofKind, ofTopic] = await Promise.all([kind && kind !== "moment" && pagesOf(kind), topic && pagesOf(`topic:${topic}`)]);
  const isWanted = (hit) => (!kind || (kind === "moment") === hit.isSpeech) && (!ofKind || ofKind.has(hit.page)) && (!ofTopic || ofTopic.has(hit.page));
  let hits = ordered([...score(asked, false), ...score(asked, true)].filter(isWanted));
  if (comparing && !kind) hits = first(hits, await pagesOf("comparison"));
  if (phrases.length) hits = await having(phrases, hits);
  else if (terms.length === 1 && !corrected) hits = await titled(q, hits);
  const whole = missing.length ? 0 : hits.filter((hit) => hit.lacks === 0).length;
  return { results: spread(hits).map((hit) => () => read(hit, asked)), whole, missing, corrected };
}

function rarity(term, all) {
  const pages = new Set([...term.pages.keys(), ...[...term.speech.keys()].map(pageOf)]);
  return Math.log(1 + all / (pages.size || 1));
}

// Everything that has enough of the terms: what its words weigh, the rare ones more, and less for each that it lacks.
function score(asked, isSpeech) {
  const hits = new Map();
  for (const term of asked) {
    for (const [place, weight] of isSpeech ? term.speech : term.pages) {
      if (!hits.has(place)) hits.set(place, { place, isSpeech, page: isSpeech ? pageOf(place) : place, sum: 0, covered: 0, lacks: asked.length });
      const hit = hits.get(place);
      hit.sum += weight * term.rarity;
      hit.covered += term.rarity;
      hit.lacks -= 1;
    }
  }
  const all = asked.reduce((sum, term) => sum + term.rarity, 0);
  for (const hit of hits.values()) hit.score = hit.sum * (hit.covered / all) * (isSpeech ? SPEECH : 1);
  return [...hits.values()].filter((hit) => hit.covered >= all * ENOUGH);
}

// What has all the words comes before what has some.
function ordered(hits) {
  return hits.sort((a, b) => (b.lacks === 0) - (a.lacks === 0) || b.score - a.score || a.page - b.page || a.place - b.place);
}

// Of some pages those that have all the words.
function first(hits, pages) {
  const isFirst = (hit) => !hit.isSpeech && !hit.lacks && pages.has(hit.page);
  return [...hits.filter(isFirst), ...hits.filter((hit) => !isFirst(hit))];
}

// A question of which one word alone says something, as `who should coach` does: the title that has all its words is meant.
async function titled(q, hits) {
  const asked = tokens(q).map(({ text }) => fold(text));
  if (asked.length < 2) return hits;
  const meant = await Promise.all(hits.slice(0, TITLES).map(async (hit) => {
    const title = hit.isSpeech ? "" : (await page(hit.page))?.title ?? "";
    const words = tokens(title).map(({ text }) => fold(text));
    return words.some((_, at) => asked.every((word, place) => words[at + place] === word));
  }));
  return [...hits.filter((_, place) => meant[place]), ...hits.filter((_, place) => !meant[place])];
}

// No page comes a third time among the first few.
function spread(hits) {
  const times = new Map();
  const shown = [];
  const later = [];
  for (const hit of hits) {
    const before = times.get(hit.page) ?? 0;
    times.set(hit.page, before + 1);
    (shown.length < FIRST && before >= TWICE ? later : shown).push(hit);
  }
  return [...shown.slice(0, FIRST), ...later, ...shown.slice(FIRST)];
}

// The hits in which each phrase stands word for word, of the best ones.
async function having(phrases, hits) {
  const checked = await Promise.all(hits.slice(0, CHECKED).map(async (hit) => {
    const said = tokens(await textOf(hit)).map(({ text }) => fold(text));
    const has = (phrase) => said.some((_, at) => phrase.every((word, place) => said[at + place] === word));
    return phrases.every(has) ? hit : null;
  }));
  return checked.filter(Boolean);
}

async function textOf(hit) {
  if (hit.isSpeech) return ((await passage(hit.place))?.sentences ?? []).map((sentence) => sentence[2]).join("\n");
  const found = await page(hit.page);
  if (!found) return "";
  const { title, names, description, asks, points, sections } = found;
  return [title, ...names, description, ...asks, ...points, ...sections.flat()].join("\n");
}

// A result, or null where its text is gone.
async function read(hit, asked) {
  const text = await (hit.isSpeech ? passage(hit.place) : page(hit.page));
  if (!text) return null;
  const result = hit.isSpeech ? readMoment(text, asked) : readPage(text, asked);
  return { ...result, url: address(result.url) };
}
