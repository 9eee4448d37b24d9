"""A year of days: each item is public exactly from its date, in feeds, lists, links, search and
pages together."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from lxml import etree, html
from podhub.build.reading import read_catalog
from podhub.links.pages import site_pages
from podhub.model.entries import Catalog
from podhub.outputs.feed.articles import article_feeds
from podhub.outputs.feed.feed_texts import FeedTexts
from podhub.outputs.feed.podcast import podcast_feeds

from tests.build.corpus import ARTICLE, edited, mp3, write_hub
from tests.links.small_site import build
from tests.outputs.making import made
from tests.running import ROOT, Hub, contents, with_texts
from tests.search.small_index import texts_of

SITE = "https://hub.example/"

YEAR = datetime(2027, 1, 1, tzinfo=UTC)
DAYS = [YEAR + timedelta(days=day) for day in range(0, 365, 3)]
ZONES = [
    ZoneInfo(name)
    for name in (
        "Europe/Amsterdam",
        "America/New_York",
        "Australia/Lord_Howe",
        "Asia/Kathmandu",
        "Pacific/Apia",
        "UTC",
    )
]
SUMMER_TIME = [
    # The last and the first instants around a change of the clocks, as wall clocks show them; the
    # repeated hour both times.
    datetime(2027, 3, 28, 1, 59, tzinfo=ZONES[0]),
    datetime(2027, 3, 28, 3, 0, tzinfo=ZONES[0]),
    datetime(2027, 10, 31, 2, 30, tzinfo=ZONES[0]),
    datetime(2027, 10, 31, 2, 30, tzinfo=ZONES[0], fold=1),
    datetime(2027, 4, 4, 1, 45, tzinfo=ZONES[2]),
    datetime(2027, 4, 4, 1, 45, tzinfo=ZONES[2], fold=1),
    datetime(2027, 12, 31, 23, 59, tzinfo=ZONES[4]),
]


def moments() -> list[datetime]:
    """When an author somewhere publishes at nine in the morning, once a fortnight; and when clocks
    change."""
    fortnightly = [
        datetime(2027, 1, 1, 9, tzinfo=ZONES[number % len(ZONES)]) + timedelta(days=14 * number)
        for number in range(26)
    ]
    return sorted([*fortnightly, *SUMMER_TIME], key=lambda moment: moment.timestamp())


@pytest.fixture(scope="module")
def timed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, datetime]]:
    """A hub whose articles and episodes, in turns, become public in the course of the year; and
    when, by their addresses."""
    files: dict[str, str | bytes] = {}
    links, due = [], {}
    for number, moment in enumerate(moments()):
        # With the offset that holds there and then, as an author would write it.
        written = moment.strftime("%Y-%m-%d %H:%M %z")
        if number % 2:
            stem = f"episodes/{number + 100}-item-{number}"
            fields = f"title: Item {number}\ndate: {written}\nsummary: It is number {number}.\nguid: guid-{number}\n"
            files[f"{stem}.md"] = f"---\n{fields}---\n\nNotes.\n"
            files[f"{stem}.mp3"] = mp3(number + 5)
            due[f"podcast/item-{number}/"] = moment
        else:
            stem = f"docs/articles/item-{number}"
            old_address = "aliases: [/blog/first-call/]\n"
            changes = [
                "The first call",
                f"Item {number}",
                "2026-01-05 09:00 +0000",
                written,
                old_address,
                "",
            ]
            files[f"{stem}.md"] = edited(ARTICLE, *changes)
            due[f"articles/item-{number}/"] = moment
        links.append(
            f"[Item {number}]({'../' if number % 2 else ''}{stem.removeprefix('docs/')}.md)"
        )
    files["docs/about.md"] = (
        f"---\ntitle: About\ndescription: All of it.\n---\n\n{', '.join(links)}\n"
    )
    return write_hub(tmp_path_factory.mktemp("year"), files), due


@pytest.fixture(scope="module")
def catalog(timed: tuple[Path, dict[str, datetime]]) -> Catalog:
    """That hub, read once: time is asked of it afterwards."""
    read, problems = read_catalog(timed[0])
    assert not problems, "\n".join(map(str, problems))
    return with_texts(read, timed[0])


def seen(catalog: Catalog, root: Path, now: datetime) -> dict[str, set[str]]:
    """The addresses of the year's items that can be seen at `now`, by where they are seen."""
    shown = catalog.public(now)
    pages = site_pages(shown)
    graph, views = build(catalog, now)
    texts = FeedTexts(SITE, views.html)
    podcast, _ = podcast_feeds(shown, SITE, texts)
    articles = article_feeds(shown, SITE, "Hub", "About it", "en", texts)
    files = made([*podcast, *articles])
    feeds = [etree.fromstring(files[path]) for path in ("podcast.xml", "articles.xml")]
    found = {text.url: text for text in texts_of(catalog, now)}
    about = html.fromstring(views.html("about/"))
    lists = [page for page in pages if page.kind == "list"]
    return {
        "pages": {page.url for page in pages if page.entry},
        "search": set(found),
        "words of the search": {
            f"{'podcast' if int(number) % 2 else 'articles'}/item-{number}/"
            for url, text in found.items()
            if url != "about/"
            for number in re.findall(r"Item (\d+)", str(text))
        },
        "views": set(views),
        "lists": {url for page in lists for url in page.items},
        "feeds": {
            str(link).removeprefix(SITE)
            for feed in feeds
            for link in feed.xpath("//item/link/text()")
        },
        "links": {str(link).removeprefix("../") for link in about.xpath("//a/@href")},
        "link graph": {reference.url for reference in graph.texts["about/"].references},
    }


def instants(due: dict[str, datetime]) -> Iterator[datetime]:
    """Every third midnight of the year; and each item's second, the one before it, and the one after."""
    yield from DAYS
    for moment in due.values():
        yield from (moment.astimezone(UTC) + timedelta(seconds=second) for second in (-1, 0, 1))


def test_each_item_is_public_exactly_from_its_date_everywhere(
    timed: tuple[Path, dict[str, datetime]], catalog: Catalog
) -> None:
    """Through a year and around every date, all places agree with the calendar, to the
    second."""
    root, due = timed
    for now in sorted(instants(due)):
        # Seconds since 1970 know neither zones nor summer time.
        expected = {url for url, moment in due.items() if moment.timestamp() <= now.timestamp()}
        for place, urls in seen(catalog, root, now).items():
            assert urls & due.keys() == expected, f"{place} at {now}"


def test_the_year_is_a_real_one(timed: tuple[Path, dict[str, datetime]]) -> None:
    """The hour that comes twice is two instants, and most items are still to come in spring."""
    moments_ = list(timed[1].values())
    twice = [moment for moment in moments_ if moment.strftime("%m-%d %H:%M") == "10-31 02:30"]
    assert len({moment.timestamp() for moment in twice}) == 2
    assert {moment.strftime("%z") for moment in moments_} >= {
        "+0100",
        "+0200",
        "-0500",
        "-0400",
        "+0545",
        "+1300",
        "+1030",
    }
    assert len(moments_) == len({moment.timestamp() for moment in moments_}) == 33


@pytest.mark.parametrize("zone", ["America/New_York", "Australia/Lord_Howe"])
def test_a_whole_build_changes_at_the_second_and_knows_no_zone_of_its_own(
    hub: Hub, timed: tuple[Path, dict[str, datetime]], zone: str, tmp_path: Path
) -> None:
    """The second before and the date itself, built on machines in two zones: not a byte differs
    between the machines."""
    for folder in ("docs", "episodes"):
        shutil.rmtree(hub.root / folder)
        shutil.copytree(timed[0] / folder, hub.root / folder)
    shutil.copytree(ROOT / "docs" / "assets", hub.root / "docs" / "assets")  # our settings name it
    hub.change("mkdocs.yml", "guides/training-or-coaching.md", "guides/where-to-begin.md")
    again = next(moment for moment in SUMMER_TIME if moment.fold)
    for second, public in ((-1, False), (0, True)):
        now = again.astimezone(UTC) + timedelta(seconds=second)
        there = contents(hub.build(tmp_path / f"there{second}", now.isoformat(), TZ=zone))
        here = contents(
            hub.build(
                tmp_path / f"here{second}", now.astimezone(ZoneInfo(zone)).isoformat(), TZ="UTC"
            )
        )
        assert there == here
        [url] = [url for url, moment in timed[1].items() if moment == again and moment.fold]
        for path in (f"{url}index.html", "about/index.html", "sitemap.xml"):
            assert (url.strip("/").rpartition("/")[2].encode() in there.get(path, b"")) == public, (
                path
            )
