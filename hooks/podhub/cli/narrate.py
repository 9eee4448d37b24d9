"""`podhub narrate`: read an episode's script aloud with a synthetic voice."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from podhub.cli.measurements import keep_recording
from podhub.cli.options import LocalPath, ffmpeg_option
from podhub.cli.place import root_option
from podhub.cli.progress import err
from podhub.cli.stopping import refuse
from podhub.model.problems import Problem
from podhub.model.times import clock
from podhub.read.folders import SCRIPT_SUFFIX
from podhub.speech.narrate import Narration, find_script
from podhub.speech.narrate import narrate as narrate_episode
from podhub.speech.tags import is_narrated


@click.command()
@click.argument("episode")
@click.option(
    "--voice",
    type=LocalPath(),
    metavar="FILE.onnx",
    help="A Piper voice, with FILE.onnx.json beside it. Without this, the script's `voice:`, else the built-in one.",
)
@ffmpeg_option
@click.option("--again", is_flag=True, help="Also over a recording that somebody spoke.")
@root_option
def narrate(episode: str, voice: Path | None, ffmpeg: Path | None, again: bool, root: Path) -> None:
    """Read an episode's script aloud with a synthetic voice.

    EPISODE is its number, its name or one of its files. You need two files first:
    episodes/NNN-NAME.md with the fields and show notes, and episodes/NNN-NAME.script.md with the
    words to speak. In the script, each "## Heading" starts a moment that listeners can jump to, and
    the paragraphs below it are spoken.

    \b
    Example:
      podhub narrate 1
      podhub narrate compost-or-manure --voice voices/anna.onnx

    It writes the audio (.mp3), the transcript (.vtt) and the times of the moments into the
    episode's fields. Nothing leaves your computer. Run it again after every change of the script;
    `podhub check` tells you when it is due."""
    path, problems = find_script(root, episode)
    made = None
    if not problems and not again:
        problems = _in_the_way(root, path)
    if not problems:
        with err.status("Starting") as status:
            made, problems = narrate_episode(
                root, path, model=voice, ffmpeg=ffmpeg, tell=status.update
            )
    if made is None:
        refuse(*sorted(problems))
    keep_recording(root, made.files[0])
    _show(made)


def _in_the_way(root: Path, script: str) -> list[Problem]:
    """Why a script must not be spoken: its recording is one that somebody made, and would be lost."""
    audio = script.removesuffix(SCRIPT_SUFFIX) + ".mp3"
    if not (root / audio).exists() or is_narrated(root / audio):
        return []
    expected = "no recording, one that `podhub narrate` made, or --again to lose this one"
    return [Problem(audio, 1, "audio", expected, "one that somebody spoke")]


def _show(made: Narration) -> None:
    console = Console(markup=False)
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    table.add_row(
        "Length",
        f"{clock(made.seconds)} ({made.words} words, {made.words / made.seconds * 60:.0f} a minute)",
    )
    table.add_row("Size", f"{made.bytes:,} bytes")
    table.add_row("Loudness", f"{made.loudness.integrated:.1f} LUFS (mono; wanted: −19)")
    table.add_row("True peak", f"{made.loudness.true_peak:.1f} dBTP (at most −1.5)")
    table.add_row(
        "Moments", "\n".join(f"{clock(second):>5}  {title}" for second, title in made.moments)
    )
    table.add_row("Written", "\n".join(made.files))
    table.add_row("Next", "listen to it, then run podhub check")
    console.print(table, highlight=False)
