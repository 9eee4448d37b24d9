// Asks the index, which Pagefind reads: from a question to an ordered list of results, each read only when it is shown.

import { read, startsWith } from "./result.js";
import { compares, meaningful } from "./words.js";

// The site's own root, wherever it is hosted: this file is SITE/assets/search/engine.js.
const ROOT = new URL("../../", import.meta.url);
// What a title says weighs more than how often a text says it; a long text is not better for being long.
const RANKING = { termFrequency: 0.6, termSimilarity: 2.0, pageLength: 0.6, metaWeights: { title: 6.0 } };

let started;

// Loads Pagefind and what there is to choose from, once. A failure is forgotten, so that the next try is a new one.
export function start() {
  started ??= Promise.all([load(), get("search/filters.json")]).catch((error) => {
    started = undefined;
    throw error;
  });
  return started;
}

async function load() {
  const { createInstance } = await import(new URL("pagefind/pagefind.js", ROOT).href);
  // Its worker would be 12 kB more to load, for an index that is asked in a few milliseconds.
  const pagefind = createInstance({ noWorker: true, baseUrl: ROOT.pathname, ranking: RANKING });
  await pagefind.init();
  return pagefind;
}

async function get(path) {
  const answer = await fetch(new URL(path, ROOT));
  if (!answer.ok) throw new Error(`${answer.status}: ${answer.url}`);
  return answer.json();
}

// The kinds and topics that there are: { kinds: [kind], topics: { id: title } }.
export async function filters() {
  return (await start())[1];
}

// Answers a question {q, kind, topic}: { results: [function that reads one], corrected: the question with its misspelt words put
// right, where that is what was answered, some: whether no result has all the words }.
export async function ask({ q, kind, topic }) {
  const [pagefind] = await start();
  const chosen = {};
  if (kind) chosen[`kind=${kind}`] = "1";
  if (topic) chosen[`topic=${topic}`] = "1";
  const search = (words, more = {}) => pagefind.search(words, { filters: { ...chosen, ...more } }).then((answer) => answer.results);

  if (/^".*"$/.test(q)) return answered(await search(q));
  const words = meaningful(q);
  const known = await Promise.all(words.map((word) => isKnown(pagefind, word)));
  const unknown = words.filter((word, place) => !known[place]);
  const corrected = unknown.length ? await corrections(pagefind, q, unknown) : null;
  const left = corrected ? meaningful(corrected) : words.filter((word) => !unknown.includes(word));
  if (!left.length) return answered([]);
  let found = await search(left.join(" "));
  if (compares(q) && !kind) found = first(await search(left.join(" "), { "kind=comparison": "1" }), found);
  if (found.length) return answered(found, { corrected, some: left.length < words.length });
  if (left.length < 2) return answered([], { corrected });
  return answered(nearest(await Promise.all(left.map(search))), { corrected, some: true });
}

// The question with its unknown words put right; null where they cannot be, or where what they become is not to be found either.
async function corrections(pagefind, q, unknown) {
  const [{ correct }, terms] = await Promise.all([import("./spelling.js"), get("search/terms.json")]);
  const corrected = correct(q, unknown, terms);
  const known = await Promise.all(meaningful(corrected ?? "").map((word) => isKnown(pagefind, word)));
  return corrected && known.every(Boolean) ? corrected : null;
}

// Whether any document has a word, in any of its forms, or begins one with it. For a word that it does not know, Pagefind itself
// takes whatever the word begins with: "for" for "forgotten".
async function isKnown(pagefind, word) {
  const exact = await pagefind.search(`"${word}"`);
  if (exact.results.length) return true;
  const [first] = (await pagefind.search(word)).results;
  return Boolean(first) && startsWith(await first.data(), word);
}

// Results with some of them put before the others.
function first(some, all) {
  const ids = new Set(some.map(({ id }) => id));
  return [...some, ...all.filter(({ id }) => !ids.has(id))];
}

function answered(found, { corrected = null, some = false } = {}) {
  return { results: found.map((one) => () => one.data().then(read)), corrected, some };
}

// Results that have at least one of the words: those with the most words first.
function nearest(answers) {
  const places = new Map();
  for (const answer of answers) {
    for (const one of answer) {
      const place = places.get(one.id) ?? { one, words: 0, score: 0 };
      if (one.score > place.one.score) place.one = one;
      place.words += 1;
      place.score += one.score;
      places.set(one.id, place);
    }
  }
  return [...places.values()].sort((a, b) => b.words - a.words || b.score - a.score).map((place) => place.one);
}
