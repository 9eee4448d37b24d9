"""Anchors: a heading's is its words', none is that of a part of our pages."""

import re
from pathlib import Path

import pytest
from podhub.links.page_anchors import page_anchors
from podhub.markup.headings import is_ours, slug

from tests.build.corpus import catalog_of
from tests.markup.reading import read

ROOT = Path(__file__).parents[2]


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
    assert read("## Key points\n\n## Key points")[0].anchors == {
        "key-points_1",
        "key-points_2",
        "key-points-1",
    }


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


@pytest.mark.parametrize(
    "heading",
    [
        "What it is: today",
        "Why an early Café?",
        "L'été — ça va",
        "One_1 -- two",
        "Größe & Łódź",
        "100 %",
        "A/B test (again)",
        "C++ or C#",
        "...and more",
    ],
)
def test_anchors_in_latin_letters_stay_as_they_were(heading: str) -> None:
    """They are public: made as Python-Markdown makes them, which MkDocs brings along."""
    from markdown.extensions.toc import slugify  # type: ignore[import-untyped]

    assert slug(heading) == slugify(heading, "-")


def test_anchors_of_one_name_are_counted() -> None:
    """As Python-Markdown counts them; those that an author gave come first."""
    text = "## One\n\n## One\n\n## Two {#one}\n\n## Twin\n\nA\n{#twin_1}\n\n## Twin"
    anchors = [heading.anchor for heading in read(text)[0].headings]
    assert anchors == ["one_1", "one_2", "one", "twin", "twin_2"]


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("Größe & Gewicht", "größe--gewicht"),
        ("L'été — ça va", "lété--ça-va"),
        ("A/B test: `a_b` (2)", "ab-test-a_b-2"),
        ("Łódź_1", "łódź_1"),
    ],
)
def test_the_anchor_of_the_code_host_leads_there_too(heading: str, anchor: str) -> None:
    """Beside our own, which is public. As GitHub makes it (github-slugger's rules)."""
    body = read(f"## {heading}\n\n## {heading}")[0]
    assert {slug(heading.replace("`", "")), anchor, f"{anchor}-1"} <= body.anchors
    assert body.html.count(f'<span id="{anchor}"></span>') == (
        slug(heading.replace("`", "")) != anchor
    )


def test_the_code_hosts_anchors_take_no_other_heading_its_own() -> None:
    """Nor a part of our pages; a heading that was given one by hand has that alone."""
    body = read("## X\n\n## X\n\n## X 1\n\n## Notes\n\n## Größe {#big}")[0]
    assert body.anchors == {"x", "x_1", "x-1", "notes_1", "big"}
    assert read("## Größe\n\n## X {#größe}")[0].html.count('id="größe"') == 1
