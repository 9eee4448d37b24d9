"""A guide's answers and its results do not contradict each other, whatever else is answered."""

from __future__ import annotations

from itertools import product

import pytest
from podhub.model.items import Guide

from tests.running import real_catalog

GUIDE: Guide = real_catalog().guides["training-or-coaching"].fields
NEVER = {
    "No, it would be new to all of them.": {"coaching"},
    "Yes, all three.": {"training"},
    "We have not settled what we want them to do.": {
        "coaching",
        "training",
        "training-then-coaching",
    },
    "They do it, and it does not help.": {"coaching", "training", "training-then-coaching"},
}
"""Answers, and the results that they rule out: the reason beside the answer says why."""


@pytest.fixture(scope="module")
def results() -> dict[str, set[str]]:
    """For each answer, every result that some answers to the other questions can lead to."""
    found: dict[str, set[str]] = {}
    for picked in product(*(question.answers for question in GUIDE.questions)):
        totals = {
            name: sum(answer.points.get(name, 0) for answer in picked) for name in GUIDE.outcomes
        }
        result = max(totals, key=lambda name: totals[name])
        for answer in picked:
            found.setdefault(answer.text, set()).add(result)
    return found


def test_no_answer_leads_to_a_result_that_it_rules_out(results: dict[str, set[str]]) -> None:
    """Of all the thousands of ways to answer."""
    assert not {
        answer: results[answer] & ruled_out
        for answer, ruled_out in NEVER.items()
        if results[answer] & ruled_out
    }


def test_where_nobody_will_ask_each_result_says_so(results: dict[str, set[str]]) -> None:
    """That answer rules nothing out, so each result that it can lead to begins with finding
    somebody."""
    for name in results["Nobody."] - {"neither-yet"}:
        assert "find that person first" in " ".join(GUIDE.outcomes[name].text.split()), name
