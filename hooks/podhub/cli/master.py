"""`podhub master`: an episode's MP3 from a recording as it comes from the microphone."""

from __future__ import annotations

import sys
from pathlib import Path, PurePosixPath

import click

from podhub.cli.console import out
from podhub.cli.measurements import keep_recording
from podhub.cli.options import LocalPath, ffmpeg_option
from podhub.cli.place import root_option
from podhub.cli.progress import err
from podhub.cli.stopping import refuse
from podhub.media.recordings import UNPLAYABLE, episode_word
from podhub.model.audio_types import AUDIO_EXTENSIONS
from podhub.model.document import Document
from podhub.model.media import RecordingFacts
from podhub.model.problems import Problem, quote
from podhub.model.times import clock
from podhub.read.episode_names import find_episode
from podhub.read.files import files_in, namesake
from podhub.read.frontmatter import read_markdown
from podhub.speech.ffmpeg import EncoderError, find_ffmpeg
from podhub.speech.levels import Loudness
from podhub.speech.master import master as write_mp3

KIND = ".mp3"


@click.command()
@click.argument("episode")
@click.argument("recording", type=LocalPath(exists=True, dir_okay=False), required=False)
@click.option("--again", is_flag=True, help="Also over an MP3 that is there.")
@ffmpeg_option
@root_option
def master(
    episode: str, recording: Path | None, again: bool, ffmpeg: Path | None, root: Path
) -> None:
    """Make an episode's MP3 of a recording as it comes from the microphone.

    EPISODE is its number, its name or one of its files; RECORDING any file with sound (WAV, FLAC, AIFF,
    M4A, a film), or if left out the one beside the episode. The MP3 is speech in mono, 64 kbit/s: half
    a megabyte a minute, where a WAV takes ten. It is as loud as other podcasts (-19 LUFS), and no word
    moves in time. The recording stays as it is.

    \b
    Examples:
      podhub master 4 "~/Recordings/Take 3.wav"
      podhub master 4

    Cut it before, in an editor for sound; music that is to stay in stereo needs one too."""
    source = find_episode(root, episode)
    if source is None:
        sys.exit(f"hub: expected the number or name of an episode, found {episode}")
    document, problems = read_markdown(root, source)
    if document is None:
        refuse(*problems)
    raw = recording or _beside(root, document)
    if raw is None:
        raise click.UsageError("expected RECORDING, or one beside the episode, found neither")
    path = PurePosixPath(source).with_suffix(KIND).as_posix()
    if refusal := _in_the_way(root, document, path, raw, again):
        refuse(refusal)
    new = (root / path).with_name(f"{PurePosixPath(path).name}.new")
    try:
        new.touch()  # told of a folder that may not be written, and not by ffmpeg
        with err.status("Levelling and encoding"):
            loudness = write_mp3(find_ffmpeg(ffmpeg), raw, new)
        new.replace(root / path)
    except EncoderError as error:
        refuse(Problem(str(raw), 1, "audio", "a recording that ffmpeg can hear", str(error)))
    finally:
        new.unlink(missing_ok=True)
    _show(root, path, keep_recording(root, path), loudness)
    if raw.resolve().parent == (root / "episodes").resolve():
        out.print(
            f"  Keep {raw.name} elsewhere: the hub needs it no more, and Git would keep it for ever."
        )


def _beside(root: Path, document: Document) -> Path | None:
    """The recording beside an episode, if it is no MP3 yet."""
    kinds = tuple(kind for kind in (*AUDIO_EXTENSIONS, *UNPLAYABLE) if kind != KIND)
    found = namesake(files_in(root, "episodes"), document, kinds)
    return root / found if found else None


def _in_the_way(
    root: Path, document: Document, path: str, raw: Path, again: bool
) -> Problem | None:
    """Why an episode's MP3 must not be written."""
    if audio := document.data.get("audio"):
        expected = f"no such field, since the MP3 is to be {path}"
        return document.problem(("audio",), expected, quote(audio))
    if raw.resolve() == (root / path).resolve():
        return Problem(path, 1, "audio", "another file than the one that is to be written", "it")
    if (root / path).exists() and not again:
        return Problem(path, 1, "audio", "no MP3 yet, or --again to make it anew", "one")
    return None


def _show(root: Path, path: str, facts: RecordingFacts | None, loudness: Loudness) -> None:
    """What was written, and what comes next."""
    assert facts  # it was just written
    level = f"{loudness.integrated:.1f} LUFS, peaks at {loudness.true_peak:.1f} dBTP"
    out.print(f"Wrote {path}: {clock(facts.seconds)}, {facts.bytes:,} bytes, {level}.")
    if not (root / path).with_suffix(".vtt").exists():
        out.print(f"  Next: podhub transcribe {episode_word(path)}")
