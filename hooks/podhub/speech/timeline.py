"""Lay spoken sentences on one timeline: audio samples, the captions' true times, the moments' whole
seconds.

Silence at both ends of what the voice says is cut, and pauses of our own are put between. All times
therefore come from counting samples. A moment starts on a whole second, so that `1:23` in front
matter, in a link and in a chapter is the very place where its first word is spoken."""

from array import array
from dataclasses import dataclass
from typing import Protocol

from podhub.read.script import Script
from podhub.speech.caption_text import split_cues, spoken

LEAD_IN = 0.15  # seconds of silence before the first word, and from a moment's whole second to its first word
AFTER_SENTENCE = 0.42
AFTER_QUESTION = 1.2  # whoever is asked begins to think
AFTER_PARAGRAPH = 0.85
AFTER_PART = 1.05  # at least; a moment waits for the next whole second
TAIL = 0.5
QUIET = 180  # of 32767: about -45 dBFS, above a voice's noise and below its softest sound
KEPT = 0.04  # seconds kept around what is louder, for soft starts and ends


@dataclass(frozen=True)
class Clip:
    """Mono sound: samples of 16 bits, `rate` of them in a second."""

    rate: int
    samples: "array[int]"

    @property
    def seconds(self) -> float:
        """Length in seconds.

        >>> Clip(8000, array("h", [0] * 4000)).seconds
        0.5
        """
        return len(self.samples) / self.rate


class Voice(Protocol):
    """Speaks a sentence, by a factor faster than it usually does."""

    def __call__(self, text: str, pace: float = 1.0, /) -> Clip: ...


@dataclass(frozen=True)
class Cue:
    """Words and when they are heard, in seconds."""

    start: float
    end: float
    text: str
    paragraph: int | None = None
    """The number of the paragraph that it opens."""


@dataclass(frozen=True)
class Recording:
    """An episode as spoken: its sound, its captions, and the second and title of each moment."""

    clip: Clip
    cues: tuple[Cue, ...]
    moments: tuple[tuple[int, str], ...]


def record(script: Script, voice: Voice) -> Recording:
    """Let `voice` speak the script."""
    samples: array[int] = array("h")
    cues: list[Cue] = []
    moments = []
    rate = paragraphs = 0
    for part in script.parts:
        for paragraph_number, paragraph in enumerate(part.paragraphs):
            paragraphs += 1
            for sentence_number, sentence in enumerate(paragraph):
                pace = part.paces.get((paragraph_number, sentence_number), 1.0)
                clip = trim(voice(spoken(sentence, script.say), pace))
                rate = rate or clip.rate
                asked = AFTER_QUESTION if cues and _is_question(cues[-1].text) else 0.0
                if sentence_number:
                    start = len(samples) + round(max(AFTER_SENTENCE, asked) * rate)
                elif paragraph_number:
                    start = len(samples) + round(max(AFTER_PARAGRAPH, asked) * rate)
                else:
                    pause = round(max(AFTER_PART, asked) * rate)
                    second = -(-(len(samples) + pause) // rate) if samples else 0
                    moments.append((second, part.title))
                    start = second * rate + round(LEAD_IN * rate)
                samples.extend(_silence(start - len(samples)))
                samples.extend(clip.samples)
                cues += _cues(sentence, clip, start / rate, None if sentence_number else paragraphs)
    samples.extend(_silence(round(TAIL * rate)))
    return Recording(Clip(rate, samples), tuple(cues), tuple(moments))


def _is_question(text: str) -> bool:
    """Whether a sentence asks, also in quotation marks.

    >>> [_is_question(text) for text in ("Why?", "“What else?”", "Why not.")]
    [True, True, False]
    """
    return text.rstrip("\"'”’)").endswith(("?", "？"))


def trim(clip: Clip, quiet: int = QUIET) -> Clip:
    """Cut the silence at both ends.

    >>> trim(Clip(100, array("h", [0] * 50 + [9000] * 10 + [0] * 50))).seconds
    0.18
    """
    loud = range(len(clip.samples))
    first = next((at for at in loud if abs(clip.samples[at]) > quiet), 0)
    last = next(
        (at for at in reversed(loud) if abs(clip.samples[at]) > quiet), len(clip.samples) - 1
    )
    kept = round(KEPT * clip.rate)
    return Clip(clip.rate, clip.samples[max(first - kept, 0) : last + 1 + kept])


def _cues(sentence: str, clip: Clip, start: float, paragraph: int | None) -> list[Cue]:
    """The sentence's captions: the pieces of a long one meet where the voice pauses at their
    comma."""
    pieces = split_cues(sentence)
    cuts = [0.0]
    for number in range(1, len(pieces)):
        share = len(" ".join(pieces[:number])) / len(sentence)
        cuts.append(max(_quietest(clip, share * clip.seconds), cuts[-1]))
    cuts.append(clip.seconds)
    opened = [paragraph, *[None] * len(pieces)]
    return [
        Cue(start + a, start + b, text, at)
        for a, b, text, at in zip(cuts, cuts[1:], pieces, opened, strict=False)
    ]


def _quietest(clip: Clip, near: float, within: float = 0.8, window: float = 0.06) -> float:
    """The middle of the softest `window` seconds at most `within` seconds from `near`."""
    step = round(window * clip.rate / 3) or 1
    starts = range(
        max(round((near - within) * clip.rate), 0),
        min(round((near + within) * clip.rate), len(clip.samples) - 3 * step),
        step,
    )
    best = min(
        starts,
        key=lambda at: sum(map(abs, clip.samples[at : at + 3 * step])),
        default=round(near * clip.rate),
    )
    return (best + 1.5 * step) / clip.rate


def _silence(count: int) -> "array[int]":
    return array("h", bytes(2 * count))
