"""Whatever is edited, in whatever order: a build that remembers the builds before makes the same as
one from nothing, to the byte. `scripts/hub bench edits` makes as many steps as one likes."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test
from tools.edits.building import build_here
from tools.edits.session import STEPS, Session

RUNS, STEPS_IN_A_RUN, PARTS = 2, 25, 3
"""How many hubs are edited how often in each of some tests, which can run beside each other"""


class Edits(RuleBasedStateMachine):
    """A small hub, and what may happen to it."""

    made = 0

    def __init__(self) -> None:
        super().__init__()
        folder = Path(tempfile.mkdtemp(prefix="hub-edits-"))
        self.session = Session(folder, build_here, 0)
        self.last: tuple[str, int] | None = None

    @rule(name=st.sampled_from(STEPS), dice=st.integers(0, 2**32 - 1))
    def step(self, name: str, dice: int) -> None:
        """One step, unless it is the last one once more: hypothesis begins with the same ones."""
        if (name, dice) != self.last:
            self.session.step(name, dice)
            type(self).made += 1
        self.last = name, dice

    def teardown(self) -> None:
        """Clear up."""
        self.session.delete()


@pytest.mark.parametrize("part", range(PARTS))
def test_a_build_with_a_memory_makes_what_one_from_nothing_makes(part: int) -> None:
    """After every step of a hundred and fifty and more."""
    machine = seed(part)(type("Edits", (Edits,), {}))
    chosen = settings(
        max_examples=RUNS + 1,  # the first is the simplest: one step
        stateful_step_count=STEPS_IN_A_RUN,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
        print_blob=False,
    )
    run_state_machine_as_test(machine, settings=chosen)
    assert machine.made * PARTS >= 150
