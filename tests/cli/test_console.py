"""What commands say is said as it is, also where it looks like Rich's markup."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from click.testing import CliRunner
from podhub.cli import progress
from podhub.cli.console import out
from podhub.cli.site import site
from rich.console import Console

from tests.build.corpus import write_hub

NAME = "take [final] [/]"


def test_a_name_with_brackets_is_said_whole() -> None:
    """Rich takes `[final]` for a style and leaves it out, and `[/]` for a mistake."""
    with out.capture() as said:
        out.print(f"Measured episodes/{NAME}.mp3.")
    assert said.get() == f"Measured episodes/{NAME}.mp3.\n"


def test_so_is_the_folder_of_a_site(tmp_path: Path) -> None:
    """Where some words are bold."""
    root, folder = write_hub(tmp_path / "hub"), tmp_path / "site [new]"
    done = CliRunner().invoke(site, ["--root", str(root), "--output", str(folder)])
    assert done.exit_code == 0, done.output
    assert "site [new]/" in done.output
    assert "[bold]" not in done.output


def test_so_is_a_file_that_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the bar that people see."""
    screen = io.StringIO()
    monkeypatch.setattr(progress, "err", Console(file=screen, force_terminal=True, width=200))
    with progress.Fetching() as bar:
        bar.show(NAME, 1, 2)
    assert NAME in screen.getvalue()
