"""Who says what in captions, in the many ways in which programs and people write it. What is spoken
is never given to another speaker: where nobody is named, nobody speaks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from html import unescape

from podhub.importing.captions import Caption, Part
from podhub.model.values import printable

_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?\s+([^<>]*)>", re.IGNORECASE)
# Only what is known to be a mark: `a < b` and `<laughs>` are words.
_MARKS = re.compile(
    r"</?(?:[biuc]|ruby|rt)(?:\.[^<>\s]*)?>|</?(?:v|lang|font|span)(?:[.\s][^<>]*)?>|<br\s*/?>"
    r"|<\d[\d:.]*>|\{\\[^{}]*\}",
    re.IGNORECASE,
)
_CHANGE = re.compile(r"\s*(?:>{2,}|[-–—](?=\s))\s*")
"""How captions say that somebody else speaks: `>>`, or a dash."""
_COLON = re.compile(r"([^\s:：<>\[\](){}][^:：<>\[\]\n]{0,38}?)\s*[:：](?=\s|$)\s*")
_BRACKETS = re.compile(r"(?:\[([^\[\]\n]{1,40})\]|\(([^()\n]{1,40})\)|<([^<>\n]{1,40})>)(:?)\s*")
_MACHINE = re.compile(r"(?:speaker|spk)[ _-]?[\dA-Z]{1,3}", re.IGNORECASE)
_SMALL = "af al bin da de del della der di dos du el la le of ten ter van von zu"
_PARTICLES = frozenset(_SMALL.split())


def with_speakers(captions: Sequence[Caption], people: Collection[str]) -> list[Caption]:
    """Captions with what each speaker in them says; those without a word are left out.

    `people` are the names of those who are credited.

    >>> cues = [Caption(0, 1, (text,)) for text in ("Ann: Hello.", "More.", "Caller: Hi!", "Please.", ">> Who?", "<Ben> [laughs] 1 < 2")]
    >>> [cue.parts for cue in with_speakers(cues, ["Ann", "Ben"])]
    [(('Ann', 'Hello.'),), (('Ann', 'More.'),), (('Caller', 'Hi!'),), (('Caller', 'Please.'),), ((None, 'Who?'),), (('Ben', '[laughs] 1 < 2'),)]
    """
    labels = _Labels(captions, people)
    voiced = any(caption.speaker or _VOICE.search("\n".join(caption.lines)) for caption in captions)
    found, current = [], None
    for caption in captions:
        if voiced:
            parts = list(_voices(caption))
        else:
            parts = list(labels.parts(caption.lines, current))
            current = parts[-1][0] if parts else current
        spoken = tuple((speaker, words) for speaker, words in parts if words)
        if spoken:
            found.append(replace(caption, parts=spoken))
    return found


def _voices(caption: Caption) -> Iterator[Part]:
    first, *rest = _VOICE.split("\n".join(caption.lines))
    yield caption.speaker, _words(first)
    for name, words in zip(rest[::2], rest[1::2], strict=True):
        yield _words(name) or None, _words(words)


def _words(text: str) -> str:
    return " ".join(printable(unescape(_MARKS.sub(" " if "<br" in text else "", text))).split())


class _Labels:
    """Tells names that stand before words from words."""

    def __init__(self, captions: Sequence[Caption], people: Collection[str]) -> None:
        self._people = {_folded(name): name for name in people}
        lines = [_words(line) for caption in captions for line in caption.lines]
        named = Counter(filter(None, map(_before_colon, lines)))
        self._repeated = Counter(filter(None, map(_in_angles, lines)))
        twice = [name for name, count in named.items() if count > 1]
        self._named = len(twice) > 1 or any(
            _folded(name) in self._people or _MACHINE.fullmatch(name) for name in named
        )

    def parts(self, lines: Sequence[str], current: str | None) -> Iterator[Part]:
        """Who says what in a caption; `current` spoke last."""
        said: list[str] = []
        dashes = sum(bool(re.match(r"\s*[-–—]\s", line)) for line in lines)
        for line in map(_words, lines):
            change = _CHANGE.match(line)
            if change and "-" not in change[0].replace("–", "-").replace("—", "-"):
                rest: str | None = line[change.end() :]
            else:
                rest = line[change.end() :] if change and dashes > 1 else None
            name, words = self._named_in(line if rest is None else rest)
            if name or rest is not None:
                yield current, " ".join(said)
                current, said = name, [words]
            else:
                said.append(words)
        yield current, " ".join(filter(None, said))

    def _named_in(self, line: str) -> tuple[str | None, str]:
        """The name that a line begins with, and its words; the line where it begins with none."""
        if found := _BRACKETS.match(line):
            name = " ".join((found[1] or found[2] or found[3]).split())
            person = self._people.get(_folded(name))
            known = person or (self._named and found[4] and _is_name(name))
            if known or (found[3] and self._repeated[name] > 1 and _is_name(name)):
                return person or name, line[found.end() :]
        before = _before_colon(line)
        if before and (person := self._people.get(_folded(before))):
            return person, line[_colon_end(line) :]
        if before and self._named:
            return before, line[_colon_end(line) :]
        return None, line


def _before_colon(line: str) -> str | None:
    """The short name before a colon that a line begins with."""
    change = _CHANGE.match(line)
    found = _COLON.match(line, change.end() if change else 0)
    return found[1] if found and _is_name(found[1]) else None


def _colon_end(line: str) -> int:
    found = _COLON.match(line)
    return found.end() if found else 0


def _in_angles(line: str) -> str | None:
    found = _BRACKETS.match(line)
    return found[3] if found else None


def _folded(name: str) -> str:
    """A name without its capitals, and without what it is in the show: `Ann (Host)`."""
    return " ".join(re.sub(r"\([^()]*\)\s*$", "", name).casefold().split())


def _is_name(text: str) -> bool:
    """Whether a text may be what somebody is called: one to four words with capitals.

    >>> [_is_name(text) for text in ("Ann", "Dr. Ann van Bee", "SPEAKER_00", "Speaker 1", "and this is the thing", "Yes, Ann")]
    [True, True, True, True, False, False]
    """
    words = re.sub(r"\([^()]*\)\s*$", "", text).split()
    return (
        0 < len(words) <= 4
        and all(
            (not word[0].islower() or word in _PARTICLES)
            and re.fullmatch(r"[\w'’-]+\.?", word) is not None
            for word in words
        )
        and words[0][0].isalpha()
    )
