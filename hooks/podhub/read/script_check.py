"""Whether an episode still says what its script says: a script that is changed after it was spoken
is soon forgotten."""

from __future__ import annotations

from operator import eq
from pathlib import Path, PurePosixPath

from podhub.model.document import Document
from podhub.model.entries import EpisodeEntry, split_number
from podhub.model.problems import Problem, quote
from podhub.read import files
from podhub.read.folders import SCRIPT_SUFFIX
from podhub.read.script import Script, read_script
from podhub.read.text_files import read_text

SHOWN = 6
"""Words that an error shows of each side, from the first that differs."""


def check_script(root: Path, document: Document, episode: EpisodeEntry | None) -> list[Problem]:
    """Every mistake in the script beside an episode's file, if there is one, and where the
    transcript leaves it.

    A draft may be ahead of its recording. `episode` is None where its fields are wrong, which are
    reported elsewhere."""
    path = PurePosixPath(document.path).with_suffix(SCRIPT_SUFFIX).as_posix()
    file = root / path
    if (
        document.data.get("draft") is True
        or not files.is_file(file)
        or not files.within(root, file)
    ):
        return []
    text, problems = read_text(root, path)
    if problems:
        return problems
    script, problems = read_script(path, text)
    return problems or (_difference(script, path, episode) if episode and episode.cues else [])


def _difference(script: Script, path: str, episode: EpisodeEntry) -> list[Problem]:
    """The first word of the transcript that is not the script's. How a word is pronounced (`say`)
    changes neither."""
    written = script.text.split()
    said = [(word, cue.line) for cue in episode.cues for word in cue.text.split()]
    heard = [word for word, _ in said]
    if heard == written:
        return []
    same = [*map(eq, heard, written), False].index(False)
    line = said[min(same, len(said) - 1)][1]
    words = _quoted(written[same:])
    number = split_number(PurePosixPath(episode.path).stem)[0]
    again = f"podhub narrate {number}, or align {number} --again if you read it yourself"
    meant = f"run {again}; or take the script away, if this is no longer read from it"
    expected = f"the words of {PurePosixPath(path).name}, {words} ({meant})"
    return [Problem(str(episode.transcript), line, "cue", expected, _quoted(heard[same:]))]


def _quoted(words: list[str]) -> str:
    return quote(" ".join(words[:SHOWN])) if words else "no more words"
