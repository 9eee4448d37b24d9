"""What counts as a use of a definition."""

from pathlib import Path

from podhub.links.views.kinds import LinkedPage

from tests.build.corpus import ARTICLE, EPISODE, NOW, catalog_of, edited, mp3
from tests.links.small_site import build

NOTES = """\
---
title: How to write
description: For those who write here.
for_authors: true
---

Say coaching; see [training](definitions/sales-training.md).
"""


def test_notes_for_authors_are_no_use_of_a_word(tmp_path: Path) -> None:
    """Readers of a definition are sent to what is written for them; the notes themselves are pages
    like any other."""
    page = "docs/how-to-write.md"
    graph, views = build(catalog_of(tmp_path, {page: NOTES}), NOW)
    assert "how-to-write/" in views
    assert graph.texts["how-to-write/"].linked == ()
    for slug in ("sales-coaching", "sales-training"):
        assert "how-to-write/" not in [
            back.url for back in views.of(LinkedPage, f"definitions/{slug}/").backlinks
        ]
    _, views = build(catalog_of(tmp_path, {page: NOTES.replace("for_authors: true\n", "")}), NOW)
    assert "how-to-write/" in [
        back.url for back in views.of(LinkedPage, "definitions/sales-training/").backlinks
    ]


def test_an_article_and_an_episode_of_one_name_keep_their_own_orders(tmp_path: Path) -> None:
    """First what an author names, in that order, then what only the other side names, newest
    first."""
    recording = mp3(60)
    changes: dict[str, str | bytes | None] = {
        ARTICLE: edited(ARTICLE, "episodes: [ramp-time]", "episodes: [ramp-time, last]"),
        # The article's twin by name, which names another article first.
        "docs/articles/ramp-time.md": edited(
            ARTICLE,
            "2026-01-05",
            "2026-01-07",
            "aliases: [/blog/first-call/]\n",
            "",
            "episodes: [ramp-time]\n",
            "",
        ),
    }
    for number, name in enumerate(("early", "late", "last"), start=2):
        guid = {"5e2f1f0a-episode-1": f"guid-{number}", "2026-01-06": f"2026-01-1{number}"}
        pairs = [piece for pair in guid.items() for piece in pair]
        articles = (
            "articles: [ramp-time, first-call]" if name == "last" else "articles: [first-call]"
        )
        changes[f"episodes/{number:03}-{name}.md"] = edited(
            EPISODE, *pairs, "articles: [first-call]", articles
        )
        changes[f"episodes/{number:03}-{name}.mp3"] = recording + bytes([number])
    discussed = build(catalog_of(tmp_path, changes), NOW)[0].discussed
    assert discussed == {
        "articles/first-call/": ["ramp-time", "last", "late", "early"],
        "articles/ramp-time/": ["last"],
        "podcast/ramp-time/": ["first-call"],
        "podcast/last/": ["ramp-time", "first-call"],
        "podcast/early/": ["first-call"],
        "podcast/late/": ["first-call"],
    }
