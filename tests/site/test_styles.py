"""The one style sheet: what is left out of the theme's changes no element of any page."""

from __future__ import annotations

import re
from pathlib import Path

import material
import pytest
from playwright.sync_api import Browser, Page, Route

from tests.conftest import Served
from tests.running import ROOT
from tests.site.test_browser import one_of_each_kind

STYLES = re.compile(r"/assets/stylesheets/site-\w+\.css$")
COMPUTED = """() => [...document.querySelectorAll("body, body *:not(svg *)")].map(element =>
  ["", "::before", "::after"].map(part => {
    const style = getComputedStyle(element, part || null);
    return [...style].filter(name => !name.startsWith("--")).map(name => name + ":" + style.getPropertyValue(name)).join(";");
  }).join("|") + element.outerHTML.slice(0, 80))"""


def whole() -> str:
    """The theme's style sheet as it came, with ours behind it."""
    [theirs] = (Path(material.__file__).parent / "templates/assets/stylesheets").glob("main.*.min.css")
    return theirs.read_text(encoding="utf-8") + (ROOT / "hooks/theme/assets/hub.css").read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [390, 1280])
def test_what_is_left_out_changes_nothing(site: Served, browser: Browser, width: int) -> None:
    """Each element of each kind of page, with its generated content, has the same style under the whole theme."""
    styles = whole()

    def computed(page: Page, path: str) -> list[str]:
        page.goto(site.url + path, wait_until="networkidle")
        found: list[str] = page.evaluate(COMPUTED)
        return found

    def answer(route: Route) -> None:
        route.fulfill(body=styles, content_type="text/css")

    ours, theirs = (browser.new_page(viewport={"width": width, "height": 800}) for _ in range(2))
    theirs.route(STYLES, answer)
    for path in one_of_each_kind(site):
        pairs = zip(computed(ours, path), computed(theirs, path), strict=True)
        differing = [one for one, other in pairs if one != other]
        assert not differing, f"/{path}: {len(differing)}: {differing[0][-80:]}"
    ours.close()
    theirs.close()
