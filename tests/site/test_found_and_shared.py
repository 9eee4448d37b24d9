"""What machines read of a page is what its page shows: structured data, share cards, Markdown
twins, announced feeds."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest
import webvtt
from lxml import etree, html
from PIL import Image
from podhub.model.times import clock
from pyld import jsonld

from tests.conftest import Served
from tests.site.test_links import ADDRESS
from tests.site.test_policy import UTILITY

VOCABULARY = {"@context": {"@vocab": "https://schema.org/"}}
SCHEMA = "https://schema.org/"


@dataclass(frozen=True)
class Published:
    """A page with its data: nodes by id, as a processor of JSON-LD reads them."""

    path: str
    tree: html.HtmlElement
    nodes: dict[str, dict[str, Any]]

    def text(self, within: str = "//body") -> str:
        """What is to be seen, in one line."""
        return " ".join(
            " ".join(element.text_content() for element in self.tree.xpath(within)).split()
        )

    def of_type(self, name: str) -> list[dict[str, Any]]:
        """The nodes of a type."""
        return [node for node in self.nodes.values() if f"{SCHEMA}{name}" in node.get("@type", [])]

    def meta(self, name: str) -> list[str]:
        """The contents of the `meta` elements of a name."""
        return [
            str(value)
            for value in self.tree.xpath(f"//meta[@name='{name}' or @property='{name}']/@content")
        ]


def value(node: dict[str, Any], name: str) -> Any:
    """The one value of a property: a text, a number or an id."""
    [found] = node[f"{SCHEMA}{name}"]
    return found.get("@value", found.get("@id"))


def read(url: str, options: object) -> dict[str, Any]:
    """Stand in for schema.org's context, which names every property by itself; nothing is
    fetched."""
    assert url.rstrip("/") == "https://schema.org"
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": url,
        "document": VOCABULARY,
    }


@pytest.fixture(scope="module")
def pages(plain_site: Path) -> list[Published]:
    """Every page but the 404 page and those that searches leave out: redirects, and transcripts for
    apps."""
    return list(published(plain_site))


def published(folder: Path) -> Iterator[Published]:
    """Read the pages of a site."""
    for file in sorted(folder.rglob("*.html")):
        tree = html.document_fromstring(file.read_bytes())
        path = file.relative_to(folder).as_posix()
        if tree.xpath(UTILITY) or path == "404.html":
            assert not tree.xpath("//script[@type='application/ld+json']")
            continue
        [script] = tree.xpath("//script[@type='application/ld+json']")
        flat = jsonld.flatten(json.loads(script.text), options={"documentLoader": read})
        yield Published(path, tree, {node["@id"]: node for node in flat})


def test_ids_are_the_same_on_every_page_and_lead_to_something(pages: list[Published]) -> None:
    """One organisation, one site, one show; whatever is referred to is described on some page, at
    its address."""
    described = {name for page in pages for name, node in page.nodes.items() if len(node) > 1}
    referred = {name for page in pages for name in page.nodes if not name.startswith("_:")}
    assert referred <= described | {
        f"{ADDRESS}{page.path.removesuffix('index.html')}" for page in pages
    }
    for kind in ("Organization", "WebSite", "PodcastSeries", "DefinedTermSet"):
        ids = {
            node["@id"]
            for page in pages
            for node in page.of_type(kind)
            if not node["@id"].startswith("_:")
        }
        assert len(ids) == 1, kind
    for name in referred:
        target = urlsplit(name).path.lstrip("/")
        assert target == "" or any(page.path == f"{target}index.html" for page in pages), name


def test_every_page_says_its_name_and_place(pages: list[Published]) -> None:
    """The page's node has the title and description of the head; breadcrumbs are those on the page,
    and then the page."""
    for page in pages:
        address = ADDRESS + page.path.removesuffix("index.html")
        node = page.nodes[address]
        assert value(node, "description") == page.meta("description")[0]
        assert value(node, "name") == page.text("//h1")
        assert value(page.of_type("WebSite")[0], "name") in page.text("//header").replace(
            "\xa0", " "
        )
        shown = page.tree.xpath("//nav[@aria-label='Breadcrumbs']//a")
        steps = {
            value(step, "position"): step
            for step in page.of_type("ListItem")
            if f"{SCHEMA}item" in step
        }
        trail = [
            (value(steps[place], "name"), value(steps[place], "item")) for place in sorted(steps)
        ]
        links = [(link.text, urljoin(address, link.get("href"))) for link in shown]
        assert trail == [*links, (value(node, "name"), address)] if links else not trail


def test_an_article_is_dated_as_its_page_is(pages: list[Published], site: Served) -> None:
    """Headline, day, author, topics and terms of the data are those on the page."""
    articles = [page for page in pages if page.of_type("Article")]
    assert len(articles) == len(site.catalog.articles)
    for page in articles:
        [node] = page.of_type("Article")
        assert value(node, "headline") == page.text("//h1")
        assert value(node, "datePublished") in page.tree.xpath("//time/@datetime")
        if f"{SCHEMA}dateModified" in node:
            assert value(node, "dateModified") in page.tree.xpath("//time/@datetime")
        author = page.nodes[value(node, "author")]
        assert value(author, "name") in page.text("//p[@class='hub-meta hub-byline']")
        topics = [topic["@value"] for topic in node[f"{SCHEMA}keywords"]]
        assert topics == [link.text for link in page.tree.xpath("//ul[@aria-label='Topics']//a")]


def test_every_term_is_defined_as_its_page_defines_it(pages: list[Published], site: Served) -> None:
    """On each page that explains it, and the same everywhere."""
    seen: dict[str, str] = {}
    for page in pages:
        for term in page.of_type("DefinedTerm"):
            if len(term) > 2:
                assert seen.setdefault(term["@id"], value(term, "description")) == value(
                    term, "description"
                )
                assert value(term, "description") in page.text(), page.path
                assert value(term, "name").lower() in page.text().lower(), page.path
    assert {f"{ADDRESS}{entry.url}#term" for entry in site.catalog.definitions.values()} == set(
        seen
    )


def spoken(captions: Path) -> list[str]:
    """The words of a file of captions, as its own reader sees them."""
    return " ".join(caption.text for caption in webvtt.read(captions)).split()


def test_an_episode_says_what_can_be_heard(
    pages: list[Published], site: Served, plain_site: Path
) -> None:
    """Title, summary, day, length, file and moments are those on the page; the words lie where it
    is said."""
    for entry in site.catalog.episodes.values():
        [page] = [page for page in pages if page.path == f"{entry.url}index.html"]
        [episode], [audio] = page.of_type("PodcastEpisode"), page.of_type("AudioObject")
        address = ADDRESS + entry.url
        assert value(episode, "name") == page.text("//h1")
        assert value(episode, "description") in page.text()
        assert {value(episode, "datePublished"), value(episode, "duration")} <= set(
            page.tree.xpath("//time/@datetime")
        )
        assert value(audio, "contentUrl") == urljoin(address, page.tree.xpath("//audio/@src")[0])
        assert value(audio, "contentSize") in page.text()
        clips = sorted(
            (value(clip, "startOffset"), value(clip, "name")) for clip in page.of_type("Clip")
        )
        shown = [
            moment.xpath("concat(normalize-space(a), ' ', normalize-space(span))")
            for moment in page.tree.xpath("//ol[@class='hub-moments']/li")
        ]
        assert [f"{clock(at)} {name}" for at, name in clips] == [
            moment.partition(" (read more)")[0] for moment in shown
        ]
        if entry.cues:
            assert value(audio, "accessibilityFeature") == "transcript"
            [file] = page.of_type("MediaObject")
            captions = plain_site / value(file, "contentUrl").removeprefix(ADDRESS)
            said = page.text("//section[contains(@class, 'hub-transcript')]//span[@data-start]")
            assert spoken(captions) == said.split()


def test_a_shared_page_has_a_card_of_its_own(pages: list[Published], plain_site: Path) -> None:
    """Open Graph and X: title, description and address of the page, and a picture that is there and
    as large as it says."""
    cards = set()
    for page in pages:
        names = ("og:title", "og:description", "og:url", "og:image", "og:type")
        one = {name: found for name in names for [found] in [page.meta(name)]}
        assert one["og:title"] == page.text("//h1")
        assert one["og:description"] == page.meta("description")[0]
        assert one["og:url"] == page.tree.xpath("//link[@rel='canonical']/@href")[0]
        assert page.meta("twitter:card") == ["summary_large_image"]
        assert page.meta("og:image:alt")[0]
        cards.add(one["og:image"])
        with Image.open(
            io.BytesIO((plain_site / one["og:image"].removeprefix(ADDRESS)).read_bytes())
        ) as picture:
            assert [str(side) for side in picture.size] == page.meta("og:image:width") + page.meta(
                "og:image:height"
            )
            assert Image.MIME[picture.format or ""] == page.meta("og:image:type")[0]
        if page.of_type("PodcastEpisode"):
            [audio] = page.of_type("AudioObject")
            assert page.meta("og:audio") == [value(audio, "contentUrl")]
            assert page.meta("og:audio:type") == [value(audio, "encodingFormat")]
        else:
            assert page.meta("og:audio") == []
    assert len(cards) == len(pages)
    assert {
        file.name for file in (plain_site / "cards").iterdir() if "-clips-" not in file.name
    } == {card.rpartition("/")[2] for card in cards}


def test_every_page_announces_its_markdown_and_the_feeds(
    pages: list[Published], plain_site: Path
) -> None:
    """The twin beside it says the same title; each feed is announced once, with a title."""
    for page in pages:
        [twin] = page.tree.xpath("//link[@rel='alternate' and @type='text/markdown']/@href")
        file = plain_site / page.path.removesuffix("index.html") / twin
        assert file.read_text(encoding="utf-8").startswith(f"# {page.text('//h1')}\n")
        feeds = page.tree.xpath("//link[@rel='alternate' and @type='application/rss+xml']")
        targets = [urljoin(ADDRESS + page.path, feed.get("href")) for feed in feeds]
        own = (
            [f"{ADDRESS}{page.path.removesuffix('index.html')}feed.xml"]
            if re.match(r"topics/[^/]+/index", page.path)
            else []
        )
        assert targets == [f"{ADDRESS}podcast.xml", f"{ADDRESS}articles.xml", *own]
        assert all(feed.get("title") for feed in feeds)


def test_every_address_in_a_twin_is_full_and_leads_to_a_file(plain_site: Path) -> None:
    """Also in `llms.txt`, which lists every article, definition and episode."""
    texts = {
        file: file.read_text(encoding="utf-8")
        for file in [*plain_site.rglob("*.md"), plain_site / "llms.txt"]
    }
    for file, text in texts.items():
        for target in re.findall(
            r"\]\(([^)\s]+)", re.sub(r"```.*?```|`[^`\n]+`", "", text, flags=re.DOTALL)
        ):
            assert target.startswith(("https://", "mailto:")), f"{file}: {target}"
            if target.startswith(ADDRESS):
                path = unquote(urlsplit(target).path).lstrip("/")
                assert (
                    plain_site / (path + "index.html" if path.endswith("/") or not path else path)
                ).is_file(), target


def test_a_twin_has_the_points_and_the_words_of_its_page(
    pages: list[Published], plain_site: Path, site: Served
) -> None:
    """Key points, definition and transcript: whoever reads only the twin misses nothing."""
    for page in pages:
        twin = " ".join(
            (plain_site / page.path).with_suffix(".md").read_text(encoding="utf-8").split()
        )
        for point in page.tree.xpath("//li[starts-with(@id, 'point-')]"):
            assert " ".join(point.text_content().split()).removesuffix(" #") in twin
        for sentence in page.tree.xpath(
            "//section[contains(@class, 'hub-transcript')]//span[@data-start]"
        ):
            assert " ".join(sentence.text_content().split()) in twin
    for entry in site.catalog.definitions.values():
        assert entry.fields.definition in (plain_site / entry.url / "index.md").read_text(
            encoding="utf-8"
        )


def test_an_updated_article_says_so_in_every_place(site: Served, plain_site: Path) -> None:
    """The sitemap's day is the day of the data, for whatever has one."""
    root = etree.fromstring((plain_site / "sitemap.xml").read_bytes())
    spaces = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    days = {
        url.findtext("s:loc", namespaces=spaces): url.findtext("s:lastmod", namespaces=spaces)
        for url in root
    }
    for page in published(plain_site):
        for node in [*page.of_type("Article"), *page.of_type("PodcastEpisode")]:
            changed = value(
                node, "dateModified" if f"{SCHEMA}dateModified" in node else "datePublished"
            )
            assert days[value(node, "url")] == changed[:10]
