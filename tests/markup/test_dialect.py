"""The anchors that check knows are those that pages have; the Markdown that it reads is the
builder's."""

import re
from pathlib import Path

import yaml
from podhub.links.page_anchors import page_anchors
from podhub.markup.dialect import EXTENSIONS, is_ours, slugify

from tests.build.corpus import catalog_of

ROOT = Path(__file__).parents[2]


def test_the_builder_renders_by_the_same_extensions() -> None:
    """Those of mkdocs.yml, and those that MkDocs always takes."""
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))[
        "markdown_extensions"
    ]
    names = {
        name
        for setting in settings
        for name in ([setting] if isinstance(setting, str) else setting)
    }
    assert names | {"toc", "tables", "fenced_code"} == set(EXTENSIONS)


def test_no_heading_takes_an_anchor_of_our_templates() -> None:
    """Each id that a template writes is known, so that a heading of that name gets another one."""
    written: set[str] = set()
    for file in (ROOT / "hooks/podhub/theme").rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        written |= {
            *re.findall(r'\bid="([^"]+)"', text),
            *re.findall(r'cards\("[^"]+", "([^"]+)"', text),
        }
    # Of these the whole is a guide's own: `check` holds its outcomes against its headings.
    written -= {"{{ id }}", "{{ outcome.slug }}", "{{ outcome.slug }}-title"}
    assert len(written) > 20
    samples = {re.sub(r"\{\{.*?\}\}", "1", name) for name in written}
    assert {name for name in samples if not is_ours(name)} == set()
    assert slugify("Key points", "-") == "key-points_1"


def test_the_anchors_of_a_page_are_ours(tmp_path: Path) -> None:
    """What may be linked to is kept free of headings."""
    catalog = catalog_of(tmp_path)
    anchors = {anchor for entry in catalog.entries() for anchor in page_anchors(entry)}
    assert {
        "transcript",
        "moments",
        "notes",
        "facets",
        "see-also",
        "key-points",
        "point-1",
    } <= anchors
    assert all(map(is_ours, anchors))
