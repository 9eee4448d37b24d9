"""How well recordings are written down and aligned: on our own episodes, whose words are known to the
letter and whose sentences were placed by counting samples."""

from __future__ import annotations

import resource
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from podhub.build.reading import read_catalog
from podhub.cli.console import out
from podhub.model.entries import Catalog, EpisodeEntry
from podhub.model.media import Cue
from podhub.model.sentences import split_sentences
from podhub.speech.ffmpeg import find_ffmpeg, run
from podhub.speech.recognition.heard import Heard, Listener
from podhub.speech.recognition.matching import match
from podhub.speech.recognition.models import load_recognizer
from podhub.speech.recognition.slips_of_the_tongue import Slip, slips
from podhub.speech.recognition.stretches import stretches
from podhub.speech.recognition.whisper import Recognizer
from podhub.speech.recognition.words import bare
from podhub.speech.vocabulary import vocabulary

from tools.checkout import ROOT

FASTER = 1.15
SIGNAL = 20.0
"""Decibels of speech above noise"""
VARIANTS = ("as it is", "noise at 20 dB", "1.15 times as fast", "32 kbit/s")
COLUMNS = (
    *("Episode", "Sound", "Words", "Wrong %", "Starts: median ms", "90 % ms"),
    *("Aligned: median ms", "90 % ms", "Planted slips found", "Others told"),
    *("Wall / length", "CPU / length"),
)
NEVER_SAID = "Nobody has ever said these words to a zebra."


@dataclass(frozen=True)
class Known:
    """What is said in a recording: words with their times, and where sentences start."""

    words: tuple[str, ...]
    starts: dict[int, float]
    """Seconds by the place of the word that opens a sentence"""


def bench_speech(episodes: Sequence[str], variants: Sequence[str], model: str | None) -> None:
    """Print a row for each recording and each sound."""
    recognizer = load_recognizer(model, ROOT / ".cache" / "hub" / "models")
    out.print(f"Listening with {recognizer.described}.")
    catalog, _ = read_catalog(ROOT)
    out.print(" | ".join(COLUMNS))
    with tempfile.TemporaryDirectory() as folder:
        for entry in sorted(catalog.episodes.values(), key=lambda entry: entry.path):
            if entry.cues and (
                not episodes or entry.slug in episodes or str(entry.place) in episodes
            ):
                for variant in variants:
                    row = _row(catalog, entry, variant, recognizer, Path(folder))
                    out.print(" | ".join(row))  # at once: each takes a while


def _row(
    catalog: Catalog, entry: EpisodeEntry, variant: str, recognizer: Recognizer, folder: Path
) -> list[str]:
    """What is measured of one recording in one sound."""
    assert entry.audio.source
    program = find_ffmpeg()
    audio = folder / f"{entry.slug}.mp3"
    _sound(program, ROOT / entry.audio.source, variant, audio)
    known = _known(entry.cues, FASTER if variant == VARIANTS[2] else 1.0)
    listener = Listener(
        program, recognizer, "en", vocabulary(ROOT, catalog, entry).hints, folder / "heard"
    )
    wall, cpu = time.monotonic(), _cpu()
    heard = listener.listen(audio)
    wall, cpu = time.monotonic() - wall, _cpu() - cpu
    wrong, off = _errors(known, heard)
    aligned = match(known.words, heard.words)[0]
    aligned_off = [abs(aligned[at].start - start) for at, start in known.starts.items()]
    found, others = _planted(recognizer, audio, known, heard)
    return [
        entry.slug,
        variant,
        str(len(known.words)),
        f"{100 * wrong / len(known.words):.1f}",
        *_milliseconds(off),
        *_milliseconds(aligned_off),
        f"{found} of 5",
        str(others),
        f"{wall / heard.seconds:.2f}",
        f"{cpu / heard.seconds:.2f}",
    ]


def _sound(program: Path, source: Path, variant: str, target: Path) -> None:
    """Write a recording as it sounds elsewhere."""
    made = {
        VARIANTS[0]: ["-c:a", "copy"],
        VARIANTS[2]: ["-af", f"atempo={FASTER}", "-b:a", "64k"],
        VARIANTS[3]: ["-b:a", "32k", "-ar", "22050"],
    }
    if variant in made:
        run(program, ["-i", str(source), "-map", "0:a", *made[variant], "-f", "mp3", str(target)])
        return
    report = run(
        program, ["-i", str(source), "-map", "0:a", "-af", "volumedetect", "-f", "null", "-"]
    )
    level = float(report.partition("mean_volume: ")[2].partition(" ")[0]) - SIGNAL
    # White noise of an amplitude is a square root of three softer than that.
    noise = f"anoisesrc=c=white:r=44100:seed=1:a={10 ** (level / 20) * 3**0.5:.6f}"
    mixed = f"{noise}[n];[0:a][n]amix=inputs=2:duration=first:normalize=0[m]"
    encoded = ["-map", "[m]", "-b:a", "64k", "-f", "mp3", str(target)]
    run(program, ["-i", str(source), "-filter_complex", mixed, *encoded])


def _known(cues: Sequence[Cue], faster: float) -> Known:
    words: list[str] = []
    starts: dict[int, float] = {}
    is_open = True
    for cue in cues:
        if is_open:
            starts[len(words)] = cue.start / faster
        words += cue.text.split()
        is_open = len(split_sentences(f"{cue.text} Next")) > 1
    return Known(tuple(words), starts)


def _errors(known: Known, heard: Heard) -> tuple[int, list[float]]:
    """How many words are wrong, and how far off (seconds) each sentence's start is whose first word was
    understood."""
    left, right = [bare(word) for word in known.words], [bare(word.text) for word in heard.words]
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    wrong, off = 0, []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            wrong += max(sum(map(bool, left[a:b])), sum(map(bool, right[c:d])))
            continue
        for at in range(a, b):
            if at in known.starts:
                off.append(abs(heard.words[c + at - a].start - known.starts[at]))
    return wrong, off


def _planted(recognizer: Recognizer, audio: Path, known: Known, heard: Heard) -> tuple[int, int]:
    """Change a text in five places and see which are told; and how much else is."""
    places = list(known.starts)[2:-2]
    step = len(places) // 6
    a, b, c, d, e = (places[step * number] for number in range(1, 6))
    after = places[places.index(b) + 1]
    edits: list[tuple[int, int, list[str]]] = [
        (a + 1, a + 2, ["bicycle"]),  # another word
        (b, after, []),  # a sentence that the text has not
        (c, c, NEVER_SAID.split()),  # one that nobody said
        (d + 2, d + 2, ["umbrella"]),  # a word more
        (e + 1, e + 2, []),  # a word less
    ]
    text, times = list(known.words), []
    aligned = match(known.words, heard.words)[0]
    for start, end, words in sorted(edits, reverse=True):
        times.append(aligned[start].start)
        text[start:end] = words
    found = list(_slips(recognizer, audio, text, heard))
    hit = [any(abs(slip.at - at) < 1.5 for slip in found) for at in times]
    others = [one for one in found if not any(abs(one.at - at) < 1.5 for at in times)]
    return sum(hit), sum(not one.sounds_alike for one in others)


def _slips(recognizer: Recognizer, audio: Path, text: list[str], heard: Heard) -> Iterator[Slip]:
    apart = match(text, heard.words)[1]
    yield from slips(recognizer, "en", stretches(find_ffmpeg(), audio), text, heard.words, apart)


def _milliseconds(off: Sequence[float]) -> tuple[str, str]:
    ordered = sorted(off)
    return (
        f"{1000 * statistics.median(ordered):.0f}",
        f"{1000 * ordered[len(ordered) * 9 // 10]:.0f}",
    )


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime
