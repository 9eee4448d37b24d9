"""What can be wrong with a guide as a whole: an outcome that no answers lead to, or that leads
nowhere itself.

Each answer gives points to outcomes; the outcome with the most wins, and of two with the same the
one that stands first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from podhub.model.entries import Entry
from podhub.model.items import Guide
from podhub.model.problems import Problem

Points = Mapping[str, int]
MOST_STATES = 100_000
"""A guide beyond this cannot be checked in a moment, nor understood by whoever wrote it."""


def check_guide(entry: Entry[Any]) -> Iterator[Problem]:
    """Yield every outcome of a guide that cannot be reached, and every one that is a dead end."""
    fields: Guide = entry.fields
    answers = [[answer.points for answer in question.answers] for question in fields.questions]
    names = list(fields.outcomes)
    for name, outcome in fields.outcomes.items():
        loc = ("outcomes", name)
        reached = reachable(name, names, answers)
        if reached is None:
            yield entry.document.problem(
                ("questions",), "fewer questions, answers or outcomes", "too many to check"
            )
            return
        if not reached:
            expected = "an outcome that some answers lead to"
            yield entry.document.problem(loc, expected, "none that give it the most points")
        if not (outcome.read or outcome.listen or outcome.action):
            yield entry.document.problem(
                loc, "something to read, to listen to, or to do next", "none of them"
            )


def reachable(
    name: str, names: Sequence[str], questions: Sequence[Sequence[Points]]
) -> bool | None:
    """Whether any answers make `name` win; None where it would take too long to find out.

    >>> ask = [[{"train": 2}, {"coach": 1}], [{"train": 1}, {"coach": 1}]]
    >>> reachable("coach", ["train", "coach"], ask), reachable("wait", ["train", "coach", "wait"], ask)
    (True, False)

    A tie goes to the outcome that stands first:

    >>> reachable("coach", ["train", "coach"], [[{"train": 1, "coach": 1}]])
    False
    """
    others = [other for other in names if other != name]
    # By how much it must lead each of the others.
    needed = [1 if names.index(other) < names.index(name) else 0 for other in others]
    leads = [
        [tuple(points.get(name, 0) - points.get(o, 0) for o in others) for points in answers]
        for answers in questions
    ]
    if not others or _leads(_sum(max(answers, key=min) for answers in leads), needed):
        return True
    # The best that the questions from each one on can still add.
    rest = [[0] * len(others)]
    for answers in reversed(leads):
        rest.append(
            [before + max(lead[i] for lead in answers) for i, before in enumerate(rest[-1])]
        )
    states = {(0,) * len(others)}
    for answers, still in zip(leads, reversed(rest[:-1]), strict=True):
        states = {_sum((state, lead)) for state in states for lead in answers}
        states = {state for state in states if _leads(_sum((state, still)), needed)}
        if len(states) > MOST_STATES:
            return None
    return bool(states)


def _sum(leads: Any) -> tuple[int, ...]:
    return tuple(map(sum, zip(*leads, strict=True)))


def _leads(lead: Sequence[int], needed: Sequence[int]) -> bool:
    return all(has >= needs for has, needs in zip(lead, needed, strict=True))
