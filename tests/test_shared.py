"""What processes share is made once, and stands until the last of them is done."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Event

from tests.shared import made_once


def test_the_maker_waits_for_its_users_and_who_comes_later_makes_it_anew(tmp_path: Path) -> None:
    """Each opens the locks for itself, as processes do."""
    said: list[str] = []
    used = Event()

    @contextmanager
    def make() -> Iterator[int]:
        said.append("made")
        yield len(said)
        said.append("taken down")

    def use() -> int:
        with made_once(tmp_path, "it", make) as value:
            used.set()
            time.sleep(0.1)  # in which a maker that does not wait takes it down
            said.append("used")
        return value

    with ThreadPoolExecutor() as pool:
        with made_once(tmp_path, "it", make) as first:
            user = pool.submit(use)
            assert used.wait(60)
        assert user.result() == first
    assert said == ["made", "used", "taken down"]
    with made_once(tmp_path, "it", make) as value:
        assert value != first
