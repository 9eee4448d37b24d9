"""The manual is true: its tables are the models', its blocks the templates', its commands ours."""

from __future__ import annotations

import importlib
import re
import shlex
from pathlib import Path

import click
import pytest
from podhub.cli.commands import COMMANDS, HELP, MANUAL, run
from tools.field_tables import PLACE, settings_page

from tests.running import ROOT

PACKAGE = ROOT / "hooks" / "podhub"
PAGES = (PACKAGE / "README.md", *sorted(MANUAL.glob("*.md")))
BLOCKS = {
    "base.html": "site_meta htmltitle styles extrahead announce header site_nav content footer scripts data",
    "main.html": "page_top page_text page_bottom page_talk page_more",
    "home.html": "home_comparison home_text home_episode home_articles",
}
"""What hubs may say otherwise: these names stay, or are kept for a release beside the new one"""
NO_PAGES = {"base.html", "embed.html", "main.html"}


def test_the_blocks_that_hubs_may_override_are_there_and_listed() -> None:
    """All of them, and no more: each is a promise."""
    listed = (MANUAL / "templates.md").read_text(encoding="utf-8")
    theme = PACKAGE / "theme"
    for name, blocks in BLOCKS.items():
        text = (theme / name).read_text(encoding="utf-8")
        for block in blocks.split():
            assert f"{{% block {block}" in text, block
            assert f"`{block}`" in listed, block
    known = {block for blocks in BLOCKS.values() for block in blocks.split()}
    for file in theme.glob("*.html"):
        found = set(re.findall(r"{%-? *block (\w+)", file.read_text(encoding="utf-8")))
        assert found <= known, file.name
        assert file.name in NO_PAGES or f"`{file.name}`" in listed, file.name


def test_the_table_of_settings_is_made_from_the_models() -> None:
    """Otherwise run `scripts/hub schemas`."""
    assert (ROOT / PLACE).read_text(encoding="utf-8") == settings_page()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_links_lead_somewhere(page: Path) -> None:
    """To pages and pictures that are in the package too."""
    text = re.sub(r"```.*?```|`[^`]+`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)]+)\)", text):
        assert target.startswith("https://") or (page.parent / target).is_file(), target


def commands(text: str) -> list[list[str]]:
    """Every `podhub …` in a text, in words."""
    said = re.findall(r"(?:`|\$ )(podhub [^`\n]+)", text)
    return [shlex.split(line, comments=True)[1:] for line in said]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_commands_and_options_are_those_that_there_are(page: Path) -> None:
    """A page that names an option which is gone sends its reader the wrong way."""
    for name, *words in commands(page.read_text(encoding="utf-8")):
        if name in ("help", "--help"):
            assert not words or words[0] == "…" or (MANUAL / f"{words[0]}.md").is_file()
            continue
        assert name in COMMANDS, name
        module = "import_feed" if name == "import" else name
        command = getattr(importlib.import_module(f"podhub.cli.{module}"), module)
        assert isinstance(command, click.Command)
        options = {flag for one in command.params for flag in (*one.opts, *one.secondary_opts)}
        assert {word for word in words if word.startswith("--")} <= {*options, "--help"}, name


def test_help_lists_every_command_and_prints_every_page(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Also for those who have the package and no network."""
    listed = HELP.read_text(encoding="utf-8")
    shown = re.findall(r"^  (?!podhub)([a-z]+)\b", listed, re.MULTILINE)
    assert {*shown} == {*COMMANDS, "help"}
    assert [name for name in {*shown} - {"new", "import"} if shown.count(name) > 1] == []
    for page in MANUAL.glob("*.md"):
        assert run(["help", page.stem]) == 0
        assert capsys.readouterr().out == page.read_text(encoding="utf-8")
        assert page.stem in listed, page.stem
    assert run(["help", "nothing"]) == 2
    assert "expected one of brand, move-in, publish" in capsys.readouterr().err
