"""What whoever keeps the site has settled: the part of mkdocs.yml that the engine needs."""

from __future__ import annotations

from dataclasses import dataclass

from podhub.model.brand import DEFAULT, Colours
from podhub.model.messages import ENGLISH, Messages
from podhub.model.problems import Remark


@dataclass(frozen=True)
class NavItem:
    """A line of the navigation."""

    title: str
    """Empty where the page's own is meant."""
    target: str
    """A file below docs/, or an address on the web; empty for a group."""
    path: str
    """The file that it stands in: mkdocs.yml, or one that it inherits from."""
    line: int
    items: tuple[NavItem, ...] = ()
    """What stands in a group."""


@dataclass(frozen=True)
class Script:
    """A script of the site's own that every page loads."""

    path: str
    """On the site."""
    type: str = ""
    is_deferred: bool = False
    is_async: bool = False


HOME = ("comparison", "text", "episode", "articles")
"""The parts of the home page below its title, in their usual order"""


@dataclass(frozen=True)
class Footer:
    """What the foot of every page says beside the address and the copyright."""

    links: tuple[NavItem, ...] = ()
    """Pages and places elsewhere, behind the sections."""
    text: str = ""
    sections: bool = True
    """Whether the links of the header stand there too."""


@dataclass(frozen=True)
class Settings:
    """Every setting; one that is missing or wrong has its default."""

    site_name: str = ""
    site_url: str = ""
    """Ends with a slash; empty where it is missing or wrong."""
    site_description: str = ""
    copyright: str = ""
    language: str = "en"
    """A tag of BCP 47."""
    messages: Messages = ENGLISH
    """The words of the site in its language, as far as they are known, and as the hub has them."""
    logo: str = "assets/mark.svg"
    """A path on the site."""
    favicon: str = "assets/mark.svg"
    """A path on the site."""
    colours: Colours = DEFAULT
    card_mark: str = ""
    """A PNG picture, as a path on the site: the mark on cards."""
    card_fonts: tuple[str, ...] = ()
    """Font files, as paths from mkdocs.yml, for letters on cards that ours has not."""
    card_fonts_at: tuple[str, int] = ("mkdocs.yml", 1)
    """The file and the line that name them, or would."""
    contact: str = ""
    """A mail address, or the web address of a form."""
    tagline: str = ""
    """What those behind the site are and offer, in a few words."""
    home: tuple[str, ...] = HOME
    """The parts of the home page that are shown, in this order."""
    footer: Footer = Footer()
    podping: str = ""
    """The web address that podpings are sent to."""
    nav: tuple[NavItem, ...] | None = None
    """None where the site makes its own."""
    extra_css: tuple[str, ...] = ()
    """Paths on the site."""
    extra_javascript: tuple[Script, ...] = ()
    site_dir: str = "site"
    """Where the builder puts the site, from the repository."""
    watch: tuple[str, ...] = ()
    """Files and folders that a preview watches beside docs/, the hub's own templates among them."""
    files: tuple[str, ...] = ("mkdocs.yml",)
    """The files that say all this: mkdocs.yml, and those that it inherits from."""
    remarks: tuple[Remark, ...] = ()
    """Advice, but for that which is switched off."""
    ignore: frozenset[str] = frozenset()
    """The names of remarks that are switched off."""
