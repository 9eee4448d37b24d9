"""`podhub transcribe`: write down what is said in an episode's recording."""

from __future__ import annotations

from pathlib import Path

import click

from podhub.build.reading import read_catalog
from podhub.cli.console import number, out
from podhub.cli.episodes import asked
from podhub.cli.hearing import Session, begin
from podhub.cli.hearing_options import hearing_options, in_the_way, keep_before
from podhub.cli.stopping import refuse
from podhub.model.entries import EpisodeEntry
from podhub.model.problems import Problem
from podhub.model.times import clock
from podhub.speech.doubts import doubts
from podhub.speech.transcribe import (
    Transcribed,
    doubtful_voice,
    speaker_of,
    transcript_path,
    write_transcript,
)
from podhub.speech.vocabulary import vocabulary

SHOWN = 12
"""Words to listen to that are listed; all stand in the transcript."""


@click.command()
@click.argument("episodes", nargs=-1, metavar="EPISODE...")
@click.option("--missing", is_flag=True, help="Every episode that has no transcript.")
@click.option("--speaker", metavar="NAME", help="Who speaks, where one person does.")
@click.option("--again", is_flag=True, help="Also over a transcript that is there.")
@hearing_options
def transcribe(
    episodes: tuple[str, ...],
    missing: bool,
    speaker: str | None,
    again: bool,
    model: str | None,
    language: str | None,
    ffmpeg: Path | None,
    root: Path,
) -> None:
    """Write down what is said in a recording: sentences and paragraphs, each with its second.

    EPISODE is its number, its name or one of its files. The transcript is written beside it
    (NNN-NAME.vtt), never over one that is there unless you say --again.

    \b
    Examples:
      podhub transcribe 4
      podhub transcribe 4 --speaker "Ann Example"
      podhub transcribe --missing --model small

    Everything happens on this computer, and goes on where it stopped. The built-in model knows
    English; --model takes a folder with any faster-whisper model, or a name such as small, medium or
    large-v3, which is fetched once. Words that it was unsure of stand in notes in the transcript:
    `podhub check` lists their seconds, and the preview marks them and plays them on a click.
    Fix them, and delete each note."""
    if missing == bool(episodes):
        raise click.UsageError("expected EPISODE… or --missing, one of the two")
    catalog, problems = read_catalog(root)
    ordered = sorted(catalog.episodes.values(), key=lambda entry: entry.path)
    without = [entry for entry in ordered if entry.audio.url and not entry.cues]
    entries = without if missing else asked(catalog, problems, episodes)
    if not entries:
        out.print("Every episode has its transcript.")
        return
    failed = [problem for entry in entries for problem in in_the_way(root, entry, again)]
    if not failed:
        session = begin(root, catalog, model, language, ffmpeg)
        failed = list(filter(None, (_transcribe(session, entry, speaker) for entry in entries)))
    if failed:
        refuse(*failed)


def _transcribe(session: Session, entry: EpisodeEntry, speaker: str | None) -> Problem | None:
    """Write one transcript. Returns why that was not possible."""
    heard = session.hear(entry)
    if isinstance(heard, Problem):
        return heard
    doubt = doubts(heard, session.recognizer, entry.audio.source or entry.path)
    if doubt:
        return doubt
    name = speaker or speaker_of(session.catalog, entry)
    known = vocabulary(session.root, session.catalog, entry)
    keep_before(session.root, transcript_path(entry))
    _show(entry, write_transcript(session.root, entry, heard, name, known))
    if not name and len(entry.fields.people) > 1:
        out.print(
            "  Several people speak, so nobody is named: write <v NAME> before what each says."
        )
    if voice := doubtful_voice(session.catalog, entry):
        out.print(f"  note: {voice}")
    return None


def _show(entry: EpisodeEntry, made: Transcribed) -> None:
    """What was written, and what an author does next."""
    length, words = clock(made.seconds), number(made.words, "word")
    out.print(f"Wrote {made.path}: {words} in {length}.")
    if made.unsure:
        out.print(f"  {number(len(made.unsure), 'word')} to listen to, in notes there:")
    for word in made.unsure[:SHOWN]:
        out.print(f"  {clock(word.at):>8}  {word}")
    if len(made.unsure) > SHOWN:
        out.print(f"            and {len(made.unsure) - SHOWN} more")
    out.print(
        f"  Next: podhub serve, listen there to what is marked, fix it, delete the notes; then "
        f"podhub moments {entry.place or entry.slug}"
    )
