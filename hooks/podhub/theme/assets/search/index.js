// Reads the index: its files, each once, and the numbers in them. The format stands in outputs/search/__init__.py.

// The site's own root, wherever it is hosted: this file is SITE/assets/search/index.js.
const ROOT = new URL("../../", import.meta.url);
const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const PAGES = 2 ** 20;
const PASSAGES = 2 ** 12;
const TOGETHER = 16;
const STEP = 1.25;
const files = new Map();

// A file's content by its path; null if there is none. A failure is forgotten, so that the next try is a new one.
function load(path, read) {
  if (!files.has(path)) {
    const loading = fetch(new URL(`search/${path}`, ROOT)).then((answer) => {
      if (answer.ok) return answer[read]();
      if (answer.status === 404 || answer.status === 410) return null;
      throw new Error(`${answer.status}: ${answer.url}`);
    });
    loading.catch(() => files.delete(path));
    files.set(path, loading);
  }
  return files.get(path);
}

let started;

// Loads what is read first, once: { pages, words, texts, letters, little, comparing, numerals, suffixes, kinds, topics, examples }.
export function start() {
  started ??= load("index.json", "json").then((index) => {
    if (!index) throw new Error("there is no index");
    return { ...index, texts: gaps(index.texts), little: new Set(index.little.split(" ")), comparing: new Set(index.comparing) };
  });
  started.catch(() => (started = undefined));
  return started;
}

// Numbers in Base64 VLQ, each the difference to the one before.
function gaps(text) {
  const found = [];
  let [value, factor, sum] = [0, 1, 0];
  for (const letter of text) {
    const digit = DIGITS.indexOf(letter);
    value += (digit & 31) * factor;
    factor *= 32;
    if (digit < 32) {
      found.push((sum += value));
      [value, factor] = [0, 1];
    }
  }
  return found;
}

// Places with what they weigh, of as many places as there are.
function weights(text, places) {
  return new Map(gaps(text).map((value) => [value % places, STEP ** Math.floor(value / places)]));
}

// As code points are ordered, which is not quite how JavaScript compares texts.
function isAfter(one, other) {
  const [left, right] = [[...one], [...other]];
  const at = left.findIndex((letter, place) => letter !== right[place]);
  return at >= 0 && (right[at] === undefined || left[at].codePointAt(0) > right[at].codePointAt(0));
}

// The last place in a sorted list whose value is not after the one that is looked for; -1 if there is none.
function place(list, isLater) {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isLater(list[middle])) high = middle;
    else low = middle + 1;
  }
  return low - 1;
}

const read = new Map();

// The words of a file: { stems: Map of stem to its line, forms: Map of form to its stems }.
async function words(border) {
  if (!read.has(border)) {
    const text = await load(`words/${fileName(border)}.txt`, "text");
    const lists = { stems: new Map(), forms: new Map() };
    for (const line of text?.split("\n") ?? []) {
      const [, form, stems] = /^([^\t>]+)>(.+)$/.exec(line) ?? [];
      if (form) lists.forms.set(form, stems.split(" "));
      else if (line) lists.stems.set(line.slice(0, line.indexOf("\t")), line);
    }
    read.set(border, lists);
  }
  return read.get(border);
}

function fileName(border) {
  return [...border].map((letter) => (/[a-z0-9]/i.test(letter) ? letter : `_${letter.codePointAt(0).toString(16)}`)).join("");
}

// The file of words that a word would stand in.
export async function around(word) {
  const { words: borders } = await start();
  const at = place(borders, (border) => isAfter(border, word));
  return words(borders[Math.max(at, 0)]);
}

// The stems of a form that the hub has; empty if it has none.
export async function stems(form) {
  const lists = await around(form);
  return lists.forms.get(form) ?? (lists.stems.has(form) ? [form] : []);
}

// Everything that begins with some letters, as far as the first few files of it go: [form, its stems].
export async function beginning(letters) {
  const { words: borders } = await start();
  const from = Math.max(0, place(borders, (border) => isAfter(border, letters)));
  const to = place(borders, (border) => isAfter(border, letters) && !border.startsWith(letters));
  const lists = await Promise.all(borders.slice(from, Math.min(to + 1, from + 3)).map(words));
  return lists.flatMap(({ stems, forms }) => [...[...stems.keys()].map((stem) => [stem, [stem]]), ...forms])
    .filter(([form]) => form.startsWith(letters));
}

// Where a stem stands, with its weights: { pages: Map by number, speech: Map by passage }.
export async function postings(stem) {
  const lists = await around(stem);
  const [, pages, speech] = lists.stems.get(stem)?.split("\t") ?? ["", "", ""];
  return { pages: weights(pages, PAGES), speech: weights(speech, PAGES * PASSAGES) };
}

// The forms of a stem, as far as they are loaded.
export async function formsOf(stem) {
  const { forms } = await around(stem);
  return [stem, ...[...forms].filter(([, stems]) => stems.includes(stem)).map(([form]) => form)];
}

// The pages of a kind or a topic: a set of numbers.
export async function pagesOf(filter) {
  return new Set((await postings(`=${filter}`)).pages.keys());
}

// The words with a first letter, the most frequent first: [word, in how many of the site's parts it stands, as a power of two].
export async function spellings(letter) {
  const { letters = letter } = await start(); // an index that was kept from before has none
  if (!letters.includes(letter)) return [];
  const text = await load(`spelling/${fileName(letter)}.txt`, "text");
  const lines = (text ?? "").split("\n").map((line, power) => line.split(" ").filter(Boolean).map((word) => [word, power]));
  return lines.reverse().flat();
}

// The number of a passage's page.
export function pageOf(passage) {
  return Math.floor(passage / PASSAGES);
}

// A page: { url, kind, title, names, description, asks, points, topics, sections }; null if it is gone.
export async function page(number) {
  const { texts } = await start();
  const first = texts[Math.max(0, place(texts, (border) => border > number))];
  const found = (await load(`texts/${first.toString(36)}.json`, "json"))?.[number];
  if (!found) return null;
  const [url, kind, title, names, description, asks, points, topics, sections] = found;
  return { url, kind, title, names, description, asks, points, topics, sections };
}

// A passage: { url, title, sentences: [[second, speaker, text]] }; null if it is gone.
export async function passage(number) {
  const at = number % PASSAGES;
  const found = await load(`speech/${pageOf(number).toString(36)}-${Math.floor(at / TOGETHER)}.json`, "json");
  const sentences = found?.[2][at % TOGETHER];
  return sentences ? { url: found[0], title: found[1], sentences } : null;
}

// A page's address from where it stands on the site.
export function address(url) {
  return new URL(url, ROOT).href;
}
