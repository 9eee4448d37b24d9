"""What counts as a use of a definition."""

from pathlib import Path

from tests.content.corpus import NOW, catalog_of
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
    """Readers of a definition are sent to what is written for them; the notes themselves are pages like any other."""
    page = "docs/how-to-write.md"
    graph, views = build(catalog_of(tmp_path, {page: NOTES}), NOW)
    assert "how-to-write/" in views
    assert graph.texts["how-to-write/"].linked == ()
    for slug in ("sales-coaching", "sales-training"):
        assert "how-to-write/" not in [back.url for back in views[f"definitions/{slug}/"].backlinks]
    _, views = build(catalog_of(tmp_path, {page: NOTES.replace("for_authors: true\n", "")}), NOW)
    assert "how-to-write/" in [back.url for back in views["definitions/sales-training/"].backlinks]
