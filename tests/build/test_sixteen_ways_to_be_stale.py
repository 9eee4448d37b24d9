"""Sixteen ways in which site generators have served stale pages, each with a small edit of its own.

Each build is held against one from nothing, byte by byte (`remembering`); what must have changed is
said here besides, so that two builds that are wrong in the same way are found too."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

import pydantic
import pytest
from podhub.build import engine
from podhub.build.hub import View
from podhub.cli.building import build_into, store_of
from tools.edits.building import build_here
from tools.edits.session import Build

from tests.build.corpus import (
    ARTICLE,
    COACHING,
    EPISODE,
    NOW,
    SHOW,
    TEXTS,
    TRAINING,
    edited,
    mp3,
    picture,
)
from tests.build.remembering import OTHER, Remembered, dangling, files
from tests.running import ROOT

FIRST, SECOND = "articles/first-call/index.html", "articles/other/index.html"
LIST, TOPIC = "articles/index.html", "topics/onboarding/index.html"
TERM, PODCAST = "definitions/sales-coaching/index.html", "podcast/ramp-time/index.html"
ELSEWHERE = (
    "audio: {url: https://media.example/a.mp3, bytes: 9000, duration: '1:00', type: audio/mpeg}"
)


@pytest.fixture(scope="module", params=[build_here])
def build(request: pytest.FixtureRequest) -> Build:
    """How a hub is built."""
    return request.param


@pytest.fixture(scope="module")
def first(build: Build, tmp_path_factory: pytest.TempPathFactory) -> Remembered:
    """A small hub that was built once."""
    return Remembered(tmp_path_factory.mktemp("first"), build)


@pytest.fixture
def hub(first: Remembered, tmp_path: Path) -> Remembered:
    """The same, to be edited."""
    return first.copied(tmp_path)


def test_01_lists_follow_titles_dates_and_topics(hub: Remembered) -> None:
    """A list changes although none of its own words do."""
    hub.edit(ARTICLE, "title: The first call", "title: The very first call")
    site = hub.build()
    for path in (LIST, TOPIC, "articles.xml", "index.html", "llms.txt", PODCAST):
        assert "The very first call" in site[path], path
        assert "The first call<" not in site[path], path
    assert site[LIST].index("The very first call</") < site[LIST].index("The other one</")
    hub.edit(ARTICLE, "date: 2026-01-05", "date: 2026-01-03")
    site = hub.build()
    assert site[LIST].index("The other one</") < site[LIST].index("The very first call</")
    hub.edit(
        "docs/topics.yml", "onboarding:", "hiring: {title: Hiring, description: Who.}\nonboarding:"
    )
    hub.edit(ARTICLE, "topics: [onboarding]", "topics: [hiring]")
    site = hub.build()
    assert "The very first call" not in site[TOPIC]
    assert "The very first call" in site["topics/hiring/index.html"]


def test_02_neighbours_and_paths_follow_pages_that_did_not_change(hub: Remembered) -> None:
    """A list of two pages leads from one to the other, and every page names those above it."""
    text = edited(ARTICLE, "aliases: [/blog/first-call/]\n", "")
    for number in range(24):
        later = text.replace("The first call", f"Call {number}").replace("01-05", "02-05")
        hub.write(f"docs/articles/call-{number}.md", later)
    site = hub.build()
    assert 'rel="next"' in site[LIST]
    assert "The other one" in site["articles/page/2/index.html"]
    hub.delete("docs/articles/call-7.md")
    hub.delete("docs/articles/call-8.md")
    hub.edit("mkdocs.yml", "{Articles: articles/index.md}", "{Essays: articles/index.md}")
    site = hub.build()
    assert 'rel="next"' not in site[LIST]
    assert "articles/page/2/index.html" not in site
    assert ">Essays</a></li>" in site[FIRST]


def test_03_what_is_held_back_is_recommended_by_nobody(hub: Remembered) -> None:
    """A related page becomes a draft, or moves into the future."""
    assert "first-call/" in hub.site()[SECOND]
    hub.edit(ARTICLE, "author: ann", "author: ann\ndraft: true")
    after = hub.build()
    assert [
        p for p, text in after.items() if "The first call" in text and p.endswith(".html")
    ] == []
    assert FIRST not in after
    hub.edit(ARTICLE, "draft: true", "")
    hub.edit(ARTICLE, "date: 2026-01-05", "date: 2026-07-05")
    assert hub.build() == after
    assert "first-call/" in hub.build(NOW + timedelta(days=60))[SECOND]


def test_04_an_address_that_another_page_takes_over_stays_alive(hub: Remembered) -> None:
    """First as a redirect, then as a page, then as another."""
    shutil.move(hub.root / ARTICLE, hub.root / "docs/articles/opening-call.md")
    hub.edit("docs/articles/opening-call.md", "/blog/first-call/", "/articles/first-call/")
    for path in ("docs/guides/where-to-begin.md", "docs/authors.yml", EPISODE):
        text = (hub.root / path).read_text(encoding="utf-8")
        hub.write(path, re.sub(r"\bfirst-call\b", "opening-call", text))
    site = hub.build()
    assert "opening-call/" in site[FIRST]
    assert 'http-equiv="refresh"' in site[FIRST]
    assert "blog/first-call/index.html" not in site
    hub.edit("docs/articles/opening-call.md", "aliases: [/articles/first-call/]\n", "")
    hub.write(ARTICLE, (hub.root / OTHER).read_text().replace("The other one", "The next one"))
    assert "<h1>The next one</h1>" in hub.build()[FIRST]
    hub.delete(ARTICLE)
    shutil.move(hub.root / OTHER, hub.root / ARTICLE)
    site = hub.build()
    assert "<h1>The other one</h1>" in site[FIRST]
    assert SECOND not in site


def test_05_what_was_deleted_is_no_longer_published(hub: Remembered) -> None:
    """A picture, a transcript, artwork, a file of the theme's."""
    artwork = EPISODE.replace(".md", ".png")
    hub.write("docs/articles/photo.png", picture(40, 30, kind="PNG"))
    hub.write(artwork, picture(kind="PNG"))
    hub.edit(OTHER, "More coaching", "![A photo](photo.png) More coaching")
    before = hub.build()
    hub.delete("docs/articles/photo.png")
    hub.delete(artwork)
    hub.delete(EPISODE.replace(".md", ".vtt"))
    hub.delete("overrides/assets/note.txt")
    hub.edit(OTHER, "![A photo](photo.png) ", "")
    gone = before.keys() - hub.build().keys()
    assert {"articles/photo.png", "podcast/ramp-time/transcript.vtt", "assets/note.txt"} <= gone
    assert any(path.startswith("artwork/001-ramp-time") for path in gone)


def built_by_another_engine(hub: Remembered, path: str, old: str, new: str) -> dict[str, str]:
    """Build with a copy of the engine in which one piece of text is another, and hold it against the
    same engine's build from nothing."""
    copied = hub.folder / "engine"
    shutil.copytree(ROOT / "hooks", copied)
    file = copied / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(copied)}
    for output, fresh in ((hub.output, []), (hub.folder / "fresh", ["--fresh"])):
        command = [
            sys.executable,
            "-m",
            "podhub.cli",
            "site",
            "--root",
            hub.root,
            "--output",
            output,
        ]
        command += ["--now", f"{NOW:%Y-%m-%d %H:%M %z}", *fresh]
        subprocess.run(command, env=environment, check=True, capture_output=True)
    assert files(hub.output) == files(hub.folder / "fresh")
    return hub.site()


def test_06_no_page_points_at_an_old_style_sheet(hub: Remembered) -> None:
    """Its name changes with its content, and so does every page."""
    style = re.compile(r"assets/stylesheets/site-\w+\.css")
    [before] = {path for path in hub.site() if style.fullmatch(path)}
    site = built_by_another_engine(
        hub, "podhub/theme/assets/hub.css", "}", "} .md-typeset { margin: 1px; }"
    )
    [after] = {path for path in site if style.fullmatch(path)}
    assert after != before
    pages = {path: text for path, text in site.items() if style.search(text) and ".html" in path}
    assert len(pages) > 10
    assert all(style.search(text)[0] == after for text in pages.values())  # type: ignore[index]


def test_07_what_rendering_does_beside_pages_is_never_skipped(hub: Remembered) -> None:
    """Cards, small pictures, printed codes, `_headers` and the policy of pages that did not
    change."""
    before = hub.site()
    assert dangling(before) == []
    hub.edit(EPISODE, "guid:", f"{ELSEWHERE}\nguid:")
    hub.delete(EPISODE.replace(".md", ".mp3"))
    hub.edit("mkdocs.yml", "site_name: A small hub", "site_name: A hub")
    hub.write("episodes/artwork.jpg", picture(1500, 1500))
    site = hub.build()
    assert dangling(site) == []
    assert "<svg" in site[PODCAST]
    assert "media-src 'self' https:" in site["_headers"]
    pages = [
        path
        for path, text in site.items()
        if "Content-Security-Policy" in text and ".html" in path and "refresh" not in text
    ]
    assert len(pages) > 10
    assert not [path for path in pages if "media-src &#39;self&#39; https:" not in site[path]]
    cards = [{path for path in found if path.startswith("cards/")} for found in (before, site)]
    assert len(cards[1]) == len(cards[0]) > 10
    assert not cards[0] & cards[1]


def test_08_another_engine_makes_everything_anew(hub: Remembered) -> None:
    """A template of the engine's; one of the site's own in its place."""
    hub.write("overrides/partials/footer.html", "<footer>Of one's own</footer>")
    site = hub.build()
    assert "Of one's own</footer>" in site[FIRST]
    hub.edit("overrides/partials/footer.html", "Of one's own", "Another")
    assert "Another</footer>" in hub.build()[FIRST]
    hub.delete("overrides/partials/footer.html")
    site = built_by_another_engine(
        hub, "podhub/theme/partials/footer.html", "<footer", "<footer id=new"
    )
    assert all("<footer id=new" in site[path] for path in (FIRST, LIST, TERM, PODCAST, "404.html"))


def test_08_a_newer_package_is_another_engine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever package it is: each has a part in some file."""
    (tmp_path / "pydantic").mkdir()
    (tmp_path / "fonts-1.0.dist-info").mkdir()
    monkeypatch.setattr(pydantic, "__file__", str(tmp_path / "pydantic" / "__init__.py"))
    before = engine.engine_digest()
    (tmp_path / "fonts-1.0.dist-info").rename(tmp_path / "fonts-1.1.dist-info")
    assert engine.engine_digest() != before


def test_09_pages_follow_the_files_that_they_take_in(hub: Remembered) -> None:
    """A transcript, a picture's size, a recording's length in the lock."""
    hub.write("docs/articles/photo.png", picture(40, 30, kind="PNG"))
    hub.edit(OTHER, "More coaching", "![A photo](photo.png) More coaching")
    assert 'width="40" height="30"' in hub.build()[SECOND]
    hub.write("docs/articles/photo.png", picture(50, 20, kind="PNG"))
    hub.edit(EPISODE.replace(".md", ".vtt"), "Sales coaching takes", "Sales training takes")
    site = hub.build()
    assert 'width="50" height="20"' in site[SECOND]
    assert "Sales training takes" in site[PODCAST]
    assert "podcast/ramp-time/#t=" not in site[TERM]
    assert "podcast/ramp-time/#t=" in site["definitions/sales-training/index.html"]
    hub.write(EPISODE.replace(".md", ".mp3"), mp3(90))
    (hub.root / "episodes/audio.lock.yml").unlink(missing_ok=True)
    site = hub.build()
    assert "PT1M30S" in site[PODCAST]
    assert "<itunes:duration>90</itunes:duration>" in site["podcast.xml"]


def test_10_links_back_are_whole_after_a_restart_from_half_a_store(hub: Remembered) -> None:
    """From a store of before the page that points here, and from one that lost some files."""
    aside = hub.folder / "aside"
    shutil.copytree(hub.store, aside)
    hub.edit(OTHER, "no link", "[no link](../definitions/sales-training.md)")
    assert "articles/other/" in hub.build()["definitions/sales-training/index.html"]
    shutil.rmtree(hub.store)
    shutil.copytree(aside, hub.store)
    assert "articles/other/" in hub.build()["definitions/sales-training/index.html"]
    for file in sorted(file for file in hub.store.rglob("*") if file.is_file())[::2]:
        file.unlink()
    assert "articles/other/" in hub.build()["definitions/sales-training/index.html"]


def test_11_options_are_part_of_what_is_built(hub: Remembered) -> None:
    """The time, the address, the language, a preview from the same store."""
    hub.edit(ARTICLE, "date: 2026-01-05", "date: 2026-07-05")
    assert "The first call" in hub.build(datetime.fromisoformat("2026-07-06T00:00+00:00"))[LIST]
    assert FIRST not in hub.build()
    hub.edit("mkdocs.yml", "https://small.example/", "https://other.example/below/")
    site = hub.build()
    assert [path for path, text in site.items() if "https://small.example" in text] == []
    assert "https://other.example/below/definitions/sales-coaching/" in site[TERM]
    hub.edit(SHOW, "language: en", "language: de")
    assert "<language>de</language>" in hub.build()["podcast.xml"]


def test_11_a_preview_leaves_nothing_in_what_is_published(hub: Remembered) -> None:
    """It shows what is held back, from the same store."""
    hub.edit(ARTICLE, "author: ann", "author: ann\ndraft: true")
    with store_of(hub.root) as store:
        preview = hub.folder / "preview"
        assert build_into(preview, View(hub.root, NOW, preview=True), store)
    assert (preview / FIRST).exists()
    site = hub.build()
    assert FIRST not in site
    assert "The first call" not in site[LIST]


def test_12_times_of_change_mean_nothing(hub: Remembered) -> None:
    """They go backwards with a checkout; a store comes from another branch; a file changes and keeps
    its time."""
    first = hub.site()
    text, state = (hub.root / ARTICLE).read_text(encoding="utf-8"), (hub.root / ARTICLE).stat()
    aside = hub.folder / "aside"
    shutil.copytree(hub.store, aside)
    hub.edit(ARTICLE, "The first call", "The third call")
    assert hub.build() != first
    shutil.rmtree(hub.store)
    shutil.copytree(aside, hub.store)
    hub.edit(ARTICLE, "The third call", "The fifth call")
    os.utime(hub.root / ARTICLE, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert "The fifth call" in hub.build()[FIRST]
    hub.write(ARTICLE, text)
    os.utime(hub.root / ARTICLE, (1_000_000_000, 1_000_000_000))
    assert hub.build() == first


def test_12_a_recording_that_kept_its_time_and_size_is_another(hub: Remembered) -> None:
    """As `rsync --times` leaves one, or a file system with a coarse clock."""
    recording = hub.root / EPISODE.replace(".md", ".mp3")
    state, data = recording.stat(), bytearray(recording.read_bytes())
    data[40] ^= 1
    beside = recording.with_suffix(".new")
    beside.write_bytes(data)
    os.utime(beside, ns=(state.st_atime_ns, state.st_mtime_ns))
    beside.replace(recording)
    (hub.root / "episodes/audio.lock.yml").unlink(missing_ok=True)
    hub.build()
    assert (hub.output / "audio/001-ramp-time.mp3").read_bytes() == bytes(data)


def test_13_parts_of_a_key_do_not_run_into_each_other(hub: Remembered) -> None:
    """One text with a comma is not two, and a word may move from one field to the next."""
    hub.edit(OTHER, "key_points: [Say less.]", 'key_points: ["Say less,ask more"]')
    assert ">Say less,ask more&nbsp;" in hub.build()[SECOND]
    hub.edit(OTHER, '["Say less,ask more"]', '["Say less", "ask more"]')
    assert ">Say less&nbsp;" in hub.build()[SECOND]
    hub.edit(COACHING, "forms: [coaching]", "forms: ['coaching, coach']")
    assert 'class="term"' not in hub.build()[SECOND]
    hub.edit(COACHING, "['coaching, coach']", "[coaching, coach]")
    assert 'class="term"' in hub.build()[SECOND]


def test_14_nothing_in_a_key_is_random(hub: Remembered) -> None:
    """Other processes, in which sets have another order, find everything again."""
    program = (
        "import sys\nfrom datetime import datetime\nfrom pathlib import Path\n"
        "from podhub.build.engine import engine_digest\nfrom podhub.build.hub import View\n"
        "from podhub.build.store import STORE, Store\nfrom podhub.cli.building import build_into\n"
        # What is made once more to be compared may need a template that nothing else has needed.
        "store = Store(Path(sys.argv[1]) / STORE, engine_digest(), rechecks=False)\n"
        "view = View(Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2]))\n"
        "assert build_into(Path(sys.argv[3]), view, store)\n"
        "print(store.found, store.made)\n"
    )
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "hooks"), "PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", program, hub.root, NOW.isoformat(), hub.folder / seed]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        found, made = map(int, done.stdout.split())
        assert made == 0
        assert found > 50


def test_15_a_build_that_failed_leaves_nothing_wrong(hub: Remembered) -> None:
    """Refused for a mistake, or because two files want one address, which is found last."""
    hub.edit(ARTICLE, "../definitions/sales-coaching.md#what-it-is", "../definitions/nowhere.md")
    assert "docs/articles/first-call.md:" in hub.refused()
    hub.edit(ARTICLE, "../definitions/nowhere.md", "../definitions/sales-coaching.md#what-it-is")
    hub.edit(ARTICLE, "The first call", "The third call")
    hub.write("docs/robots.txt", "User-agent: nobody\n")
    assert "robots.txt" in hub.refused()
    hub.delete("docs/robots.txt")
    assert "The third call" in hub.build()[FIRST]


def test_15_a_build_that_was_killed_leaves_nothing_wrong(hub: Remembered, build: Build) -> None:
    """At any moment of it."""
    begun = time.monotonic()
    site = hub.build()
    taken = (time.monotonic() - begun) / 2
    for number in range(3):
        shutil.rmtree(hub.store)
        process = os.fork()
        if process == 0:
            try:
                os.setpgid(0, 0)
                build(hub.root, hub.folder / "killed", NOW, False)
            finally:
                os._exit(0)
        time.sleep(taken * number / 3)
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        assert hub.build() == site


def test_16_a_word_that_is_no_term_any_more_is_a_plain_word(hub: Remembered) -> None:
    """A form removed, a term renamed, a definition deleted: pages that did not change lose links,
    cards, links back, and what was heard."""
    before = hub.site()
    assert 'class="term"' in before[SECOND]
    assert "articles/other/" in before[TERM]
    assert "podcast/ramp-time/#t=" in before[TERM]
    hub.edit(COACHING, "forms: [coaching]\n", "")
    site = hub.build()
    assert 'class="term"' not in site[SECOND]
    assert "articles/other/" not in site[TERM]
    hub.edit(COACHING, "term: sales coaching", "term: sparring")
    site = hub.build()
    assert "podcast/ramp-time/#t=" not in site[TERM]
    hub.edit(OTHER, "More coaching", "More sparring")
    assert 'class="term"' in hub.build()[SECOND]
    for path, text in TEXTS.items():
        if "sales-coaching" in text and path not in (COACHING, TRAINING):
            text = re.sub(r"\[([^\]]*)\]\([^)]*sales-coaching[^)]*\)", r"\1", text)
            hub.write(path, text.replace("compare: [sales-training, sales-coaching]\n", ""))
    hub.edit(TRAINING, "see_also: [sales-coaching]\n", "") if "see_also" in TEXTS[
        TRAINING
    ] else None
    hub.delete(COACHING)
    site = hub.build()
    assert 'class="term"' not in site[SECOND]
    assert [path for path, text in site.items() if "sparring" in text and TERM in path] == []
