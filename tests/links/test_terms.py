"""Defined words are found as readers write them, the longest first, and nowhere else."""

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


@pytest.mark.parametrize("term", ["Q&A", "R&D", "win/loss review", "A.B.M."])
def test_a_term_with_a_sign_in_it_is_found(term: str) -> None:
    """As it is written in its definition."""
    assert [match.slug for match in TermFinder([("it", [term])]).find(f"Then {term} follows")] == [
        "it"
    ]


@settings(max_examples=100, deadline=None, derandomize=True)
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
