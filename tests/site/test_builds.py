"""Building: the same bytes each time, all or nothing, and the same by MkDocs' own command."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from lxml import etree, html

from tests.conftest import Served
from tests.running import ADDRESS, ROOT, Hub, clean_environment, contents

MKDOCS = Path(sys.executable).with_name("mkdocs")
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def differences(one: Path, other: Path) -> list[str]:
    """The paths whose bytes differ, or that only one folder has."""
    left, right = contents(one), contents(other)
    return sorted(path for path in left.keys() | right.keys() if left.get(path) != right.get(path))


def test_two_builds_are_the_same_bytes(plain_site: Path, tmp_path: Path, now: str) -> None:
    """Neither folder, name, time zone, language, hash seed nor the state of the cache is to be seen
    in the site."""
    elsewhere = {
        "TZ": "Pacific/Auckland",
        "PYTHONHASHSEED": "7",
        "LC_ALL": "C",
        "SOURCE_DATE_EPOCH": "1",
    }
    other = Hub(ROOT).launch(
        "site", "--output", "other name", "--now", now, cwd=tmp_path, **elsewhere
    )
    assert other.returncode == 0, other.stderr
    assert differences(plain_site, tmp_path / "other name") == []


def test_a_copy_of_the_repository_builds_the_same_bytes(
    hub: Hub, plain_site: Path, tmp_path: Path, now: str
) -> None:
    """A fresh checkout, without caches and with files of another age, makes the same site."""
    for file in hub.root.joinpath("docs").rglob("*.md"):
        file.touch()
    assert differences(plain_site, hub.build(tmp_path / "site", now)) == []


def test_a_later_build_with_nothing_new_is_the_same_bytes(
    plain_site: Path, tmp_path: Path, now: str
) -> None:
    """No page, feed or sitemap holds the date of the build; only how long our word on security
    holds counts from it (RFC 9116, 2.5.5)."""
    later = (datetime.fromisoformat(now) + timedelta(days=1000)).isoformat()
    changed = differences(plain_site, Hub(ROOT).build(tmp_path / "site", later))
    assert changed == [".well-known/security.txt"]


def test_every_day_named_in_the_site_is_one_that_an_author_wrote(plain_site: Path) -> None:
    """Days in pages, feeds and the sitemap come from the content alone."""
    written = {"2000-01-01"}
    for file in [*ROOT.joinpath("docs").rglob("*"), *ROOT.joinpath("episodes").rglob("*")]:
        if file.suffix in (".md", ".yml"):
            written.update(re.findall(r"\d{4}-\d\d-\d\d", file.read_text(encoding="utf-8")))
    for path, data in contents(plain_site).items():
        if path.endswith((".html", ".md", ".txt", ".xml", "filters.json", "terms.json")):
            assert set(re.findall(r"\b20\d\d-\d\d-\d\d\b", data.decode())) <= written, path


@pytest.mark.parametrize("elsewhere", [False, True], ids=["in its folder", "from another folder"])
def test_mkdocs_itself_builds_the_same_site(
    plain_site: Path, tmp_path: Path, now: str, elsewhere: bool
) -> None:
    """`mkdocs build --strict` in the environment, as editors and hosts call it, gives the same
    files."""
    config = ["--config-file", ROOT / "mkdocs.yml"] if elsewhere else []
    done = subprocess.run(
        [MKDOCS, "build", "--strict", *config, "--site-dir", tmp_path / "site"],
        cwd=tmp_path if elsewhere else ROOT,
        env=clean_environment(HUB_NOW=now),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert differences(plain_site, tmp_path / "site") == []


def break_a_date(hub: Hub) -> str:
    """An author's mistake in an article."""
    hub.write(
        "docs/articles/broken.md",
        "---\ntitle: Broken\ndescription: Says nothing.\ndate: next Monday\n"
        "topics: []\nkey_points: [One]\n---\n\nText.\n",
    )
    return "docs/articles/broken.md:4: date: expected a date"


def break_the_navigation(hub: Hub) -> str:
    """A warning of MkDocs, which strict mode makes a failure after the whole site is written."""
    hub.change("mkdocs.yml", "nav:\n", "nav:\n  - Gone: gone.md\n")
    return "gone.md"


def break_the_settings(hub: Hub) -> str:
    """Settings that MkDocs refuses."""
    hub.change("mkdocs.yml", "docs_dir: docs\n", "docs_dir: nowhere\n")
    return "nowhere"


@pytest.mark.parametrize("mistake", [break_a_date, break_the_navigation, break_the_settings])
def test_a_failed_build_leaves_the_last_good_site_as_it_was(
    hub: Hub, now: str, mistake: Callable[[Hub], str]
) -> None:
    """It says what is wrong in a line, without a traceback, and ends with 1; nothing is left beside
    the site."""
    output = hub.build(hub.root / "site", now)
    before = contents(output)
    line = mistake(hub)
    done = hub.run("site", "--now", now)
    assert done.returncode == 1
    assert line in done.stderr
    assert "Traceback" not in done.stderr
    assert contents(output) == before
    assert [path.name for path in hub.root.iterdir() if path.name.startswith("site")] == ["site"]


def test_a_mistake_is_a_line_and_not_a_log(hub: Hub, now: str) -> None:
    """The first thing printed is the mistake exactly as `check` prints it."""
    line = break_a_date(hub)
    first = hub.run("site", "--now", now).stderr.splitlines()[0]
    assert first.startswith(line)
    assert hub.run("check", "--now", now).stderr.splitlines()[0] == first


def test_a_foreign_folder_is_never_replaced(hub: Hub, now: str) -> None:
    """`--output` takes a new folder, an empty one, or a site that the hub built."""
    (hub.root / "photos").mkdir()
    kept = hub.write("photos/holiday.txt", "sunny")
    done = hub.run("site", "--output", "photos", "--now", now)
    assert done.returncode == 2
    assert "expected an empty folder or a built site" in done.stderr
    assert kept.read_text() == "sunny"
    for folder in ("docs/out", "episodes/out"):
        done = hub.run("site", "--output", folder, "--now", now)
        assert done.returncode == 2
        assert "expected a folder outside docs/ and episodes/" in done.stderr
        assert not (hub.root / folder).exists()
    (hub.root / "empty").mkdir()
    hub.build(hub.root / "empty", now)
    hub.build(hub.root / "empty", now)


def test_an_address_that_is_none_is_refused(hub: Hub, now: str) -> None:
    """`--base-url` takes a full address, and says so."""
    done = hub.run("site", "--now", now, "--base-url", "example.com")
    assert done.returncode == 2
    assert 'found "example.com"' in done.stderr


def test_the_summary_says_what_was_made(
    plain_site: Path, tmp_path: Path, now: str, site: Served
) -> None:
    """Pages, episodes, links made, what is held back, how long it took and where to look."""
    done = Hub(ROOT).run("site", "--output", tmp_path / "site", "--now", now)
    lines = done.stdout.splitlines()
    assert lines[0].startswith(f"{len(site.pages)} pages: ")
    assert re.search(
        r"\d+ links made: \d+ by hand, \d+ from defined words, \d+ into the audio", done.stdout
    )
    assert re.search(r"\d+ held back", done.stdout)
    assert re.search(r"[\d.]+ s, \d+ parts made, [\d.]+ MB, in ", done.stdout)
    assert all(line.endswith("[author-unknown]") for line in done.stderr.splitlines())


def test_the_sitemap_lists_every_page_and_when_it_changed(plain_site: Path, site: Served) -> None:
    """Each page once, by its full address; an item's day is the one in its front matter."""
    root = etree.fromstring((plain_site / "sitemap.xml").read_bytes())
    days = {
        url.findtext("s:loc", namespaces=SITEMAP): url.findtext("s:lastmod", namespaces=SITEMAP)
        for url in root.findall("s:url", SITEMAP)
    }
    assert len(days) == len(root)
    assert set(days) == {ADDRESS + page.url for page in site.pages}
    for entry in [*site.catalog.articles.values(), *site.catalog.episodes.values()]:
        changed = getattr(entry.fields, "updated", None) or entry.fields.date
        assert days[ADDRESS + entry.url] == changed.date().isoformat()


def test_robots_may_read_everything_and_find_the_sitemap(plain_site: Path) -> None:
    """robots.txt allows all and names the sitemap by its full address."""
    lines = (plain_site / "robots.txt").read_text().splitlines()
    assert lines == ["User-agent: *", "Allow: /", f"Sitemap: {ADDRESS}sitemap.xml"]


def test_a_title_with_markup_in_it_is_text_everywhere(hub: Hub, tmp_path: Path, now: str) -> None:
    """`<` and `&` in a title, a term and a description are shown as they were written, and run no
    code."""
    text = 'Ask <script>alert(1)</script> & \\"answer\\"'
    topic = next(iter(re.findall(r"(?m)^([a-z-]+):", (hub.root / "docs/topics.yml").read_text())))
    hub.write(
        "docs/articles/markup.md",
        f'---\ntitle: "{text}"\ndescription: "{text} in short."\n'
        f'date: 2026-11-01 09:00 +0000\ntopics: [{topic}]\nkey_points: ["{text}"]\n---\n\nText.\n',
    )
    for path, data in contents(hub.build(tmp_path / "site", now)).items():
        if path.endswith((".html", ".xml")):
            assert b"<script>alert(1)" not in data, path


def test_a_trailer_is_called_one_and_has_no_number(hub: Hub, now: str) -> None:
    """In lists, on its own page, and on the home page while it is the newest."""
    date = datetime.fromisoformat(now) - timedelta(minutes=1)
    fields = f"title: What comes next\ndate: {date:%Y-%m-%d %H:%M %z}\nsummary: Soon.\nguid: next\ntype: trailer\n"
    hub.write("episodes/000-next.md", f"---\n{fields}---\n\nNotes.\n")
    hub.record("episodes/000-next.mp3", 20)
    folder = hub.build(hub.root / "site", now)
    for page in ("podcast/index.html", "podcast/next/index.html", "index.html"):
        kinds = [
            kind.text_content().strip()
            for kind in html.parse(folder / page).getroot().find_class("hub-card__kind")
        ]
        assert any(re.fullmatch(r"Trailer( · 0:20)?", kind) for kind in kinds), (page, kinds)
        assert not [kind for kind in kinds if re.search(r"\b0\b", kind.split(" · ")[0])]
