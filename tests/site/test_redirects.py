"""An old address leads on, whatever stands behind it, on a plain web server and in a browser."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.running import Hub, free_port, web_server

ARTICLE = "docs/articles/who-should-coach.md"
EPISODE = "episodes/001-training-or-coaching.md"


@pytest.fixture(scope="module")
def moved(
    new_hub: Callable[[], Hub], tmp_path_factory: pytest.TempPathFactory, now: str
) -> Iterator[str]:
    """The real site with an article that has old addresses, and an episode that was moved; served
    with the headers that it asks for."""
    hub = new_hub()
    aliases = "[/old/garden/, /v1.4/, /plan.html, /blog/über-uns/, /сад/]"
    hub.change(ARTICLE, "\ntopics:", f"\naliases: {aliases}\ntopics:")
    no_clip_any_more = '  - at: "0:33"\n    aliases: [/old/clip/]\n'
    hub.change(EPISODE, '  - at: "0:33"\n', no_clip_any_more)
    for file in sorted((hub.root / "episodes").glob("001-training-or-coaching.*")):
        file.rename(file.with_name(file.name.replace("training-or-coaching", "two-ways")))
    for name in ("docs", "episodes"):
        for file in (hub.root / name).rglob("*.md"):
            text = file.read_text(encoding="utf-8")
            text = text.replace("001-training-or-coaching.md", "001-two-ways.md")
            text = re.sub(
                r"(?m)^( *(?:episodes|listen):.*)\btraining-or-coaching\b", r"\1two-ways", text
            )
            file.write_text(text, encoding="utf-8")
    lock = (hub.root / "episodes/audio.lock.yml").read_text(encoding="utf-8")
    hub.write("episodes/audio.lock.yml", lock.replace("001-training-or-coaching", "001-two-ways"))
    hub.change(
        "episodes/ledger.yml",
        "  page: podcast/training-or-coaching/\n",
        '  page: podcast/training-or-coaching/\n  moved: "A better name"\n',
    )
    site = hub.build(tmp_path_factory.mktemp("moved") / "site", now)
    headers = (site / "_headers").read_text(encoding="utf-8")
    with web_server(site, tmp_path_factory.mktemp("nginx"), free_port(), headers) as url:
        yield url


@pytest.fixture(scope="module", params=[True, False], ids=["with scripts", "without"])
def reader(
    browser: Browser, request: pytest.FixtureRequest
) -> Iterator[tuple[BrowserContext, bool]]:
    """A window, and whether scripts run in it."""
    context = browser.new_context(java_script_enabled=request.param)
    yield context, request.param
    context.close()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("old/garden/#roses", "articles/who-should-coach/#roses"),
        ("old/garden/?from=mail#roses", "articles/who-should-coach/?from=mail#roses"),
        ("old/garden/", "articles/who-should-coach/"),
        ("v1.4/#a", "articles/who-should-coach/#a"),
        ("plan.html#a", "articles/who-should-coach/#a"),
        ("blog/%C3%BCber-uns/#a", "articles/who-should-coach/#a"),
        ("сад/#a", "articles/who-should-coach/#a"),
        ("podcast/training-or-coaching/#t=83", "podcast/two-ways/#t=83"),
        (
            "podcast/training-or-coaching/clips/one-team-two-kinds-of-session/",
            "podcast/two-ways/clips/one-team-two-kinds-of-session/",
        ),
        ("old/clip/", "podcast/two-ways/#t=33"),
        ("old/clip/#t=30", "podcast/two-ways/#t=30"),
        (
            "definitions/sales-training-vs-sales-coaching/#rows",
            "definitions/sales-coaching-vs-sales-training/#rows",
        ),
    ],
)
def test_what_stands_behind_an_old_address_goes_along(
    moved: str, reader: tuple[BrowserContext, bool], old: str, new: str
) -> None:
    """The part of a page or second of an episode is what people shared. Without JavaScript the page
    is reached all the same, and nothing breaks the policy."""
    context, scripts = reader
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{moved}{old}")
    page.wait_for_url(
        lambda url: (
            "/old/" not in url
            and url.partition("#")[0].partition("?")[0]
            == f"{moved}{new}".partition("#")[0].partition("?")[0]
        )
    )
    if scripts:
        assert page.url == f"{moved}{new}"
    assert not [line for line in said if "Content Security Policy" in line]
    page.close()


def test_an_old_address_is_for_no_search_engine(moved: str) -> None:
    """It says where the page is, and stays out of every list."""
    with urlopen(f"{moved}old/garden/") as answer:
        text = answer.read().decode()
    assert '<meta name="robots" content="noindex">' in text
    assert (
        '<link rel="canonical" href="https://learned-and-earned.example/articles/who-should-coach/">'
        in text
    )
    assert "<script>" not in text
