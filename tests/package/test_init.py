"""`podhub init` in folders of every kind: what it begins there, and what it says."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from podhub.cli.init import init
from podhub.cli.next_steps import quoted


def begin(*arguments: str) -> Result:
    """Begin a hub without a podcast, whose artwork takes a moment to draw."""
    return CliRunner().invoke(init, [*arguments, "--yes", "--no-podcast"])


def settings(folder: Path) -> dict[str, str]:
    """What its settings say."""
    read: dict[str, str] = yaml.safe_load((folder / "mkdocs.yml").read_text(encoding="utf-8"))
    return read


@pytest.mark.parametrize(
    ("name", "title", "url"),
    [
        ("my-show", "My show", "https://my-show.example/"),
        ("Grün & Größe", "Grün & Größe", "https://grun-grosse.example/"),
        ("お茶", "お茶", "https://my-hub.example/"),
    ],
)
def test_a_folder_gives_the_title_as_it_is_written(
    tmp_path: Path, name: str, title: str, url: str
) -> None:
    """Nouns keep their capitals, and letters beyond A to Z become some that an address may have."""
    assert begin(str(tmp_path / name)).exit_code == 0
    said = settings(tmp_path / name)
    assert (said["site_name"], said["site_url"]) == (title, url)


def test_the_next_commands_can_be_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with a space is one word; none is named where one stands in it already."""
    monkeypatch.chdir(tmp_path)
    assert f"  podhub serve --root {quoted('my show')} " in begin("my show").output
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert "  podhub serve  " in begin().output


def test_a_file_in_the_way_is_told(tmp_path: Path) -> None:
    """Also above the folder."""
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    done = begin(str(tmp_path / "file" / "hub"))
    assert done.exit_code == 2
    assert f"expected a place for a folder, found the file {tmp_path / 'file'}" in done.output


def test_what_was_there_is_named(tmp_path: Path) -> None:
    """It is left as it was, and so may not be what a hub needs."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Mine\n", encoding="utf-8")
    done = begin(str(tmp_path))
    assert f"Left as it was: {tmp_path / 'docs/index.md'}" in done.output
    assert (tmp_path / "docs" / "index.md").read_text(encoding="utf-8") == "# Mine\n"


def test_a_hub_inside_a_repository_is_told_that_its_workflows_do_not_run(tmp_path: Path) -> None:
    """GitHub looks for them at the top alone."""
    (tmp_path / ".git").mkdir()
    assert "lies in the Git repository" in begin(str(tmp_path / "below")).output
    assert "lies in the Git repository" not in begin(str(tmp_path)).output


def test_an_address_without_a_domain_gives_no_mail_address(tmp_path: Path) -> None:
    """What `init` writes of its own accord passes the check."""
    begin(str(tmp_path / "hub"), "--url", "http://localhost:8000/")
    assert "hello@example.com" in (tmp_path / "hub" / "mkdocs.yml").read_text(encoding="utf-8")


def test_an_empty_feed_is_no_wish_for_none(tmp_path: Path) -> None:
    """A script whose variable is empty is told."""
    done = CliRunner().invoke(init, [str(tmp_path / "hub"), "--yes", "--from", ""])
    assert done.exit_code == 1
    assert not (tmp_path / "hub" / "mkdocs.yml").exists()
