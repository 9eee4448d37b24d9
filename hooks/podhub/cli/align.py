"""`podhub align`: the author's own text with the times of its recording."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import click

from podhub.build.reading import read_catalog
from podhub.cli.console import number, out
from podhub.cli.episodes import asked
from podhub.cli.hearing import Session, begin
from podhub.cli.hearing_options import hearing_options, in_the_way, keep_before
from podhub.cli.options import LocalPath
from podhub.cli.stopping import refuse
from podhub.model.entries import EpisodeEntry
from podhub.model.problems import Problem
from podhub.model.times import clock
from podhub.read.folders import SCRIPT_SUFFIX
from podhub.read.spoken_text import SpokenText, read_spoken_text
from podhub.speech.align import Aligned, write_aligned
from podhub.speech.align import align as align_text
from podhub.speech.doubts import doubts
from podhub.speech.recognition.heard import Heard
from podhub.speech.recognition.slips_of_the_tongue import Slip, slips
from podhub.speech.recognition.stretches import stretches
from podhub.speech.transcribe import doubtful_voice, speaker_of, transcript_path


@click.command()
@click.argument("episode")
@click.argument("script", type=LocalPath(exists=True, dir_okay=False), required=False)
@click.option("--speaker", metavar="NAME", help="Who speaks, where one person does.")
@click.option("--again", is_flag=True, help="Also over a transcript or moments that are there.")
@hearing_options
def align(
    episode: str,
    script: Path | None,
    speaker: str | None,
    again: bool,
    model: str | None,
    language: str | None,
    ffmpeg: Path | None,
    root: Path,
) -> None:
    """Give your own text of an episode the times of its recording.

    EPISODE is its number, its name or one of its files; SCRIPT a text or Markdown file with the words
    that were read, episodes/NNN-NAME.script.md if left out. The transcript is your text word for word.
    Each "## Heading" in it becomes a moment. What was said and does not stand there, or stands there
    and was not said, is listed with its second: fix the text and run it again, or record it anew.

    \b
    Example:
      podhub align 4 ~/texts/first-seeds.md

    Everything happens on this computer."""
    catalog, unread = read_catalog(root)
    entry = asked(catalog, unread, [episode])[0]
    file = script or root / PurePosixPath(entry.path).with_suffix(SCRIPT_SUFFIX)
    text = _read(file, entry.title)
    if problems := in_the_way(root, entry, again):
        refuse(*problems)
    session = begin(root, catalog, model, language, ffmpeg)
    heard = session.hear(entry)
    if isinstance(heard, Problem):
        refuse(heard)
    doubt = doubts(heard, session.recognizer, entry.audio.source or entry.path)
    made, problems = (
        align_text(text.script, text.titled, heard, file.name) if not doubt else (None, [doubt])
    )
    if made is None:
        refuse(*problems)
    found = _slips(session, entry, made, heard)
    keeps = bool(entry.fields.moments) and not again
    keep_before(root, transcript_path(entry))
    if made.moments and entry.fields.moments and again:
        keep_before(root, entry.path)
    name = speaker or text.script.speaker or speaker_of(catalog, entry)
    files = write_aligned(root, entry, made, name, not keeps)
    out.print(
        f"Wrote {' and '.join(files)}: {number(len(made.words), 'word')} as they stand in {file.name}."
    )
    if left_out := ", ".join(dict.fromkeys(text.left_out)):
        out.print(f"  Left out, since nobody says it: {left_out}.")
    if keeps and made.moments:
        out.print("  Left the episode's moments as they are; --again takes the headings instead.")
    _show(found)
    if voice := doubtful_voice(catalog, entry):
        out.print(f"  note: {voice}")


def _slips(session: Session, entry: EpisodeEntry, made: Aligned, heard: Heard) -> list[Slip]:
    """Where the speaker and the text differ."""
    audio = session.recording(entry)
    assert isinstance(audio, Path)  # it was listened to
    sound = stretches(session.ffmpeg, audio)
    apart = (made.words, heard.words, made.differences)
    return list(slips(session.recognizer, session.language, sound, *apart))


def _read(file: Path, title: str) -> SpokenText:
    """A file with the words of an episode of this title."""
    if not file.is_file():
        raise click.UsageError(f"expected SCRIPT, or {file.name} beside the episode, found neither")
    try:
        text = read_spoken_text(file.read_text(encoding="utf-8-sig"), title)
    except UnicodeDecodeError:
        refuse(Problem(file.name, 1, "text", "a text file in UTF-8", "another file"))
    if not text.script.parts:
        refuse(Problem(file.name, 1, "text", "the words of this recording", "none"))
    return text


def _show(found: list[Slip]) -> None:
    """Where speaker and text differ."""
    clear = [slip for slip in found if not slip.sounds_alike]
    if clear:
        out.print(f"  {number(len(clear), 'place')} where speaker and text differ:")
        _list(clear)
    else:
        out.print("  It was read as it is written.")
    if len(clear) < len(found):
        out.print("  Heard otherwise, and most likely the same:")
        _list([slip for slip in found if slip.sounds_alike])


def _list(found: list[Slip]) -> None:
    """A line for each place."""
    for slip in found:
        match slip:
            case Slip(said=""):
                what = f"not said: “{slip.text}”"
            case Slip(text=""):
                what = f"said, and not in the text: “{slip.said}”"
            case _:
                what = f"said “{slip.said}”, in the text “{slip.text}”"
        out.print(f"  {clock(slip.at):>8}  {what}")
