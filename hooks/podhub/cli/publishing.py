"""What publishing does beside building: mind the clock, look for recordings, send."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from podhub.cli.console import report
from podhub.cli.progress import Sending
from podhub.cli.stopping import MISTAKE
from podhub.model.artifact import Recording
from podhub.model.entries import Catalog
from podhub.model.media import Audio
from podhub.publish.built import BuiltFile
from podhub.publish.errors import PublishError
from podhub.publish.place import Changes, Place

SLACK = timedelta(minutes=5)
"""How far a clock may be from another"""


def check_clock(clock: datetime, last: datetime | None) -> None:
    """Refuse to publish by a clock that stands before the last publication: episodes would seem to
    lie in the future."""
    if last and clock < last - SLACK:
        raise PublishError(
            f"expected a time after the last publication ({last:%Y-%m-%d %H:%M %z}), found {clock:%Y-%m-%d %H:%M %z} on this "
            "machine's clock; set the clock, or give the time with --now"
        )


def check_apart(ahead: timedelta | None, whose: str) -> None:
    """Refuse to publish by a clock that is far from another: one ahead makes public what has a date
    to come."""
    if ahead is not None and abs(ahead) > SLACK:
        minutes, side = (
            round(abs(ahead) / timedelta(minutes=1)),
            "ahead" if ahead > timedelta(0) else "behind",
        )
        raise PublishError(
            f"expected a clock within {SLACK // timedelta(minutes=1)} minutes of {whose}, found this machine's {minutes} minutes "
            f"{side}: items would become public at the wrong time; set the clock, or give the time with --now"
        )


def public_already(
    there: Place, target: object, root: Path, catalog: Catalog, missing: Iterable[Recording]
) -> dict[str, BuiltFile]:
    """The recordings that are not on this machine and public at the target: they stay there as they
    are, as files of the site.

    Ends the command where one is neither here nor there: apps would be sent to an address with
    nothing behind it."""
    public = {
        one.path: BuiltFile(one.path, one.size, one.sha256, md5="", here=False)
        for one in missing
        if one.sha256 and there.holds(one.path, one.sha256)
    }
    stop_without(
        root,
        catalog,
        {one.path for one in missing} - public.keys(),
        f"on this machine, or just as it is at {target} already",
    )
    return public


def stop_without(
    root: Path, catalog: Catalog, missing: Collection[str], where: str = "on this machine"
) -> None:
    """Say which recordings, by their paths on the site, are not where they should be, and end the
    command if there are any."""
    problems = [
        episode.document.problem(
            ("audio",), f"{episode.audio.source} {where}", _instead(root, episode.audio)
        )
        for episode in catalog.episodes.values()
        if episode.audio.url in missing
    ]
    if problems:
        report(sorted(problems))
        sys.exit(MISTAKE)


def _instead(root: Path, audio: Audio) -> str:
    """What is there of a recording that is not: nothing, or what Git LFS left in its place."""
    return (
        "only Git LFS's pointer to it (run: git lfs pull)"
        if (root / (audio.source or "")).is_file()
        else "none"
    )


def send(there: Place, folder: Path, files: Mapping[str, BuiltFile], changes: Changes) -> list[str]:
    """Make a built site public, and show how far it is."""
    with Sending(sum(file.size for file in changes.sent)) as bar:
        return there.publish(folder, files, bar.more)
