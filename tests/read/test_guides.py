"""Which outcomes of a guide can be reached: said by trying every set of answers."""

import random
from itertools import product

from hypothesis import given
from hypothesis import strategies as st
from podhub.read.guide_outcomes import reachable

NAMES = ["train", "coach", "wait"]
points = st.dictionaries(st.sampled_from(NAMES), st.integers(-3, 3))
questions = st.lists(st.lists(points, min_size=2, max_size=3), min_size=1, max_size=4)


def winner(picked: tuple[dict[str, int], ...]) -> str:
    """Who has the most points; the first of those that have the same."""
    return max(NAMES, key=lambda name: sum(answer.get(name, 0) for answer in picked))


@given(questions)
def test_reachable_as_trying_says(asked: list[list[dict[str, int]]]) -> None:
    """The quick way finds what trying every set of answers finds."""
    reached = {winner(picked) for picked in product(*asked)}
    assert {name for name in NAMES if reachable(name, NAMES, asked)} == reached


def test_too_many_to_try() -> None:
    """A guide that would take minutes is given up, and is not called right."""
    names = [f"outcome-{n}" for n in range(6)]
    found = []
    for seed in range(20):
        dice = random.Random(seed)
        answers = [{name: dice.randint(-10, 10) for name in names[:-1]} for _ in range(12 * 8)]
        found.append(
            reachable(names[-1], names, [answers[at : at + 8] for at in range(0, len(answers), 8)])
        )
    assert None in found
