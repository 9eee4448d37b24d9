"""What a report and a comparison read of a Git revision."""

from __future__ import annotations

import subprocess
from pathlib import Path

import click
import pytest
from podhub.cli.revision import lay_out

from tests.build.corpus import write_hub

WHO = ("-c", "user.name=Ann", "-c", "user.email=ann@example.com", "-c", "commit.gpgsign=false")
RECORDING = "episodes/001-ramp-time.mp3"


def commit(repository: Path) -> None:
    """Make a repository of a folder."""
    for arguments in (["init", "-q"], ["add", "-A"], [*WHO, "commit", "-q", "-m", "Begin"]):
        subprocess.run(["git", *arguments], cwd=repository, check=True)


@pytest.mark.parametrize("place", ["", "sites/hub"])
def test_a_hub_is_laid_out_with_all_that_its_settings_name(tmp_path: Path, place: str) -> None:
    """Also what lies beside it in the repository; what lies outside is nobody's revision."""
    repository, folder = tmp_path / "one/repository", tmp_path / "two/laid/out"
    root = repository / place
    lock = f"{RECORDING}: {{sha256: {'0' * 64}, bytes: 9, seconds: 1.0, type: audio/mpeg}}\n"
    write_hub(root, {"episodes/audio.lock.yml": lock})
    base = "../../base.yml" if place else "../base.yml"
    settings = (root / "mkdocs.yml").read_text()
    (root / "mkdocs.yml").write_text(f"INHERIT: {base}\n{settings}")
    (root / base).resolve().write_text("copyright: Ours\n")
    commit(repository)
    folder.mkdir(parents=True)
    laid = lay_out(root, "HEAD", folder)
    assert laid == folder / place
    assert (laid / "docs/index.md").read_bytes() == (root / "docs/index.md").read_bytes()
    assert (laid / "mkdocs.yml").exists()
    assert (folder / "base.yml").exists() == bool(place)
    assert not (laid / RECORDING).exists()
    assert list((tmp_path / "two").rglob("base.yml")) == ([folder / "base.yml"] if place else [])


@pytest.mark.parametrize("is_repository", [False, True])
def test_what_is_no_revision_is_said(tmp_path: Path, is_repository: bool) -> None:
    """And where there is no repository."""
    root, folder = write_hub(tmp_path / "hub"), tmp_path / "laid"
    if is_repository:
        commit(root)
    with pytest.raises(click.UsageError, match='such as HEAD~1 or main, found "old"'):
        lay_out(root, "old", folder)
