"""`podhub tag`: write an episode's title, cover and chapters into its MP3."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import click

from podhub.build.reading import read_catalog
from podhub.cli.console import number, out
from podhub.cli.episodes import the_episode
from podhub.cli.measurements import keep_recording
from podhub.cli.options import now_option
from podhub.cli.place import root_option
from podhub.cli.stopping import stop
from podhub.history.ledger_file import read_ledger
from podhub.model.entries import EpisodeEntry
from podhub.model.problems import Problem
from podhub.speech.tags import MOST_CHAPTERS, Tags, write_tags

AS_IT_WAS = "The file is as it was."


@click.command()
@click.argument("episode")
@now_option
@root_option
def tag(episode: str, now: datetime, root: Path) -> None:
    """Write an episode's title, cover and moments into its MP3, for players that have nothing but
    the file.

    EPISODE is its number, its name or one of its files. What else stands in the file stays. The sound does
    not change, but the file does: an episode that is public already is left alone, since apps would
    download it again."""
    catalog, problems = read_catalog(root, check_links=False)
    entry, show = the_episode(catalog, problems, episode, AS_IT_WAS)
    if refusal := _refusal(root, entry, now):
        stop([refusal], then=AS_IT_WAS)
    assert entry.audio.source  # else refused
    file, fields = root / entry.audio.source, entry.fields
    artwork = entry.artwork or show.artwork
    tags = Tags(
        title=fields.title,
        artist=show.fields.author,
        album=show.fields.title,
        track=entry.number or None if fields.type == "full" else None,
        chapters=[(moment.at, moment.title) for moment in fields.moments],
        cover=root / artwork.source,
        note=fields.summary,
        synthetic=bool(entry.synthetic_voice(show.fields)),
    )
    # Beside it and then in its place: the site may hold the very same file (a hard link), and keeps
    # what it has.
    beside = file.with_name(f"{file.name}.new")
    try:
        shutil.copyfile(file, beside)
        write_tags(beside, tags, keep=True)
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)
    keep_recording(root, entry.audio.source)
    out.print(
        f"Wrote title, cover and {number(len(tags.chapters), 'chapter')} into {entry.audio.source}; commit it."
    )


def _refusal(root: Path, entry: EpisodeEntry, now: datetime) -> Problem | None:
    """What should be there instead, and what is: where a file cannot or must not be written
    into."""
    ledger, _ = read_ledger(root)
    source, fields, audio = entry.audio.source, entry.fields, ("audio",)
    # By its date, an episode is public also where no ledger is kept.
    if fields.guid in ledger.episodes or not entry.held(now):
        expected = "an episode that is not public yet, or a recording with a new file name (apps would download this one again)"
        found = (
            "one that has been public"
            if fields.guid in ledger.episodes
            else "one whose date has come (if nobody has it yet: draft: true, until this is done)"
        )
        return entry.document.problem(audio, expected, found)
    if not source or not entry.audio.present:
        return entry.document.problem(audio, "a recording beside it, on this machine", "none")
    if not source.endswith(".mp3"):
        expected = "an MP3, which is where chapters and cover can be written"
        return entry.document.problem(audio, expected, Path(source).name)
    if len(fields.moments) > MOST_CHAPTERS:
        expected = f"at most {MOST_CHAPTERS} moments to write into an MP3"
        found = f"{len(fields.moments)} (apps get all of them from the feed; leave some out for the file)"
        return entry.document.problem(("moments",), expected, found)
    return None
