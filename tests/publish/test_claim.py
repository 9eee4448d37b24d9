"""Taking turns at a store without locks: who is silent for long enough is dead, by the watcher's
own sense of time."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from podhub.publish import claim
from podhub.publish.errors import BusyError
from podhub.publish.rclone import Rclone
from podhub.publish.target import StoreTarget

from tests.running import clean_environment, until

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
THEIRS = f"{claim.CLAIMS}abc.json"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Rclone]:
    """A store that is a folder, watched in seconds instead of minutes."""
    for name, seconds in (("BEAT", 0.2), ("DEAD", 2.0), ("POLL", 0.2)):
        monkeypatch.setattr(claim, name, seconds)
    (tmp_path / "store").mkdir()
    environment = clean_environment(RCLONE_CONFIG="/dev/null")
    with Rclone(StoreTarget(f":local:{tmp_path}/store"), environment) as store:
        yield store


def _claim(beat: int) -> bytes:
    return (
        b'{"who": "process 7 on elsewhere", "place": "elsewhere", "process": "7", "beat": "%d"}'
        % beat
    )


def test_who_has_ended_without_a_word_holds_nobody_up(store: Rclone) -> None:
    """A claim on another machine that stays the same is taken over; afterwards nothing is left of
    either."""
    store.write(THEIRS, _claim(1))
    told: list[str] = []
    with claim.claimed(store, lambda: NOW, 30, told.append) as ours:
        assert THEIRS not in ours.listing
        assert list(store.listing()) == [ours.path]
    assert store.listing() == {}
    assert [line.partition(";")[0] for line in told] == [
        f"{store.target} is being published to by process 7 on elsewhere"
    ]


def test_who_gives_signs_of_life_is_waited_for(store: Rclone) -> None:
    """For as long as one was told to wait, and not a claim of ours is left."""
    ended = threading.Event()

    def live() -> None:
        beat = 0
        while not ended.wait(0.3):
            beat += 1
            store.write(THEIRS, _claim(beat))

    store.write(THEIRS, _claim(0))
    other = threading.Thread(target=live)
    other.start()
    try:
        with (
            pytest.raises(BusyError, match="process 7 on elsewhere"),
            claim.claimed(store, lambda: NOW, 5, print),
        ):
            pytest.fail("took what another holds")
    finally:
        ended.set()
        other.join()
    assert list(store.listing()) == [THEIRS]


def test_who_was_taken_for_dead_stops(store: Rclone) -> None:
    """A machine that slept finds its claim gone, does not write it anew, and publishes nothing
    more."""
    with claim.claimed(store, lambda: NOW, 0, print) as ours:

        def stays_away() -> bool:
            store.remove([ours.path])
            time.sleep(0.5)
            return ours.path not in store.listing()

        # A beat that was under way while it was removed may still arrive, once.
        until(stays_away, "the claim stays away", seconds=5)
        with pytest.raises(BusyError, match="somebody else began to publish"):
            ours.check()
