"""Publishing to a folder: one whole release is public at every instant, whatever happens to the
publisher."""

from __future__ import annotations

import fcntl
import hashlib
import os
import random
import resource
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from podhub.publish import release_files
from podhub.publish.built import BuiltFile
from podhub.publish.errors import PublishError
from podhub.publish.folder import opened
from podhub.publish.manifest import Manifest, dump

from tests.publish.running import (
    KILLS,
    SEED,
    Front,
    folder_rule,
    kill_sometime,
    nginx,
    publish,
    start,
)
from tests.publish.small_site import visit, write_site
from tests.running import contents, until


@dataclass(frozen=True)
class Folder:
    """A folder that is published to, with a web server in front of it."""

    target: Path
    front: Front
    work: Path

    def site(self, version: int) -> Path:
        """A version of the site, built."""
        folder = self.work / f"v{version}"
        return folder if folder.exists() else write_site(folder, version, self.front.url)

    def publish(self, version: int, *grace: str) -> None:
        """Publish a version, which must succeed, and be public."""
        code, _, complaint = publish(self.target, self.site(version), *grace)
        assert code == 0, complaint
        self.shows(version)

    def shows(self, version: int) -> None:
        """A version is public, and beside it no more than styles of earlier ones, for readers with
        an older page open."""
        public, built = contents(self.target / "current"), contents(self.site(version))
        assert built.items() <= public.items()
        assert all(path.startswith("assets/style.") for path in public.keys() - built.keys())

    def releases(self) -> list[str]:
        """The releases there are."""
        return sorted(path.name for path in self.target.joinpath("releases").iterdir())


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Folder]:
    """An empty folder to publish to."""
    target = tmp_path / "public"
    with nginx(tmp_path / "nginx", folder_rule(target)) as front:
        yield Folder(target, front, tmp_path)


def test_a_killed_publisher_leaves_the_site_whole(folder: Folder) -> None:
    """Killed at random instants: a reader finds one version whole, the old or the new; the next run
    completes."""
    instants = random.Random(SEED)
    folder.publish(1)
    started = time.monotonic()
    folder.publish(2)
    longest = (time.monotonic() - started) * 1.1
    old, killed = 2, 0
    while killed < KILLS:
        new = old + 1
        killed += kill_sometime(folder.target, folder.site(new), instants, longest, {})
        seen = visit(folder.front.url)
        assert seen.broken == []
        assert seen.versions in ({old}, {new})
        folder.publish(new)
        assert visit(folder.front.url).versions == {new}
        assert "making" not in folder.releases()
        shutil.rmtree(folder.work / f"v{old}")
        old = new
    assert len(folder.releases()) <= 6


def test_unchanged_files_take_no_room(folder: Folder) -> None:
    """Six releases of the same recordings hold each of them once; five releases are kept."""
    for version in range(1, 7):
        folder.publish(version)
    assert folder.releases() == [f"{number:06}" for number in range(2, 7)]
    copies = {file.stat().st_ino for file in folder.target.rglob("000-episode.mp3")}
    assert len(copies) == 1
    assert len(list(folder.target.rglob("000-episode.mp3"))) == 5


def test_publishing_the_same_again_makes_no_release(folder: Folder) -> None:
    """A run every hour must not push out the releases that a rollback needs."""
    folder.publish(1)
    folder.publish(2)
    for _ in range(5):
        folder.publish(2)
    assert folder.releases() == ["000001", "000002"]


def test_an_open_page_keeps_its_parts_for_a_time(folder: Folder) -> None:
    """Its style has a name of its own in each version and stays for the grace; a page that is taken
    away goes."""
    folder.publish(1)
    before = contents(folder.site(1)).keys()
    folder.publish(2)
    gone = before - contents(folder.site(2)).keys()
    [style] = [path for path in gone if path.startswith("assets/style.")]
    kept = folder.target / "current" / style
    assert (folder.front.url + style) in visit(folder.front.url, [style]).answered
    assert kept.stat().st_ino == (folder.target / "releases/000001/site" / style).stat().st_ino
    assert gone & contents(folder.target / "current").keys() == {style}
    # It stays through further versions, and is forgotten when its time is over: also by a run that
    # has nothing new.
    folder.publish(3)
    assert (folder.target / "current" / style).exists()
    folder.publish(3, "0")
    assert contents(folder.target / "current") == contents(folder.site(3))
    assert folder.releases() == ["000001", "000002", "000003"]
    folder.publish(3)
    assert folder.releases() == ["000001", "000002", "000003"]
    folder.publish(4, "0")
    assert contents(folder.target / "current") == contents(folder.site(4))
    # What went back is what was public then.
    with opened(folder.target, datetime.now(UTC), 10, print) as releases:
        assert releases.roll_back() == (4, 3)
    assert contents(folder.target / "current") == contents(folder.site(3))


def test_a_part_that_comes_back_is_no_longer_stale(folder: Folder) -> None:
    """A version is taken back, or only a part of one: what belongs to the site again is not removed
    when a grace is over."""
    folder.publish(1)
    folder.publish(2)
    folder.publish(1)
    folder.publish(1, "0")
    assert contents(folder.target / "current") == contents(folder.site(1))
    folder.publish(2)
    style = next(folder.site(1).glob("assets/style.*.css"))
    shutil.copy(style, folder.site(2) / "assets")
    folder.publish(2, "0")
    assert contents(folder.target / "current") == contents(folder.site(2))


def test_a_file_changed_by_hand_is_not_taken_for_ours(folder: Folder) -> None:
    """A release that somebody wrote into does not hand its fault on, and is not what is public any
    more."""
    folder.publish(1)
    public = folder.target / "current" / "audio" / "000-episode.mp3"
    public.chmod(0o644)
    public.write_bytes(b"x" * public.stat().st_size)
    folder.publish(2)


def test_only_one_publishes_at_a_time(folder: Folder) -> None:
    """The second says who is publishing, and stops or waits as it was told."""
    folder.publish(1)
    with folder.target.joinpath("lock").open("r+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        code, _, complaint = publish(folder.target, folder.site(2), TEST_WAIT="0")
        assert code == 3
        assert f"{folder.target} is being published to by process " in complaint
        waiting = start(folder.target, folder.site(2))
        assert "waiting for it to finish" in waiting.stderr.readline()  # type: ignore[union-attr]
    waiting.communicate(timeout=60)
    assert waiting.returncode == 0
    assert visit(folder.front.url).versions == {2}


def test_two_at_once_both_come_to_an_end(folder: Folder) -> None:
    """Whoever is last is public, whole."""
    folder.publish(1)
    both = [start(folder.target, folder.site(version)) for version in (2, 3)]
    for process in both:
        process.communicate(timeout=120)
        assert process.returncode == 0
    seen = visit(folder.front.url)
    assert seen.broken == []
    assert seen.versions in ({2}, {3})


@pytest.mark.skipif(
    os.geteuid() != 0,
    reason="only root can make a small disk; the next test fills one in another way",
)
def test_a_full_disk_changes_nothing(folder: Folder, tmp_path: Path) -> None:
    """It says so in a line and ends with 3; what is public stays, and nothing half done is left."""
    small = tmp_path / "small"
    small.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "none", small], check=True)
    try:
        assert publish(small / "public", folder.site(1))[0] == 0
        before = contents(small)
        large = write_site(tmp_path / "large", 2, folder.front.url, audio_bytes=900_000)
        code, _, complaint = publish(small / "public", large)
        assert code == 3
        assert complaint.splitlines()[-1].endswith(
            "No space left on device; the public site is as it was"
        )
        assert "Traceback" not in complaint
        after = contents(small)
        assert {path: data for path, data in after.items() if "lock" not in path} == {
            path: data for path, data in before.items() if "lock" not in path
        }
    finally:
        subprocess.run(["umount", small], check=True)


def test_a_file_that_may_not_grow_changes_nothing(folder: Folder) -> None:
    """Where no disk can be made small: the system refuses a large file in the same way."""
    folder.publish(1)
    large = write_site(folder.work / "large", 2, folder.front.url, audio_bytes=200_000)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, before[1]))
    try:
        publisher = start(folder.target, large)
        _, complaint = publisher.communicate(timeout=300)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert publisher.returncode == 3
    assert "File too large" in complaint
    assert visit(folder.front.url).versions == {1}
    assert folder.releases() == ["000001"]


@pytest.mark.parametrize("target", ["/proc/publish", "/dev/null/publish"])
def test_a_place_that_cannot_be_written_is_said(folder: Folder, target: str) -> None:
    """In a line, with the path, and the exit code 3."""
    code, _, complaint = publish(target, folder.site(1))
    assert code == 3
    [line] = complaint.splitlines()
    assert line.startswith(f"hub: {target}: ")


def test_a_foreign_folder_is_never_published_into(folder: Folder) -> None:
    """A slip in the target must not mix a site into somebody's pictures."""
    folder.target.mkdir()
    picture = folder.target / "holiday.txt"
    picture.write_text("sunny")
    code, _, complaint = publish(folder.target, folder.site(1))
    assert code == 3
    assert "expected an empty folder or one that was published to" in complaint
    assert [path.name for path in folder.target.iterdir()] == ["holiday.txt"]


def test_a_clock_that_went_back_is_noticed(folder: Folder) -> None:
    """By a clock in the past all episodes would lie in the future and leave the feed."""
    folder.publish(1)
    [manifest] = folder.target.rglob("manifest.json.gz")
    manifest.write_bytes(dump(Manifest(datetime.now(UTC) + timedelta(days=3))))
    code, _, complaint = publish(folder.target, folder.site(2))
    assert code == 3
    assert "expected a time after the last publication" in complaint
    assert visit(folder.front.url).versions == {1}


def test_an_interrupt_is_no_traceback(folder: Folder) -> None:
    """Ctrl-C and a polite request to end are answered in a line."""
    folder.publish(1)
    with folder.target.joinpath("lock").open("r+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        waiting = start(folder.target, folder.site(2))
        until(lambda: "waiting" in waiting.stderr.readline(), "the second publisher")  # type: ignore[union-attr]
        waiting.send_signal(signal.SIGTERM)
        _, complaint = waiting.communicate(timeout=30)
    assert waiting.returncode == 130
    assert "what is public is whole" in complaint
    assert "Traceback" not in complaint


def test_readers_of_another_user_can_read_it(folder: Folder) -> None:
    """The web server is somebody else, whatever the publisher's umask."""
    before = os.umask(0o077)
    try:
        start(folder.target, folder.site(1)).communicate(timeout=300)
    finally:
        os.umask(before)
    folder.shows(1)
    for path in [*folder.target.joinpath("current/").rglob("*"), folder.target / "releases"]:
        assert path.stat().st_mode & 0o004, path
        assert not path.is_dir() or path.stat().st_mode & 0o001, path


def test_what_changed_without_a_trace_is_looked_at_by_the_next_build(tmp_path: Path) -> None:
    """Its size and time are those of the file that was built, as where a disk goes bad: to publish
    again would find the same for ever."""
    site, page = tmp_path / "site", tmp_path / "site/index.html"
    site.mkdir()
    page.write_bytes(b"hullo")
    os.utime(page, (0, 0))
    built = {"index.html": BuiltFile("index.html", 5, hashlib.sha256(b"hello").hexdigest(), "")}
    sources = release_files.Sources(site, tmp_path / "none", {})
    with pytest.raises(PublishError, match="publish again"):
        release_files.write_site(tmp_path / "new/site", sources, built, {}, lambda size: None)
    assert page.stat().st_mtime > 0
