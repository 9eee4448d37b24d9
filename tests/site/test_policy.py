"""Every kind of page under the strict policy, sent by a real web server as `_headers` says, and
used as people use it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from lxml import html
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.conftest import Served
from tests.running import free_port, web_server
from tests.site.test_browser import MISSING, one_of_each_kind

UTILITY = "//meta[@name='robots' and @content='noindex']"
DATA_BLOCKS = ("application/ld+json", "application/json")
WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation", event =>
  window.violations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`));
"""


@pytest.fixture(scope="module")
def guarded(site: Served, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site's address, with the headers that it asks its host for."""
    headers = (site.folder / "_headers").read_text(encoding="utf-8")
    with web_server(site.folder, tmp_path_factory.mktemp("guarded"), free_port(), headers) as url:
        yield url


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A window that notes each violation of a policy."""
    opened = browser.new_context(viewport={"width": 1280, "height": 800}, color_scheme="light")
    opened.add_init_script(WATCH)
    yield opened
    opened.close()


def use(page: Page) -> None:
    """Do what people do on a page, as far as it has it."""
    button = page.locator(".hub-header .hub-scheme")
    if button.count():
        before = page.evaluate("getComputedStyle(document.body).backgroundColor")
        button.click()
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") != before
        button.click()
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == before
    for term in page.locator("a.term").all()[:2]:
        term.hover()
    if page.locator(".hub-player").count():
        page.locator(".hub-player [data-part=toggle]").first.click()
        page.wait_for_function("() => document.querySelector('audio')?.currentTime > 0.1")
    moments = page.locator("a.hub-time[href^='#t=']:visible")
    if moments.count():
        moments.last.click()
    page.keyboard.press("/")
    page.keyboard.press("Escape")


def test_every_kind_of_page_is_used_without_a_violation(
    site: Served, guarded: str, context: BrowserContext
) -> None:
    """Colours switched, terms explained, audio played, moments followed: no event, no word in the
    console."""
    faults: list[str] = []
    page = context.new_page()
    page.on(
        "console",
        lambda message: (
            faults.append(f"{page.url}: {message.text}") if "Security" in message.text else None
        ),
    )
    for path in one_of_each_kind(site):
        answer = page.goto(guarded + path, wait_until="load")
        assert answer
        assert "default-src 'none'" in (answer.header_value("content-security-policy") or "")
        use(page)
        faults += [f"/{path}: {violation}" for violation in page.evaluate("window.violations")]
    assert faults == []


def test_the_watch_sees_a_violation(guarded: str, context: BrowserContext) -> None:
    """The test above would fail if a page held an inline script: here is one."""
    page = context.new_page()
    page.goto(guarded)
    page.evaluate(
        "document.head.append(Object.assign(document.createElement('script'), {textContent: 'window.ran = 1'}))"
    )
    page.wait_for_function("() => window.violations.length")
    assert page.evaluate("window.ran") is None


def test_every_page_carries_the_policy_itself_before_what_it_governs(
    site: Served, guarded: str
) -> None:
    """For hosts that ignore `_headers`: the same directives, behind nothing but the encoding."""
    headers = (site.folder / "_headers").read_text(encoding="utf-8")
    [sent] = re.findall(r"Content-Security-Policy: (default-src .*)", headers)
    for file in site.folder.rglob("*.html"):
        page = html.document_fromstring(file.read_bytes())
        if page.xpath(UTILITY) and not page.xpath("//script | //style | //link[@rel='stylesheet']"):
            continue  # it loads nothing that a policy could govern
        first, second = page.xpath("/html/head/*")[:2]
        assert first.get("charset") == "utf-8"
        assert second.get("http-equiv") == "Content-Security-Policy"
        assert second.get("content") == sent


def test_no_page_holds_a_script_or_a_style(site: Served) -> None:
    """So the policy needs no exception: no inline script but data, no `style`, no handler in an
    attribute."""
    for file in site.folder.rglob("*.html"):
        page = html.document_fromstring(file.read_bytes())
        inline = [
            script
            for script in page.xpath("//script[not(@src)]")
            if script.get("type") not in DATA_BLOCKS
        ]
        assert not inline, file
        assert not page.xpath("//style | //@style | //@*[starts-with(name(), 'on')]"), file


def test_the_other_headers_are_there(site: Served, guarded: str, context: BrowserContext) -> None:
    """Types are not guessed, other sites learn only the host, nothing on the device is asked for,
    nobody frames a page."""
    page = context.new_page()
    answers = {
        path: page.request.get(guarded + path)
        for path in (*one_of_each_kind(site), "podcast/one/embed/", "podcast.xml")
    }
    for path, answer in answers.items():
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "strict-origin-when-cross-origin"
        assert "geolocation=()" in answer.headers["permissions-policy"]
        policies = [
            entry["value"]
            for entry in answer.headers_array
            if entry["name"].lower() == "content-security-policy"
        ]
        may_be_framed = path in ("podcast/one/embed/", "podcast.xml", MISSING)
        assert ("frame-ancestors 'none'" in policies) is not may_be_framed, path
    assert answers["podcast.xml"].headers["access-control-allow-origin"] == "*"


def test_another_site_cannot_frame_a_page(
    site: Served, guarded: str, context: BrowserContext
) -> None:
    """A page inside another site's page stays empty."""
    page = context.new_page()
    other = guarded.replace("127.0.0.1", "localhost")
    frame = f"<iframe src='{guarded}'></iframe>"
    page.route(other + "framing", lambda route: route.fulfill(content_type="text/html", body=frame))
    page.goto(other + "framing")
    page.wait_for_timeout(500)
    assert [frame.url for frame in page.frames if urlsplit(frame.url).hostname == "127.0.0.1"] == []


def test_the_chosen_colours_stay_and_come_before_the_first_paint(
    guarded: str, context: BrowserContext
) -> None:
    """A press on the button holds on the next page, whose first paint has the colours already; its
    name says what it will do."""
    page = context.new_page()
    page.goto(guarded)
    button = page.get_by_role("button", name="Switch to dark")
    button.click()
    expect(page.get_by_role("button", name="Switch to light")).to_be_visible()
    page.goto(guarded + "about/", wait_until="commit")
    page.wait_for_function("() => document.body")
    assert page.evaluate("document.documentElement.dataset.scheme") == "dark"


def test_without_javascript_the_colours_follow_the_system(guarded: str, browser: Browser) -> None:
    """Dark where the system is dark; the button, which could do nothing, is not there."""
    shades = {}
    for scheme in ("light", "dark"):
        context = browser.new_context(
            java_script_enabled=False, color_scheme="dark" if scheme == "dark" else "light"
        )
        page = context.new_page()
        page.goto(guarded)
        for button in page.locator(".hub-scheme").all():
            expect(button).to_be_hidden()
        shades[scheme] = sum(
            page.screenshot(type="png", clip={"x": 0, "y": 0, "width": 1, "height": 1})[-40:]
        )
        context.close()
    assert shades["light"] != shades["dark"]
