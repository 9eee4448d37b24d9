"""Publishing from a machine without the recordings: none leaves the public site, none is promised
that is not there."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.publish.conftest import Bucket
from tests.publish.running import folder_rule, nginx
from tests.running import Hub, contents

AUDIO = "audio/001-training-or-coaching.mp3"
SOURCE = f"episodes/{Path(AUDIO).name}"


def take_away_the_recordings(hub: Hub) -> None:
    """Make this checkout that of somebody else, who has the lock and none of the recordings."""
    for file in hub.root.joinpath("episodes").glob("*.mp3"):
        file.unlink()
    shutil.rmtree(hub.root / ".cache" / "hub")


def publish_without_the_recordings(
    hub: Hub, target: str | Path, url: str, now: str, environment: Mapping[str, str]
) -> None:
    """Publish with the recordings, then twice without: what is public already stays, what never was
    is refused."""
    options = [target, "--now", now, "--base-url", url, "--grace", "0", "--no-look"]
    sound = (hub.root / SOURCE).read_bytes()
    done = hub.run("publish", *options, **environment)
    assert done.returncode == 0, done.stderr
    take_away_the_recordings(hub)
    hub.change("docs/about.md", "\n---\n", "\n---\nA new sentence stands here.\n\n")
    for _ in range(2):
        done = hub.run("publish", *options, **environment)
        assert done.returncode == 0, done.stderr
        with urlopen(f"{url}{AUDIO}") as answer:
            assert answer.read() == sound
        with urlopen(f"{url}about/") as answer:
            assert b"A new sentence stands here." in answer.read()
    # Another recording, which nobody has heard: the lock tells its hash, and the file is not here.
    lock = (hub.root / "episodes/audio.lock.yml").read_text(encoding="utf-8")
    [line] = [line for line in lock.splitlines() if line.startswith(SOURCE)]
    known = line.split("sha256: ")[1][:64]
    hub.write("episodes/audio.lock.yml", lock.replace(known, known[::-1]))
    hub.change("episodes/ledger.yml", known, known[::-1])
    for more in (["--dry-run"], []):
        done = hub.run("publish", *options, *more, **environment)
        assert done.returncode == 1
        [problem] = [line for line in done.stderr.splitlines() if "audio: expected" in line]
        assert (
            f": audio: expected {SOURCE} on this machine, or just as it is at {target} already, found none"
            in problem
        )
        assert problem.startswith("episodes/001-training-or-coaching.md:")
        with urlopen(f"{url}{AUDIO}") as answer:
            assert answer.read() == sound


def test_a_folder_keeps_its_recordings(hub: Hub, tmp_path: Path, now: str) -> None:
    """Also in a new release; one that somebody has changed there by hand is not taken for ours."""
    target = tmp_path / "public"
    with nginx(tmp_path / "nginx", folder_rule(target)) as front:
        publish_without_the_recordings(hub, target, front.url, now, {})
    assert len(list(target.joinpath("releases").iterdir())) == 2


def test_a_store_keeps_its_recordings(hub: Hub, bucket: Bucket, now: str) -> None:
    """Also when what is stale is removed at once."""
    publish_without_the_recordings(hub, bucket.target, bucket.front.url, now, bucket.environment)


@pytest.mark.parametrize("kept_by_lfs", [False, True], ids=["nowhere", "Git LFS"])
def test_a_site_that_is_published_as_it_is_has_all_its_recordings(
    hub: Hub, now: str, kept_by_lfs: bool
) -> None:
    """`--whole` stops before the site, which a host would take as it is, has lost one; without it
    one may look at the rest."""
    hub.build(hub.root / "site", now, "--whole")
    before = contents(hub.root / "site")
    take_away_the_recordings(hub)
    shutil.rmtree(hub.root / "site" / "audio")
    if kept_by_lfs:
        lock = (hub.root / "episodes/audio.lock.yml").read_text(encoding="utf-8")
        [line] = [line for line in lock.splitlines() if line.startswith(SOURCE)]
        size, sha256 = line.split("bytes: ")[1].split(",")[0], line.split("sha256: ")[1][:64]
        hub.write(
            SOURCE,
            f"version https://git-lfs.github.com/spec/v1\noid sha256:{sha256}\nsize {size}\n",
        )
    done = hub.run("site", "--now", now, "--whole")
    assert done.returncode == 1
    found = "only Git LFS's pointer to it (run: git lfs pull)" if kept_by_lfs else "none"
    assert f"audio: expected {SOURCE} on this machine, found {found}" in done.stderr
    assert contents(hub.root / "site").keys() == {
        path for path in before if not path.startswith("audio/")
    }
    hub.build(hub.root / "site", now)
