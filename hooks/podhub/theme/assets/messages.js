// What scripts say, in the site's language. The build fills the table with the catalog's words; in English it stays empty.
const TEXTS = {};
const forms = new Intl.PluralRules(document.documentElement.lang || "en");

const filled = (text, values = {}) => text.replace(/%\((\w+)\)[sd]/g, (all, name) => values[name] ?? all);

// A text, with values in the place of %(name)s.
export const gettext = (text, values) => filled(TEXTS[text] ?? text, values);

// A text in pieces, with elements in the place of %(name)s: wherever a language puts them.
export const inPieces = (text, parts) => gettext(text).split(/%\((\w+)\)s/).flatMap((piece, place) => (place % 2 ? parts[piece] : [piece]));

// A text in the form that a number wants; the number itself is %(number)d.
export const ngettext = (one, many, number, values) => {
  const said = TEXTS[one];
  const text = said ? said[forms.select(number)] ?? said.other : number === 1 ? one : many;
  return filled(text, { number, ...values });
};
