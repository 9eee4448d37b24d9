"""Two hubs in other languages, begun by `init`: built, and without an English word of ours."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser
from podhub.messages.catalogs import messages, texts
from podhub.model.messages import CONTEXT

from tests.axe import axe_violations, judged
from tests.package.conftest import Installed
from tests.package.two_hubs import ARABIC, GERMAN
from tests.running import free_port, tool, web_server

SAID = (
    "aria-label",
    "title",
    "alt",
    "placeholder",
    "data-light",
    "data-dark",
    "data-answered",
    "data-side",
)
NAMES = re.compile(
    r"WebVTT|SRT|JSON|HTML|OPML|Markdown|podhub|Apple Podcasts|Overcast|Pocket Casts|AntennaPod|Player FM|gPodder|RSS|MB|Ctrl|Jo"
    r"|https?://\S+|\S+@\S+|\S*\.example\S*"
)
"""Names that are the same in every language, and addresses"""


def begun(installed: Installed, folder: Path, files: dict[str, str], *options: str) -> Path:
    """A hub that `init` began, with content that is public."""
    done = installed.run("init", "hub", "--yes", *options, cwd=folder)
    assert done.returncode == 0, done.stderr
    root = folder / "hub"
    for draft in [*root.glob("docs/*/*.md"), *root.glob("episodes/*.md")]:
        draft.unlink()
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    [episode] = root.glob("episodes/001-*.md")
    tone = ["-f", "lavfi", "-i", "sine=frequency=330:duration=20", "-ac", "1", "-b:a", "64k"]
    subprocess.run([tool("ffmpeg"), "-v", "error", *tone, episode.with_suffix(".mp3")], check=True)
    return root


def built(installed: Installed, root: Path, url: str) -> Path:
    """Its site."""
    done = installed.run("site", "--base-url", url, "--now", "2026-11-27 09:00 +0000", cwd=root)
    assert done.returncode == 0, done.stderr
    assert "untranslated" not in done.stderr
    return root / "site"


@pytest.fixture(scope="module", params=["de", "ar"])
def hub(
    request: pytest.FixtureRequest, installed: Installed, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Path, str]]:
    """A language, a site in it, and where it is served."""
    language, folder = request.param, tmp_path_factory.mktemp(request.param)
    if language == "de":
        said = (
            "--title",
            "Die Werkbank",
            "--description",
            "Holz und Geduld.",
            "--author",
            "Die Werkbank",
        )
        root = begun(installed, folder, GERMAN, *said, "--language", "de", "--no-definitions")
    else:
        said = ("--title", "حديقة البيت", "--description", "كيف تنمو حديقة.", "--author", "ليلى")
        root = begun(installed, folder, ARABIC, *said, "--language", "ar")
    port = free_port()
    site = built(installed, root, f"http://127.0.0.1:{port}/")
    with web_server(site, folder / "nginx", port) as url:
        yield language, site, url


def visible(page: Path) -> Iterator[str]:
    """What a page says to those who see or hear it."""
    root = html.fromstring(page.read_bytes())
    for element in root.iter():
        if isinstance(element.tag, str):
            if element.tag not in ("script", "style", "code", "kbd"):
                yield element.text or ""
            yield element.tail or ""
            yield from (element.get(name, "") for name in SAID)
            if element.tag == "meta" and element.get("name") in ("twitter:label1", "twitter:data1"):
                yield element.get("content", "")


def english(language: str) -> list[re.Pattern[str]]:
    """What the English texts of the catalog say, where the language says something else."""
    said = messages(language).texts
    found = []
    for key in texts():
        text = key.rpartition(CONTEXT)[2]
        for piece in re.split(r"%\(\w+\)[sd]|<[^>]+>|[“”:]", text):
            piece = piece.strip(" .,?")
            if re.search(r"[a-zA-Z]{4,}", piece) and not any(piece in form for form in said[key]):
                found.append(re.compile(rf"(?<!\w){re.escape(piece)}(?!\w)"))
    return found


def test_no_english_word_of_ours_is_on_any_page(hub: tuple[str, Path, str]) -> None:
    """Nor in its feeds, its Markdown, or what its scripts say."""
    language, site, _ = hub
    wrong = []
    patterns = english(language)
    assert len(patterns) > 150
    pages = list(site.rglob("*.html"))
    assert len(pages) > 12
    for page in pages:
        for text in visible(page):
            plain = NAMES.sub("", text)
            if language == "ar":
                wrong += [(page.name, text) for _ in re.findall(r"[A-Za-z]{2,}", plain)]
            wrong += [(page.parent.name, text.strip()) for one in patterns if one.search(plain)]
    for file in (*site.glob("*.xml"), *site.rglob("*.md"), site / "llms.txt"):
        if "transcript" not in file.name and file.name != "sitemap.xml":
            read = NAMES.sub(
                "", re.sub(r"<[^>]*>|\]\([^)]*\)", " ", file.read_text(encoding="utf-8"))
            )
            wrong += [
                (file.name, one.pattern)
                for one in patterns
                if " " in one.pattern and one.search(read)
            ]
    assert not wrong, "\n".join(map(str, wrong[:30]))
    scripts = (site / "assets/hub.js").read_text(encoding="utf-8")
    assert messages(language).gettext("Copied") in scripts


def test_pages_are_for_everybody_in_both_directions(
    hub: tuple[str, Path, str], browser: Browser
) -> None:
    """axe finds nothing, no page is wider than a phone, and dates are the language's own."""
    language, site, url = hub
    direction = "rtl" if language == "ar" else "ltr"
    with judged(browser) as page:
        for folder in (
            "",
            "podcast/",
            *(f"{p.parent.relative_to(site).as_posix()}/" for p in site.glob("*/*/index.html")),
        ):
            page.set_viewport_size({"width": 390, "height": 844})
            page.goto(url + folder)
            assert page.evaluate("document.documentElement.dir") == direction
            assert axe_violations(page) == [], folder
            for width in (390, 1280):
                page.set_viewport_size({"width": width, "height": 844})
                wide = page.evaluate("document.documentElement.scrollWidth")
                assert wide <= width, folder
    [article] = [
        site / f"articles/{name}/index.html"
        for name in ("leim", "water")
        if (site / f"articles/{name}").exists()
    ]
    date = "1. März 2026" if language == "de" else "1 مارس 2026"
    assert date in article.read_text(encoding="utf-8")


def test_a_part_that_a_hub_leaves_out_is_linked_nowhere(hub: tuple[str, Path, str]) -> None:
    """Nor has it a page."""
    language, site, _ = hub
    assert (site / "definitions").exists() == (language == "ar")
    home = (site / "index.html").read_text(encoding="utf-8")
    assert ('href="definitions/"' in home) == (language == "ar")
