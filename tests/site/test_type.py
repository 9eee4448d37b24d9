"""The type of every kind of page, as a browser computes it: five sizes, and lines that are not too
long to be read."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.conftest import Served
from tests.site.test_browser import one_of_each_kind

SIZES = ("title", "section", "lead", "text", "small")
LONGEST = 80
"""Characters in a line of running text."""
ALLOWED = """names => names.map(name => {
  const probe = document.body.appendChild(document.createElement("i"));
  probe.style.fontSize = `var(--hub-${name})`;
  const size = getComputedStyle(probe).fontSize;
  probe.remove();
  return size;
})"""
USED = """() => {
  const found = {};
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (texts.currentNode.data.trim() && element.checkVisibility() && !element.closest("svg, script, template"))
      found[getComputedStyle(element).fontSize] ??= element.outerHTML.slice(0, 120);
  }
  for (const field of document.querySelectorAll("input[type=search], select, button"))
    if (field.checkVisibility()) found[getComputedStyle(field).fontSize] ??= field.outerHTML.slice(0, 120);
  return found;
}"""
LINES = """() => [...document.querySelectorAll("main p:not(.hub-meta), main li, main dd, main blockquote")]
  .filter(element => element.checkVisibility() && element.textContent.trim().length > 120)
  .filter(element => !element.querySelector("p, ul, h2, h3"))
  .map(element => {
    const style = getComputedStyle(element);
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const text = element.textContent.replace(/\\s+/g, " ").trim();
    const room = element.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    return [text.length * room / pen.measureText(text).width, text.slice(0, 60)];
  })"""


def sizes_besides(page: Page) -> dict[str, str]:
    """The sizes on a page that are none of the five, each with an element that has it."""
    allowed = page.evaluate(ALLOWED, list(SIZES))
    assert len(set(allowed)) == len(SIZES)
    return {size: where for size, where in page.evaluate(USED).items() if size not in allowed}


def test_every_text_has_one_of_five_sizes(site: Served, page: Page) -> None:
    """On every kind of page and every page of the authors' own, with the search and a guide's
    result, on every screen."""
    others: dict[str, dict[str, str]] = {}

    def look(name: str) -> None:
        for width in (320, 390, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            others[f"{name} at {width} px"] = sizes_besides(page)

    paths = [*one_of_each_kind(site), *(page.url for page in site.pages if page.kind == "page")]
    guide = next(iter(site.catalog.guides.values()))
    result = f"{guide.url}#answers={'-'.join('1' for _ in guide.fields.questions)}"
    for path in dict.fromkeys((*paths, result)):
        page.goto(site.url + path)
        look(f"/{path}")
    page.goto(site.url)
    page.keyboard.press("/")
    page.locator("dialog input[type=search]").fill("coaching")
    expect(page.locator("dialog .hub-search__result").first).to_be_visible()
    look("search")
    assert not {path: found for path, found in others.items() if found}


def test_no_line_of_text_is_too_long(site: Served, page: Page) -> None:
    """Counted by the width of each text's own letters, where it is longer than a line, on every
    screen."""
    long = {}
    for path in one_of_each_kind(site):
        page.goto(site.url + path)
        for width in (390, 768, 1280, 1600):
            page.set_viewport_size({"width": width, "height": 800})
            long |= {
                f"/{path} at {width} px: {text}": round(count)
                for count, text in page.evaluate(LINES)
                if count > LONGEST
            }
    assert not long
