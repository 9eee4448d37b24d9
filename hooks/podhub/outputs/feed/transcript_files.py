"""A transcript in the forms that apps read, within the rules of each (podcast-namespace,
transcripts.md)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from html import escape

from podhub.media.transcript import vtt_cue
from podhub.model.cues import Cues
from podhub.model.entries import EpisodeEntry
from podhub.model.locale import direction
from podhub.model.media import Cue
from podhub.model.times import clock, clock_ms, iso_duration

SRT_LINE = 32
"""Characters in a line of SRT; two lines a cue."""
VTT_LINE = 65
"""Characters in a line of WebVTT."""
FORMS = {
    "vtt": "text/vtt",
    "srt": "application/x-subrip",
    "json": "application/json",
    "html": "text/html",
}
"""The type of each form, by its extension."""
SENTENCE_ENDS = tuple(".?!…。？！؟۔।")
CARD_LINES = 2
PARAGRAPH = 500
"""Characters after which a paragraph of HTML ends with its sentence."""
PAGE = """<!doctype html>
<html lang="{language}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<title>{title}</title>
</head>
<body>
{text}
</body>
</html>
"""


def languages(episode: EpisodeEntry, language: str) -> dict[str, Cues]:
    """The cues of an episode's transcripts by language: its own, in the show's, and
    translations."""
    return {
        code: cues
        for code, cues in {language: episode.cues, **episode.translations}.items()
        if cues
    }


def stem(language: str, shows: str) -> str:
    """What a transcript's files beside the episode's page are called; only another language than
    the show's is named.

    >>> stem("en", "en"), stem("de", "en")
    ('transcript', 'transcript.de')
    """
    return "transcript" if language == shows else f"transcript.{language}"


def transcript_files(
    episode: EpisodeEntry, language: str
) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Every transcript of an episode: its path on the site, and what writes it."""
    for code, cues in languages(episode, language).items():
        for extension in WRITERS:
            path = f"{episode.url}{stem(code, language)}.{extension}"
            yield path, partial(_written, cues, episode.title, code, extension)


def _written(cues: Sequence[Cue], title: str, language: str, extension: str) -> bytes:
    return WRITERS[extension](cues, title, language).encode()


def vtt(cues: Sequence[Cue]) -> str:
    """WebVTT in lines of 65 characters, two a cue; each cue names its speaker, which is where Apple
    finds names.

    >>> print(vtt([Cue(0.15, 1.4, "Ask, then listen.", "A & B")]), end="")
    WEBVTT
    <BLANKLINE>
    00:00:00.150 --> 00:00:01.400
    <v A &amp; B>Ask, then listen.
    """
    blocks = ["WEBVTT\n"]
    for cue in cues:
        blocks += [
            vtt_cue(start, end, lines, cue.speaker)
            for start, end, lines in _cards(cue, cue.text, VTT_LINE)
        ]
    return "\n".join(blocks)


def srt(cues: Sequence[Cue]) -> str:
    """SRT with at most two lines of 32 characters; a cue that is longer is split, its time shared
    by its characters."""
    blocks: list[str] = []
    before: str | None = None
    for cue in cues:
        # The name stands where the speaker changes; `before` is None only at the start.
        named = f"{cue.speaker}: {cue.text}" if cue.speaker and cue.speaker != before else cue.text
        before = cue.speaker or before
        for start, end, lines in _cards(cue, named, SRT_LINE):
            said = "\n".join(lines)
            blocks.append(f"{len(blocks) + 1}\n{_srt_time(start)} --> {_srt_time(end)}\n{said}\n")
    return "\n".join(blocks)


def _cards(cue: Cue, text: str, width: int) -> Iterator[tuple[float, float, list[str]]]:
    """Lay a cue's words out as cards of two lines; each card has its share of the time, by its
    letters."""
    lines = _wrap(text.split(), width)
    cards = [lines[index : index + CARD_LINES] for index in range(0, len(lines), CARD_LINES)]
    sizes = [sum(map(len, card)) for card in cards]
    start = cue.start
    for card, size in zip(cards, sizes, strict=True):
        end = start + (cue.end - cue.start) * size / sum(sizes)
        yield start, end, card
        start = end


def _wrap(words: list[str], width: int) -> list[str]:
    """Fill lines with words; a word longer than a line is cut into lines.

    >>> _wrap("As many words as fit, and then another line of them".split(), 32)
    ['As many words as fit, and then', 'another line of them']
    >>> _wrap(["a" * 40], 32)
    ['aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'aaaaaaaa']
    """
    lines: list[str] = []
    for word in words:
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines += [word[index : index + width] for index in range(0, len(word), width)]
    return lines


def segments_json(cues: Sequence[Cue]) -> str:
    """The namespace's JSON transcript, version 1.0.0."""
    segments = [
        {
            **({"speaker": cue.speaker} if cue.speaker else {}),
            "startTime": round(cue.start, 3),
            "endTime": round(cue.end, 3),
            "body": cue.text,
        }
        for cue in cues
    ]
    return json.dumps({"version": "1.0.0", "segments": segments}, ensure_ascii=False) + "\n"


def html_page(cues: Sequence[Cue], title: str, language: str) -> str:
    """HTML of `cite`, `time` and `p` below a title, a paragraph for each turn that somebody takes,
    more if it is long."""
    paragraphs: list[tuple[Cue, list[str]]] = []
    length = 0
    for cue in cues:
        before = paragraphs[-1][0].speaker if paragraphs else None
        at_an_end = length > PARAGRAPH and paragraphs[-1][1][-1].endswith(SENTENCE_ENDS)
        if not paragraphs or (cue.speaker or before) != before or at_an_end:
            paragraphs.append((cue, []))
            length = 0
        paragraphs[-1][1].append(cue.text)
        length += len(cue.text)
    parts, named = [], None
    for first, said in paragraphs:
        cite = (
            f"<cite>{escape(first.speaker)}:</cite>\n"
            if first.speaker and first.speaker != named
            else ""
        )
        named = first.speaker or named
        parts.append(f"{cite}{_time(first.start)}\n<p>{escape(' '.join(said))}</p>")
    return PAGE.format(
        language=escape(language),
        direction=direction(language),
        title=escape(title),
        text="\n".join(parts),
    )


WRITERS: dict[str, Callable[[Sequence[Cue], str, str], str]] = {
    "vtt": lambda cues, title, language: vtt(cues),
    "srt": lambda cues, title, language: srt(cues),
    "json": lambda cues, title, language: segments_json(cues),
    "html": html_page,
}


def _srt_time(seconds: float) -> str:
    return clock_ms(seconds).replace(".", ",")


def _time(seconds: float) -> str:
    """A time as people read it, with its form for machines.

    >>> _time(83.4)
    '<time datetime="PT1M23S">1:23</time>'
    """
    return f'<time datetime="{iso_duration(int(seconds))}">{clock(seconds)}</time>'
