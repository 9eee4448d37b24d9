"""Mistakes in mkdocs.yml are told as those in texts are: all at once, by `check` and by `site`."""

from __future__ import annotations

from pathlib import Path

import pytest
from podhub.adapters.mkdocs_build import build_site
from podhub.adapters.mkdocs_settings import refused_settings
from podhub.build.hub import View
from podhub.build.plan import plan_site
from podhub.build.store import open_store

from tests.build.corpus import NOW, TEXTS, write_hub
from tests.running import Hub, contents

NAMED = "site_name: 2026\nsite_url: https://example.com/\n"


def test_check_and_site_say_the_same_of_the_settings(hub: Hub, now: str) -> None:
    """A language that there is not, a misspelt line of the navigation, an address
    with a query, and a mistake in a text."""
    hub.change("mkdocs.yml", "  language: en-GB", "  language: german")
    hub.change("mkdocs.yml", "definitions/index.md", "definitons/index.md")
    hub.change("mkdocs.yml", ".example/\n", ".example/?a=1\n")
    hub.change("docs/about.md", "title: About us\n", "")
    lines = (hub.root / "mkdocs.yml").read_text(encoding="utf-8").splitlines()
    language, nav = (
        lines.index(line) + 1
        for line in ("  language: german", "  - Definitions: definitons/index.md")
    )
    wanted = [
        "docs/about.md:1: title: expected a value (The page's title), found nothing",
        "mkdocs.yml:2: site_url: expected an address without ? and # and what stands behind them, "
        'found "https://learned-and-earned.example/?a=1"',
        f"mkdocs.yml:{nav}: nav: expected the file of a public page, below docs/, such as "
        'definitions/index.md, found "definitons/index.md"',
        f"mkdocs.yml:{language}: theme.language: expected a language code such as en, en-GB or zh-Hant, "
        'found "german"',
    ]
    for command in (("check",), ("site", "--now", now)):
        done = hub.run(*command)
        assert done.returncode == 1
        told = (line for line in done.stderr.splitlines() if ": note: " not in line)
        assert [line for line in told if ": expected " in line] == wanted
        assert "Traceback" not in done.stderr


def test_a_page_that_the_navigation_leaves_out_is_no_mistake(hub: Hub, now: str) -> None:
    """It is made, and other pages lead there."""
    hub.change("mkdocs.yml", "  - Articles: articles/index.md\n", "")
    assert hub.run("check").returncode == 0
    done = hub.run("site", "--now", now)
    assert done.returncode == 0, done.stderr
    assert all(": note: " in line for line in done.stderr.splitlines()), done.stderr
    assert (hub.root / "site/articles/index.html").is_file()


def test_a_hub_that_names_the_engine_nowhere_is_built_the_same(hub: Hub, now: str) -> None:
    """Who runs our command wants our site: what `check` passes, a build does not stop."""
    named = contents(hub.build(hub.root / "site", now))
    hub.change("mkdocs.yml", "hooks: [hooks/hub.py]\n", "")
    assert hub.run("check").returncode == 0
    assert contents(hub.build(hub.root / "site", now)) == named


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("site_nmae: A", 'site_nmae: expected the setting site_name, found "site_nmae"'),
        (
            "qqq: 5",
            'qqq: expected a setting that MkDocs or podhub knows, found "qqq"',
        ),
        (
            "plugins: [nowhere]",
            'plugins: expected a value that MkDocs takes, found a list of 1 (The "nowhere" plugin is not installed)',
        ),
        (
            "site_author: [a]",
            "site_author: expected a value that MkDocs takes, found a list of 1"
            " (Expected type: <class 'str'> but received: <class 'list'>)",
        ),
        (
            "markdown_extensions: [toc, nowhere]",
            "markdown_extensions: expected a value that MkDocs takes, found a list of 2 (Failed to load"
            " extension 'nowhere'. ModuleNotFoundError: No module named 'nowhere')",
        ),
        ("config_file_path: x", "config_file_path: expected no such setting, found one"),
        (
            "markdown_extensions: [{toc: {slugify: !!python/name:nowhere.x }}]",
            "settings: expected values that MkDocs can read, found cannot find module 'nowhere'"
            " (No module named 'nowhere')",
        ),
    ],
)
def test_what_only_the_builder_refuses_is_told_in_our_form(
    tmp_path: Path, setting: str, said: str
) -> None:
    """With its line, and by `check` as well. A number is a name: that alone asks nobody."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(f"{NAMED}{setting}\n", encoding="utf-8")
    assert said in [str(problem).partition(":3: ")[2] for problem in refused_settings(tmp_path)]


def test_a_hook_that_is_not_there_is_told(tmp_path: Path) -> None:
    """Its whole path is MkDocs' to say."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(f"{NAMED}hooks: [gone.py]\n", encoding="utf-8")
    [problem] = map(str, refused_settings(tmp_path))
    assert problem.startswith("mkdocs.yml:3: hooks: expected a value that MkDocs takes, found ")
    assert "gone.py" in problem


def test_check_says_what_only_the_builder_refuses(hub: Hub, now: str) -> None:
    """As `site` does, to the letter."""
    hub.change("mkdocs.yml", "plugins: []", "plugins: [nowhere]")
    said = [hub.run(*command) for command in (("check",), ("site", "--now", now))]
    for done in said:
        assert done.returncode == 1
        assert 'plugins: expected a value that MkDocs takes, found a list of 1 (The "nowhere"' in (
            done.stderr
        )
    (hub.root / "mkdocs.yml").write_text(NAMED, encoding="utf-8")
    assert hub.run("check").returncode == 0
    assert hub.run("site", "--now", now).returncode == 0


@pytest.mark.parametrize("plugins", ["", "plugins: [search]\n"])
def test_hooks_of_others_work_on_pages(tmp_path: Path, plugins: str) -> None:
    """As many sites of MkDocs have them, and with its own search named or not, which gives way."""
    settings = f"{TEXTS['mkdocs.yml']}{plugins}theme: {{language: en-GB}}\nhooks: [loud.py]\n"
    root = write_hub(tmp_path / "hub", {"mkdocs.yml": settings})
    loud = "def on_page_content(html, **more):\n    return html.replace('real call', 'REAL CALL')\n"
    (root / "loud.py").write_text(loud, encoding="utf-8")
    assert refused_settings(root) == []
    plan = plan_site(View(root, NOW), open_store(root / ".cache"))
    built, problems = build_site(plan, tmp_path / "site")
    assert built, problems
    assert built.page_plugins == ("loud.py",)
    page = tmp_path / "site/definitions/sales-coaching/index.html"
    assert "A talk about a REAL CALL." in page.read_text(encoding="utf-8")
    assert not (tmp_path / "site/search/search_index.json").exists()
