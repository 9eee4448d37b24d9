"""What is not public yet is nowhere in the site, by any door; on its day it is everywhere at
once."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from lxml import html

from tests.running import ROOT, Hub, contents

WAITS = {
    "article": "Zanzibar rebates",
    "episode": "Quokka hygiene",
    "definition": "Gallimaufry",
    "late": "Wobbegong pricing",
}
"""Words that stand nowhere else: a draft article, an episode and an article of the future, and a
draft definition."""
SECRETS = ("zanzibar", "quokka", "gallimaufry", "wobbegong", "xylographer", "borborygmus", "numbat")
TOPIC = "numbat-topic"
GZIP = b"\x1f\x8b"
"""How a packed file begins"""


def fill(hub: Hub, day: str) -> None:
    """Add the four held-back items, and two public ones that refer to them in every way there
    is."""
    topics = hub.root / "docs/topics.yml"
    topics.write_text(
        topics.read_text() + f"{TOPIC}:\n  title: Numbats\n  description: All about the numbat.\n"
    )
    own = next(
        line for line in topics.read_text().splitlines() if line and line[0].isalpha()
    ).rstrip(":")
    hub.write(
        "docs/articles/zanzibar-rebates.md",
        f"---\ntitle: Zanzibar rebates\ndescription: On the xylographer.\ndate: 2026-11-01 09:00 +0000\ndraft: true\n"
        f"topics: [{TOPIC}]\nkey_points: [A xylographer knows.]\naliases: [/old-zanzibar/]\n---\n\n"
        "The xylographer and [the open one](open.md), with [the quokka](../../episodes/900-quokka-hygiene.md).\n",
    )
    hub.write(
        "docs/articles/wobbegong-pricing.md",
        f"---\ntitle: Wobbegong pricing\ndescription: Prices of the wobbegong.\ndate: {day}\ntopics: [{TOPIC}, {own}]\n"
        "key_points: [A wobbegong has a price.]\naliases: [/old-wobbegong/]\nepisodes: [quokka-hygiene]\n---\n\n"
        "A wobbegong and [the open one](open.md).\n",
    )
    hub.write(
        "docs/definitions/gallimaufry.md",
        "---\nterm: Gallimaufry\ndefinition: A gallimaufry is a borborygmus.\nforms: [gallimaufries]\ndraft: true\n"
        "facets: {What it is: A borborygmus}\nsee_also: [open-word]\n---\n\nMore on the [open word](open-word.md).\n",
    )
    hub.write(
        "docs/definitions/open-word.md",
        "---\nterm: Open word\ndefinition: An open word is one that everybody may read.\n"
        "facets: {What it is: Public}\nsee_also: [gallimaufry]\n---\n\nSee [that other word](gallimaufry.md).\n",
    )
    hub.write(
        "docs/articles/open.md",
        f"---\ntitle: Open\ndescription: This one is public, whatever it points to.\ndate: 2026-11-02 09:00 +0000\n"
        f"topics: [{own}]\nkey_points: [It is public.]\nepisodes: [quokka-hygiene]\n---\n\n"
        "Read [one](zanzibar-rebates.md), [two](wobbegong-pricing.md#not-yet), [three](../definitions/gallimaufry.md),\n"
        "or hear [four](../../episodes/900-quokka-hygiene.md#t=2).\n".replace("#not-yet", ""),
    )
    stem = "episodes/900-quokka-hygiene"
    hub.write(
        f"{stem}.md",
        f"---\ntitle: Quokka hygiene\ndate: {day}\nsummary: How a quokka keeps clean.\nguid: quokka-guid\n"
        f"articles: [open, zanzibar-rebates]\ntopics: [{TOPIC}]\nmoments:\n  - at: 0:02\n    title: The quokka washes\n---\n\n"
        "Notes on the quokka, and an [open word](../docs/definitions/open-word.md).\n",
    )
    hub.write(f"{stem}.vtt", "WEBVTT\n\n00:01.000 --> 00:03.000\nA quokka says an open word.\n")
    hub.record(f"{stem}.mp3", 4, "Quokka")
    shutil.copy(ROOT / "episodes/artwork.jpg", hub.root / f"{stem}.jpg")


@pytest.fixture(scope="module")
def day(now: str) -> datetime:
    """When the future begins."""
    return datetime.fromisoformat(now) + timedelta(days=30)


@pytest.fixture(scope="module")
def filled(new_hub: Callable[[], Hub], day: datetime) -> Hub:
    """The real content, with the four held-back items."""
    hub = new_hub()
    fill(hub, day.strftime("%Y-%m-%d %H:%M +0000"))
    return hub


@pytest.fixture(scope="module")
def before(filled: Hub, day: datetime) -> Path:
    """The site a minute before the day."""
    return filled.build(filled.root / "before", (day - timedelta(minutes=1)).isoformat())


@pytest.fixture(scope="module")
def after(filled: Hub, day: datetime) -> Path:
    """The site a minute after the day."""
    return filled.build(filled.root / "after", (day + timedelta(minutes=1)).isoformat())


def words(folder: Path) -> dict[str, str]:
    """Every file by its path, with its name and its text in small letters."""
    return {
        path: f"{path}\n{(gzip.decompress(data) if data.startswith(GZIP) else data).decode('latin-1')}".lower()
        for path, data in contents(folder).items()
    }


def test_nothing_held_back_is_in_any_file(before: Path) -> None:
    """No title, word, address, guid, file name or picture of a held-back item is in the site; nor a
    topic of theirs alone."""
    found = [
        (path, secret)
        for path, text in words(before).items()
        for secret in SECRETS
        if secret in text
    ]
    assert found == []
    assert (before / "articles/open/index.html").is_file()


def test_a_held_back_item_leaves_no_files_behind(before: Path, filled: Hub, after: Path) -> None:
    """Not even under another name: neither its audio's nor its picture's bytes are published."""
    audio = filled.root.joinpath("episodes/900-quokka-hygiene.mp3").read_bytes()
    assert audio not in contents(before).values()
    assert audio in contents(after).values()


def test_a_link_to_a_held_back_item_is_plain_text(before: Path) -> None:
    """Its words stay in the sentence; no link leads to a page that is not there."""
    [text] = html.parse(before / "articles/open/index.html").xpath(
        "//article/p[starts-with(., 'Read')]"
    )
    assert " ".join(text.text_content().split()) == "Read one, two, three, or hear four."
    assert not text.xpath(".//a")


def test_on_its_day_an_item_is_everywhere(after: Path) -> None:
    """Page, lists, home, topic, feeds, sitemap, twins, audio, picture, transcript and chapters, in
    one build."""
    found = words(after)
    for path in (
        "podcast/quokka-hygiene/index.html",
        "podcast/quokka-hygiene/index.md",
        "llms.txt",
        "podcast/quokka-hygiene/transcript.vtt",
        "podcast/quokka-hygiene/transcript.srt",
        "podcast/quokka-hygiene/transcript.json",
        "podcast/quokka-hygiene/chapters.json",
        "audio/900-quokka-hygiene.mp3",
        "podcast/index.html",
        "podcast.xml",
        "index.html",
        f"topics/{TOPIC}/index.html",
        "search/index.html",
        "sitemap.xml",
        "sitemap.xml.gz",
        "articles/open/index.html",
        "definitions/open-word/index.html",
    ):
        assert "quokka" in found[path], path
    for path in (
        "articles/wobbegong-pricing/index.html",
        "old-wobbegong/index.html",
        "articles/index.html",
        "articles.xml",
        "index.html",
        f"topics/{TOPIC}/index.html",
        "search/index.html",
        "sitemap.xml",
        "articles/open/index.html",
        "podcast/quokka-hygiene/index.html",
    ):
        assert "wobbegong" in found[path], path
    assert TOPIC in found["topics/index.html"]
    page = (after / "articles/open/index.html").read_text()
    assert '<a href="../wobbegong-pricing/">two</a>' in page
    assert '<a href="../../podcast/quokka-hygiene/#t=2">four</a>' in page


def test_on_its_day_an_item_can_be_searched(before: Path, after: Path) -> None:
    """Its words, spoken ones too, and its topic are in the index; the words of drafts never are."""

    def index(folder: Path) -> str:
        return "".join(text for path, text in words(folder).items() if path.startswith("search/"))

    for secret in ("quokka hygiene", "a quokka says", "wobbegong pricing", TOPIC):
        assert secret not in index(before)
        assert secret in index(after)


def test_a_draft_has_no_day(after: Path) -> None:
    """Drafts stay out however late it is, also where a public item of the day names them."""
    drafts = ("zanzibar", "xylographer", "gallimaufr", "borborygmus")
    found = [(path, word) for path, text in words(after).items() for word in drafts if word in text]
    assert found == []


def test_check_and_site_say_what_is_held_back_and_until_when(filled: Hub, day: datetime) -> None:
    """The next to come first, drafts last."""
    until = (day - timedelta(minutes=1)).isoformat()
    expected = [
        f"{day:%Y-%m-%d %H:%M} +0000  docs/articles/wobbegong-pricing.md",
        f"{day:%Y-%m-%d %H:%M} +0000  episodes/900-quokka-hygiene.md",
        "draft                   docs/articles/zanzibar-rebates.md",
        "draft                   docs/definitions/gallimaufry.md",
    ]
    for command in (["check"], ["site", "--output", str(filled.root / "told")]):
        printed = filled.run(*command, "--now", until).stdout
        at = [printed.find(line) for line in expected]
        assert -1 not in at, printed
        assert at == sorted(at)
