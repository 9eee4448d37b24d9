// Words of a question, and which of them carry meaning.

const LITTLE = new Set(
  ("a about after all an and any are as at be because been before being between both but by can could did do does doing for from get " +
    "had has have having he her his how i if in into is it its just let like make many may me might more most much must my no not of " +
    "on one or other our out over own people should so some such than that the their them then there these they this those to too up " +
    "us use versus very vs was we were what when where which who why will with would you your").split(" "),
);

export const WORD = /[\p{L}\p{N}]+/gu;

// Whether a question asks how two things differ: "training vs. coaching", "the difference between the two".
export function compares(text) {
  return /(?<![\p{L}\p{N}])(?:vs|versus|differences? between|compared (?:to|with))(?![\p{L}\p{N}])/iu.test(text);
}

// The words of a question that are worth looking for on their own; all of them where none is.
export function meaningful(text) {
  const words = [...new Set(text.toLowerCase().match(WORD) ?? [])];
  const found = words.filter((word) => !LITTLE.has(word));
  return found.length ? found : words;
}
