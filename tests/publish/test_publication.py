"""What is looked at before a built site becomes public."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic
from types import SimpleNamespace
from typing import Any, cast

import pytest
from podhub.cli.publication import Publication
from podhub.publish.errors import PublishError
from podhub.publish.manifest import Manifest, dump
from podhub.publish.place import Conditions
from podhub.publish.store import BEGUN, MANIFEST, Store
from podhub.publish.target import FolderTarget

NOW = datetime(2026, 11, 28, 9, tzinfo=UTC)


@pytest.mark.parametrize("waited", [False, True])
def test_whoever_waited_for_another_has_a_right_clock(tmp_path: Path, waited: bool) -> None:
    """What the other published meanwhile is later than when this one began."""
    there = cast(Any, SimpleNamespace(last=lambda: NOW + timedelta(minutes=9), ahead=lambda: None))
    began = monotonic() - (600 if waited else 0)
    conditions = Conditions(NOW, 0, print, began=began)
    publication = Publication(cast(Any, None), FolderTarget(tmp_path), there, conditions)
    if waited:
        publication.check_clocks(asking=False)
        return
    with pytest.raises(PublishError, match="after the last publication"):
        publication.check_clocks(asking=False)


def test_an_interrupted_publication_to_a_store_was_one() -> None:
    """Its feed may be public: what a push was compared with is no longer there."""
    earlier, later = Manifest(NOW), Manifest(NOW + timedelta(minutes=1))
    files = {MANIFEST: dump(earlier), BEGUN: dump(later)}
    rclone = cast(Any, SimpleNamespace(read=files.get))
    for listing, last in (
        ({}, None),
        ({MANIFEST: None}, earlier.made),
        ({BEGUN: None}, later.made),
        ({MANIFEST: None, BEGUN: None}, later.made),
    ):
        assert Store(rclone, cast(Any, listing), lambda: None).last == last
