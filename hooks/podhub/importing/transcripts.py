"""Transcripts as feeds give them, brought into WebVTT, from which the hub makes all other forms."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

import webvtt
from webvtt.errors import MalformedCaptionError, MalformedFileError
from webvtt.models import Timestamp

from podhub.importing.source import Source
from podhub.model.values import clock_ms, printable

# From the most to the least that a form says; those that say no times are of no use.
FORMS = {
    "text/vtt": "vtt",
    "application/json": "json",
    "application/x-subrip": "srt",
    "application/srt": "srt",
    "text/srt": "srt",
}


@dataclass(frozen=True)
class TranscriptLink:
    """One form of a transcript."""

    url: str
    type: str
    language: str

    @property
    def form(self) -> str:
        """vtt, json or srt; empty for a form without times."""
        return FORMS.get(self.type, "")


def transcript_links(item: Source, language: str) -> list[TranscriptLink]:
    """Every form that the feed names; one without a language is in the show's."""
    return [
        TranscriptLink(
            tag.attribute("url"), tag.attribute("type").lower(), _language(tag) or language
        )
        for tag in item.all("podcast:transcript")
        if tag.attribute("url")
    ]


def _language(tag: Source) -> str:
    """The language that a tag names. It becomes part of a file's name: nothing else may come in by
    it."""
    code = tag.attribute("language").replace("_", "-")
    return code if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,2}", code) else ""


def best_forms(links: Collection[TranscriptLink], language: str) -> dict[str, TranscriptLink]:
    """The form of each language's transcript that says most; the show's own language under the
    empty name."""
    order = list(dict.fromkeys(FORMS.values()))
    best: dict[str, TranscriptLink] = {}
    for link in sorted(
        (link for link in links if link.form), key=lambda link: order.index(link.form)
    ):
        own = link.language.lower() == language.lower()
        best.setdefault("" if own else link.language, link)
    return best


def as_vtt(text: str, form: str, people: Collection[str] = ()) -> str | None:
    """A transcript's text as WebVTT; None where it is not what its type says. `people` are names
    that may stand before words.

    >>> print(as_vtt("1\\n00:00:01,000 --> 00:00:02,500\\nAnn: Hi & hello.\\n", "srt", ["Ann"]), end="")
    WEBVTT
    <BLANKLINE>
    00:00:01.000 --> 00:00:02.500
    <v Ann>Hi &amp; hello.
    >>> as_vtt("<html>", "vtt") is None, as_vtt("[]", "json") is None
    (True, True)
    """
    text = printable(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    if form == "vtt":
        return text if text.startswith("WEBVTT") else None
    captions = _from_json(text) if form == "json" else _from_srt(text, people)
    if not captions:
        return None
    return "WEBVTT\n\n" + "\n".join(map(_block, captions))


Caption = tuple[float, float, str, str]
"""Start and end in seconds, who speaks, what is said"""


def _from_srt(text: str, people: Collection[str]) -> list[Caption]:
    try:
        captions = webvtt.from_buffer(io.StringIO(text.strip() + "\n"), format="srt").captions
    except (MalformedFileError, MalformedCaptionError):
        return []
    names = "|".join(re.escape(name) for name in sorted(people, key=len, reverse=True))
    found: list[Caption] = []
    before = ""
    for caption in captions:
        words = " ".join(re.sub(r"<[^>]*>", "", caption.text).split())
        named = re.match(rf"({names})\s*: *", words, re.IGNORECASE) if names else None
        if named:
            before = next(name for name in people if name.casefold() == named[1].casefold())
            words = words[named.end() :]
        if words:
            # The name stands only where the speaker changes.
            found.append((_seconds(caption.start_time), _seconds(caption.end_time), before, words))
    return found


def _seconds(stamp: Timestamp) -> float:
    """The time that webvtt-py has read; its own number has no fraction."""
    hours, minutes, seconds, milliseconds = stamp.to_tuple()
    return hours * 3600 + minutes * 60 + seconds + milliseconds / 1000


def _from_json(text: str) -> list[Caption]:
    try:
        data = json.loads(text)
    except ValueError:
        return []
    segments = data.get("segments") if isinstance(data, Mapping) else None
    return list(_segments(segments)) if isinstance(segments, list) else []


def _segments(segments: list[Any]) -> Iterator[Caption]:
    for segment in segments:
        if not isinstance(segment, Mapping):
            continue
        start, end = segment.get("startTime"), segment.get("endTime")
        speaker, body = (
            " ".join(str(segment.get(name) or "").split()) for name in ("speaker", "body")
        )
        if isinstance(start, int | float) and isinstance(end, int | float) and end > start and body:
            yield float(start), float(end), speaker, body


def _block(caption: Caption) -> str:
    start, end, name, words = caption
    voice = f"<v {escape(name, quote=False)}>" if name else ""
    return f"{clock_ms(start)} --> {clock_ms(end)}\n{voice}{escape(words, quote=False)}\n"
