"""`podhub audio`: how every recording sounds beside other podcasts, in one table."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from podhub.build.reading import read_catalog
from podhub.cli.console import number
from podhub.cli.options import ffmpeg_option
from podhub.cli.place import root_option
from podhub.cli.progress import err
from podhub.cli.stopping import refuse
from podhub.model.entries import EpisodeEntry
from podhub.model.problems import Problem
from podhub.model.times import clock
from podhub.speech.ffmpeg import EncoderError, find_ffmpeg
from podhub.speech.levels import TOGETHER, Figure, Levels, faults, figures, levels

COLUMNS = (
    "Recording",
    "Length",
    "Bytes",
    "kbit/s",
    "Loudness",
    "True peak",
    "Silence before",
    "after",
)


@click.command()
@ffmpeg_option
@root_option
def audio(ffmpeg: Path | None, root: Path) -> None:
    """Measure every recording and say what is out of range.

    \b
    The goals, as apps and directories name them:
      loudness      -19 LUFS in mono or -16 in stereo, give or take 1
      true peak     less than -1 dBTP
      silence       at most a second at either end
      all together  less than 25 MB, so that the repository stays quick to fetch

    ffmpeg measures. Recordings that lie at an address of their own are not fetched. Each line about
    something that is out of range begins with the file; `podhub narrate` makes files that are
    right, and so does `podhub master`, of a recording."""
    catalog, problems = read_catalog(root, check_links=False)
    problems = [problem for problem in problems if problem.path.startswith("episodes/")]
    episodes = sorted(
        (entry for entry in catalog.episodes.values() if entry.audio.source),
        key=lambda entry: entry.path,
    )
    try:
        program = find_ffmpeg(ffmpeg)
    except EncoderError as error:
        sys.exit(f"hub: expected ffmpeg, found {error}")
    table, found = _measured(program, root, episodes)
    problems += found
    total = sum(entry.audio.bytes for entry in episodes)
    if total >= TOGETHER:
        expected = f"less than {TOGETHER:,} bytes in all files"
        problems.append(Problem("episodes", 1, "audio", expected, f"{total:,} bytes"))
    console = Console(highlight=False, markup=False)
    # A pipe has no width: lines that break would be no table.
    console.width = max(console.width, 120)
    console.print(table)
    seconds = sum(entry.audio.seconds for entry in episodes)
    right = "all right" if not problems else f"{number(len(problems), 'mistake')} to fix"
    console.print(
        f"\n{number(len(episodes), 'recording')}, {clock(seconds)}, {total:,} bytes: {right}."
    )
    if problems:
        refuse(*sorted(problems))


def _measured(
    program: Path, root: Path, episodes: Iterable[EpisodeEntry]
) -> tuple[Table, list[Problem]]:
    """Measure the recordings of these episodes. Returns a table of them, and what is out of
    range."""
    table = Table(*COLUMNS, box=None, padding=(0, 2, 0, 0))
    for column in table.columns[1:]:
        column.justify = "right"
    problems: list[Problem] = []
    with err.status("Listening") as status:
        for entry in episodes:
            path = str(entry.audio.source)
            status.update(f"Listening to {escape(path)}")
            try:
                heard = levels(program, root / path)
            except EncoderError as error:
                problems.append(Problem(path, 1, "audio", "sound that ffmpeg can hear", str(error)))
                continue
            table.add_row(*_row(entry, heard))
            problems += faults(path, heard)
    return table, problems


def _row(entry: EpisodeEntry, heard: Levels) -> list[str]:
    sound = entry.audio
    rate = sound.bytes * 8 / sound.seconds / 1000
    return [
        Path(str(sound.source)).name,
        clock(sound.seconds),
        f"{sound.bytes:,}",
        f"{rate:.0f}",
        *map(_mark, figures(heard)),
    ]


def _mark(figure: Figure) -> str:
    return f"{figure.found} {'✓' if figure.right else '✗'}"
