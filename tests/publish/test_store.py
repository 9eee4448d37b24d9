"""Publishing to a real S3 server of several processes: whole at every instant, only what changed,
and no word of a secret."""

from __future__ import annotations

import hashlib
import random
import shutil
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.request import urlopen

import pytest
from podhub.publish.manifest import Manifest, dump, load
from podhub.publish.opening import open_place
from podhub.publish.place import Conditions
from podhub.publish.target import StoreTarget
from tools.seaweed import SECRET

from tests.publish.conftest import Bucket
from tests.publish.running import KILLS, SEED, kill_sometime, nginx, publish, start, through_rule
from tests.publish.small_site import NEW_IN, visit
from tests.running import clean_environment, contents, free_port, until


def hashes(folder: Path) -> dict[str, tuple[int, str | None]]:
    """Sizes and hashes of a built site."""
    return {
        path: (len(data), hashlib.md5(data).hexdigest()) for path, data in contents(folder).items()
    }


def published(bucket: Bucket) -> Manifest:
    """What the store's manifest says."""
    found = load(bucket.rclone.read(".hub/manifest.json.gz"))
    assert found
    return found


def test_what_is_public_is_what_was_built(bucket: Bucket) -> None:
    """Every file is there with its bytes, its type and its cache time; a part of a recording can be
    fetched."""
    bucket.publish(bucket.site(1))
    assert bucket.holds() == hashes(bucket.site(1))
    expected = {
        "": ("text/html; charset=utf-8", "public, max-age=60"),
        "podcast.xml": ("application/rss+xml; charset=utf-8", "public, max-age=60"),
        "audio/000-episode.mp3": ("audio/mpeg", "public, max-age=86400"),
        "podcast/000-episode/transcript.vtt": ("text/vtt; charset=utf-8", "public, max-age=60"),
    }
    for path, (kind, cache) in expected.items():
        with urlopen(f"{bucket.front.url}{path}") as answer:
            assert (answer.headers["Content-Type"], answer.headers["Cache-Control"]) == (
                kind,
                cache,
            ), path
    [style] = [path for path in bucket.holds() if path.startswith("assets/style.")]
    with urlopen(f"{bucket.front.url}{style}") as answer:
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert visit(bucket.front.url).broken == []


def test_a_killed_publisher_leaves_the_site_whole(bucket: Bucket) -> None:
    """Killed at random instants: every link a reader can follow answers, each page old or new; the
    next run completes."""
    instants = random.Random(SEED)
    bucket.publish(bucket.site(1))
    started = time.monotonic()
    bucket.publish(bucket.site(2), "0")
    longest = (time.monotonic() - started) * 1.1
    old, killed = 2, 0
    while killed < KILLS:
        new = old + 1
        killed += kill_sometime(
            bucket.target, bucket.site(new), instants, longest, bucket.environment
        )
        seen = visit(bucket.front.url)
        assert seen.broken == []
        assert seen.versions <= {old, new}
        bucket.publish(bucket.site(new), "0")
        assert bucket.holds() == hashes(bucket.site(new))
        shutil.rmtree(bucket.work / f"v{old}")
        old = new
    assert visit(bucket.front.url).versions == {old}


def test_readers_never_meet_half_a_site_while_it_is_published(bucket: Bucket) -> None:
    """Somebody who follows every link all the while finds each of them, through several
    publications."""
    bucket.publish(bucket.site(1))
    broken: list[str] = []
    visits, ended = 0, threading.Event()

    def read() -> None:
        nonlocal visits
        while not ended.is_set():
            broken.extend(visit(bucket.front.url).broken)
            visits += 1

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for version in (2, 3, 4):
            bucket.publish(bucket.site(version))
    finally:
        ended.set()
        reader.join()
    assert broken == []
    assert visits >= 3


def test_one_changed_episode_sends_only_what_changed(bucket: Bucket, tmp_path: Path) -> None:
    """Counted on the wire, between rclone and the server: requests and bytes."""
    folder = bucket.site(1, audio_bytes=2_000_000)
    bucket.publish(folder)
    changed = [
        "podcast/001-episode/index.html",
        "podcast/001-episode/transcript.vtt",
        "podcast.xml",
    ]
    for path in changed:
        (folder / path).write_text(
            (folder / path).read_text().replace("001-episode", "001-episode ")
        )
    with nginx(tmp_path / "wire", through_rule(f"http://127.0.0.1:{bucket.server.port}")) as wire:
        port = int(wire.url.rstrip("/").rpartition(":")[2])
        code, said, complaint = publish(bucket.target, folder, **bucket.server.environment(port))
        assert code == 0, complaint
        asked = wire.requests()
        sent = [
            address.partition("?")[0].removeprefix(f"/{bucket.target.removeprefix(':s3:')}/")
            for method, _, _, address in asked
            if method == "PUT"
        ]
        assert said.splitlines()[0].split()[0] == "3"
        assert sorted(path for path in sent if not path.startswith(".hub/")) == sorted(changed)
        # The four of its own: a claim, what is begun, the manifest; and perhaps a sign of life.
        assert len([path for path in sent if path.startswith(".hub/")]) <= 5
        assert len(asked) <= 20
        payload = sum((folder / path).stat().st_size for path in changed)
        assert sum(size for _, size, _, _ in asked) < payload + 20_000
    assert bucket.holds() == hashes(folder)


def test_the_order_is_parts_pages_indexes_feeds(bucket: Bucket, tmp_path: Path) -> None:
    """New files before changed ones; the feed last of all, the manifest after it."""
    bucket.publish(bucket.site(1))
    with nginx(tmp_path / "wire", through_rule(f"http://127.0.0.1:{bucket.server.port}")) as wire:
        port = int(wire.url.rstrip("/").rpartition(":")[2])
        assert publish(bucket.target, bucket.site(2), **bucket.server.environment(port))[0] == 0
        sent = [
            address.partition("?")[0].partition("/place-")[2].partition("/")[2]
            for method, _, _, address in wire.requests()
            if method == "PUT"
        ]
    place = {path: number for number, path in enumerate(sent)}
    new, changed = f"{NEW_IN.format(version=2)}/index.html", "index.html"
    assert (
        place["audio/005-episode.mp3"]
        < place[new]
        < place[changed]
        < place["sitemap.xml"]
        < place["podcast.xml"]
    )
    assert place[".hub/begun.json.gz"] < place["audio/005-episode.mp3"]
    assert place["podcast.xml"] < place[".hub/manifest.json.gz"]
    assert "audio/000-episode.mp3" not in place


def test_an_interrupted_run_is_gone_on_with(bucket: Bucket, tmp_path: Path) -> None:
    """What was sent before the interruption is not sent again, though no manifest knows of it."""
    bucket.publish(bucket.site(1))
    before = bucket.rclone.read(".hub/manifest.json.gz")
    assert before
    bucket.publish(bucket.site(2))
    # As if the run had been killed just before it wrote the manifest.
    after = published(bucket)
    store = bucket.rclone
    store.write(".hub/manifest.json.gz", before)
    store.write(
        ".hub/begun.json.gz",
        dump(Manifest(after.made, {p: e for p, e in after.files.items() if not e.stale_since})),
    )
    assert bucket.publish(bucket.site(2)).split()[0] == "0"
    assert published(bucket).live().keys() == hashes(bucket.site(2)).keys()
    assert ".hub/begun.json.gz" not in store.listing()


def test_a_manifest_that_lies_costs_no_more_than_sending_again(bucket: Bucket) -> None:
    """Files that somebody changed, replaced or deleted by hand are sent again; so is everything if
    the manifest is rubbish."""
    folder = bucket.site(1)
    bucket.publish(folder)
    store = bucket.rclone
    store.write("index.html", b"x" * (folder / "index.html").stat().st_size)
    store.remove(["404.html"])
    assert bucket.publish(folder).split()[0] == "2"
    assert bucket.holds() == hashes(folder)
    store.write(".hub/manifest.json.gz", b"rubbish")
    code, _, complaint = bucket.try_to(folder)
    assert code == 0, complaint
    assert bucket.holds() == hashes(folder)
    assert published(bucket).live().keys() == hashes(folder).keys()


def test_what_the_site_no_longer_has_goes_after_the_time_of_grace(bucket: Bucket) -> None:
    """Readers with yesterday's page still find its parts; a run after the grace removes them, and
    files of others never."""
    bucket.publish(bucket.site(1))
    bucket.rclone.write("google-site-verification.html", b"not ours")
    gone = bucket.holds().keys() - hashes(bucket.site(2)).keys() - {"google-site-verification.html"}
    bucket.publish(bucket.site(2))
    assert gone <= bucket.holds().keys()
    bucket.publish(bucket.site(2), "0")
    assert bucket.holds().keys() == hashes(bucket.site(2)).keys() | {
        "google-site-verification.html"
    }


def test_an_unsent_notice_outlives_the_publisher(bucket: Bucket) -> None:
    """The note lies in the store, where the next publisher finds it, and is no part of the site."""
    bucket.publish(bucket.site(1))
    conditions = Conditions(datetime.now(UTC), 60, print)
    for before, unsent in ((False, True), (True, True), (True, False), (False, False)):
        with open_place(
            StoreTarget(bucket.target), conditions, "", clean_environment(**bucket.environment)
        ) as there:
            assert there.has_unsent_notices() == before
            there.note_unsent_notices(unsent)
        assert bucket.publish(bucket.site(1)).split()[0] == "0"
    assert bucket.holds() == hashes(bucket.site(1))


def test_a_place_that_others_have_filled_is_refused(bucket: Bucket) -> None:
    """A slip in the target must not mix a site into somebody's files."""
    bucket.rclone.write("backup.tar", b"precious")
    code, _, complaint = bucket.try_to(bucket.site(1))
    assert code == 3
    assert "are not ours, such as backup.tar" in complaint
    assert bucket.holds().keys() == {"backup.tar"}


def test_only_one_publishes_at_a_time(bucket: Bucket) -> None:
    """The second says who is publishing, and stops; a publisher on this machine that was killed
    holds nobody up."""
    bucket.publish(bucket.site(1))
    alive = b'{"who": "process 7 on elsewhere", "since": "2026-11-24 09:00:00 +0000", "place": "elsewhere", "process": "7"}'
    bucket.rclone.write(".hub/claims/abc.json", alive)
    code, _, complaint = bucket.try_to(bucket.site(2), TEST_WAIT="0")
    assert code == 3
    assert (
        "is being published to by process 7 on elsewhere, since 2026-11-24 09:00:00 +0000"
        in complaint
    )
    assert visit(bucket.front.url).versions == {1}
    waiting = start(bucket.target, bucket.site(2), **bucket.environment)
    until(lambda: "waiting for it to finish" in waiting.stderr.readline(), "the second publisher")  # type: ignore[union-attr]
    bucket.rclone.remove([".hub/claims/abc.json"])
    waiting.communicate(timeout=120)
    assert waiting.returncode == 0
    assert visit(bucket.front.url).versions == {2}


def test_two_at_once_both_come_to_an_end(bucket: Bucket) -> None:
    """They take turns; whoever is last is public, whole."""
    bucket.publish(bucket.site(1))
    both = [start(bucket.target, bucket.site(version), **bucket.environment) for version in (2, 3)]
    for process in both:
        _, complaint = process.communicate(timeout=200)
        assert process.returncode == 0, complaint
    there = bucket.holds().items()
    assert any(hashes(bucket.site(version)).items() <= there for version in (2, 3))
    assert visit(bucket.front.url).broken == []


def test_a_store_that_is_down_is_said(bucket: Bucket) -> None:
    """In words, soon, with the exit code 3."""
    bucket.environment = bucket.server.environment(free_port())
    started = time.monotonic()
    code, _, complaint = bucket.try_to(bucket.site(1))
    assert code == 3
    assert "the store does not answer (connection refused): is it running?" in complaint
    assert "Traceback" not in complaint
    assert time.monotonic() - started < 120


def test_a_store_that_stops_answering_loses_nothing(bucket: Bucket) -> None:
    """Halfway through, every process of it stops: the publisher gives up in words; when it is back,
    the next run completes."""
    bucket.publish(bucket.site(1))
    quick = {
        "RCLONE_TIMEOUT": "3s",
        "RCLONE_CONTIMEOUT": "2s",
        "RCLONE_RETRIES": "1",
        "RCLONE_LOW_LEVEL_RETRIES": "1",
    }
    publisher = start(bucket.target, bucket.site(2), **bucket.environment, **quick)
    until(lambda: "sending" in publisher.stderr.readline(), "the first bytes")  # type: ignore[union-attr]
    bucket.server.pause()
    try:
        _, complaint = publisher.communicate(timeout=120)
    finally:
        bucket.server.go_on()
    assert publisher.returncode == 3
    assert "the store is too slow or does not answer" in complaint
    assert visit(bucket.front.url).broken == []
    bucket.publish(bucket.site(2), "0")
    assert bucket.holds() == hashes(bucket.site(2))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            {"RCLONE_S3_SECRET_ACCESS_KEY": "another-secret-that-is-wrong"},
            "the store refuses these keys",
        ),
        ({"RCLONE_S3_ACCESS_KEY_ID": "nobody"}, "the store refuses these keys"),
    ],
)
def test_wrong_keys_are_said_and_not_shown(
    bucket: Bucket, change: dict[str, str], said: str
) -> None:
    """What is wrong, in words; never the secret."""
    bucket.environment |= change
    code, out, complaint = bucket.try_to(bucket.site(1))
    assert code == 3
    assert said in complaint
    assert not any(secret in out + complaint for secret in (SECRET, "another-secret-that-is-wrong"))


@pytest.mark.parametrize(
    ("target", "said"),
    [
        (":s3:no-such-bucket/site", "the bucket or folder is not there"),
        ("nowhere:bucket", "rclone does not know this store"),
    ],
)
def test_a_store_that_is_not_there_is_said(bucket: Bucket, target: str, said: str) -> None:
    """A slip in the target is explained."""
    bucket.target = target
    code, _, complaint = bucket.try_to(bucket.site(1))
    assert code == 3
    assert said in complaint


def test_a_clock_that_went_back_is_noticed(bucket: Bucket) -> None:
    """By a clock in the past all episodes would lie in the future and leave the feed."""
    bucket.publish(bucket.site(1))
    ahead = Manifest(datetime.now(UTC) + timedelta(days=3), published(bucket).files)
    bucket.rclone.write(".hub/manifest.json.gz", dump(ahead))
    code, _, complaint = bucket.try_to(bucket.site(2))
    assert code == 3
    assert "expected a time after the last publication" in complaint
    assert visit(bucket.front.url).versions == {1}


@pytest.mark.parametrize(
    ("ahead", "found"), [("2", None), ("7", "7 minutes ahead"), ("-7", "7 minutes behind")]
)
def test_a_clock_far_from_the_stores_is_noticed(
    bucket: Bucket, ahead: str, found: str | None
) -> None:
    """By a clock ahead, what has a date to come would be public now. The store writes its own time
    on what it is given."""
    code, _, complaint = bucket.try_to(bucket.site(1), TEST_AHEAD=ahead)
    assert code == (3 if found else 0)
    assert (found or "") in complaint
    assert bool(bucket.holds()) == (found is None)


def test_no_secret_is_in_the_store(bucket: Bucket) -> None:
    """Neither in the site nor in what the publisher keeps beside it."""
    bucket.publish(bucket.site(1))
    store = bucket.rclone
    for path in store.listing():
        assert SECRET.encode() not in (store.read(path) or b""), path
