"""The templates' environment, whichever builder made it, and how a page is rendered in it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from podhub.links.pages import capitalise
from podhub.links.views.kinds import PageView
from podhub.model.sentences import stands_alone
from podhub.model.times import clock, iso_duration
from podhub.outputs.pages.embed import embed_code
from podhub.outputs.pages.frame import FrameCache
from podhub.outputs.pages.head import head
from podhub.outputs.pages.link import link
from podhub.outputs.pages.qr import qr_svg
from podhub.outputs.pages.words import speak
from podhub.outputs.pictures import small_url
from podhub.outputs.site_view import SiteView
from podhub.read.own_templates import OWN

THEME = Path(str(files("podhub"))) / "theme"
"""The templates, styles and scripts of all pages."""


def theme_files() -> dict[str, Path]:
    """The files of the theme that pages load, by their paths on the site."""
    found = (file for file in (THEME / "assets").rglob("*") if file.is_file())
    return {file.relative_to(THEME).as_posix(): file for file in found}


def prepare(environment: Environment, site: SiteView) -> None:
    """Give an environment what our templates call, for the pages of one site.

    Its loader must find our theme, and Material's icons. Of other templates in it nothing
    changes."""
    ours = frozenset(file.relative_to(THEME).as_posix() for file in THEME.rglob("*.html"))
    environment.autoescape = lambda name: name is not None and name.removeprefix(OWN) in ours
    environment.filters.update(
        capitalise=capitalise,
        clock=clock,
        embed_code=embed_code,
        head=head,
        iso_duration=iso_duration,
        qr=qr_svg,
        small=small_url,
        url=_url,
    )
    speak(environment, site.messages)
    environment.tests.update(quotable=stands_alone)
    environment.globals.update(cached=FrameCache(site).render, icon=_icons(environment))


def frame(environment: Environment, page: PageView, site: SiteView) -> str:
    """Render a page by the template of its kind, in a prepared environment."""
    return environment.get_template(f"{page.kind}.html").render(page=page, site=site)


@pass_context
def _url(context: Context, target: str) -> str:
    """A link to a path on the site, from the page that is being rendered."""
    return link(context["page"], context["site"], target)


def _icons(environment: Environment) -> Callable[[str], Markup]:
    """What gives an icon of Material's by its name, as an SVG element."""

    @cache
    def icon(name: str) -> Markup:
        assert environment.loader
        # As it is: to compile it as the template that it is not takes longer than all else about it.
        source, _, _ = environment.loader.get_source(environment, f".icons/material/{name}.svg")
        return Markup(source.removesuffix("\n"))  # noqa: S704 (the theme's own)

    return icon
