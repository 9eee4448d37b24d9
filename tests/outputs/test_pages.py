"""A page is a function of its view and the site's: rendered without a builder, in any environment
that finds the theme."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, FileSystemLoader, meta, nodes
from jinja2.runtime import Context
from lxml import html
from podhub.links.views import kinds
from podhub.links.views.kinds import (
    ArticlePage,
    ComparisonPage,
    DefinitionPage,
    EpisodePage,
    HomePage,
    ListPage,
    MissingPage,
    PageView,
    TextPage,
)
from podhub.links.views.parts import AuthorView, Body, Card, Link
from podhub.links.views.player import PersonView
from podhub.model.digest import digested
from podhub.model.messages import Messages
from podhub.model.values import relative
from podhub.outputs.apps import APPS
from podhub.outputs.cards.social_cards import social_card
from podhub.outputs.machine.structured_data import structured_data
from podhub.outputs.pages.clip import clip_pages
from podhub.outputs.pages.embed import embed_page
from podhub.outputs.pages.environment import THEME, frame, prepare
from podhub.outputs.pages.head import head
from podhub.outputs.pages.missing import missing_page
from podhub.outputs.show_view import show_view
from podhub.outputs.site_view import Script, SiteView

from tests.build.corpus import EPISODE, NOW, catalog_of, edited
from tests.links.small_site import build

CONTEXT = {"page", "site"}
CALLED = {"cached", "icon", "namespace", "_", "gettext", "ngettext"}
"""What templates call beside filters: ours, those for words, and one that Jinja brings."""
FROM_MAIN = {"hub", "player", "head"}
"""What main.html defines for the templates that extend it."""
ABOUT = "---\ntitle: About us\ndescription: Who we are.\n---\n\nWe are.\n"
TEMPLATES = sorted(file.relative_to(THEME).as_posix() for file in THEME.rglob("*.html"))


class OnlyPageAndSite(Context):
    """A context that gives no other name."""

    def resolve_or_missing(self, key: str) -> object:
        """What a template means by a name."""
        known = CONTEXT | CALLED | FROM_MAIN | self.vars.keys() | _own_names(self.name or "")
        assert key in known, f"{self.name} reads {key}"
        return super().resolve_or_missing(key)


@cache
def _own_names(template: str) -> set[str]:
    """What a template gives a name itself, perhaps only on one of two ways."""
    tree = Environment(extensions=["jinja2.ext.i18n"]).parse(
        (THEME / template).read_text(encoding="utf-8")
    )
    return {node.name for node in tree.find_all(nodes.Name) if node.ctx == "store"}


class Bare(Environment):
    """An environment that no builder has touched."""

    context_class = OnlyPageAndSite


@cache
def _environment() -> Environment:
    spec = find_spec("material")
    assert spec
    assert spec.submodule_search_locations
    icons = Path(spec.submodule_search_locations[0], "templates")
    return Bare(loader=FileSystemLoader([THEME, icons]))


def bare(site: SiteView) -> Environment:
    """An environment with our theme and, for its icons, Material's templates; nothing is kept in it
    but the templates."""
    prepare(_environment(), site)
    return _environment()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[SiteView, list[PageView]]:
    """The small hub's site below another one, and a page of every kind."""
    catalog = catalog_of(tmp_path_factory.mktemp("hub"), {"docs/about.md": ABOUT})
    assert catalog.show
    site = SiteView(
        name="The <Hub>",
        url="https://hub.example/below/",
        description="About the work.",
        logo="assets/mark.svg",
        favicon="assets/mark.svg",
        copyright="By us & others.",
        contact="us@hub.example",
        navigation=(
            Link("Articles", "articles/"),
            Link("Podcast", "podcast/"),
            Link("Ramp time", "podcast/ramp-time/"),
            Link("About", "about/"),
        ),
        stylesheet="assets/site.css",
        more_styles=("more.css",),
        scripts=(
            Script("assets/hub.js", "module"),
            Script("https://x.example/y.js", is_async=True),
        ),
        policy="default-src 'none'",
        show=show_view(catalog.show),
        how_to_subscribe="about/",
        problems=("docs/a.md:1: title: expected <text>, found nothing",),
    )
    views = build(catalog, NOW)[1]
    episode = views.of(EpisodePage, "podcast/ramp-time/")
    more = [missing_page(site), embed_page(episode), *clip_pages(episode)]
    return site, [*views.values(), *more]


def all_kinds() -> Iterator[type[PageView]]:
    """Every kind of page that there is."""
    for kind in vars(kinds).values():
        if isinstance(kind, type) and issubclass(kind, PageView) and "kind" in vars(kind):
            yield kind


def test_every_kind_is_rendered_from_page_and_site_alone(
    made: tuple[SiteView, list[PageView]],
) -> None:
    """Another name in a template, on the way that any page takes through it, ends the test."""
    site, pages = made
    environment = bare(site)
    assert {type(page) for page in pages} == set(all_kinds())
    for page in pages:
        tree = html.document_fromstring(frame(environment, page, site))
        assert tree.xpath("//h1"), page.url
        assert "Undefined" not in tree.text_content()


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_names_nothing_else(name: str) -> None:
    """Also not on ways that no page of the small hub takes; and it stands on no template of another
    theme's."""
    environment = Environment()
    prepare(environment, SiteView(name="", url="", stylesheet=""))
    tree = environment.parse((THEME / name).read_text(encoding="utf-8"))
    is_child = "/" not in name and name not in ("base.html", "embed.html")
    allowed = CONTEXT | CALLED | (FROM_MAIN if is_child else set())
    assert meta.find_undeclared_variables(tree) - _own_names(name) <= allowed
    assert set(meta.find_referenced_templates(tree)) <= set(TEMPLATES)


def test_a_view_holds_nothing_that_no_template_shows() -> None:
    """Each field is read by name in a template; the sitemap alone shows when a page changed."""
    text = "".join((THEME / name).read_text(encoding="utf-8") for name in TEMPLATES)
    for kind in all_kinds():
        unread = [field.name for field in fields(kind) if f"page.{field.name}" not in text]
        # A page's description stands in the head, which is made from the view.
        assert set(unread) <= {"modified"}, kind


def test_a_page_does_not_depend_on_what_was_rendered_before(
    made: tuple[SiteView, list[PageView]],
) -> None:
    """The kept pieces of the frame are those that the page would have got by itself, also where a
    section of the navigation lies in another."""
    site, pages = made
    urls = ("podcast/other/", "podcast/other/deep/", "podcast/ramp-time/deep/", "other/ramp-time/")
    more = [replace(pages[0], url=url) for url in urls]
    by_itself = [frame(bare(site), page, site) for page in [*pages, *more]]
    shared = bare(site)
    for order in (1, -1):
        together = [frame(shared, page, site) for page in [*pages, *more][::order]]
        assert together[::order] == by_itself


@pytest.mark.parametrize(
    ("said", "shown"),
    [("number: 2.5", "2.5"), ("decimal: 4.25", "4.25"), ("number: none", ""), ("number: 7", "7")],
)
def test_an_episode_has_the_number_that_apps_show(tmp_path: Path, said: str, shown: str) -> None:
    """With its decimals: on its page, in lists, on its card and for machines that read."""
    text = edited(EPISODE, "guid:", f"{said}\nguid:")
    catalog = catalog_of(tmp_path, {EPISODE: text})
    assert catalog.show
    site = SiteView(
        name="A", url="https://hub.example/", stylesheet="a.css", show=show_view(catalog.show)
    )
    views, words = build(catalog, NOW)[1], f"Episode {shown}".strip()
    for url in ("podcast/ramp-time/", "podcast/"):
        kinds = html.document_fromstring(frame(bare(site), views[url], site)).xpath(
            "//*[contains(@class, 'hub-card__kind')]"
        )
        assert any(kind.text_content().partition(" ·")[0].strip() == words for kind in kinds)
    episode = views.of(EpisodePage, "podcast/ramp-time/")
    assert social_card(episode, site).label.partition(" ·")[0] == words
    nodes = structured_data(episode, site)["@graph"]
    [number] = [n.get("episodeNumber", "") for n in nodes if n["@type"] == "PodcastEpisode"]
    assert str(number) == shown


def test_where_the_page_stands_is_marked_in_the_tabs(
    made: tuple[SiteView, list[PageView]],
) -> None:
    """The section by `true`, the page itself by `page`."""
    site, pages = made
    marks = {
        page.url: html.document_fromstring(frame(bare(site), page, site)).xpath(
            "//ul[@class='hub-tabs']//a/@aria-current"
        )
        for page in pages
    }
    assert marks["podcast/ramp-time/"] == ["true", "page"]
    assert marks["articles/first-call/"] == ["true"]
    assert marks["articles/"] == ["page"]
    assert marks[""] == marks["404.html"] == []


def test_a_hub_has_one_name_in_the_header_in_breadcrumbs_and_for_search_engines(
    made: tuple[SiteView, list[PageView]],
) -> None:
    """That of the navigation, however long its own title is."""
    site, pages = made
    short = replace(site, navigation=(Link("Shows", "podcast/"),))
    (episode,) = [
        page for page in pages if page.url == "podcast/ramp-time/" and page.kind == "episode"
    ]
    tree = html.document_fromstring(frame(bare(short), episode, short))
    assert tree.xpath("//nav[@class='hub-breadcrumbs']//a/text()") == ["Home", "Shows"]
    steps = [
        node["itemListElement"]
        for node in structured_data(episode, short)["@graph"]
        if node["@type"] == "BreadcrumbList"
    ]
    assert [step["name"] for step in steps[0]] == ["Home", "Shows", episode.title]


def test_a_tab_says_the_name_of_the_site_once(made: tuple[SiteView, list[PageView]]) -> None:
    """Whether or not the title of the page says it."""
    site, pages = made
    (page,) = [page for page in pages if isinstance(page, TextPage)]
    for title, shown in (
        ("Privacy", f"Privacy · {site.name}"),
        (f"The {site.name} podcast", f"The {site.name} podcast"),
    ):
        assert head(replace(page, title=title), site).title == shown


def test_the_subject_of_a_letter_is_text(made: tuple[SiteView, list[PageView]]) -> None:
    """A title's signs stand in it as they are, not as markup writes them."""
    site, pages = made
    (page,) = [page for page in pages if isinstance(page, TextPage)]
    reached = replace(site, contact="hello@hub.example")
    shown = frame(bare(reached), replace(page, title="You & <us>"), reached)
    (letter,) = html.document_fromstring(shown).xpath(
        "//section[@class='hub-talk']//p/a[@class='hub-button']/@href"
    )
    assert parse_qs(urlsplit(letter).query)["subject"] == ["About: You & <us>"]


def test_the_page_for_missing_addresses_works_at_any_depth(
    made: tuple[SiteView, list[PageView]],
) -> None:
    """Every link in it begins at the host's root, with the path of a site that lies below it."""
    site, _ = made
    tree = html.document_fromstring(frame(bare(site), missing_page(site), site))
    links = tree.xpath("//@href | //@src")
    assert "/below/" in links
    for link in links:
        assert link.startswith(("/below/", "#", "mailto:", "https://")), link
    assert not tree.xpath("//link[@rel='canonical'] | //script[@type='application/ld+json']")


def test_what_authors_write_is_text(made: tuple[SiteView, list[PageView]]) -> None:
    """In an environment that escapes nothing by itself."""
    site, _ = made
    hostile = "<script>alert(1)</script>"
    page = TextPage(url="x/", title=hostile, description=hostile, held=hostile)
    written = frame(bare(site), page, site)
    assert "alert(1)" in written
    assert hostile not in written
    assert "<Hub>" not in written


def test_a_foreign_template_stays_as_it_is(made: tuple[SiteView, list[PageView]]) -> None:
    """The environment may be a builder's, in which other templates escape nothing."""
    environment = Environment()
    prepare(environment, made[0])
    assert environment.from_string("{{ x }}").render(x="<b>") == "<b>"


SEGMENTS = st.lists(st.sampled_from(["a", "b", "a-b", "2"]), max_size=4)


@given(SEGMENTS, SEGMENTS, st.sampled_from(["", "#t=3", "file.css", "?q=1#x"]))
def test_a_relative_link_leads_where_it_should(
    page: list[str], target: list[str], end: str
) -> None:
    """As the standard library's reader of addresses sees it (RFC 3986)."""
    base = "https://hub.example/below/"
    here = "".join(f"{step}/" for step in page)
    there = "".join(f"{step}/" for step in target) + end
    assert urljoin(base + here, relative(here, there)).rstrip("/") == (base + there).rstrip("/")


def test_the_missing_page_is_the_only_one_that_begins_at_the_root(
    made: tuple[SiteView, list[PageView]],
) -> None:
    """All others can be moved below any other address as they are."""
    site, pages = made
    for page in pages:
        if not isinstance(page, MissingPage):
            tree = html.document_fromstring(frame(bare(site), page, site))
            assert not [link for link in tree.xpath("//@href | //@src") if link.startswith("/")]


def test_only_our_own_texts_are_translated_in_templates() -> None:
    """What `_()` gives is markup to a template, so it may never be asked for an author's words."""
    asked = re.compile(r"\b(?:_|n?gettext|pgettext)\((?!\s*[\"'])")
    found = [file.name for file in THEME.rglob("*.html") if asked.search(file.read_text())]
    assert found == []


def shown(page: PageView, site: SiteView) -> html.HtmlElement:
    """A page as a document."""
    return html.document_fromstring(frame(bare(site), page, site))


def test_a_heading_has_something_below_it(made: tuple[SiteView, list[PageView]]) -> None:
    """An episode without notes, and a comparison that is all told in the differences."""
    site, pages = made
    episode = next(page for page in pages if isinstance(page, EpisodePage))
    assert shown(episode, site).xpath("//h2[@id='notes']")
    silent = replace(episode, body=Body(digested("")), people=())
    assert not shown(silent, site).xpath("//h2[@id='notes']")
    compared = next(page for page in pages if isinstance(page, ComparisonPage))
    table = "//table[@class='hub-comparison']"
    assert compared.pair.rows == compared.pair.differences
    assert not shown(compared, site).xpath(table)
    left = replace(compared.pair.left, tone=compared.pair.right.tone)  # not what home compares
    other = replace(compared, pair=replace(compared.pair, left=left))
    assert shown(other, site).xpath(f"{table}//tbody/tr")


def test_a_page_says_nothing_twice(made: tuple[SiteView, list[PageView]]) -> None:
    """What the authors are stands in the line below the header, and in the byline only on paper,
    which has no such line; the two sides stand before the alphabet, and not in it again."""
    site, pages = made
    article = next(page for page in pages if isinstance(page, ArticlePage))
    article = replace(article, author=AuthorView("Ann", "a gardener", "about/", None))
    told = replace(site, about="about/", tagline="Gardeners")
    role = (
        "string(//*[contains(@class, 'hub-byline')]//span[contains(., 'a gardener')]/span/@class)"
    )
    assert shown(article, told).xpath(role) == "hub-paper"
    assert shown(article, site).xpath(role) == ""
    definitions = next(page for page in pages if isinstance(page, ListPage) and page.pair)
    titles = shown(definitions, site).xpath("//article//*[self::h2 or self::h3]/a/@href")
    assert len(titles) == len(set(titles)) >= 2


def test_which_help_is_needed_is_a_step_away(made: tuple[SiteView, list[PageView]]) -> None:
    """From what is read and heard, before its text; and the comparison from the differences."""
    site, pages = made
    for kind in (ArticlePage, DefinitionPage, EpisodePage):
        page = next(page for page in pages if isinstance(page, kind))
        assert shown(page, site).xpath(
            "//a[contains(@href, 'guides/where-to-begin/')][not(preceding::h2[@id='notes'])]"
        ), page.url
    home = next(page for page in pages if isinstance(page, HomePage))
    assert shown(home, site).xpath(
        "//*[@class='hub-band__both']//a[contains(@href, 'sales-coaching-vs-sales-training/')]"
    )


def test_who_is_heard_is_known_before_it_plays(made: tuple[SiteView, list[PageView]]) -> None:
    """Everyone in an episode stands above its player."""
    site, pages = made
    episode = next(page for page in pages if isinstance(page, EpisodePage))
    people = (PersonView("Ann", "host", None), PersonView("Ben", "guest", "https://ben.example/"))
    above = shown(replace(episode, people=people), site).xpath(
        "string(//header[contains(@class, 'hub-top')]//*[@class='hub-people'])"
    )
    assert " ".join(above.split()) == "Host: Ann · Guest: Ben"


def test_every_system_has_an_app_to_follow_in() -> None:
    """Of each that a page tells apart (early.js), the styles show what runs there."""
    told = re.findall(r'\["(\w+)", /', (THEME / "assets" / "early.js").read_text())
    shown_on = re.findall(
        r'data-system="(\w+)"\] \.hub-apps > li\[data-systems~="\1"\]',
        (THEME / "assets" / "hub.css").read_text(),
    )
    assert len(told) == 5
    assert set(told) == set(shown_on) == {system for app in APPS for system in app.systems}


def test_what_comes_next_is_read_or_heard(made: tuple[SiteView, list[PageView]]) -> None:
    """A podcast without articles asks nobody to read on."""
    site, pages = made
    episode = next(page for page in pages if isinstance(page, EpisodePage))
    read = Card(kind="article", url="a/", title="A", summary="")
    heard = Card(kind="episode", url="e/", title="E", summary="")
    for related, heading in (
        ((read,), "Read next"),
        ((heard,), "Listen next"),
        ((read, heard), "Read and listen next"),
    ):
        page = replace(episode, related=related)
        assert shown(page, site).xpath("string(//h2[@id='related'])") == heading


def test_the_speeds_of_a_player_are_numbers_of_the_language(
    made: tuple[SiteView, list[PageView]],
) -> None:
    """What scripts read of them is the same everywhere."""
    site, pages = made
    episode = next(page for page in pages if isinstance(page, EpisodePage))
    german = replace(site, language="de", messages=Messages("de"))
    speeds = shown(episode, german).xpath("//select[@data-part='rate']/option")
    said = [(speed.get("value"), speed.text) for speed in speeds]
    assert said[0] == ("0.8", "0,8×")
    assert ("1.75", "1,75×") in said


def test_a_frame_leads_to_the_page_it_stands_on(tmp_path: Path) -> None:
    """Pieces that pages share are not shared with a page that they name: whichever is made first."""
    catalog = catalog_of(tmp_path)
    views = build(catalog, NOW)[1]
    urls = [entry.url for entry in catalog.definitions.values()]
    assert len(urls) > 1
    site = SiteView(
        name="A", url="https://hub.example/", stylesheet="a.css", tagline="We", about=urls[0]
    )
    for order in (urls, urls[::-1]):
        shared = bare(site)
        for url in order:
            assert frame(shared, views[url], site) == frame(bare(site), views[url], site)
