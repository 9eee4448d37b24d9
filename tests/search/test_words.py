"""A question is read as a text is: the browser's module and ours are held together, and a form that
nobody wrote is taken for what Snowball takes it for."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from podhub.outputs.pages.environment import THEME
from podhub.outputs.search.words import Words, chunks, fold, is_run, tokens

from tests.search.node import run

MODULE = THEME / "assets" / "search" / "words.js"
WRITTEN = [
    "Mr O’Neill has wi-fi, an A/B test, R&D and a 24/7 e-mail address. It’s the manager's.",
    "Zażółć gęślą jaźń; Größe, Straße, ŒUVRE, İstanbul, Łódź, Ångström, naïve, ﬁt, ½, x²",
    "1,000 and 1.000 and 1 000 and 3.5 and 3,5 and 2026-11-27 and 10:30 and 50% and 1st",
    "営業トレーニング 本 ภาษาไทย ລາວ ខ្មែរ 한국어 שָׁלוֹם مُحَمَّد हिन्दी",
    "R.O.I. in the U.S.A. is of www.hub.example, a.m. and i.e. x.1; Größe.",
    "Ελληνικός λόγος, ΟΔΥΣΣΕΥΣ, Ёлка, й",
]
LETTERS = st.characters(categories=["L", "N", "M", "P", "Z", "S"])


def both(texts: list[str]) -> list[tuple[str, list[str], list[str]]]:
    """Each text's tokens as the browser reads them: (token, its forms there, its forms here)."""
    words = Words("en")
    found = []
    for text, read in zip(texts, run("words.js", MODULE, texts), strict=True):
        ours = [token for token in tokens(text) if words.keys(token)]
        theirs = [one for one in read if one["whole"]]
        assert len(ours) == len(theirs), (text, ours, theirs)
        for token, one in zip(ours, theirs, strict=True):
            found.append((token, one["whole"], [form for form, _ in words.keys(token)]))
    return found


def test_what_is_typed_as_it_is_written_is_found() -> None:
    """In any script, with any joint, in any number."""
    for token, asked, indexed in both(WRITTEN):
        assert {*asked} <= {*indexed}, token


@settings(max_examples=5, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(LETTERS, max_size=30), min_size=40, max_size=80))
def test_anything_that_is_typed_as_it_is_written_is_found(texts: list[str]) -> None:
    """Whatever Unicode has."""
    for token, asked, indexed in both(texts):
        assert {*asked} <= {*indexed}, token


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("O’Neill", "oneill"),
        ("wi-fi", "wifi"),
        ("A/B", "ab"),
        ("Zażółć", "zazolc"),
        ("Größe", "groesse"),
        ("Größe", "grosse"),
        ("l’amour", "amour"),
        ("1,000", "1000"),
        ("3,5", "3.5"),
        ("営業トレーニング", "トレ"),
        ("follow-up", "followup"),
        ("follow-up", "follow"),
        ("R.O.I.", "roi"),
        ("ROI", "roi"),
    ],
)
def test_what_a_keyboard_leaves_out_stands_between_nobody_and_the_page(
    written: str, typed: str
) -> None:
    """Both ways: what is folded in a text is folded in a question."""
    words = Words("en")
    forms = {form for token in tokens(written) for form, _ in words.keys(token)}
    assert typed in forms
    assert fold(fold(written)) == fold(written)


@given(st.text(LETTERS | st.sampled_from("0123456789 \t\n.,'’-/&\u00a0\u202f"), max_size=40))
def test_what_stands_between_spaces_is_read_as_the_whole_text_is(text: str) -> None:
    """Numbers with spaces in them, too: whole texts are cut at their spaces first."""
    words = Words("en")
    whole = [key for token in tokens(text) for key in words.keys(token)]
    found = [words.stems[chunk] for chunk in chunks(text)]
    stems = [stem for one in found for stem in ((one,) if isinstance(one, str) else one)]
    assert stems == [stem for _, stem in whole]
    told = [told.split(" ") for chunk in chunks(text) for told in words.forms[chunk]]
    assert [(one[0], one[-1]) for one in told] == [key for key in whole if not is_run(key[0])]


def test_a_language_without_rules_has_its_forms_as_stems() -> None:
    """Japanese, and what nobody speaks."""
    assert Words("ja").keys("running") == (("running", "running"),)
    assert Words("en-GB").keys("running") == (("running", "run"),)
    assert Words("de").keys("läufst") == (("laufst", "lauf"), ("laeufst", "lauf"))
