"""What a first visit costs, read from the web server's log: bytes as they were sent, and
requests."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.conftest import Served
from tests.running import free_port, until, web_server
from tests.site.test_browser import MISSING, one_of_each_kind

MOST_BYTES = 80_000
MOST_REQUESTS = 8
"""The letters of titles are one of them."""
MOST_WITH_A_PLAYER = 16
"""The player is a style sheet and six small modules, asked for all at once. The list of episodes
has a small picture for each, which waits until it is near the screen; its bytes count like all
others."""
LINE = re.compile(r'"(?:GET|HEAD) (\S+) [^"]*" (\d+) (\d+)')
LAST = "GET /last"


def test_a_first_visit_is_small(site: Served, browser: Browser, tmp_path: Path) -> None:
    """Each kind of page by somebody who has nothing of it yet: at most 80 kB, compressed, in few
    requests, no audio."""
    port = free_port()
    with web_server(site.folder, tmp_path / "nginx", port) as url:
        log = tmp_path / "nginx" / "access.log"
        visits: dict[str, list[tuple[str, int]]] = {}
        most = {}
        for path in one_of_each_kind(site):
            before = log.read_text()
            context = browser.new_context(
                viewport={"width": 1280, "height": 800}, device_scale_factor=2
            )
            page = context.new_page()
            page.goto(url + path, wait_until="networkidle")
            most[path] = (
                MOST_WITH_A_PLAYER
                if page.locator(".hub-player, .hub-play").count()
                else MOST_REQUESTS
            )
            if path == "podcast/":
                most[path] += page.locator(".hub-card--pictured").count()
            # The log is in the order of the answers: when this one is in it, so are all before it.
            page.request.get(f"{url}last")
            until(lambda: LAST in log.read_text()[len(before) :], "the server's log")  # noqa: B023 (called at once)
            context.close()
            new = log.read_text()[len(before) :].partition(LAST)[0]
            visits[path] = [
                (asked, int(size)) for asked, _, size in LINE.findall(new) if "/audio/" not in asked
            ]
    costs = {path: (sum(size for _, size in asked), len(asked)) for path, asked in visits.items()}
    print(costs)
    too_much = {
        path: visits[path]
        for path, (size, asked) in costs.items()
        if size > MOST_BYTES or asked > most[path]
    }
    assert not too_much
    assert all(asked >= 4 for path, (_, asked) in costs.items() if path != MISSING)


def test_pictures_keep_their_place(site: Served, browser: Browser) -> None:
    """Every picture says how large it is, and nothing on any kind of page moves once it is
    shown."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.add_init_script(
        "window.moved = 0; new PerformanceObserver(list => list.getEntries().forEach(entry => window.moved += entry.value))"
        ".observe({type: 'layout-shift', buffered: true});"
    )
    page = context.new_page()
    for path in one_of_each_kind(site):
        page.goto(site.url + path, wait_until="networkidle")
        assert (
            page.evaluate(
                "[...document.images].filter(image => !image.width || !image.getAttribute('height')).length"
            )
            == 0
        )
        # The browser's own audio controls arrange themselves, which it counts.
        assert page.evaluate("window.moved") == pytest.approx(0, abs=0.005), path
    context.close()
