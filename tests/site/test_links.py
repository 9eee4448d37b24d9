"""Every link of the built site leads somewhere, read from the HTML that visitors get."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from lxml import etree, html
from podhub.outputs.apps import APPS

from tests.conftest import Served
from tests.running import ADDRESS, ROOT, Hub

APP_SCHEMES = {urlsplit(app.link).scheme for app in APPS} - {"https"}
"""Those of links that open podcast apps."""

BELOW = f"{ADDRESS}below/"
"""A site that has an address together with others, as a project's pages on GitHub do."""
REDIRECT = "//meta[@http-equiv='refresh']"
EMBED = "/embed/index.html"
"""An episode's player for other people's pages"""


class BuiltSite:
    """The files of a site, each HTML page parsed once."""

    def __init__(self, folder: Path, address: str) -> None:
        self.folder = folder
        self.address = address
        self.pages = {
            file.relative_to(folder).as_posix(): html.document_fromstring(file.read_bytes())
            for file in sorted(folder.rglob("*.html"))
        }
        self.anchors = {
            path: {*page.xpath("//@id"), *page.xpath("//a/@name")}
            for path, page in self.pages.items()
        }

    def address_of(self, path: str) -> str:
        """The address of a page by its file."""
        return urljoin(self.address, path.removesuffix("index.html"))

    def file_of(self, path: str) -> str | None:
        """The file that a server gives for a path; None where the path leads out of the site."""
        base, path = urlsplit(self.address).path, unquote(path)
        if not path.startswith(base):
            return None
        file = path.removeprefix(base)
        return file + ("index.html" if file.endswith("/") or not file else "")

    def broken(self, path: str, link: str) -> str | None:
        """Why a link that stands on a page leads nowhere, if it does."""
        # The 404 page stands for every address there is; its links must not depend on where it is
        # shown.
        base = self.address if path == "404.html" else self.address_of(path)
        if path == "404.html" and not link.startswith(("/", "#", "https:", "mailto:")):
            return "is relative"
        parts = urlsplit(urljoin(base, link))
        if parts.scheme in ("mailto", "tel", "data", *APP_SCHEMES):
            return None
        if parts.scheme not in ("http", "https"):
            return f"has the scheme {parts.scheme}"
        if parts.netloc != urlsplit(self.address).netloc:
            return None
        target = path if path == "404.html" and link.startswith("#") else self.file_of(parts.path)
        if target is None:
            return f"leads to {parts.path}, which is no part of the site"
        if not (self.folder / target).is_file():
            return f"leads to {target}, which does not exist"
        if not target.endswith(".html") and re.fullmatch(r"t=\d+,\d+", parts.fragment):
            return None  # a part of a recording (W3C Media Fragments)
        anchor = unquote(parts.fragment)
        if anchor and anchor not in self.anchors.get(target, set()):
            return f"leads to #{anchor}, which is not on {target}"
        return None


def links(page: html.HtmlElement) -> Iterator[str]:
    """Every address that a page names."""
    yield from page.xpath("//@href | //@src | //@poster | //@action | //object/@data")
    for candidates in page.xpath("//@srcset"):
        yield from (candidate.split()[0] for candidate in candidates.split(","))
    for refresh in page.xpath(f"{REDIRECT}/@content"):
        yield refresh.partition("url=")[2]
    yield from page.xpath(
        "//meta[@property='og:url' or @property='og:image' or @property='og:audio']/@content"
    )


@pytest.fixture(scope="module", params=[ADDRESS, BELOW], ids=["alone", "below another site"])
def built(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, now: str
) -> BuiltSite:
    """The site as it is published, at an address of its own and below another one."""
    if request.param == ADDRESS:
        return BuiltSite(request.getfixturevalue("plain_site"), ADDRESS)
    folder = tmp_path_factory.mktemp("below") / "site"
    return BuiltSite(Hub(ROOT).build(folder, now, "--base-url", request.param), request.param)


def test_every_link_leads_to_a_file_and_an_anchor(built: BuiltSite) -> None:
    """Links, pictures, audio, scripts, redirects and anchors, `#t=83` included, all resolve inside
    the site."""
    broken = [
        f"{path}: {link} {why}"
        for path, page in built.pages.items()
        for link in links(page)
        if (why := built.broken(path, link))
    ]
    assert not broken, "\n".join(broken)


def test_every_moment_of_an_episode_is_linked_and_can_be_reached(
    built: BuiltSite, site: Served
) -> None:
    """Each moment is a link to its second, and each definition's `heard at` to a second of a page
    that exists."""
    for episode in site.catalog.episodes.values():
        path = f"{episode.url}index.html"
        hrefs = set(built.pages[path].xpath("//a/@href"))
        seconds = {f"t={int(moment.at)}" for moment in episode.fields.moments}
        assert {f"#{second}" for second in seconds} <= hrefs
        assert seconds <= built.anchors[path]
    heard = [
        link for page in built.pages.values() for link in page.xpath("//*[@id='heard']/..//a/@href")
    ]
    assert heard
    assert all("#t=" in link for link in heard)


def test_every_comparison_leads_on(built: BuiltSite, site: Served) -> None:
    """Whoever has read both sides finds an article to read and an episode to hear."""
    comparisons = [page.url for page in site.pages if page.kind == "comparison"]
    assert comparisons
    for url in comparisons:
        page = built.pages[f"{url}index.html"]
        for place in ("articles", "episodes"):
            assert page.xpath(f"//section[@aria-labelledby='{place}']//h3/a/@href"), (
                f"{url} has no {place}"
            )


def test_every_address_in_a_feed_leads_to_a_file(built: BuiltSite) -> None:
    """The feeds' own addresses, and those in their notes."""
    for feed in ("podcast.xml", "articles.xml"):
        root = etree.fromstring((built.folder / feed).read_bytes())
        found = [str(value) for value in root.xpath("//@url | //@href | //@uri | //link/text()")]
        for notes in root.iter("{http://purl.org/rss/1.0/modules/content/}encoded"):
            found += html.fragment_fromstring(notes.text, create_parent="div").xpath(
                "//@href | //@src"
            )
        assert found
        relative = [link for link in found if not re.match(r"https://|mailto:", link)]
        assert not relative, f"{feed} has addresses that no app can follow"
        broken = [f"{link} {why}" for link in found if (why := built.broken("index.html", link))]
        assert not broken, "\n".join(broken)


def test_no_id_stands_twice_on_a_page(built: BuiltSite) -> None:
    """A link to an anchor has one target."""
    twice = {
        path: names
        for path, page in built.pages.items()
        if (names := [name for name, count in Counter(page.xpath("//@id")).items() if count > 1])
    }
    assert not twice


def test_what_labels_or_describes_something_is_on_the_page(built: BuiltSite) -> None:
    """`aria-describedby`, `aria-labelledby` and `aria-controls` name ids of the same page."""
    for path, page in built.pages.items():
        named = page.xpath("//@aria-describedby | //@aria-labelledby | //@aria-controls")
        missing = {name for value in named for name in value.split()} - built.anchors[path]
        assert not missing, f"{path} names {missing}"


def test_every_page_says_what_it_is(built: BuiltSite) -> None:
    """One h1, a title and a description of its own, a language, and the address it is to be known
    by."""
    seen: dict[str, dict[str, str]] = {"title": {}, "description": {}}
    for path, page in built.pages.items():
        # A transcript has the show's language, which apps know in that form.
        assert page.get("lang") == ("en" if path.endswith("transcript.html") else "en-GB"), path
        [title] = page.xpath("//head/title/text() | /html/title/text()")
        # A transcript's file is for apps, which take `cite`, `time` and `p` alone; readers have it
        # on the episode's page.
        if page.xpath(REDIRECT) or path.endswith(("/transcript.html", EMBED)):
            assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
            continue
        assert len(page.xpath("//h1")) == 1, path
        [description] = page.xpath("//meta[@name='description']/@content")
        assert description.strip() == description
        assert len(description) > 20
        canonical = page.xpath("//link[@rel='canonical']/@href")
        if path == "404.html":
            assert canonical == []
            continue
        assert canonical == [built.address_of(path)], path
        for name, value in (("title", title), ("description", description)):
            twin = seen[name].setdefault(value, path)
            assert twin == path, f"{path} and {twin} have the same {name}"


def test_headings_step_down_one_level_at_a_time(built: BuiltSite) -> None:
    """No page's headings skip a level, so that they can be read as an outline."""
    for path, page in built.pages.items():
        levels = [
            int(tag.tag[1])
            for tag in page.xpath("//article//*[self::h1 or self::h2 or self::h3 or self::h4]")
        ]
        jumps = [(one, other) for one, other in pairwise(levels) if other > one + 1]
        assert not jumps, f"{path}: {levels}"


def test_every_page_is_reached_by_links_from_the_home_page(built: BuiltSite) -> None:
    """No page is an island; only redirects, the 404 page and what other sites embed are reached
    otherwise."""
    reached, open_ = {"index.html"}, ["index.html"]
    while open_:
        path = open_.pop()
        for link in built.pages[path].xpath("//a/@href"):
            parts = urlsplit(urljoin(built.address_of(path), link))
            target = built.file_of(parts.path) if parts.netloc == urlsplit(ADDRESS).netloc else None
            if target in built.pages and target not in reached:
                reached.add(target)
                open_.append(target)
    others = {
        path
        for path, page in built.pages.items()
        if path == "404.html" or path.endswith(EMBED) or page.xpath(REDIRECT)
    }
    assert set(built.pages) - reached == others
