"""What becomes of authors' pictures on the site: which are public, and what of them is."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image
from podhub.build.hub import View
from podhub.build.layout import conflicts
from podhub.build.other_files import OtherFiles
from podhub.build.plan import plan_site
from podhub.build.store import Store
from podhub.model.artifact import Artifact
from podhub.outputs.site_view import SiteView
from podhub.read.picture_size import picture_size

from tests.build.corpus import ARTICLE, EPISODE, GUIDE, SHOW, TEXTS, edited, mp3, write_hub

SITE = SiteView(name="The Hub", url="https://hub.example/", description="", stylesheet="x.css")
SETTINGS = "site_name: The Hub\nsite_url: https://hub.example/\n"
NOW = datetime(2026, 6, 1, tzinfo=UTC)
LATER = datetime(2031, 1, 17, tzinfo=UTC)
KINDS = (".jpg", ".png", ".webp")
Files = dict[str, Callable[[], bytes]]


@pytest.fixture
def files(tmp_path: Path) -> Iterator[Callable[..., Files]]:
    """Gives the files of the small hub's site beside its pages, with some files changed."""
    store = Store(tmp_path / "store", "1", rechecks=False)

    def made(changes: dict[str, str | bytes | None], now: datetime = NOW) -> Files:
        root = write_hub(tmp_path / "hub", {"mkdocs.yml": SETTINGS, **changes})
        plan = plan_site(View(root, now), store)
        assert plan.hub.problems == ()
        others = OtherFiles(plan.hub, SITE, plan.linked, store).all([])
        return {str(file.path): file.make for file in others if isinstance(file, Artifact)}

    yield made
    store.close()


def photo(kind: str = "JPEG", turned: int = 1) -> bytes:
    """A photo that says where it was taken."""
    exif = Image.Exif()
    exif[0x0112] = turned
    exif[0x8825] = {1: "N", 2: (48.0, 12.0, 30.0), 3: "E", 4: (16.0, 22.0, 0.0)}
    out = io.BytesIO()
    Image.new("RGB", (400, 200), "sienna").save(out, kind, exif=exif)
    return out.getvalue()


PLAN = "docs/articles/pond-plan.png"
SHOWN = "articles/pond-plan.png"
SHOWS = "![A plan]({})\n"
TO_COME = "2031-01-16 09:00 +0000"
ARTICLE_TEXT = """\
---
title: A pond
description: How to dig one.
date: {date}
topics: [onboarding]
key_points: [Dig first.]
---

"""
DEFINITION_TEXT = "---\nterm: pond\ndefinition: A small lake.\ndraft: true\n---\n\nWater.\n\n"
EPISODE_TEXT = f"""\
---
title: A pond
date: {TO_COME}
summary: Somebody digs.
guid: pond-1
---

"""
HELD = {
    "an article to come": (
        "docs/articles/pond.md",
        ARTICLE_TEXT.format(date=TO_COME),
        "pond-plan.png",
    ),
    "a draft": (
        "docs/articles/hole.md",
        ARTICLE_TEXT.format(date="2026-01-05 09:00 +0000\ndraft: true"),
        "./pond-plan.png",
    ),
    "a definition": ("docs/definitions/pond.md", DEFINITION_TEXT, "../articles/pond-plan.png"),
    "a guide": (
        "docs/guides/dig.md",
        TEXTS[GUIDE].replace("---\n", "---\ndraft: true\n", 1),
        "../articles/pond%2Dplan.png",
    ),
    "an episode": ("episodes/002-pond.md", EPISODE_TEXT, "../docs/articles/pond-plan.png"),
    "its name alone": ("docs/articles/pond.md", ARTICLE_TEXT.format(date=TO_COME), ""),
}


@pytest.mark.parametrize("what", HELD)
def test_a_picture_is_held_back_with_the_text_that_shows_it(
    files: Callable[..., Files], what: str
) -> None:
    """It is public with it, or once something public shows it too."""
    path, text, to = HELD[what]
    changes: dict[str, str | bytes | None] = {
        PLAN: photo("PNG"),
        "docs/articles/unnamed.png": photo("PNG"),
        path: text + (SHOWS.format(to) if to else "Words.\n"),
    }
    if path.startswith("episodes/"):
        changes[path.replace(".md", ".mp3")] = mp3(61)
    shown = files(changes)
    assert SHOWN not in shown
    assert "articles/unnamed.png" in shown
    if TO_COME in text:
        assert SHOWN in files(changes, LATER)
    article = TEXTS[ARTICLE] + SHOWS.format("pond-plan.png")
    assert SHOWN in files({**changes, ARTICLE: article})


def test_a_document_is_held_back_with_the_text_that_leads_to_it(
    files: Callable[..., Files],
) -> None:
    """A plan to come is no less told by a PDF or a film than by a picture."""
    held = ARTICLE_TEXT.format(date=TO_COME) + "[The plan](../assets/plan.pdf)\n"
    changes: dict[str, str | bytes | None] = {
        "docs/assets/plan.pdf": b"%PDF-1.7\n",
        "docs/assets/price-list.pdf": b"%PDF-1.7\n",
        "docs/articles/pond.md": held,
    }
    shown = files(changes)
    assert "assets/plan.pdf" not in shown
    assert "assets/price-list.pdf" in shown
    assert "assets/plan.pdf" in files(changes, LATER)
    article = TEXTS[ARTICLE] + "[The plan](../assets/plan.pdf)\n"
    assert "assets/plan.pdf" in files({**changes, ARTICLE: article})


@pytest.mark.parametrize("what", ["show", "episode", "author"])
def test_a_picture_that_a_public_field_names_is_public(
    files: Callable[..., Files], what: str
) -> None:
    """Though a draft shows it as well."""
    path, text, to = HELD["a draft"]
    line = f"images: [{{url: /{SHOWN}}}]\n"
    named = {
        "show": {SHOW: TEXTS[SHOW] + line},
        "episode": {EPISODE: edited(EPISODE, "guid:", f"{line}guid:")},
        "author": {"docs/authors.yml": f"ann:\n  name: Ann Example\n  url: /{SHOWN}\n"},
    }
    changes = {PLAN: photo("PNG"), path: text + SHOWS.format(to)}
    assert SHOWN not in files(changes)
    assert SHOWN in files({**changes, **named[what]})


def test_no_file_of_the_site_says_where_a_photo_was_taken(
    files: Callable[..., Files], tmp_path: Path
) -> None:
    """Whether a text shows it or not; the author's own file stays as it is."""
    moment = TEXTS[EPISODE].replace("    clip: 20\n", "    clip: 20\n    image: moment.png\n")
    artwork = io.BytesIO()
    with Image.open(io.BytesIO(photo())) as one:
        one.resize((1400, 1400)).save(artwork, "JPEG", exif=one.getexif())
    own: dict[str, str | bytes | None] = {
        "docs/assets/gate.jpg": photo(),
        "docs/articles/bed.webp": photo("WEBP", 6),
        ARTICLE: TEXTS[ARTICLE] + "![A bed](bed.webp)\n",
        EPISODE: moment,
        "episodes/moment.png": photo("PNG"),
        "episodes/001-ramp-time.jpg": artwork.getvalue(),
        "episodes/artwork.jpg": artwork.getvalue(),
    }
    shown = files(own)
    pictures = {path: make() for path, make in shown.items() if path.endswith(KINDS)}
    assert {"assets/gate.jpg", "articles/bed.webp"} <= pictures.keys()
    assert len([path for path in pictures if path.startswith("artwork/")]) >= 3
    for data in pictures.values():
        with Image.open(io.BytesIO(data)) as picture:
            assert set(picture.getexif()) <= {0x0112}
    for path, data in own.items():
        if isinstance(data, bytes):
            assert (tmp_path / "hub" / path).read_bytes() == data


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "PNG"])
def test_a_page_keeps_the_place_that_a_turned_photo_takes(tmp_path: Path, kind: str) -> None:
    """As browsers show it: 400 x 200 as stored, upright for marks from 1 to 4."""
    sizes = {}
    for turned in range(1, 9):
        file = tmp_path / f"{turned}.{kind.lower()}"
        file.write_bytes(photo(kind, turned))
        sizes[turned] = picture_size(file)
    assert sizes == {
        **dict.fromkeys(range(1, 5), (400, 200)),
        **dict.fromkeys(range(5, 9), (200, 400)),
    }


def test_episodes_may_show_the_same_picture_and_their_artwork(tmp_path: Path) -> None:
    """It stands on the site once."""
    shows = TEXTS[EPISODE].replace("    clip: 20\n", "    clip: 20\n    image: artwork.jpg\n")
    shows = shows.replace("first week\n", "first week\n    image: moment.png\n")
    other = shows.replace("5e2f1f0a-episode-1", "other").replace("2026-01-06", "2026-01-07")
    other = other.replace("How long is ramp time?", "How long is it really?")
    changes: dict[str, str | bytes | None] = {
        "mkdocs.yml": SETTINGS,
        EPISODE: shows,
        "episodes/002-other.md": other,
        "episodes/002-other.mp3": mp3(62),
        "episodes/moment.png": photo("PNG"),
    }
    store = Store(tmp_path / "store", "1", rechecks=False)
    plan = plan_site(View(write_hub(tmp_path / "hub", changes), NOW), store)
    assert plan.hub.problems == ()
    others = list(OtherFiles(plan.hub, SITE, plan.linked, store).all([]))
    assert conflicts(others)[1] == []
    assert len([one for one in others if one.path.startswith("artwork/moment-")]) == 1
    store.close()
