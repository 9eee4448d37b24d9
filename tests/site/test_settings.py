"""Mistakes in mkdocs.yml are told as those in texts are: all at once, by `check` and by `site`."""

from __future__ import annotations

from tests.running import Hub, contents


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
