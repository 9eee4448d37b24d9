"""The episodes that an author names on the command line."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import PurePosixPath

import click

from podhub.cli.stopping import stop
from podhub.model.entries import Catalog, EpisodeEntry, ShowEntry
from podhub.model.problems import Problem, quote
from podhub.read.episode_names import stem_of


def is_asked(entry: EpisodeEntry, word: str) -> bool:
    """Whether a word names the episode: its number, its name, or one of its files."""
    name = stem_of(word)
    is_number = name.isdecimal() and int(name) in (entry.number, entry.place)
    return is_number or name in (PurePosixPath(entry.path).stem, entry.slug)


def asked(
    catalog: Catalog, problems: Iterable[Problem], words: Iterable[str]
) -> list[EpisodeEntry]:
    """The episodes that an author means, in that order. Ends the command where a word means none, with
    what is wrong with the files of episodes: one that cannot be read is not there."""
    found: dict[str, EpisodeEntry] = {}
    for word in words:
        meant = [entry for entry in catalog.episodes.values() if is_asked(entry, word)]
        if not meant:
            for problem in problems:
                if problem.path.startswith("episodes/"):
                    print(problem, file=sys.stderr)
            sys.exit(
                f"hub: expected the number or name of an episode that can be read, found {word}"
            )
        found |= {entry.path: entry for entry in meant}
    return list(found.values())


def the_episode(
    catalog: Catalog, problems: list[Problem], word: str, then: str
) -> tuple[EpisodeEntry, ShowEntry]:
    """The one episode that an author means, and its show. Ends the command where there is none, with
    what is wrong with the files of episodes, and what comes of it."""
    entry = next((one for one in catalog.episodes.values() if is_asked(one, word)), None)
    if entry and catalog.show:
        return entry, catalog.show
    if wrong := [problem for problem in problems if problem.path.startswith("episodes/")]:
        stop(wrong, then=then)
    raise click.UsageError(f"expected the number or name of an episode, found {quote(word)}")
