"""`podhub measure`: what recordings are, how large and how long; here, or at an address."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import click

from podhub.build.reading import read_catalog
from podhub.cli.console import number, out
from podhub.cli.episodes import asked
from podhub.cli.measurements import tell_old_transcripts
from podhub.cli.place import root_option
from podhub.cli.progress import Fetching
from podhub.cli.stopping import stop
from podhub.media.audio_lock import LOCK, locked, read_lock, write_lock
from podhub.media.recordings import is_here
from podhub.model.entries import EpisodeEntry
from podhub.model.media import RecordingFacts
from podhub.model.problems import Problem
from podhub.model.times import clock
from podhub.net.remote_audio import UnreadableError, measure_address


@click.command()
@click.argument("episodes", nargs=-1, metavar="[EPISODE]...")
@click.option(
    "--whole", is_flag=True, help="Read files at addresses to their end, to learn their hashes too."
)
@root_option
def measure(episodes: tuple[str, ...], whole: bool, root: Path) -> None:
    """Measure recordings and note their facts in episodes/audio.lock.yml, which belongs in Git.

    \b
    podhub measure          whatever was not measured yet
    podhub measure 4        episode 4, whose recording you replaced on purpose

    A file is measured by what is in it. An audio address (audio: https://…) is asked for the few
    parts that tell its size, length and type; builds then never ask anybody. Where a server gets
    something wrong, you read what apps will make of it."""
    lock, problems = read_lock(root)
    # What is on this machine is measured anew; what is not stays as it was measured where it was.
    present = [name for name in lock.facts if "://" not in name and is_here(root / name)]
    catalog, found = read_catalog(root, check_links=False, lock=lock.without(present))
    meant = asked(catalog, found, episodes) if episodes else list(catalog.episodes.values())
    paths = {entry.path for entry in meant}
    problems += [
        p for p in found if p.field.startswith("audio") and (not episodes or p.path in paths)
    ]
    facts = dict(lock.facts)
    facts |= locked(entry.audio for entry in meant if "://" not in entry.audio.url)
    remote = [
        entry for entry in meant if "://" in entry.audio.url and (episodes or not entry.audio.bytes)
    ]
    measured, failed = _ask_servers(remote, whole)
    facts |= measured
    # An address that could be measured now is no problem any more.
    problems = [p for p in problems if p.path not in {entry.path for entry in remote}] + failed
    if not problems and not episodes:
        used = {entry.audio.lock_name for entry in catalog.episodes.values()}
        facts = {name: found for name, found in facts.items() if name in used}
    changed = write_lock(root, facts)
    for name in changed:
        out.print(
            f"{name}: {clock(facts[name].seconds)}, {facts[name].bytes:,} bytes, {facts[name].type}"
        )
    tell_old_transcripts(catalog, changed)
    out.print(
        f"Noted {number(len(changed), 'recording')} in {LOCK}; commit it."
        if changed
        else "Nothing new to note."
    )
    if problems:
        stop(problems, then="")


def _ask_servers(
    entries: list[EpisodeEntry], whole: bool
) -> tuple[dict[str, RecordingFacts], list[Problem]]:
    """Measure at addresses, one after the other, with a bar for what is read whole."""
    measured: dict[str, RecordingFacts] = {}
    problems: list[Problem] = []
    with Fetching() as bar:
        for entry in entries:
            url = entry.audio.url
            try:
                found = measure_address(url, whole=whole, tell=partial(bar.show, url))
            except UnreadableError as error:
                expected = f"audio that apps can play at {url}"
                problems.append(entry.document.problem(("audio",), expected, str(error)))
                continue
            measured[entry.audio.lock_name] = found.facts
            for warning in found.warnings:
                print(f"{entry.path}: careful: {warning}", file=sys.stderr)
    return measured, problems
