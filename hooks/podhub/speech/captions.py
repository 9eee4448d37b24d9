"""Write captions as WebVTT, the one transcript format from which the hub makes all others."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from podhub.media.transcript import vtt_cue
from podhub.media.unsure import Unsure, write_unsure
from podhub.speech.caption_text import wrap
from podhub.speech.timeline import Cue


def write_vtt(
    cues: Iterable[Cue],
    speaker: str | None,
    unsure: Mapping[int, Sequence[Unsure]] = MappingProxyType({}),
) -> str:
    """Write one WebVTT cue per caption, in lines of 65 characters at most, each naming its speaker if
    that is known. `unsure` holds words to listen to, by paragraph; a note above it names them.

    The first caption of a paragraph carries the paragraph's number as its identifier: digits,
    because there are parsers that refuse other identifiers, and others that refuse a comment
    between captions.

    Ampersands and angle brackets are written as WebVTT asks, `&amp;`; who reads the file turns them
    back.

    >>> print(write_vtt([Cue(0.15, 1.4, "Ask, then listen.", 1)], "A & B"), end="")
    WEBVTT
    <BLANKLINE>
    1
    00:00:00.150 --> 00:00:01.400
    <v A &amp; B>Ask, then listen.
    """
    cards = []
    for cue in cues:
        if words := unsure.get(cue.paragraph or 0):
            cards.append(write_unsure(words))
        cards.append(vtt_cue(cue.start, cue.end, wrap(cue.text), speaker, cue.paragraph))
    return "\n".join(["WEBVTT\n", *cards])
