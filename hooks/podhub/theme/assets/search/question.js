// Reads a question: which words of the index its words mean.

import { around, beginning, formsOf, postings, spellings, start, stems } from "./index.js";
import { fold, forms, pairs, plain, tokens } from "./words.js";

const SHORTEST = 3; // letters that a part of a word has
const MOST = 40; // words that a beginning stands for
const LONGEST = 24; // words of a question

// The terms of a question: { terms, unknown: [word], corrected: the question with its misspelt words put right, or null, comparing:
// whether it asks how things differ }. A term is { word, ways, guessed }; each way is a list of stems that must all be there. The last
// word may only have been begun.
export async function understand(typed) {
  const text = plain(typed);
  const written = tokens(text).slice(0, LONGEST).map((token) => ({ ...token, ...forms(token.text) })).filter((token) => token.whole.length);
  written.forEach((token, place) => (token.place = place));
  const { little } = await start();
  const { asked, comparing } = await meaningful(written);
  // All that is needed is loaded at once, and then at hand.
  await Promise.all(asked.map(meant));
  const [terms, unknown, corrections] = [[], [], []];
  const taken = new Set();
  for (const word of asked) {
    if (taken.has(word)) continue;
    const isLast = word.at + word.text.length === text.length;
    let ways = await meant(word);
    if (!ways.length && isLast) ways = await begun(word.whole[0]);
    if (!ways.length) ways = await joined(word, written, taken);
    if (!ways.length) ways = await divided(word.whole[0]);
    const better = ways.length ? null : await nearest(fold(word.text));
    if (better) corrections.push([word, better]);
    if (better && asked.length > 1 && little.has(better)) continue; // it says nothing, however it is written
    if (better) ways = await known([better], []);
    if (ways.length) terms.push({ word: word.text, ways, guessed: Boolean(better) });
    else unknown.push(word.text);
  }
  return { terms, unknown, corrected: corrections.length ? corrected(text, corrections) : null, comparing };
}

// The words of a question that are worth looking for; all of them where none is. Those that ask how things differ, as `vs` does,
// are none where there are two things.
async function meaningful(written) {
  const index = await start();
  const are = (words) => (word) => word.whole.every((form) => words.has(form));
  const found = written.filter((word) => !are(index.little)(word));
  const things = found.filter((word) => !are(index.comparing)(word));
  const comparing = things.length > 1 && written.some(are(index.comparing));
  return { asked: comparing ? things : found.length ? found : written, comparing };
}

// The ways of a word; a number is its word too, and the other way round: `19` is `nineteen`.
async function meant({ whole, parts }) {
  const { numerals, little } = await start();
  const place = numerals.indexOf(whole[0]);
  const other = place < 0 ? numerals[Number(whole[0]) - 1] : String(place + 1);
  const ways = await known(whole, parts);
  return whole.length > 1 || !other || little.has(other) ? ways : [...ways, ...await known([other], [])];
}

function corrected(text, corrections) {
  let [better, at] = ["", 0];
  for (const [word, meant] of corrections) {
    better += text.slice(at, word.at) + meant;
    at = word.at + word.text.length;
  }
  return better + text.slice(at);
}

// The ways of a word that the hub has in some form. Parts that are mere letters, as in `A/B`, lead to it only where the whole does not.
async function known(whole, parts) {
  const ways = [];
  const isWord = parts.some((part) => part.length >= SHORTEST);
  for (const some of [whole, parts]) {
    if (some === parts && ways.length && !isWord) break;
    const found = await Promise.all(some.flatMap((form) => pairs(form) ?? [form]).map(stemsLike));
    if (found.length && found.every((stems) => stems.length)) ways.push(...combined(found));
  }
  return ways;
}

// One stem for each part, in every combination.
function combined(found) {
  return found.reduce((ways, stems) => ways.flatMap((way) => stems.map((stem) => [...way, stem])), [[]]);
}

// The stems of a form. One that the hub has not is taken for the form of a word that it has: endings that its words exchange for
// each other are listed in the index, so `discounted` is what `discounts` is.
async function stemsLike(form) {
  if (pairs(form)?.[0] === form && [...form].length === 1) return (await begun(form)).flat(); // a character alone begins pairs
  const exact = await stems(form);
  if (exact.length || !/^\p{L}+$/u.test(form)) return exact;
  const { suffixes } = await start();
  for (let end = form.length; end >= SHORTEST; end--) {
    if (!suffixes.includes(form.slice(end))) continue;
    const base = form.slice(0, end);
    const lists = await around(base);
    for (const suffix of suffixes) {
      const found = lists.forms.get(base + suffix) ?? (lists.stems.has(base + suffix) ? [base + suffix] : []);
      if (found.length) return found;
    }
  }
  return [];
}

// The words that begin so.
async function begun(letters) {
  if (letters.length < 2 && !pairs(letters)) return [];
  const found = new Set((await beginning(letters)).flatMap(([, stems]) => stems));
  return [...found].slice(0, MOST).map((stem) => [stem]);
}

// One word that is written as two, with a neighbour: `over cast`.
async function joined(word, written, taken) {
  const [before, after] = [written[word.place - 1], written[word.place + 1]];
  for (const [one, other] of [[word, after], [before, word]]) {
    const ways = one && other ? await known([one.whole[0] + other.whole[0]], []) : [];
    if (!ways.length) continue;
    taken.add(one).add(other);
    return ways;
  }
  return [];
}

// Two words that are written as one: `roleplay`.
async function divided(word) {
  for (let at = SHORTEST; at <= word.length - SHORTEST; at++) {
    const first = await stems(word.slice(0, at));
    const second = first.length ? await stems(word.slice(at)) : [];
    if (second.length) return combined([first, second]);
  }
  return [];
}

// The word of the hub that a misspelt one most likely is. People get the first letter right, or swap it with the second.
async function nearest(word) {
  if (word.length < 4 || !/^\p{L}+$/u.test(word)) return null;
  const [{ nearestWord }, { little }] = await Promise.all([import("./spelling.js"), start()]);
  const isLittle = (other) => little.has(other);
  const [first, second] = word;
  return nearestWord(word, await spellings(first), isLittle) ?? nearestWord(word, await spellings(second), isLittle);
}

// Where a term stands: { pages, speech }, each a Map of places to weights, and the forms to be marked.
export async function found(term) {
  const [pages, speech] = [new Map(), new Map()];
  await Promise.all(term.ways.flat().map(around));
  for (const way of term.ways) {
    const lists = await Promise.all(way.map(postings));
    gather(pages, lists.map((list) => list.pages));
    gather(speech, lists.map((list) => list.speech));
  }
  const marked = await Promise.all(term.ways.flat().map(formsOf));
  return { ...term, pages, speech, forms: new Set(marked.flat()) };
}

// The places where all parts of a way stand, with the mean of their weights; of two ways the better one counts.
function gather(places, lists) {
  const [first, ...others] = lists;
  for (const [place, weight] of first) {
    if (!others.every((list) => list.has(place))) continue;
    const sum = others.reduce((total, list) => total + list.get(place), weight);
    places.set(place, Math.max(places.get(place) ?? 0, sum / lists.length));
  }
}
