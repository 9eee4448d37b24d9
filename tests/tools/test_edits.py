"""The random edits find whoever serves a stale page: builders with one flaw each are caught, and an
honest one never is."""

from __future__ import annotations

import hashlib
import json
import random
import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from podhub.model.times import parse_date
from tools.edits.content import EDITS
from tools.edits.session import HABITS, STEPS, Build, RefusedError, Session, StaleError
from tools.edits.small_hub import SmallHub

MOST = 6
"""Rounds of all steps within which each flaw must be found"""


def rendered(hub: SmallHub) -> dict[str, bytes]:
    """A toy site: a page for each item that is public, a list of their titles, and other files as
    they are. An item with two topics is a mistake."""
    files, titles = {}, []
    for path in [path for kind in ("article", "definition", "episode") for path in hub.paths(kind)]:
        fields: dict[str, Any] = hub.read(path).fields
        if len(fields.get("topics", ())) > 1:
            raise RefusedError(f"{path}:1: topics: expected one")
        if (
            not fields.get("draft")
            and parse_date(fields.get("date", "2000-01-01 00:00 +0000")) <= hub.now
        ):
            files[f"articles/{path}"] = (hub.root / path).read_bytes()
            titles.append(fields.get("title", ""))
    others = {path: data for path, data in hub.content().items() if not path.endswith(".md")}
    return {**files, **others, "list.txt": "\n".join(titles).encode()}


def write(folder: Path, files: dict[str, bytes]) -> None:
    """Write files into a folder."""
    for path, data in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


def honest(root: Path, output: Path, now: datetime, fresh: bool) -> None:
    """Makes everything anew."""
    files = rendered(SmallHub(root, random.Random(), now))
    shutil.rmtree(output, ignore_errors=True)
    write(output, files)


def never_deletes(root: Path, output: Path, now: datetime, fresh: bool) -> None:
    """Writes over the last site, and leaves what it no longer holds."""
    write(output, rendered(SmallHub(root, random.Random(), now)))


def forgets_the_list(root: Path, output: Path, now: datetime, fresh: bool) -> None:
    """Keeps the list of titles unless a page was added or taken away."""
    files = rendered(SmallHub(root, random.Random(), now))
    kept = output / "list.txt"
    if kept.exists() and {p for p in files if p.endswith(".md")} == {
        file.relative_to(output).as_posix() for file in output.rglob("*.md")
    }:
        files["list.txt"] = kept.read_bytes()
    shutil.rmtree(output, ignore_errors=True)
    write(output, files)


def stops_its_clock(root: Path, output: Path, now: datetime, fresh: bool) -> None:
    """Looks at the time once, and remembers it."""
    memory = root / ".cache/hub/now"
    with suppress(OSError, ValueError):
        now = datetime.fromisoformat(memory.read_text())
    write(memory.parent, {"now": now.isoformat().encode()})
    honest(root, output, now, fresh)


def writes_before_it_checks(root: Path, output: Path, now: datetime, fresh: bool) -> None:
    """Clears the site before it knows of mistakes."""
    shutil.rmtree(output, ignore_errors=True)
    honest(root, output, now, fresh)


def remembers_by_time(root: Path, output: Path, now: datetime, fresh: bool) -> None:
    """Takes a file that is no newer for one that has not changed."""
    memory = root / ".cache/hub/times.json"
    known: dict[str, int] = {}
    with suppress(OSError, ValueError):
        known = json.loads(memory.read_text())
    files = rendered(SmallHub(root, random.Random(), now))
    times = {}
    for path in [path for path in files if path.startswith("articles/")]:
        times[path] = (root / path.removeprefix("articles/")).stat().st_mtime_ns
        if times[path] <= known.get(path, 0) and (output / path).exists():
            files[path] = (output / path).read_bytes()
    shutil.rmtree(output, ignore_errors=True)
    write(output, files)
    write(memory.parent, {memory.name: json.dumps(times).encode()})


def believes_its_store(root: Path, output: Path, now: datetime, fresh: bool) -> None:
    """Takes what stands in its store without a look at it."""
    files = rendered(SmallHub(root, random.Random(), now))
    for path, data in files.items():
        kept = root / ".cache/hub" / hashlib.sha256(data).hexdigest()
        if not kept.exists():
            write(kept.parent, {kept.name: data})
        files[path] = kept.read_bytes()
    shutil.rmtree(output, ignore_errors=True)
    write(output, files)


def run(build: Build, folder: Path, rounds: int) -> Session:
    """Make each step as often, in an order by chance."""
    session, dice = Session(folder, build, 1), random.Random(1)
    for _ in range(rounds):
        for name in dice.sample(STEPS, len(STEPS)):
            session.step(name, dice.getrandbits(32))
    return session


FLAWS: list[Callable[[Path, Path, datetime, bool], None]] = [
    never_deletes,
    forgets_the_list,
    stops_its_clock,
    writes_before_it_checks,
    remembers_by_time,
    believes_its_store,
]


@pytest.mark.parametrize("build", FLAWS)
def test_a_flaw_is_found(build: Build, tmp_path: Path) -> None:
    """Each by some step of a few."""
    with pytest.raises(StaleError, match="steps of seed 1"):
        run(build, tmp_path, MOST)


def test_an_honest_builder_is_never_suspected(tmp_path: Path) -> None:
    """By any kind of step, and each kind was made."""
    session = run(honest, tmp_path, 2)
    # It has no store.
    assert {*EDITS, *HABITS, "refused"} - session.counts.keys() == {
        "damage the store",
        "keep the store",
        "restore an old store",
    }


def test_a_seed_makes_the_same_steps_again(tmp_path: Path) -> None:
    """So that what was found can be looked at."""
    first, second = (run(honest, tmp_path / name, 1).hub.content() for name in "ab")
    assert first == second
