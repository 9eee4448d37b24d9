"""What is the same on all pages of the site."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from podhub import __version__
from podhub.links.views.parts import Link
from podhub.model.brand import DEFAULT, Colours, Font
from podhub.model.messages import ENGLISH, Messages
from podhub.model.settings import HOME
from podhub.outputs.apps import AppLink, app_links
from podhub.outputs.feed.articles import ARTICLES_FEED
from podhub.outputs.feed.xml import address
from podhub.outputs.show_view import ShowView


@dataclass(frozen=True, slots=True)
class Script:
    """A script that every page loads."""

    path: str
    type: str = ""
    """Such as `module`"""
    is_deferred: bool = False
    is_async: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteView:
    """The site as its pages show it. All addresses but its own are paths on it or, where they lead
    elsewhere, full."""

    name: str
    url: str
    """Its full address, with a slash at the end."""
    description: str = ""
    language: str = "en"
    messages: Messages = ENGLISH
    """What pages say around what authors wrote."""
    direction: str = "ltr"
    """`ltr` or `rtl`"""
    logo: str = ""
    favicon: str = ""
    copyright: str = ""
    contact: str = ""
    """Where readers reach us: a mail address, or the address of a form."""
    tagline: str = ""
    """What those behind the site are and offer, in a few words."""
    colours: Colours = DEFAULT
    card_mark: bytes = b""
    """The mark on cards, as PNG; empty for the plain one."""
    card_fonts: tuple[Font, ...] = ()
    """Fonts for letters on cards that ours has not."""
    navigation: tuple[Link, ...] = ()
    """The sections, the home page apart."""
    sections: frozenset[str] = frozenset()
    """The addresses of those lists that the site has: a hub may leave out any part."""
    home: tuple[str, ...] = HOME
    """The parts of the home page below its title, in order."""
    footer_links: tuple[Link, ...] = ()
    """Links of the footer alone."""
    footer_text: str = ""
    footer_sections: bool = True
    """Whether the footer has the sections too."""
    stylesheet: str
    more_styles: tuple[str, ...] = ()
    scripts: tuple[Script, ...] = ()
    policy: str | None = None
    """The Content-Security-Policy; None in a preview, whose live reload is an inline script."""
    articles_feed: str | None = ARTICLES_FEED
    """None where there are no articles."""
    show: ShowView | None = None
    about: str | None = None
    """The page about those behind the site: that of the first author."""
    how_to_subscribe: str | None = None
    """The page that explains it, if somebody wrote one."""
    problems: tuple[str, ...] = ()
    """What a preview asks its author to fix."""
    engine: str = __version__
    """The version of what makes the pages."""

    def address(self, path: str) -> str:
        """The full address of a path on the site, or of an address elsewhere as it is."""
        return address(self.url, path)

    def called(self, link: Link) -> str:
        """What a page is called where there is room for a word or two: its name in the navigation or,
        where it has none, its title."""
        return next((it.title for it in self.navigation if it.url == link.url), link.title)

    @property
    def root(self) -> str:
        """Where the site begins on its host, such as `/` or `/hub/`."""
        return urlsplit(self.url).path or "/"

    @property
    def mailbox(self) -> str:
        """The mail address of those behind the site; empty where they are reached by a form."""
        return "" if "://" in self.contact else self.contact

    def letter(self, subject: str = "") -> str:
        """What a link to those behind the site leads to: a form, or a letter with a subject that
        says where its writer came from (RFC 6068)."""
        if not self.mailbox:
            return self.contact
        said = f"?subject={quote(subject, safe='')}" if subject else ""
        return f"mailto:{self.mailbox}{said}"

    @property
    def follow(self) -> tuple[AppLink, ...]:
        """Where the show can be followed in one tap: the places where it is listed, then apps that
        take its feed."""
        if not self.show:
            return ()
        listed = tuple(AppLink(place.title, place.url) for place in self.show.subscribe)
        names = {place.name for place in listed}
        apps = app_links(self.address(self.show.feed))
        return (*listed, *(app for app in apps if app.name not in names))
