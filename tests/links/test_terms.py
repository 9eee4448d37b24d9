"""Defined words are found as readers write them, the longest first, and nowhere else."""

from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from podhub.links.terms import TermFinder

TERMS = TermFinder(
    [
        ("coaching", ["coaching", "sales coaching", "coach’s eye"]),
        ("call-coaching", ["sales coaching call"]),
        ("follow-up", ["follow-up"]),
        ("it", ["IT"]),
        ("sdr", ["SDR", "sales development representative"]),
        ("cafe", ["café"]),
    ]
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Coaching works.", ["coaching:Coaching"]),
        ("COACHING", ["coaching:COACHING"]),
        ("sales coaching", ["coaching:sales coaching"]),
        ("a sales coaching call", ["call-coaching:sales coaching call"]),
        ("sales\n  coaching", ["coaching:sales\n  coaching"]),
        ("sales-coaching", ["coaching:sales-coaching"]),
        (
            "follow up, follow-up, follow‑up",
            ["follow-up:follow up", "follow-up:follow-up", "follow-up:follow‑up"],
        ),
        ("the coach's eye, the coach’s eye", ["coaching:coach's eye", "coaching:coach’s eye"]),
        ("Café", ["cafe:Café"]),
        ("IT", ["it:IT"]),
        ("it, It", []),
        (
            "an sdr, an SDR, a Sales Development Representative",
            ["sdr:SDR", "sdr:Sales Development Representative"],
        ),
        ("coachings, ecoaching, coaching_x", []),
        ("sales. Coaching", ["coaching:Coaching"]),
        ("sales, coaching", ["coaching:coaching"]),
        ("coaching.example, me@coaching.example, /coaching/, #coaching", []),
        ("coaching.", ["coaching:coaching"]),
        ("(coaching)", ["coaching:coaching"]),
        ("", []),
    ],
)
def test_terms_are_found(text: str, found: list[str]) -> None:
    """Each occurrence with its definition and its very characters."""
    assert [f"{match.slug}:{text[match.start : match.end]}" for match in TERMS.find(text)] == found


SIGNS = TermFinder(
    [
        ("cpp", ["C++"]),
        ("csharp", ["C#"]),
        ("net", [".NET"]),
        ("pair", ["SDR/BDR"]),
        ("ab", ["A/B test"]),
        ("rd", ["R&D"]),
        ("net-result", ["net result"]),
    ]
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Vitamin C and plan C, c, C.", []),
        ("In C++, then C# (twice); C++. C#!", ["cpp:C++", "csharp:C#", "cpp:C++", "csharp:C#"]),
        ("(C++) C++/C# “C#”", ["cpp:C++", "csharp:C#"]),
        ("c++ and C+ and C## and C++x", []),
        (".NET, on .NET. The NET result", ["net:.NET", "net:.NET", "net-result:NET result"]),
        ("ASP.NET and x.NET and ..NET", []),
        (
            "SDR/BDR, an A/B test, a/b tests, an a/b test",
            ["pair:SDR/BDR", "ab:A/B test", "ab:a/b test"],
        ),
        ("R&D, R & D; R D, P&R&D", ["rd:R&D", "rd:R & D", "rd:R&D"]),
    ],
)
def test_signs_are_part_of_a_term(text: str, found: list[str]) -> None:
    """Whole with its signs, before a comma, a full stop or a bracket too; never without them."""
    assert [f"{match.slug}:{text[match.start : match.end]}" for match in SIGNS.find(text)] == found


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("term", ["Gemüsebeet", "Gemüse-Beet", "요리", "naïveté test"])
def test_composed_and_decomposed_words_are_the_same(term: str, form: str) -> None:
    """In the term and in the text, at their very characters."""
    for written in ("NFC", "NFD"):
        terms = TermFinder([("x", [normalize(form, term)])])
        text = normalize(written, f"Ein é vor {term}, und Ende")
        (match,) = terms.find(text)
        assert text[match.start : match.end] == normalize(written, term)


@pytest.mark.parametrize("term", ["Q&A", "R&D", "win/loss review", "A.B.M."])
def test_a_term_with_a_sign_in_it_is_found(term: str) -> None:
    """As it is written in its definition."""
    assert [match.slug for match in TermFinder([("it", [term])]).find(f"Then {term} follows")] == [
        "it"
    ]


@settings(max_examples=100, derandomize=True)
@given(
    st.lists(
        st.sampled_from(
            ["sales", "coaching", "call", " ", "-", "’s eye", "IT", ".", "İ", "ß", "\n", "SDR"]
        )
    ).map("".join)
)
def test_matches_never_overlap(text: str) -> None:
    """They go forward through any text."""
    ends = [0]
    for match in TERMS.find(text):
        assert ends[-1] <= match.start < match.end <= len(text)
        ends.append(match.end)
