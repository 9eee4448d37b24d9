"""Transcripts as feeds offer them, brought into WebVTT, from which the hub makes all other forms."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from podhub.importing.caption_files import read_captions
from podhub.importing.captions import in_time, joined, unrolled, write_vtt
from podhub.importing.source import Source
from podhub.importing.speakers import with_speakers
from podhub.media.transcript import parse_transcript
from podhub.model.language import is_language, spelt
from podhub.model.problems import quote
from podhub.model.values import printable

# From the most to the least that a form says.
FORMS = {
    "text/vtt": 0,
    "application/json": 1,
    "application/x-subrip": 2,
    "application/srt": 2,
    "text/srt": 2,
}
OTHER = 3


@dataclass(frozen=True)
class TranscriptLink:
    """One form of a transcript."""

    url: str
    type: str
    """In small letters and without parameters (RFC 9110 §8.3.1)"""
    language: str
    """As BCP 47 spells it; empty for the show's own"""


def transcript_links(item: Source, told: list[str]) -> list[TranscriptLink]:
    """Every form that the feed names. Adds to `told` what cannot be a language."""
    links = []
    for tag in item.all("podcast:transcript"):
        url, said = tag.address("url"), tag.attribute("language")
        code = said.replace("_", "-")
        # It becomes part of a file's name: nothing else may come in by it.
        if code and not is_language(code):
            told.append(
                f"transcript: expected a language code such as de or zh-Hant, found {quote(said)}"
                f" (left out: {url})"
            )
        elif url:
            kind = tag.attribute("type").partition(";")[0].strip().lower()
            links.append(TranscriptLink(url, kind, spelt(code)))
    return links


def by_language(
    links: Collection[TranscriptLink], language: str
) -> dict[str, list[TranscriptLink]]:
    """The forms of each language's transcript, the one that says most first; those of the show's own
    language under the empty name.

    >>> links = [TranscriptLink("a", "text/plain", ""), TranscriptLink("b", "text/vtt", "en"), TranscriptLink("c", "", "de")]
    >>> {code: [link.url for link in found] for code, found in by_language(links, "en-GB").items()}
    {'': ['b', 'a'], 'de': ['c']}
    """
    own = {"", spelt(language)}
    if not any(link.language == spelt(language) for link in links):
        # Of a show in British English, whose transcript is only said to be in English.
        own.add(language.partition("-")[0].lower())
    found: dict[str, list[TranscriptLink]] = {}
    for link in sorted(links, key=lambda link: FORMS.get(link.type, OTHER)):
        found.setdefault("" if link.language in own else link.language, []).append(link)
    return found


def as_vtt(text: str, people: Collection[str] = ()) -> tuple[str | None, list[str]]:
    """A transcript's text as WebVTT, and what was fixed in it; None where it is no transcript with
    times. `people` are names that may stand before words.

    >>> print(as_vtt("1\\n00:00:01,000 --> 00:00:02,500\\nAnn: Hi & hello.\\n", ["Ann"])[0], end="")
    WEBVTT
    <BLANKLINE>
    00:00:01.000 --> 00:00:02.500
    <v Ann>Hi &amp; hello.
    >>> as_vtt("<html>"), as_vtt("[]")
    ((None, []), (None, []))
    """
    text = printable(text)
    form, captions = read_captions(text)
    captions, repeated = unrolled(captions)
    spoken = with_speakers(joined(captions) if form == "json" else captions, people)
    if not spoken:
        return None, []
    fixed, told = in_time(spoken)
    if repeated:
        told.append(f"expected each line once, found {repeated} again (captions that roll)")
    ours = write_vtt(fixed)
    if form == "vtt" and not told:
        # What is right already stays to the letter, with its notes.
        theirs, problems = parse_transcript(text, "", None)
        if not problems and theirs == parse_transcript(ours, "", None)[0]:
            return text.replace("\r\n", "\n").replace("\r", "\n"), []
    return ours, told
