"""Opens the place that a target names, whichever kind it is."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager

from podhub.publish.folder_place import open_folder_place
from podhub.publish.place import Conditions, Place
from podhub.publish.rclone import Rclone
from podhub.publish.store_place import open_store_place
from podhub.publish.target import FolderTarget, Target


def open_place(
    target: Target,
    conditions: Conditions,
    headers: str,
    environment: Mapping[str, str],
    *,
    only_looking: bool = False,
) -> AbstractContextManager[Place]:
    """Open a place for this process alone, or only to look at it. `headers` is the site's
    `_headers` file."""
    if isinstance(target, FolderTarget):
        path = target.path.absolute()
        return open_folder_place(path, conditions, headers, only_looking=only_looking)
    rclone = Rclone(target, environment, conditions.held)
    return open_store_place(rclone, conditions, headers, only_looking=only_looking)
