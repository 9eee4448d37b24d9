"""Folders of builds that were killed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from podhub.build.processes import own_folder


def test_what_a_killed_build_has_left_goes_with_the_next(tmp_path: Path) -> None:
    """What belongs to a process that runs, or to none, stays."""
    ended = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True
    )
    left = tmp_path / f"mkdocs-{int(ended.stdout)}"
    others = [tmp_path / f"mkdocs-{os.getppid()}", tmp_path / "mkdocs-new", tmp_path / "mkdocs"]
    for folder in (left, *others):
        (folder / "a").mkdir(parents=True)
    with own_folder(tmp_path, "mkdocs") as mine:
        assert mine.is_dir()
        assert not left.exists()
    assert sorted(tmp_path.iterdir()) == sorted(others)
