"""The forms in which transcripts come, read for what they are and not for what they are called:
WebVTT, SRT, JSON, HTML with times."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from lxml import etree, html

from podhub.importing.captions import Caption
from podhub.media.webvtt import time
from podhub.net.feed_values import parse_wild_duration, seconds_of

_TIME = r"(?:(?:\d+:)?\d+:\d+(?:[.,]\d{1,3})?)"
_TIMES = re.compile(
    rf"\s*({_TIME})\s*(?:-->(.*)|(?:[-=–—]+>|→)\s*({_TIME}(?:\s+\w+:\S*)*\s*))$", re.ASCII
)
# Two times between which WebVTT's arrow stands, one of which cannot be read.
_UNREADABLE = re.compile(
    r"\s*+[-+−]?(?=[\w.,;]*+:)[\w.,;:]++\s*+-->\s*+[-+−]?(?=[\w.,;]*+:)[\w.,;:]++\s*+$"
)
_COMMENT = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|$)")
# Of the namespace's JSON, and of the programs that recognise speech.
_STARTS = ("startTime", "start", "start_time", "startMs", "start_ms", "offset")
_ENDS = ("endTime", "end", "end_time", "endMs", "end_ms")
_BODIES = ("body", "text", "word", "punctuated_word", "value", "content")


def read_captions(text: str) -> tuple[str, list[Caption]]:
    """What a transcript's text is (`vtt`, `srt`, `json`, `html`, or empty for anything else) and its
    captions as they stand in it.

    >>> read_captions("00:00:01,000 --> 00:00:02,500\\nHi.\\n")
    ('srt', [Caption(start=1.0, end=2.5, lines=('Hi.',), speaker=None, parts=())])
    >>> read_captions(f'[{{"startMs": 1500, "text": "a"}}, {{"start": 1{"0" * 400}, "text": "b"}}]')[1]
    [Caption(start=1.5, end=None, lines=('a',), speaker=None, parts=()), Caption(start=None, end=None, lines=('b',), speaker=None, parts=())]
    >>> read_captions("<html>"), read_captions("[]"), read_captions("Words alone.")
    (('', []), ('', []), ('', []))
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").lstrip("\n ")
    form = (
        "vtt"
        if text.startswith("WEBVTT")
        else "json"
        if text.startswith(("{", "["))
        else "html"
        if text.startswith("<") and "<time" in text.lower()
        else "srt"
    )
    found = _READERS[form](text)
    return (form, found) if found else ("", [])


def _lines_with_times(text: str) -> list[Caption]:
    lines = text.split("\n")
    at = [
        index for index, line in enumerate(lines) if _TIMES.match(line) or _UNREADABLE.match(line)
    ]
    is_vtt = text.startswith("WEBVTT")
    captions = _before_all_times(lines[: at[0] if at else 0], is_vtt)
    for index, following in pairwise([*at, len(lines)]):
        found = _TIMES.match(lines[index])
        start = time(found[1]) if found else None
        end = time((found[2] or found[3] or "").strip().partition(" ")[0]) if found else None
        below = lines[index + 1 : following]
        if following < len(lines) and below and _is_counter(below, is_vtt):
            below.pop()
        said = tuple(line for block in _blocks(below) for line in block)
        captions.append(Caption(start if end is not None else None, end, said))
    return captions if any(caption.start is not None for caption in captions) else []


def _before_all_times(lines: list[str], is_vtt: bool) -> list[Caption]:
    """Words above the first times: nobody knows when they are said. The block that begins a WebVTT
    file is none of them."""
    if is_vtt:
        lines = lines[next((at for at, line in enumerate(lines) if not line.strip()), len(lines)) :]
    if lines and _is_counter(lines, is_vtt):
        lines = lines[:-1]
    said = tuple(line for block in _blocks(lines) for line in block)
    return [Caption(None, None, said)] if said else []


def _is_counter(below: list[str], is_vtt: bool) -> bool:
    """Whether the last line before a line of times counts, or names, what follows."""
    alone = len(below) < 2 or not below[-2]
    return bool(below[-1].strip()) and (below[-1].strip().isdecimal() or (is_vtt and alone))


def _blocks(lines: Sequence[str]) -> Iterator[list[str]]:
    """Lines that belong together, without comments. Players of WebVTT read the first block alone;
    the words of others are words as well."""
    for block in re.split(r"\n{2,}", "\n".join(lines).strip("\n")):
        if block and not _COMMENT.match(block):
            yield [line for line in block.split("\n") if line.strip()]


def _json(text: str) -> list[Caption]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return []
    if isinstance(data, Mapping):
        lists = (data.get(name) for name in ("segments", "transcripts", "words", "results"))
        data = next((one for one in lists if isinstance(one, list)), [])
    segments = [one for one in data if isinstance(one, Mapping)] if isinstance(data, list) else []
    captions = [
        Caption(_time(one, _STARTS), _time(one, _ENDS), (body,), _speaker(one))
        for one in segments
        if (body := _first(one, _BODIES))
    ]
    return captions if any(caption.start is not None for caption in captions) else []


def _first(segment: Mapping[str, object], names: Sequence[str]) -> str:
    said = (segment.get(name) for name in names)
    return next((" ".join(one.split()) for one in said if isinstance(one, str) and one.split()), "")


def _time(segment: Mapping[str, object], names: Sequence[str]) -> float | None:
    for name in names:
        value = segment.get(name)
        if isinstance(value, int | float) and not isinstance(value, bool) and value == value:
            unit = 1000 if name.lower().endswith("ms") else 1
            return value / unit if 0 <= value < 1e7 * unit else None
        if isinstance(value, str) and (found := seconds_of(value)) is not None:
            return found
    return None


def _speaker(segment: Mapping[str, object]) -> str | None:
    said = segment.get("speaker")
    if isinstance(said, Mapping):
        said = said.get("name")
    return (" ".join(str(said).split()) or None) if isinstance(said, str | int) else None


def _html(text: str) -> list[Caption]:
    """The namespace's HTML: `cite` names who speaks, `time` when, `p` what."""
    try:
        root = html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, ValueError):
        return []
    captions, speaker, start = [], None, None
    for element in root.iter("cite", "time", "p"):
        said = " ".join(element.text_content().split())
        if element.tag == "cite":
            speaker = said.rstrip(": ") or None
        elif element.tag == "time":
            start = parse_wild_duration(said) or seconds_of(said)
        elif said:
            captions.append(Caption(start, None, (said,), speaker))
            start = None
    return captions if any(caption.start is not None for caption in captions) else []


_READERS: dict[str, Callable[[str], list[Caption]]] = {
    "vtt": _lines_with_times,
    "srt": _lines_with_times,
    "json": _json,
    "html": _html,
}
