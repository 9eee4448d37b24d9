// Reads what Pagefind keeps of a document into what a result shows: the sentence that answers best, and where it stands.
//
// A document is a row of words; anchors say at which word an element with an id begins. In a passage of speech each sentence
// has such an id: `t=83&by=Ann`, the first one also `&in=The episode's title` (podhub/outputs/search.py).

const FEWEST = 12;
const MOST = 44;

// A result: { kind, title, url, at, speaker, section, said } with the title and the sentence as [text, whether it was asked for].
export function read(data) {
  const words = data.raw_content.split(/\s+/).map(plain);
  const marked = new Map();
  for (const { location, balanced_score } of data.weighted_locations) {
    marked.set(location, Math.max(marked.get(location) ?? 0, balanced_score));
  }
  const anchors = [...data.anchors].sort((a, b) => a.location - b.location);
  const kind = Object.keys(data.filters).find((name) => name.startsWith("kind="))?.slice(5) ?? "page";
  return kind === "moment" ? readMoment(data, words, marked, anchors) : readPage(kind, data, words, marked, anchors);
}

function readMoment(data, words, marked, anchors) {
  const said = anchors.map((anchor) => ({ from: anchor.location, facts: new URLSearchParams(anchor.id) }));
  said.forEach((sentence, place) => (sentence.to = said[place + 1]?.from ?? words.length));
  const best = densest(said, marked);
  const at = Number(best.facts.get("t"));
  // Captions are cut for a screen: a piece with a second of its own may hold more than one sentence.
  const sentence = densest(split(words, best.from, best.to), marked);
  return {
    kind: "moment",
    title: [[said[0].facts.get("in"), false]],
    // The document lies beside its episode's page: /podcast/SLUG/83.html
    url: `${data.url.replace(/[^/]*$/, "")}#t=${at}`,
    at,
    speaker: best.facts.get("by"),
    section: null,
    said: pieces(words, marked, sentence.from, sentence.to),
  };
}

function readPage(kind, data, words, marked, anchors) {
  const title = (data.meta.title ?? "").split(/\s+/);
  const named = { from: 0, to: title.length };
  // A definition's other words stand below its title, and name it as well.
  const forms = anchors.find((anchor) => anchor.id === "forms");
  const headings = anchors.filter((anchor) => /^h[2-6]$/.test(anchor.element) && anchor.id);
  if (forms) named.to = forms.location + count(forms.text);
  const sentences = split(words, named.to, words.length, headings);
  // Whoever asked for a word that is defined wants its definition, which comes first.
  const best = kind === "definition" && weight(named, marked) > 0 ? sentences[0] : densest(sentences, marked);
  // Whoever asked for the title wants the page from its beginning.
  const isSection = best.heading && weight(best, marked) > 0 && weight(named, marked) < weight(best, marked);
  const at = isSection && /^t=(\d+)$/.exec(best.heading.id);
  const shown = best.from < best.to ? best : sentences[0];
  return {
    kind,
    title: pieces(title, marked, 0, title.length, false),
    url: data.url + (isSection ? `#${encodeURIComponent(best.heading.id).replaceAll("%3D", "=")}` : ""),
    at: at ? Number(at[1]) : null,
    speaker: null,
    section: isSection ? best.heading.text : null,
    said: pieces(words, marked, shown.from, longer(sentences, shown)),
  };
}

// Whether a word that was asked for begins one that was found.
export function startsWith(data, word) {
  const words = data.raw_content.split(/\s+/);
  return data.locations.some((place) => (words[place] ?? "").toLowerCase().replace(/^[^\p{L}\p{N}]+/u, "").startsWith(word));
}

// Pagefind hands out `<` and `>` as entities, for pages that write them as HTML. Ours writes text.
function plain(word) {
  return word.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
}

// Cuts a row of words into sentences. Each knows the heading that it stands under; what is found in a heading counts for
// the first sentence below it, which is empty where the next heading follows at once.
function split(words, from, to, headings = []) {
  const under = new Map(headings.map((heading) => [heading.location, heading]));
  const sentences = [];
  let heading = null;
  let place = from;
  while (place < to) {
    let begin = place;
    let start = place;
    if (under.has(place)) {
      heading = under.get(place);
      begin = place = heading.location + count(heading.text);
    }
    while (place < to && !under.has(place)) {
      place += 1;
      if (/[.!?…]["'”’)\]]*$/.test(words[place - 1])) break;
    }
    sentences.push({ start, from: begin, to: place, heading });
  }
  return sentences.length ? sentences : [{ start: from, from, to: from, heading: null }];
}

function count(text) {
  return text.trim().split(/\s+/).length;
}

function weight(sentence, marked) {
  let sum = 0;
  for (const [place, score] of marked) if (place >= (sentence.start ?? sentence.from) && place < sentence.to) sum += score;
  return sum;
}

// The sentence in which the most was asked for; the first of them, so the first of all where nothing was.
function densest(sentences, marked) {
  return sentences.reduce((best, sentence) => (weight(sentence, marked) > weight(best, marked) ? sentence : best));
}

// Where the text that begins with a short sentence ends: it takes the next ones along, up to the next heading.
function longer(sentences, best) {
  let place = sentences.indexOf(best);
  while (sentences[place].to - best.from < FEWEST && sentences[place + 1]?.heading === best.heading) place += 1;
  return sentences[place].to;
}

// Words as pieces of text, asked for or not; a long row is cut around the first that was.
function pieces(words, marked, from, to, cut = true) {
  let first = from;
  while (first < to && !marked.has(first)) first += 1;
  const start = cut && to - from > MOST && first - from > MOST / 2 && first < to ? Math.floor(first - MOST / 3) : from;
  const end = cut ? Math.min(to, start + MOST) : to;
  const found = [];
  if (start > from) found.push(["… ", false]);
  for (let place = start; place < end; place++) {
    const [, before, word, after] = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su.exec(words[place]);
    found.push([before, false], [word, marked.has(place)], [place + 1 < end ? `${after} ` : after, false]);
  }
  if (end < to) found.push([" …", false]);
  return found;
}
