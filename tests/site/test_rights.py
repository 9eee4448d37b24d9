"""Servers are kept by one user and visited by others: who may not, reads one line that says who
may."""

from __future__ import annotations

import errno
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from podhub.build.store import Store
from podhub.cli import building, check, commands

from tests.build.corpus import write_hub
from tests.running import ROOT

OTHER = 65534
"""The user that owns nothing on any system"""


@pytest.fixture
def checkout() -> Iterator[Path]:
    """The launcher in a folder that everybody may read, and nobody else may write."""
    with tempfile.TemporaryDirectory(prefix="hub-rights-") as made:
        folder = Path(made)
        folder.chmod(0o755)
        for name in (
            "scripts/hub",
            "hooks/podhub/__init__.py",
            "hooks/podhub/cli/__init__.py",
            "hooks/podhub/cli/rights.py",
            "requirements/site.txt",
        ):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
        yield folder
        folder.chmod(0o700)
        if (folder / ".venv").exists():
            (folder / ".venv").chmod(0o700)


def visit(folder: Path) -> subprocess.CompletedProcess[str]:
    """Say `scripts/hub check` as somebody who may not: another user, if this one is all-powerful."""
    is_root = os.geteuid() == 0
    python = shutil.which("python3", path="/usr/local/bin:/usr/bin:/bin") or sys.executable
    return subprocess.run(
        [python, folder / "scripts/hub", "check"],
        cwd=folder,
        user=OTHER if is_root else None,
        extra_groups=[] if is_root else None,
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize("with_environment", [True, False], ids=[".venv unreadable", "no .venv"])
def test_who_may_not_reads_who_may(checkout: Path, with_environment: bool) -> None:
    """One line, exit code 1, no traceback, and no advice to install what is there."""
    place = checkout
    if with_environment:
        place = checkout / ".venv"
        (place / "bin").mkdir(parents=True)
        place.chmod(0o700 if os.geteuid() == 0 else 0)
    else:
        checkout.chmod(0o555)
    done = visit(checkout)
    owner = pwd.getpwuid(os.geteuid()).pw_name
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith("hub: the user ")
    assert line.endswith(f" may not read or write {place}; the user {owner} may")
    assert "apt-get" not in line


@pytest.mark.parametrize("number", [errno.EROFS, errno.ENOSPC, errno.EIO, errno.EMFILE])
def test_a_command_says_in_a_line_what_the_machine_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], number: int
) -> None:
    """Exit code 1, and no traceback."""

    def refused(*arguments: object, **named: object) -> None:
        raise OSError(number, os.strerror(number), "/srv/hub/.cache/hub")

    monkeypatch.setattr(check.check, "main", refused)
    monkeypatch.setattr(commands, "_keep_all", lambda: None)
    assert commands.run(["check"]) == 1
    said = capsys.readouterr().err
    assert said == f"hub: {os.strerror(number)}: /srv/hub/.cache/hub\n"


@pytest.mark.parametrize("number", [errno.EROFS, errno.ENOSPC])
def test_a_check_needs_no_room(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    number: int,
) -> None:
    """Where nothing can be written, it remembers nothing; what it says is the same."""
    write_hub(tmp_path)
    opened = building.open_store

    def refused(folder: Path, *, fresh: bool = False) -> Store:
        if folder.is_relative_to(tmp_path):
            raise OSError(number, os.strerror(number), str(folder))
        return opened(folder, fresh=fresh)

    monkeypatch.setattr(building, "open_store", refused)
    with pytest.raises(SystemExit) as ended:
        check.check.main(["--root", str(tmp_path), "--now", "2026-06-01 09:00 +0000"])
    assert not ended.value.code
    said = capsys.readouterr()
    assert said.out.startswith("All right: 1 article, ")
    assert said.err.startswith(f"note: {os.strerror(number)}: {tmp_path}")
