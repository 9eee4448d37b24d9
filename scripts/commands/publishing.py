"""What publishing does beside building: hold the checkout, mind the clock, send, and say in a line why it stopped."""

from __future__ import annotations

import signal
import sys
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from types import FrameType
from typing import Any

from podhub.content.audio import Audio
from podhub.publish.built import BuiltFile
from podhub.publish.errors import PublishError
from podhub.publish.lock import locked
from podhub.publish.place import Outlook, Place, Terms

from commands.console import report
from commands.progress import Sending

WORK = Path(".cache", "hub", "publish")
SLACK = timedelta(minutes=5)
"""How far a clock may be behind the one that published last"""
INTERRUPTED = 130
"""The exit code for a run that somebody stopped"""


@contextmanager
def workplace(root: Path, terms: Terms) -> Iterator[tuple[Path, Terms]]:
    """The folder that builds are made in, for this process alone, and the terms with its lock."""
    work = root / WORK
    work.mkdir(parents=True, exist_ok=True)
    with locked(work / "lock", "this checkout", terms.clock, terms.wait, terms.tell) as held:
        yield work, replace(terms, held=held)


def check_clock(clock: datetime, last: datetime | None) -> None:
    """Refuse to publish by a clock that stands before the last publication: episodes would seem to lie in the future."""
    if last and clock < last - SLACK:
        raise PublishError(
            f"expected a time after the last publication ({last:%Y-%m-%d %H:%M %z}), found {clock:%Y-%m-%d %H:%M %z} on this "
            "machine's clock; set the clock, or give the time with --now"
        )


def kept(there: Place, target: object, hub: Any) -> dict[str, BuiltFile]:
    """The recordings that are not on this machine and public at the target: they stay there as they are, as files of the site.

    Ends the command where one is neither here nor there: apps would be sent to an address with nothing behind it.
    """
    missing = hub.placing.missing
    public = {
        path: BuiltFile(path, audio.bytes, audio.sha256, md5="", here=False)
        for path, audio in missing.items()
        if audio.sha256 and there.holds(path, audio.sha256)
    }
    stop_without(hub, missing.keys() - public.keys(), f"on this machine, or just as it is at {target} already")
    return public


def stop_without(hub: Any, missing: Collection[str], where: str = "on this machine") -> None:
    """Say which recordings, by their paths on the site, are not where they should be, and end the command if there are any."""
    problems = [
        episode.document.problem(("audio",), f"{episode.audio.source} {where}", _instead(hub.root, episode.audio))
        for episode in hub.catalog.episodes.values()
        if episode.audio.url in missing
    ]
    if problems:
        report(sorted(problems))
        sys.exit(1)


def _instead(root: Path, audio: Audio) -> str:
    """What is there of a recording that is not: nothing, or what Git LFS left in its place."""
    return "only Git LFS's pointer to it (run: git lfs pull)" if (root / (audio.source or "")).is_file() else "none"


def send(there: Place, folder: Path, files: Mapping[str, BuiltFile], outlook: Outlook) -> list[str]:
    """Make a built site public, and show how far it is."""
    with Sending(sum(file.size for file in outlook.sent)) as bar:
        return there.publish(folder, files, bar.more)


@contextmanager
def stopping() -> Iterator[None]:
    """Say in a line why publishing stopped, and end with the right code."""
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        yield
    except PublishError as error:
        sys.exit(f"hub: {error}")
    except OSError as error:
        sys.exit(f"hub: {error.strerror or error}{f': {error.filename}' if error.filename else ''}; what is public is as it was")
    except KeyboardInterrupt:
        print("\nhub: stopped; what is public is whole, and the next run goes on from there", file=sys.stderr)
        sys.exit(INTERRUPTED)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
