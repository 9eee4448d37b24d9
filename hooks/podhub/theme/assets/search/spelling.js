// What a misspelt word was meant to be, of the hub's own words. Loaded when a word is nowhere to be found.

const SHORTEST = 4; // letters; what has fewer is near to too much
const SHORT = 5; // letters of a word that is soon another one when a letter is changed, as `root` and `room` are
const COMMON = 4; // so often, as a power of two, must a hub say a word of so many letters for it to be meant all the same

// The nearest of [word, how often it is said, as a power of two], the first of those that are equally near; null unless one is near.
export function nearestWord(word, words, isLittle) {
  const most = word.length < 8 ? 1 : 2;
  let best = null;
  let least = most + 1;
  for (const [candidate, power] of words) {
    if (candidate.length < SHORTEST || Math.abs(candidate.length - word.length) > most) continue;
    const isMeant = word.length > SHORT || (word.length === SHORT && power >= COMMON && !isLittle(candidate));
    if (!isMeant && isChanged(word, candidate)) continue;
    const steps = distance(word, candidate);
    if (steps < least) [best, least] = [candidate, steps];
  }
  return best;
}

// Whether two words differ by one letter in the same place.
function isChanged(word, other) {
  return word.length === other.length && [...word].filter((letter, at) => letter !== other[at]).length === 1;
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
