// What a misspelt word was meant to be, of the hub's own words. Loaded when a word is nowhere to be found.

import { WORD } from "./words.js";

// The text with some of its words put right from a list of terms; null unless there is a term near each.
export function correct(text, unknown, terms) {
  const known = new Set(terms.flatMap((term) => term.toLowerCase().match(WORD) ?? []));
  const better = new Map(unknown.map((word) => [word, nearestWord(word, known)]));
  if ([...better.values()].includes(null)) return null;
  return text.replace(WORD, (word) => better.get(word.toLowerCase()) ?? word);
}

function nearestWord(word, known) {
  if (word.length < 4) return null;
  const most = word.length < 6 ? 1 : 2;
  let best = null;
  let least = most + 1;
  for (const candidate of known) {
    if (Math.abs(candidate.length - word.length) > most) continue;
    // Among words at one distance, people get the first letter right.
    const steps = distance(word, candidate) + (candidate[0] === word[0] ? 0 : 0.5);
    if (steps < least) [best, least] = [candidate, steps];
  }
  return best;
}

// Letters to add, drop, change or swap with their neighbour (optimal string alignment).
export function distance(one, other) {
  let before = [];
  let last = [...Array(other.length + 1).keys()];
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        row[j] = Math.min(row[j], before[j - 2] + 1);
      }
    }
    [before, last] = [last, row];
  }
  return last[other.length];
}
