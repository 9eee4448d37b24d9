"""`podhub moments`: propose places worth going to, from a transcript."""

from __future__ import annotations

from pathlib import Path

import click

from podhub.build.reading import read_catalog
from podhub.cli.console import number, out
from podhub.cli.episodes import asked
from podhub.cli.hearing_options import keep_before
from podhub.cli.place import root_option
from podhub.cli.stopping import refuse
from podhub.links.utterances import utterances
from podhub.model.entries import Catalog, EpisodeEntry
from podhub.model.problems import Problem
from podhub.model.times import clock
from podhub.read.files import write_whole
from podhub.speech.moment_times import moments_block, write_moments
from podhub.speech.proposals import propose
from podhub.speech.tiling import stems_of


@click.command()
@click.argument("episode")
@click.option(
    "--write", is_flag=True, help="Write them into the episode's fields, for you to edit."
)
@click.option("--again", is_flag=True, help="With --write: in the place of moments that are there.")
@root_option
def moments(episode: str, write: bool, again: bool, root: Path) -> None:
    """Propose three to eight moments for an episode, from its transcript.

    EPISODE is its number, its name or one of its files. A moment begins at a pause where the words
    change. Its title is a sentence that is said there: write a better one. Nothing is changed unless
    you say --write; else copy what you like into the episode's fields.

    \b
    Examples:
      podhub moments 4
      podhub moments 4 --write"""
    catalog, problems = read_catalog(root, check_links=False)
    entry = asked(catalog, problems, [episode])[0]
    if problem := _in_the_way(entry, write and not again):
        refuse(problem)
    found = propose(utterances(entry.cues), stems_of(_language(catalog)), _terms(catalog))
    if write:
        if entry.fields.moments:
            keep_before(root, entry.path)
        source = (root / entry.path).read_bytes().decode("utf-8")
        write_whole(root / entry.path, write_moments(source, found))
        out.print(
            f"Wrote {number(len(found), 'moment')} into {entry.path}: now give them your titles."
        )
        out.print(*(f"  {clock(at):>6}  {title}" for at, title in found), sep="\n")
    else:
        out.print(*moments_block(found), sep="\n")


def _in_the_way(entry: EpisodeEntry, is_kept: bool) -> Problem | None:
    """Why no moments can be proposed, or written."""
    if not entry.cues:
        expected = f"a transcript (podhub transcribe {entry.place or entry.slug} writes one)"
        return entry.document.problem(("transcript",), expected, "none")
    if is_kept and entry.fields.moments:
        found = number(len(entry.fields.moments), "moment")
        return entry.document.problem(("moments",), "none yet, or --again to replace them", found)
    return None


def _language(catalog: Catalog) -> str:
    return catalog.show.fields.language if catalog.show else "en"


def _terms(catalog: Catalog) -> list[str]:
    return [
        word
        for definition in catalog.definitions.values()
        for word in (definition.fields.term, *definition.fields.forms)
    ]
