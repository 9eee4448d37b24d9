"""The one style sheet: what is left out of the theme's changes no element of any page."""

from __future__ import annotations

import re
from pathlib import Path

import material
from playwright.sync_api import Browser, Route

from tests.conftest import Served
from tests.running import ROOT
from tests.site.test_browser import one_of_each_kind

STYLES = re.compile(r"/assets/stylesheets/site-\w+\.css$")
COMPUTED = """() => [...document.querySelectorAll("body, body *:not(svg *)")].map(element =>
  ["", "::before", "::after"].map(part => {
    const style = getComputedStyle(element, part || null);
    // What has no content makes no box: its other values show nowhere.
    const shows = !part || !["none", "normal"].includes(style.content);
    const names = shows ? [...style].filter(name => !name.startsWith("--")) : ["content"];
    return names.map(name => name + ":" + style.getPropertyValue(name)).join(";");
  }).join("|") + element.outerHTML.slice(0, 80))"""


def whole() -> str:
    """The theme's style sheet as it came, with ours behind it."""
    [theirs] = (Path(material.__file__).parent / "templates/assets/stylesheets").glob(
        "main.*.min.css"
    )
    return theirs.read_text(encoding="utf-8") + (
        ROOT / "hooks/podhub/theme/assets/hub.css"
    ).read_text(encoding="utf-8")


def test_what_is_left_out_changes_nothing(site: Served, browser: Browser) -> None:
    """Each element of each kind of page, with its generated content, has the same style under the
    whole theme."""
    styles = whole()

    def answer(route: Route) -> None:
        route.fulfill(body=styles, content_type="text/css")

    ours, theirs = pages = [browser.new_page(), browser.new_page()]
    theirs.route(STYLES, answer)
    for page in pages:  # letters that come late are left out, on one page and not on the other
        page.route("**/*.woff2", lambda route: route.abort())
    for path in one_of_each_kind(site):
        for page in pages:
            page.goto(site.url + path, wait_until="commit")
        for page in pages:
            page.wait_for_load_state("networkidle")
        for width in (390, 1280):
            for page in pages:
                page.set_viewport_size({"width": width, "height": 800})
            pairs = zip(ours.evaluate(COMPUTED), theirs.evaluate(COMPUTED), strict=True)
            differing = [one for one, other in pairs if one != other]
            assert not differing, f"/{path} at {width} px: {len(differing)}: {differing[0][-80:]}"
    for page in pages:
        page.close()
