"""An episode with a picture is seen on its page, and its moments lead into it."""

from __future__ import annotations

import subprocess
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.running import copy_hub, free_port, tool, web_server

EPISODE = """\
---
title: A film
date: 2026-11-01 09:00 +0000
summary: Colours, and a tone.
guid: a-film
moments:
  - {at: "0:00", title: Begin}
  - {at: "0:04", title: Later}
---
"""


def test_a_film_is_seen_and_its_moments_lead_into_it(
    browser: Browser, tmp_path: Path, now: str
) -> None:
    """The browser's own controls stay; a link to a second goes there, also from another page, and one to a
    part stops at its end."""
    hub = copy_hub(tmp_path / "hub")
    hub.write("episodes/020-a-film.md", EPISODE)
    inputs = [
        "-f",
        "lavfi",
        "-i",
        "testsrc=size=64x36:rate=5:duration=8",
        "-f",
        "lavfi",
        "-i",
        "sine=duration=8",
    ]
    form = ["-c:v", "libx264", "-pix_fmt", "yuv420p", "-c:a", "aac", "-movflags", "+faststart"]
    subprocess.run(
        [tool("ffmpeg"), "-v", "error", *inputs, *form, hub.root / "episodes/020-a-film.mp4"],
        check=True,
    )
    port = free_port()
    site = hub.build(tmp_path / "site", now, "--base-url", f"http://127.0.0.1:{port}/")
    assert 'type="video/mp4"' in (site / "podcast.xml").read_text(encoding="utf-8")
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    errors: list[str] = []
    page.on(
        "console", lambda message: errors.append(message.text) if message.type == "error" else None
    )
    with web_server(site, tmp_path / "nginx", port) as url:
        page.goto(f"{url}podcast/a-film/#t=4")
        film = page.locator("video")
        expect(film).to_be_visible()
        expect(
            page.locator(".hub-player--own audio, .hub-player--own [data-part=toggle]")
        ).to_have_count(0)
        page.wait_for_function("() => document.querySelector('video').currentTime === 4")
        page.locator('a[href="#t=0"]').first.click()
        page.wait_for_function("() => document.querySelector('video').currentTime < 3")
        page.evaluate("location.hash = '#t=1,2'")
        page.evaluate("document.querySelector('video').play()")
        page.wait_for_function("() => document.querySelector('video').paused")
        assert 2 <= page.evaluate("document.querySelector('video').currentTime") < 3
        box = film.bounding_box()
        assert box
        assert box["width"] > 300
        assert abs(box["width"] / box["height"] - 16 / 9) < 0.05
        context.close()
    assert not errors
