"""What the fields of mkdocs.yml mean that the engine reads. Its builder reads more."""

from __future__ import annotations

import posixpath
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field, Strict, model_validator

from podhub.model.address_fields import WebAddress
from podhub.model.brand import Colour, parse_colour
from podhub.model.expectations import parsed, rule
from podhub.model.fields import Language, Line, Truth, Words
from podhub.model.items import Model
from podhub.model.problems import RemarkName
from podhub.model.settings import HOME, Settings
from podhub.model.site_address import parse_site_address
from podhub.model.values import is_mail_address, is_web_address
from podhub.read.files import CONTENT_FOLDERS


class Group(Model):
    """A group of settings, of which the builder knows more than the engine needs."""

    model_config = ConfigDict(extra="ignore")


class ThemeFields(Group):
    """What stands below `theme`."""

    name: Annotated[str, rule("material (the hub's pages stand on it)", "material".__eq__)] = (
        "material"
    )
    """material, always"""
    language: Language = "en"
    """The language of dates, numbers, lists, sorting, and of every word on the pages that no author
    wrote"""
    logo: Line = Settings.logo
    """The mark beside the hub's name: a picture below docs/"""
    favicon: Line = Settings.favicon
    """The mark in a browser's tab: a picture below docs/"""
    custom_dir: Line = ""
    """A folder beside docs/ with templates, styles and scripts of your own"""


AnyColour = Annotated[Colour | None, parsed(parse_colour)]


class ColourFields(Model):
    """What stands below `extra.colours`."""

    first: AnyColour = None
    """Links, and the first of two things that are compared"""
    second: AnyColour = None
    """What is playing or chosen, and the second of the two"""
    paper: AnyColour = None
    """What everything stands on"""
    tint: AnyColour = None
    """What boxes stand on"""
    line: AnyColour = None
    """Lines between things"""
    ink: AnyColour = None
    """Text"""
    quiet: AnyColour = None
    """Text of less weight"""


class FooterFields(Model):
    """What stands below `extra.footer`."""

    links: Any = None
    """More links, each a line as in `nav`: pages such as an imprint, and places elsewhere"""
    text: Annotated[
        str,
        rule(
            "a line of at most 300 characters", lambda text: len(text) <= 300 and "\n" not in text
        ),
    ] = ""
    """A sentence or two above the copyright"""
    sections: Truth = True
    """false leaves out the links that the header has anyway"""


def _several(value: object) -> object:
    return (value,) if isinstance(value, str) else value


class ExtraFields(Group):
    """What stands below `extra`: the settings that only the engine knows."""

    contact: Annotated[
        str,
        rule(
            "a mail address such as podcast@example.com, or the web address of a form",
            lambda text: is_mail_address(text) or is_web_address(text),
        ),
    ] = ""
    """Where readers reach you: a mail address, or the address of a form"""
    tagline: Annotated[
        str,
        rule("a line of at most 60 characters", lambda text: len(text) <= 60 and "\n" not in text),
    ] = ""
    """What you are and offer, in a few words; stands on every page"""
    home: Annotated[
        tuple[Annotated[str, rule(f"one of {', '.join(HOME)}", HOME.__contains__)], ...],
        rule("each part once", lambda parts: len(set(parts)) == len(parts)),
    ] = HOME
    """The parts of the home page below its title, in the order that you want: `comparison`, `text`,
    `episode`, `articles`; what you do not name is not shown"""
    footer: FooterFields = FooterFields()
    """What the foot of every page says beside your address and the copyright"""
    podping: WebAddress = ""
    """The web address that podpings are sent to"""
    colours: ColourFields = ColourFields()
    """The site's colours"""
    card_mark: Line = ""
    """The mark on the cards that stand for pages where they are shared: a PNG picture below docs/"""
    card_fonts: Annotated[tuple[Line, ...], BeforeValidator(_several)] = ()
    """A font file beside mkdocs.yml (or several), for letters on cards that ours has not: all but
    Latin, Greek and Cyrillic ones"""
    words: dict[
        str, Annotated[tuple[Annotated[Line, Strict()], ...], BeforeValidator(_several)]
    ] = Field(default_factory=dict)
    """What the site says in other words: the English text as it is, and yours"""
    podhub: Annotated[
        str, rule("a release such as 0.2", lambda text: text.replace(".", "").isdecimal())
    ] = ""
    """The release of podhub that these settings were last gone through for"""
    ignore: tuple[RemarkName, ...] = ()
    """Remarks that you have read and do not follow, by their names; here for the whole hub, in a file for
    that file"""


class ScriptFields(Group):
    """A line of `extra_javascript`."""

    path: Line
    type: str = ""
    is_deferred: Truth = Field(default=False, alias="defer")
    is_async: Truth = Field(default=False, alias="async")

    @model_validator(mode="before")
    @classmethod
    def _bare_path(cls, value: object) -> object:
        is_module = str(value).endswith(".mjs")
        text = {"path": value, "type": "module" if is_module else ""}
        return text if isinstance(value, str) else value


def is_apart(folder: str) -> bool:
    """Whether a folder, seen from the hub's own, is neither around the hub nor among its content.

    >>> is_apart("site"), is_apart("../public"), is_apart("."), is_apart("../.."), is_apart("docs/x")
    (True, True, False, False, False)
    """
    first, *rest = posixpath.normpath(folder).split("/")
    return first not in (".", *CONTENT_FOLDERS) and (first != ".." or any(p != ".." for p in rest))


def _named(value: object) -> object:
    return {"name": value} if isinstance(value, str) else value


class SettingsFields(Group):
    """The whole file."""

    site_name: Line = ""
    """What the hub is called. Needed"""
    site_url: Annotated[str, parsed(lambda text: parse_site_address(str(text)))] = ""
    """The address at which the site is public, such as https://example.com/. Needed: feeds are made
    of full links"""
    site_description: Words = ""
    """What the hub is about, in a sentence"""
    copyright: str = ""
    """Who made it, at the foot of every page"""
    theme: Annotated[ThemeFields, BeforeValidator(_named)] = ThemeFields()
    extra: ExtraFields = ExtraFields()
    extra_css: tuple[Line, ...] = ()
    """More style sheets for every page: files below docs/ or in `theme.custom_dir`"""
    extra_javascript: tuple[ScriptFields, ...] = ()
    """More scripts for every page: files below docs/ or in `theme.custom_dir`"""
    docs_dir: Annotated[
        str,
        rule(
            "docs (the hub's texts stand in docs/ and episodes/)",
            lambda text: posixpath.normpath(text) == "docs",
        ),
    ] = "docs"
    """docs, always"""
    use_directory_urls: Annotated[
        Truth, rule("true (public addresses such as /about/ never change)", bool)
    ] = True
    """true, always"""
    site_dir: Annotated[Line, rule("a folder that holds nothing else, such as site", is_apart)] = (
        Settings.site_dir
    )
    """Where `mkdocs build` puts the site; `podhub site` has `--output`"""
    watch: tuple[Line, ...] = ()
    """More files and folders that a preview watches"""
