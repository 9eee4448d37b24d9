"""The links in header and footer, where a hub keeps its own navigation and where it has none."""

from __future__ import annotations

from podhub.build.navigation import links, navigation
from podhub.links.pages import SitePage
from podhub.links.views.parts import Link
from podhub.model.settings import Footer, NavItem, Settings


def page(url: str, title: str) -> SitePage:
    """A page that somebody wrote."""
    return SitePage("page" if url else "home", url, title, "")


HOME = page("", "Home")
ABOUT = page("about/", "About")
IMPRINT = page("imprint/", "Imprint")
PAGES = (HOME, ABOUT, IMPRINT)


def line(title: str, target: str, *items: NavItem) -> NavItem:
    """A line of mkdocs.yml."""
    return NavItem(title, target, "mkdocs.yml", 1, items)


def test_a_group_leads_to_its_first_page_and_a_place_elsewhere_has_a_name() -> None:
    """The header has one row, and no link without words."""
    more = line(
        "More", "", line("Us", "", line("", "about/index.md")), line("", "imprint/index.md")
    )
    items = (line("Home", "index.md"), more, line("", "https://example.org/x"), line("None", ""))
    assert list(links(items[:3], PAGES)) == [
        Link("More", "about/"),
        Link("example.org", "https://example.org/x"),
    ]


def test_what_the_footer_names_is_not_in_the_header_too() -> None:
    """Unless the hub says so in its navigation."""
    footer = Footer((line("", "imprint/index.md"),))
    assert navigation(Settings(footer=footer), PAGES) == (Link("About", "about/"),)
    own = Settings(footer=footer, nav=(line("", "imprint/index.md"),))
    assert navigation(own, PAGES) == (Link("Imprint", "imprint/"),)
