"""What is looked at before a built site becomes public."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic
from types import SimpleNamespace
from typing import Any, cast

import pytest
from podhub.build.objects import read_content
from podhub.cli.publishing.publication import Publication
from podhub.publish.built import read_built
from podhub.publish.errors import PublishError
from podhub.publish.folder import Releases
from podhub.publish.folder_place import open_folder_place
from podhub.publish.manifest import Manifest, dump
from podhub.publish.place import Conditions
from podhub.publish.store_place import BEGUN, MANIFEST, StorePlace
from podhub.publish.target import FolderTarget

from tests.publish.small_site import write_site

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


def test_releases_that_a_killed_publisher_left_go_with_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was killed when its release was public already, so that nothing has changed."""
    target = tmp_path / "public"

    def publish(version: int) -> list[str]:
        site = tmp_path / str(version)
        if not site.exists():
            write_site(site, version, "https://small.example/")
        conditions = Conditions(NOW, 0, print)
        with open_folder_place(target, conditions, "", only_looking=False) as there:
            return there.publish(site, read_built(site, read_content), lambda kind, size: None)

    with monkeypatch.context() as killed:
        killed.setattr(Releases, "prune", lambda self: None)
        for version in range(1, 8):
            publish(version)
    assert len(Releases(target).numbers()) == 7
    assert publish(7) == ["nothing has changed; release 7 stays public"]
    assert Releases(target).numbers() == [3, 4, 5, 6, 7]


def test_an_interrupted_publication_to_a_store_was_one() -> None:
    """Its feed may be public: what a push was compared with is no longer there."""
    earlier, later = Manifest(NOW), Manifest(NOW + timedelta(minutes=1))
    files = {MANIFEST: dump(earlier), BEGUN: dump(later)}
    rclone = cast(Any, SimpleNamespace(read=files.get))
    conditions = Conditions(NOW, 0, print)
    for listing, last in (
        ({}, None),
        ({MANIFEST: None}, earlier.made),
        ({BEGUN: None}, later.made),
        ({MANIFEST: None, BEGUN: None}, later.made),
    ):
        assert StorePlace(rclone, cast(Any, listing), conditions, "").last() == last
