"""What stops `podhub tag` on its way leaves the recording as it was, and nothing beside it."""

from __future__ import annotations

import errno
import importlib
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.build.corpus import write_hub

tag = importlib.import_module("podhub.cli.tag")


def test_a_full_disk_leaves_no_half_of_a_recording(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It takes the room that is wanted, and `check` would ask what it is."""

    def refuse(file: Path, tags: object, *, keep: bool) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(file))

    monkeypatch.setattr(tag, "write_tags", refuse)
    root = write_hub(tmp_path / "hub")
    before = sorted((file, file.read_bytes()) for file in (root / "episodes").iterdir())
    now = "2020-01-01 09:00 +0000"
    done = CliRunner().invoke(tag.tag, ["ramp-time", "--root", str(root), "--now", now])
    assert isinstance(done.exception, OSError), done.output
    assert sorted((file, file.read_bytes()) for file in (root / "episodes").iterdir()) == before
