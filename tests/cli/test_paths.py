"""Paths on the command line: `~` is the home folder also where no shell reads it."""

from __future__ import annotations

import importlib
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from podhub.cli.commands import COMMANDS
from podhub.cli.options import LocalPath, target_argument


def command_of(name: str) -> click.Command:
    """A command of ours."""
    module = "import_feed" if name == "import" else name
    found = getattr(importlib.import_module(f"podhub.cli.{module}"), module)
    assert isinstance(found, click.Command)
    return found


@pytest.mark.parametrize("name", COMMANDS)
def test_every_path_may_begin_with_the_home_folder(name: str) -> None:
    """In quotes, in a file of variables, and on Windows."""
    paths = [one for one in command_of(name).params if isinstance(one.type, click.Path)]
    assert [one.name for one in paths if not isinstance(one.type, LocalPath)] == []


@pytest.mark.parametrize("said", ["command line", "environment"])
def test_so_may_a_place_to_publish_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    """It made a folder that was called ~."""
    monkeypatch.setenv("HOME", str(tmp_path))

    @click.command()
    @target_argument
    def show(target: object) -> None:
        print(target)

    arguments = ["~/out"] if said == "command line" else []
    done = CliRunner().invoke(show, arguments, env={"HUB_TARGET": "~/out"})
    assert Path(done.output.strip()) == tmp_path / "out"
