"""The preview: shows what is held back, follows every save, survives mistakes in text and in
code."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import IncompleteRead
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from podhub.adapters.unsure_words import BEHIND

from tests.running import ROOT, Hub, clean_environment, free_port, listens, until
from tests.site.conftest import at, press_play, wait_for_sound

BROKEN = "def this_is_no_python(:\n"
SHOWN = 'self.pages.page(view, "", owner_of(page)).make()'


class Preview:
    """A running `scripts/hub serve`."""

    def __init__(self, hub: Hub, log: Path) -> None:
        self.hub, self.log, self.port = hub, log, free_port()
        command = [sys.executable, hub.root / "scripts" / "hub", "serve", "--port", str(self.port)]
        with log.open("w") as stream:
            # A folder of its own, as somebody may start it from anywhere.
            self.process = subprocess.Popen(
                [*command, "--now", "2026-11-24T00:00:00Z"],
                cwd=log.parent,
                env=clean_environment(PYTHONUNBUFFERED="1"),
                stdout=stream,
                stderr=subprocess.STDOUT,
            )

    def get(self, path: str) -> str:
        """A page's HTML; empty while there is none, or while the server starts anew in the midst of it."""
        try:
            with urllib.request.urlopen(
                f"http://127.0.0.1:{self.port}/{path}", timeout=30
            ) as answer:
                return str(answer.read().decode())
        except (urllib.error.URLError, ConnectionError, TimeoutError, IncompleteRead):
            return ""

    def shows(self, path: str, words: str) -> None:
        """Wait until a page has these words."""
        until(
            lambda: words in self.get(path),
            f"{words} at /{path}; the server said:\n{self.log.read_text()}",
        )

    def hides(self, path: str, words: str) -> None:
        """Wait until a page is there without these words."""
        until(lambda: (page := self.get(path)) and words not in page, f"a /{path} without {words}")

    def says(self, words: str) -> None:
        """Wait until the server has printed these words."""
        until(lambda: words in self.log.read_text(), f"the server to say {words}")


@contextmanager
def previewing(hub: Hub, log: Path) -> Iterator[Preview]:
    """A preview that ends with the block, whatever happens in it."""
    started = Preview(hub, log)
    try:
        yield started
    finally:
        started.process.terminate()
        started.process.wait(timeout=20)


@pytest.fixture
def preview(hub_with_engine: Hub, tmp_path: Path) -> Iterator[Preview]:
    """A preview of a copy of the hub, which ends with the test."""
    with previewing(hub_with_engine, tmp_path / "serve.log") as started:
        yield started


ARTICLE = """---
title: Being written
description: Not ready, and therefore not public.
date: 2026-11-01 09:00 +0000
draft: true
topics: []
key_points: [It is being written.]
---

First version.
"""


def test_the_preview_shows_held_back_items_marked_as_such(preview: Preview) -> None:
    """A draft and an item of the future have their pages, with a bar that says why they are not
    public."""
    preview.shows("", "</html>")
    [topic] = re.findall(r"(?m)^([a-z-]+):", (preview.hub.root / "docs/topics.yml").read_text())[:1]
    draft = ARTICLE.replace("topics: []", f"topics: [{topic}]")
    preview.hub.write("docs/articles/being-written.md", draft)
    preview.shows("articles/being-written/", "This is a draft.")
    preview.shows("articles/", "draft")
    waits = draft.replace("draft: true\n", "").replace("date: 2026-11-01", "date: 2026-12-24")
    preview.hub.write("docs/articles/being-written.md", waits)
    preview.shows("articles/being-written/", "It becomes public at 2026-12-24 09:00 +0000.")


def test_an_episode_can_be_previewed_before_it_is_recorded(preview: Preview) -> None:
    """Its notes are to be read; the feed of the preview leaves it out."""
    preview.shows("", "</html>")
    preview.hub.write(
        "episodes/900-not-recorded.md",
        "---\ntitle: Not recorded\ndate: 2026-11-01 09:00 +0000\nsummary: Soon.\nguid: g-900\ndraft: true\n---\n\nThese notes.\n",
    )
    preview.shows("podcast/not-recorded/", "There is no recording yet.")
    preview.shows("podcast/not-recorded/", "These notes.")
    preview.hides("podcast.xml", "g-900")


def test_the_preview_follows_episodes_the_show_and_styles(
    preview: Preview, browser: Browser
) -> None:
    """A save in episodes/, of show.yml, of a topic and of a template is to be seen without starting
    anew. A word to listen to plays when it is pressed, and no more than that; a save does not end
    what plays."""
    preview.shows("podcast/", "</html>")
    episode = next(
        file
        for file in sorted(preview.hub.root.glob("episodes/0*.md"))
        if ".script" not in file.name
    )
    address = f"podcast/{episode.stem.split('-', 1)[1]}/"
    episode.write_text(episode.read_text() + "\nA quokka was here.\n")
    preview.shows(address, "A quokka was here.")
    # Words of a transcript to listen to, until the note on them is deleted.
    transcript = f"episodes/{episode.stem}.vtt"
    [word] = re.findall(r">(\w+)", (preview.hub.root / transcript).read_text())[:1]
    words = f"NOTE unsure\n00:00:00.200 {word}\n\n"
    preview.hub.change(transcript, "WEBVTT\n\n", f"WEBVTT\n\n{words}")
    preview.shows(address, f">{word}</mark></a>")
    page = browser.new_page()
    page.goto(f"http://127.0.0.1:{preview.port}/{address}", wait_until="commit")
    page.locator("mark").click()
    # The two seconds may be over before a busy machine looks.
    page.wait_for_function(
        "(audio => audio.paused && audio.played.length)(document.querySelector('audio'))"
    )
    assert at(page) == pytest.approx(0.2 + BEHIND, abs=0.3)
    press_play(page)
    page.evaluate("document.documentElement.id = 'before'")
    preview.hub.change(f"episodes/{episode.name}", "A quokka was here.", "A quokka is here.")
    page.wait_for_selector("html:not(#before) >> text=A quokka is here.", state="attached")
    wait_for_sound(page, 0.2 + BEHIND)
    page.close()
    preview.hub.change(transcript, words, "")
    preview.hides(address, "<mark")
    followed = "\nsubscribe: [{name: Quokkacast, url: 'https://example.com/q'}]\nauthor: "
    preview.hub.change("episodes/show.yml", "\nauthor: ", followed)
    preview.shows("podcast/", "Quokkacast")
    preview.hub.change(
        "hooks/podhub/theme/list.html", '<h2 id="episodes">', '<p>Numbat</p><h2 id="episodes">'
    )
    preview.shows("podcast/", "<p>Numbat</p>")


def test_the_preview_can_be_searched_and_follows(preview: Preview) -> None:
    """What is being written is found as soon as it is saved."""

    def found() -> int:
        listed = re.search(r'"pages":(\d+)', preview.get("search/index.json"))
        return int(listed[1]) if listed else 0

    before = until(found, "an index")
    [topic] = re.findall(r"(?m)^([a-z-]+):", (preview.hub.root / "docs/topics.yml").read_text())[:1]
    preview.hub.write(
        "docs/articles/being-written.md", ARTICLE.replace("topics: []", f"topics: [{topic}]")
    )
    until(lambda: found() == before + 1, "the draft in the index")
    assert "Traceback" not in preview.log.read_text()


def mistake(hub: Hub) -> str:
    """Make one, in a draft; returns how its line begins."""
    [topic] = re.findall(r"(?m)^([a-z-]+):", (hub.root / "docs/topics.yml").read_text())[:1]
    text = ARTICLE.replace("topics: []", f"topics: [{topic}]").replace(
        "draft:", "colour: red\ndraft:"
    )
    hub.write("docs/articles/oops.md", text)
    return "docs/articles/oops.md:5: colour: expected "


def test_a_mistake_while_previewing_is_shown_and_goes_when_it_is_fixed(preview: Preview) -> None:
    """The line that `check` prints stands in the terminal and on top of the pages; the server lives
    on."""
    preview.shows("about/", "</html>")
    line = mistake(preview.hub)
    preview.shows("about/", line)
    preview.says(line)
    (preview.hub.root / "docs/articles/oops.md").unlink()
    preview.hides("about/", line)
    assert preview.process.poll() is None


def test_a_preview_can_start_with_a_mistake_in_the_content(hub: Hub, tmp_path: Path) -> None:
    """What is wrong is shown, the rest can be seen."""
    line = mistake(hub)
    with previewing(hub, tmp_path / "serve.log") as preview:
        preview.shows("about/", line)


def test_an_edit_of_the_hubs_own_code_restarts_the_preview(preview: Preview) -> None:
    """The next page is made by the new code; a syntax error is printed, and fixing it brings the
    preview back."""
    preview.shows("about/", "</html>")
    code = preview.hub.root / "hooks/podhub/adapters/preview.py"
    before = code.read_text()
    assert SHOWN in before
    code.write_text(before.replace(SHOWN, f"{SHOWN} + b'<!-- quokka -->'"))
    preview.shows("about/", "<!-- quokka -->")
    code.write_text(before + BROKEN)
    preview.says("SyntaxError")
    code.write_text(before.replace(SHOWN, f"{SHOWN} + b'<!-- numbat -->'"))
    preview.shows("about/", "<!-- numbat -->")


def test_a_mistake_in_the_settings_is_printed_and_fixing_it_brings_the_preview_back(
    hub: Hub, tmp_path: Path
) -> None:
    """Pages are shown all the same, with the line on top of them."""
    hub.change("mkdocs.yml", "docs_dir: docs\n", "docs_dir: nowhere\n")
    line = re.compile(r"mkdocs\.yml:\d+: docs_dir: expected docs ")
    with previewing(hub, tmp_path / "serve.log") as preview:
        until(lambda: line.search(preview.log.read_text()), "the mistake")
        until(lambda: line.search(preview.get("about/")), "the mistake on the page")
        hub.change("mkdocs.yml", "docs_dir: nowhere\n", "docs_dir: docs\n")
        preview.shows("about/", "</html>")
        preview.hides("about/", "docs_dir")
        hub.write("mkdocs.yml", "site_name: [\n")
        until(lambda: "mkdocs.yml:" in preview.get("about/"), "the mistake on the page")
    assert "Traceback" not in preview.log.read_text()


def test_a_preview_of_no_time_is_refused(hub: Hub) -> None:
    """At once, and in the words of `check`."""
    done = hub.run("serve", "--now", "tomorrow")
    assert done.returncode == 2
    assert 'expected a date such as 2026-11-23 09:00 +0000, found "tomorrow"' in done.stderr


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_ending_the_preview_ends_its_server(
    hub: Hub, tmp_path: Path, ending: signal.Signals
) -> None:
    """Ctrl-C and `kill` leave no process behind, print no traceback, and free the port."""
    with previewing(hub, tmp_path / "serve.log") as preview:
        preview.shows("about/", "</html>")
        preview.process.send_signal(ending)
        preview.process.wait(timeout=20)
        until(lambda: not listens(preview.port), "the port to be free")
    assert "Traceback" not in preview.log.read_text()


def test_a_port_that_is_taken_is_said_in_a_line(preview: Preview) -> None:
    """The second preview on a port ends at once with 1 and says what to do."""
    preview.shows("about/", "</html>")
    done = Hub(ROOT).run("serve", "--port", str(preview.port))
    assert done.returncode == 1
    assert f"--port {preview.port + 1}" in done.stderr
    assert "Traceback" not in done.stderr


def test_no_broken_file_stops_the_preview(preview: Preview) -> None:
    """Whatever is broken, the other pages stay to be seen, with the line to fix on top of them."""
    root = preview.hub.root
    preview.shows("about/", "</html>")
    breakages = {
        "docs/articles/My Article.md": ARTICLE,
        "docs/topics.yml": "a: b: c\n",
        "docs/authors.yml": "[]\n",
        "docs/index.md": "no fields\n",
        "docs/articles/index.md": "---\ntitle: [\n---\n",
        "episodes/show.yml": "title: only this\n",
        "docs/definitions/sales-coaching.md": "---\nterm: 1\n---\n",
    }
    for path, text in breakages.items():
        file = root / path
        before = file.read_bytes() if file.exists() else None
        preview.hub.write(path, text)
        preview.shows("about/", f"{path}:")
        if before is None:
            file.unlink()
        else:
            file.write_bytes(before)
        preview.hides("about/", f"{path}:")
    assert "Traceback" not in preview.log.read_text()


def test_a_template_that_cannot_be_filled_stops_no_preview(hub: Hub, tmp_path: Path) -> None:
    """Its line is told where the page was to be and on the terminal; once it is fixed, the page is
    there."""
    settings = hub.root / "mkdocs.yml"
    settings.write_text(
        settings.read_text().replace("name: material", "name: material\n  custom_dir: own", 1)
    )
    (hub.root / "own").mkdir()
    own = '{% extends "podhub/main.html" %}\n{% block content %}{{ WRONG }}{% endblock %}'
    with previewing(hub, tmp_path / "serve.log") as preview:
        for wrong, found in (
            ("page.none.such", "no attribute"),
            ("1 / 0", "division by zero"),
            ("1 + page", "unsupported operand"),
        ):
            hub.write("own/main.html", own.replace("WRONG", wrong))
            preview.shows("about/", "own/main.html:2: template: expected")
            preview.shows("about/", found)
        preview.says("own/main.html:2: template: expected")
        (hub.root / "own" / "main.html").unlink()
        preview.shows("about/", "</html>")
        assert "Traceback" not in preview.log.read_text()
