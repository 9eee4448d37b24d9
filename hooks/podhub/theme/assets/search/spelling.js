// What a misspelt word was meant to be, of the hub's own words. Loaded when a word is nowhere to be found.

// The nearest of some words, the first of those that are equally near; null unless one is near.
export function nearestWord(word, words) {
  const most = word.length < 8 ? 1 : 2;
  let best = null;
  let least = most + 1;
  for (const candidate of words) {
    if (Math.abs(candidate.length - word.length) > most) continue;
    const steps = distance(word, candidate);
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
