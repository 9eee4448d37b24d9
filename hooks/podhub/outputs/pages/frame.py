"""The pieces of a page's frame (header, tabs, footer), rendered once for all pages that they look
the same on.

A theme renders its frame for each page; ours differs only by the depth of the page's address and by
the section it is in."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup


class Frame:
    """Templates call `render`; one build has one of these."""

    def __init__(self) -> None:
        self._pieces: dict[tuple[str, str, str], Markup] = {}

    @pass_context
    def render(self, context: Context, name: str, make: Callable[[], str] | None = None) -> Markup:
        """A piece of the frame: what `make` renders or, without it, the partial called `name`."""
        page = context.get("page")
        place = (
            (page.url if page in context["nav"].pages else page.url.partition("/")[0] + "/…")
            if page
            else "404"
        )
        key = (name, context["base_url"], place)
        if key not in self._pieces:
            html = (
                make() if make else context.environment.get_template(name).render(context.get_all())
            )
            self._pieces[key] = Markup(html)  # noqa: S704 (our own templates, escaped there)
        return self._pieces[key]


def icons(environment: Environment) -> Callable[[str], Markup]:
    """What templates call for an icon of Material's by its name: to include it would copy all they
    know, for each icon anew."""

    @cache
    def icon(name: str) -> Markup:
        return Markup(environment.get_template(f".icons/material/{name}.svg").render())  # noqa: S704 (the theme's own)

    return icon
