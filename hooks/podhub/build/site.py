"""What is the same on all pages, from settings, content and builder."""

from __future__ import annotations

from pathlib import Path

from podhub.build.builder import Builder
from podhub.build.hub import Hub
from podhub.build.navigation import links, navigation
from podhub.build.page_files import THEME_OWNER
from podhub.links.pages import LISTS
from podhub.model.artifact import Artifact
from podhub.model.brand import Colours
from podhub.model.locale import direction
from podhub.model.memo import Memo
from podhub.model.values import path_on_site
from podhub.outputs.machine.headers import page_policy
from podhub.outputs.pages.environment import THEME
from podhub.outputs.pages.styles import joined
from podhub.outputs.show_view import show_view
from podhub.outputs.site_view import Script, SiteView

SUBSCRIBE = "subscribe/"
"""The page that explains how to subscribe, if somebody wrote it."""
SECTIONS = (*LISTS, "topics/", "search/")
HUB = Script("assets/hub.js", "module")
"""What each page does beyond showing itself"""


def style_sheet(builder: Builder, colours: Colours, memo: Memo) -> Artifact:
    """The one style sheet of all pages, in the hub's colours."""
    ours = (THEME / "assets" / "hub.css").read_text(encoding="utf-8")
    templates = "".join(file.read_text(encoding="utf-8") for file in sorted(THEME.rglob("*.html")))
    ours += colours.style()
    key = memo.key("styles", builder.stylesheet, ours, templates)
    path, text = memo.value(key, lambda: joined(builder.stylesheet, ours, templates))
    return Artifact(path, key, text.encode, THEME_OWNER)


def site_view(
    hub: Hub, builder: Builder, stylesheet: str, problems: tuple[str, ...] = ()
) -> SiteView:
    """The site as its pages show it; `problems` are what a preview asks its author to fix."""
    settings, show = hub.settings, hub.shown.show
    return SiteView(
        name=settings.site_name,
        url=settings.site_url,
        description=settings.site_description,
        language=settings.language,
        messages=settings.messages,
        direction=direction(settings.language),
        logo=settings.logo,
        favicon=settings.favicon,
        copyright=settings.copyright,
        contact=settings.contact,
        tagline=settings.tagline,
        colours=settings.colours,
        card_mark=read_mark(hub.view.root, settings.card_mark),
        card_fonts=hub.card_fonts,
        navigation=navigation(settings, hub.pages),
        home=settings.home,
        footer_links=tuple(links(settings.footer.links, hub.pages)),
        footer_text=settings.footer.text,
        footer_sections=settings.footer.sections,
        sections=frozenset(page.url for page in hub.pages if page.url in SECTIONS),
        stylesheet=stylesheet,
        more_styles=builder.styles,
        scripts=(HUB, *(script for script in builder.scripts if script.path != HUB.path)),
        policy=None if hub.view.preview else page_policy(hub.shown),
        show=show_view(show) if show else None,
        about=_about(hub),
        how_to_subscribe=SUBSCRIBE if any(page.url == SUBSCRIBE for page in hub.pages) else None,
        problems=problems,
    )


def read_mark(root: Path, name: str) -> bytes:
    """The mark on cards; empty where a hub has none of its own, or it cannot be read (the settings'
    check says so)."""
    file = root / "docs" / name
    return file.read_bytes() if name and file.is_file() else b""


def _about(hub: Hub) -> str | None:
    """The page of the first of the authors, where it is one of this site's."""
    first = next(iter(hub.shown.authors.values()), None)
    url = path_on_site(first.url) if first else None
    return url if url is not None and "://" not in url else None
