"""What is the same on all pages of the site."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from podhub import __version__
from podhub.links.views.parts import Link
from podhub.model.entries import ShowEntry
from podhub.model.messages import ENGLISH, Messages
from podhub.outputs.feed.articles import ARTICLES_FEED
from podhub.outputs.feed.opml import OPML
from podhub.outputs.feed.podcast_channel import PODCAST_FEED
from podhub.outputs.feed.xml import address


@dataclass(frozen=True, slots=True)
class Script:
    """A script that every page loads."""

    path: str
    type: str = ""
    """Such as `module`"""
    is_deferred: bool = False
    is_async: bool = False


@dataclass(frozen=True, slots=True)
class ShowView:
    """What pages say of the show."""

    title: str
    author: str
    language: str
    artwork: str
    """A path on the site"""
    subscribe: tuple[Link, ...]
    """Apps and directories where it can be followed."""
    feed: str = PODCAST_FEED
    opml: str = OPML


def show_view(show: ShowEntry) -> ShowView:
    """What pages say of a show."""
    fields = show.fields
    places = tuple(Link(place.name, place.url) for place in fields.subscribe)
    return ShowView(fields.title, fields.author, fields.language, show.artwork.url, places)


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
    navigation: tuple[Link, ...] = ()
    """The sections, the home page apart."""
    sections: frozenset[str] = frozenset()
    """The addresses of those lists that the site has: a hub may leave out any part."""
    stylesheet: str
    more_styles: tuple[str, ...] = ()
    scripts: tuple[Script, ...] = ()
    policy: str | None = None
    """The Content-Security-Policy; None in a preview, whose live reload is an inline script."""
    articles_feed: str | None = ARTICLES_FEED
    """None where there are no articles."""
    show: ShowView | None = None
    how_to_subscribe: str | None = None
    """The page that explains it, if somebody wrote one."""
    problems: tuple[str, ...] = ()
    """What a preview asks its author to mend."""
    engine: str = __version__
    """The version of what makes the pages."""

    def address(self, path: str) -> str:
        """The full address of a path on the site, or of an address elsewhere as it is."""
        return address(self.url, path)

    @property
    def root(self) -> str:
        """Where the site begins on its host, such as `/` or `/hub/`."""
        return urlsplit(self.url).path or "/"

    @property
    def contact_link(self) -> str:
        """What a link to those behind the site leads to: a form, or a letter."""
        return self.contact if "://" in self.contact else f"mailto:{self.contact}"
