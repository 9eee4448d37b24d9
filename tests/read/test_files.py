"""Files that are written whole."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from podhub.read.files import write_whole


def test_a_full_disk_keeps_the_old_file_and_no_half_of_the_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error names the file."""
    file = tmp_path / "audio.lock"
    write_whole(file, "old")

    def break_off(place: Path, data: bytes) -> int:
        with place.open("wb") as opened:
            opened.write(data[:1])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_bytes", break_off)
    with pytest.raises(OSError, match=r"No space left.*audio\.lock"):
        write_whole(file, "new")
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("audio.lock", "old")]
