"""A push that was tried is published as it was built then, and only while all is as it was."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from podhub.build.objects import read_content
from podhub.cli.publishing.built_site import BuiltSite, Missing
from podhub.cli.publishing.tried import TRIED, Goal, Tried, forget_tried, note_tried, read_tried
from podhub.cli.publishing.workplace import DUE, WORK, noted_due
from podhub.cli.stopping import NOT_AS_TRIED
from podhub.model.problems import Problem
from podhub.publish.built import read_built
from podhub.publish.manifest import load
from podhub.publish.release import MANIFEST
from podhub.publish.target import FolderTarget, StoreTarget

from tests.publish.running import publish
from tests.publish.small_site import write_site
from tests.running import ROOT, clean_environment, contents

NOW = datetime(2026, 11, 28, 9, tzinfo=UTC)
SITE_URL = "https://small.example/"


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """The folder that pushes are built in."""
    folder = tmp_path / "cache" / WORK
    folder.mkdir(parents=True)
    return folder


def tried(folder: Path, target: Path, last: datetime | None = None) -> Tried:
    """A built site that was tried for a folder."""
    built = BuiltSite(
        site_url=SITE_URL,
        folder=folder,
        files=read_built(folder, read_content),
        missing=(),
        newest=NOW - timedelta(days=1),
        due=None,
        waiting=None,
        websub="https://hub.example/",
        podping=None,
        promises_podping=False,
    )
    return Tried(Goal("c1", FolderTarget(target), None), built, last, ["  New: Episode 4"])


def test_it_is_known_again_whatever_is_in_it(work: Path, tmp_path: Path) -> None:
    """Written and read, it is the same: recordings elsewhere, times of any zone, a store."""
    one = tried(write_site(tmp_path / "v1", 1, SITE_URL), tmp_path / "public")
    named = Problem("episodes/001-a.md", 4, "audio", "001-a.mp3", "none")
    missing = (Missing("audio/001-a.mp3", 7, "ab", named),)
    due = datetime.fromisoformat("2026-12-24T09:00+01:00")
    goal = Goal("c2", StoreTarget(":s3,region=eu-west-1:bucket/site"), "https://e.org/")
    for each in (one, Tried(goal, replace(one.built, missing=missing, due=due), NOW, [])):
        note_tried(work, each)
        assert read_tried(work, each.goal, NOW) == each


def test_it_is_for_its_commit_its_place_and_its_time(work: Path, tmp_path: Path) -> None:
    """For nothing else, and not after something more came due, was forgotten or damaged."""
    one = tried(write_site(tmp_path / "v1", 1, SITE_URL), tmp_path / "public")
    one = replace(one, built=replace(one.built, due=NOW))
    note_tried(work, one)
    goal, before = one.goal, NOW - timedelta(seconds=1)
    assert read_tried(work, goal, before) == one
    others = (
        replace(goal, commit="c2"),
        replace(goal, target=FolderTarget(tmp_path / "elsewhere")),
        replace(goal, target=StoreTarget("s3:bucket")),
        replace(goal, base_url="https://e.org/"),
    )
    assert [read_tried(work, other, before) for other in others] == [None] * len(others)
    assert read_tried(work, goal, NOW) is None
    kept = (work / TRIED).read_bytes()
    for harmed in (kept[:-9], kept.replace(b"hub.exa", b"hub.axe"), b"", b"\xff", b"null", b"[]"):
        (work / TRIED).write_bytes(harmed)
        assert read_tried(work, goal, before) is None
    (work / TRIED).write_bytes(kept)
    assert read_tried(work, goal, before) == one
    (one.built.folder / "podcast.xml").write_text("Half", encoding="utf-8")
    assert read_tried(work, goal, before) is None
    shutil.rmtree(one.built.folder)  # whoever keeps the server may delete the cache
    assert read_tried(work, goal, before) is None
    forget_tried(work)
    assert read_tried(work, goal, before) is None


def publish_tried(work: Path, target: Path, commit: str) -> subprocess.CompletedProcess[str]:
    """Run what `receive` runs once a push is accepted."""
    cache = str(work.parents[1])
    command = [sys.executable, "-m", "podhub.cli", "publish_tried", str(target)]
    return subprocess.run(
        [*command, "--pushed", commit, "--cache", cache],
        env=clean_environment(PYTHONPATH=str(ROOT / "hooks")),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
    )


def test_it_becomes_public_once_and_not_over_another_publication(
    work: Path, tmp_path: Path
) -> None:
    """Nothing happens for another commit, a second time, or where somebody else has published
    since: what apps will do was compared with what was public before."""
    target = tmp_path / "public"
    first, second = (write_site(tmp_path / f"v{n}", n, SITE_URL) for n in (1, 2))
    note_tried(work, tried(first, target))
    assert publish_tried(work, target, "c2").returncode == NOT_AS_TRIED
    assert not target.exists()
    assert not (work / DUE).exists()
    done = publish_tried(work, target, "c1")
    assert done.returncode == 0, done.stderr
    assert noted_due(work.parents[1]) is None
    assert "New: Episode 4" in done.stdout
    assert "release 1 is public" in done.stdout
    assert contents(target / "current") == contents(first)
    assert publish_tried(work, target, "c1").returncode == NOT_AS_TRIED
    manifest = load((target / "releases/000001" / MANIFEST).read_bytes())
    assert manifest
    note_tried(work, tried(second, target, last=manifest.made))
    assert publish(target, write_site(tmp_path / "v3", 3, SITE_URL))[0] == 0
    assert publish_tried(work, target, "c1").returncode == NOT_AS_TRIED
    assert (target / "current/podcast.xml").read_text().count("<title>Version 3</title>") == 1
