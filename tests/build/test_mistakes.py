"""The tour of an author's mistakes: one file each in tests/mistakes/, whose name says what the
author did.

change   file → pieces exchanged in a file of the small hub (`corpus`); each must stand there once
write    file → its text, or one of   bytes: hex   copy_of: another file   picture: {width, height,
mode, kind} remove   files that are taken away link     file → where a symbolic link at its place
leads said     every line that the author then reads, in order; none for what is no mistake"""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.build.corpus import edited, mistakes, picture, small_hub

FOLDER = Path(__file__).parent.parent / "mistakes"
CASES = sorted(FOLDER.glob("*.yml"))


def _content(value: Any) -> str | bytes:
    if isinstance(value, str):
        return value
    ((kind, how),) = value.items()
    if kind == "bytes":
        return bytes.fromhex(how)
    if kind == "copy_of":
        return small_hub()[how]
    if kind == "picture":
        return picture(**how)
    assert kind == "repeat", f"unknown notation {kind}"
    return "".join([how["before"], how["text"] * how["times"], how["after"]])


@pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])
def test_the_author_reads(case: Path, tmp_path: Path) -> None:
    """What the author reads is exactly what the case says, line by line."""
    told = yaml.safe_load(case.read_text(encoding="utf-8"))
    assert set(told) <= {"change", "write", "remove", "link", "said"}
    changes: dict[str, str | bytes | None] = dict.fromkeys(told.get("remove", ()))
    for path, pieces in told.get("change", {}).items():
        changes[path] = edited(path, *(piece for pair in pieces.items() for piece in pair))
    for path, value in told.get("write", {}).items():
        changes[path] = _content(value)
    for path, target in told.get("link", {}).items():
        changes.setdefault(path, None)
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).symlink_to(target)
    assert mistakes(tmp_path, changes) == told["said"]


def test_nothing_is_wrong_with_the_small_hub(tmp_path: Path) -> None:
    """What the cases change is right before they change it."""
    assert mistakes(tmp_path) == []


def test_the_tour_is_long() -> None:
    """Cases that are lost are missed."""
    assert len(CASES) >= 55
