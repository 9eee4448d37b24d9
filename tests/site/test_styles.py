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
DECLARED = """() => {
  const names = new Set();
  const look = rules => {
    for (const rule of rules) {
      for (const name of rule.style ?? []) if (!name.startsWith("--")) names.add(name);
      look(rule.cssRules ?? []);
    }
  };
  for (const sheet of document.styleSheets) look(sheet.cssRules);
  return [...names];
}"""
"""The properties that some rule sets: all others are as they are without any rule"""
COMPUTED = """([declared, wanted]) =>
  [...document.querySelectorAll("body, body *:not(svg *)")].map((element, place) => {
    const told = ["", "::before", "::after"].map(part => {
      const style = getComputedStyle(element, part || null);
      // What has no content makes no box: its other values show nowhere.
      const shows = !part || !["none", "normal"].includes(style.content);
      return (shows ? declared : ["content"]).map(name => name + ":" + style.getPropertyValue(name)).join(";");
    }).join("|") + element.outerHTML.slice(0, 80);
    if (place === wanted) return told;
    let hash = 0;
    for (let at = 0; at < told.length; at += 1) hash = (Math.imul(hash, 31) + told.charCodeAt(at)) | 0;
    return `${told.length} ${hash}`;
  })"""
"""For each element its whole style, in short; that of one as it is"""


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

    _, theirs = pages = [browser.new_page(), browser.new_page()]
    theirs.route(STYLES, answer)
    for page in pages:  # letters that come late are left out, on one page and not on the other
        page.route("**/*.woff2", lambda route: route.abort())
    for path in one_of_each_kind(site):
        for page in pages:
            page.goto(site.url + path, wait_until="commit")
        for page in pages:
            page.wait_for_load_state("networkidle")
        declared = theirs.evaluate(DECLARED)
        assert len(declared) > 200
        for width in (390, 1280):
            for page in pages:
                page.set_viewport_size({"width": width, "height": 800})
            pairs = zip(*(page.evaluate(COMPUTED, [declared, -1]) for page in pages), strict=True)
            differing = [place for place, (one, other) in enumerate(pairs) if one != other]
            for place in differing[:1]:
                one, other = (page.evaluate(COMPUTED, [declared, place])[place] for page in pages)
                assert one == other, f"/{path} at {width} px: {len(differing)}"
    for page in pages:
        page.close()
