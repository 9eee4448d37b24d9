// The words of a text, as outputs/search/words.py writes them into the index. Stems are the index's: a browser knows no language.

const JOINERS = "'’‘ʼ`´\\-‐‑/&";
const RUNS = "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3005-\\u3007\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\u{20000}-\\u{3ffff}";
const LETTERS = "[\\p{L}\\p{N}\\p{M}]+";
const ORDERED = "\\p{Nd}{1,3}(?:[.,' ’]\\p{Nd}{3})+";
const FRACTION = "\\p{Nd}+[.,]\\p{Nd}+";
const SHORT = "(?<![\\p{L}\\p{N}_.])[\\p{L}\\p{Nl}\\p{No}](?:\\.[\\p{L}\\p{Nl}\\p{No}])+(?![\\p{L}\\p{N}_]|\\.[\\p{L}\\p{N}_])"; // R.O.I.
const TOKEN = new RegExp(`${SHORT}|(?<!\\p{Nd})${ORDERED}(?!\\p{Nd})|${FRACTION}(?!\\p{Nd})|${LETTERS}(?:[${JOINERS}]${LETTERS})*`, "gu");
const RUN = new RegExp(`([${RUNS}]+)`, "u");
const ALL_RUN = new RegExp(`^[${RUNS}]+$`, "u");
const JOINER = new RegExp(`[${JOINERS}]`, "u");
const POINTS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/g;
const PLAIN = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ħ: "h", ı: "i", ŋ: "ng", ŧ: "t", ς: "σ" };

// A word in small letters, as a keyboard without accents writes it.
export function fold(word) {
  return word.toLowerCase().normalize("NFKD").replace(POINTS, "").replace(/[ßæœøłđðþħıŋŧς]/g, (letter) => PLAIN[letter]).normalize("NFC");
}

// A text in one spelling of each letter, as words are cut from it.
export function plain(text) {
  return text.replaceAll("\u00ad", "").normalize("NFKC");
}

// The words of a text with their places: [{ text, at }].
export function tokens(text) {
  return [...text.matchAll(TOKEN)].map((found) => ({ text: found[0], at: found.index }));
}

// What a written word is found by: { whole: [form], parts: [form] }. Both ways lead to it: `wi-fi` is `wifi`, and `wi` with `fi`.
export function forms(token) {
  const word = plain(token).toLowerCase();
  if (/^\p{Nd}/u.test(word) && !/\p{L}/u.test(word)) return numbers(word);
  const parts = word.replaceAll(".", "").split(JOINER).flatMap(runs);
  const whole = runs(parts.join("")).map(fold).filter(Boolean); // a mark that stands alone is folded away
  return { whole, parts: parts.length > 1 ? parts.map(fold).filter(Boolean) : [] };
}

function numbers(word) {
  if (new RegExp(`^${ORDERED}$`, "u").test(word)) return { whole: [word.replace(/\P{Nd}/gu, "")], parts: [] };
  if (new RegExp(`^${FRACTION}$`, "u").test(word)) return { whole: [word.replace(",", ".")], parts: [] };
  const digits = fold(word).match(/\p{Nd}+/gu);
  return digits.length > 1 ? { whole: [digits.join("")], parts: digits } : { whole: [fold(word)], parts: [] };
}

function runs(word) {
  return word.split(RUN).filter(Boolean);
}

// A run of a script without spaces as its pairs of characters; null for any other word.
export function pairs(word) {
  if (!ALL_RUN.test(word)) return null;
  const letters = [...word];
  return letters.length > 1 ? letters.slice(1).map((letter, at) => letters[at] + letter) : letters;
}
