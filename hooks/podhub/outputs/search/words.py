"""The words of a text as the search knows them. `assets/search/words.js` reads a question in the
same way; a test holds the two together."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from sys import intern
from typing import TypeVar

import Stemmer

JOINERS = "'’‘ʼ`´\\-‐‑/&"
"""What joins the parts of a word, as it stands in a class of a regular expression."""
RUNS = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\U00020000-\U0003ffff"
)
"""Scripts without spaces: Thai, Lao, Burmese, Khmer, Kana, Han."""
_PLANES = (*range(0x20000), *range(0xE0100, 0xE01F0))


def _pattern(letter: str) -> re.Pattern[str]:
    return re.compile(
        r"(?<![\w.])[^\W\d_](?:\.[^\W\d_])+(?!\w|\.\w)"
        r"|(?=\d)(?:(?<!\d)\d{1,3}(?:[.,' ’]\d{3})+(?!\d)|\d+[.,]\d+(?!\d))"
        f"|{letter}+(?:[{JOINERS}]{letter}+)*"
    )


_TOKEN = _pattern(r"[^\W_]")


@cache
def _marks() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What finds a mark, and words with marks in them. These are no letters to `re`, and looking
    for them takes ten times as long."""
    marks = "".join(chr(code) for code in _PLANES if unicodedata.category(chr(code))[0] == "M")
    return re.compile(f"[{marks}]"), _pattern(f"(?:[^\\W_]|[{marks}])")


_RUN = re.compile(f"([{RUNS}]+)")
_JOINER = re.compile(f"[{JOINERS}]")
_POINTS = (*range(0x300, 0x370), *range(0x591, 0x5C8), *range(0x64B, 0x660), 0x670)
_LATIN = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"}
_OTHER = {"ħ": "h", "ı": "i", "ŋ": "ng", "ŧ": "t", "ς": "σ"}
_PLAIN = str.maketrans(_LATIN | _OTHER) | dict.fromkeys(_POINTS)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})


_SPACED = re.compile(r"(?<!\d)\d{1,3}(?:[.,' ’]\d{3})+(?!\d)")
_AROUND = '.,;:!?()[]"“”'
LONGEST = 40
"""Characters of what is remembered: longer are addresses, and sentences of scripts without spaces."""

Key = tuple[str, str]
"""A form, and its stem"""
T = TypeVar("T")


class Remembered(dict[str, T]):
    """What was made of texts, and makes what it has not: faster than `functools.cache` where it is asked a million times."""

    def __init__(self, make: Callable[[str], T]) -> None:
        self._make = make

    def __missing__(self, text: str) -> T:
        made = self._make(text)
        if len(text) <= LONGEST:
            self[text] = made
        return made


def fold(word: str) -> str:
    """A word in small letters, as a keyboard without accents writes it.

    >>> [fold(word) for word in ("Zażółć", "Größe", "Œuvre", "İstanbul", "ﬁt", "グ")]
    ['zazolc', 'grosse', 'oeuvre', 'istanbul', 'fit', 'グ']
    """
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.lower()).translate(_PLAIN)
    return unicodedata.normalize("NFC", plain)


def tokens(text: str) -> list[str]:
    """The words of a text as they are written, in small letters.

    >>> tokens("Mr O’Neill’s wi-fi costs 1,000.50 or 3,5; an A/B test")
    ['mr', 'o’neill’s', 'wi-fi', 'costs', '1,000', '50', 'or', '3,5', 'an', 'a/b', 'test']
    >>> tokens("The R.O.I. of hub.example")
    ['the', 'r.o.i', 'of', 'hub', 'example']
    """
    if text.isascii():
        return _TOKEN.findall(text.lower())
    text = unicodedata.normalize("NFKC", text.replace("\u00ad", "")).lower()
    mark, marked_token = _marks()
    return (marked_token if mark.search(text) else _TOKEN).findall(text)


def chunks(text: str) -> list[str]:
    """A text in small letters, cut at its spaces: no word has one. A number that has some is given commas instead.

    >>> chunks("Call (now), for 1 000 reasons.")
    ['call', '(now),', 'for', '1,000', 'reasons.']
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text.replace("\u00ad", ""))
    elif not any(
        map(text.__contains__, "0123456789")
    ):  # ten times as fast as to look for spaces between digits
        return text.lower().split()
    return _SPACED.sub(lambda number: number[0].replace(" ", ","), text).lower().split()


class Words:
    """The words of one language. `keys` gives what a written word is found by: (form, stem). `stems` gives the stems of
    whatever stands between two spaces, one or all that there are, and `forms` its forms, each with a space and its stem
    where that is another. All are remembered, since a hub says few words again and again."""

    def __init__(self, language: str) -> None:
        """`language` is a code such as `en` or `pt-BR`; without rules for it, each form is its own
        stem."""
        try:
            self._stem = Stemmer.Stemmer(language.split("-")[0].lower(), 0).stemWord
        except KeyError:
            self._stem = str
        self.keys = cache(self._keys)
        self.stems = Remembered(self._stems_of)
        self.forms = Remembered(self._forms_of)

    def _stems_of(self, chunk: str) -> str | tuple[str, ...]:
        word = chunk.strip(_AROUND)
        if word.isascii() and word.isalpha():
            stem = intern(self._stem(word))
            self.forms[chunk] = (word if word == stem else f"{word} {stem}",)
            return stem
        stems = tuple(intern(stem) for _, stem in self._chunk_keys(chunk))
        return stems[0] if len(stems) == 1 else stems

    def _chunk_keys(self, chunk: str) -> Iterator[Key]:
        return (key for token in tokens(chunk) for key in self.keys(token))

    def _forms_of(self, chunk: str) -> tuple[str, ...]:
        # Pairs of characters have one form alone, which need not be told: a sentence may stand between two spaces.
        keys = (key for key in self._chunk_keys(chunk) if not is_run(key[0]))
        return tuple(form if form == stem else f"{form} {stem}" for form, stem in keys)

    def _keys(self, token: str) -> tuple[Key, ...]:
        if token.isascii() and token.isalpha():
            return ((token, self._stem(token)),)
        if token[0].isdigit() and not any(letter.isalpha() for letter in token):
            return tuple((number, number) for number in _numbers(token))
        parts = _parts(token.replace(".", ""))  # of letters that stand for words, as in `r.o.i`
        # A mark that stands alone is folded away.
        found = (key for part in parts for key in self._forms(part))
        return tuple(dict.fromkeys(key for key in found if all(key)))

    def _forms(self, word: str) -> list[Key]:
        if is_run(word):
            return [(pair, pair) for pair in pairs(fold(word))]
        stem = fold(self._stem(word))
        forms = {fold(word): stem, fold(word.translate(_UMLAUTS)): stem}
        return list(forms.items())


def _numbers(token: str) -> list[str]:
    """A number without the marks that order its digits, with a full stop before its fraction.

    >>> _numbers("1,000"), _numbers("3,5"), _numbers("2026-11-27")
    (['1000'], ['3.5'], ['2026', '11', '27', '20261127'])
    """
    if re.fullmatch(r"\d{1,3}(?:[.,' ’]\d{3})+", token):
        return [re.sub(r"\D", "", token)]
    if re.fullmatch(r"\d+[.,]\d+", token):
        return [token.replace(",", ".")]
    digits = re.findall(r"\d+", fold(token))
    return [*digits, "".join(digits)] if len(digits) > 1 else [fold(token)]


def _parts(token: str) -> list[str]:
    """What a joined word is made of, and what it becomes when it is written together.

    >>> _parts("wi-fi"), _parts("o’neill’s"), _parts("a/b"), _parts("営業の本a")
    (['wi', 'fi', 'wifi'], ['neill', 'oneills'], ['a', 'b', 'ab'], ['営業の本', 'a'])
    """
    parts = _JOINER.split(token)
    if len(parts) > 1:
        # Of what an apostrophe cuts off, `s` and `l` are no words.
        kept = parts if re.search("[-‐‑/&]", token) else [part for part in parts if len(part) > 3]
        parts = [*kept, "".join(parts)]
    return [run for part in parts for run in _RUN.split(part) if run]


def is_run(word: str) -> bool:
    """Whether a word is of a script without spaces.

    >>> is_run("営業"), is_run("call")
    (True, False)
    """
    return _RUN.fullmatch(word) is not None


def pairs(run: str) -> list[str]:
    """A run of a script without spaces as its pairs of characters, and its last character: so one
    character alone is found wherever it stands, as the beginning of a word.

    >>> pairs("営業の")
    ['営業', '業の', 'の']
    """
    return [run[at : at + 2] for at in range(len(run))]
