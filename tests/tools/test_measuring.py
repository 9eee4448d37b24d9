"""What the benchmark says of a program: its time, and the memory and processor time of all its
processes together."""

from __future__ import annotations

import os
import sys

import click
import pytest
from tools.measuring import measure

HOLD = "import time; data = b'x' * {}_000_000; time.sleep(0.6)"
WORK = "sum(n * n for n in range(6_000_000))"
TWO = """
import subprocess, sys
for process in [subprocess.Popen([sys.executable, "-c", {0!r}]) for _ in range(2)]:
    process.wait()
"""


def python(program: str) -> tuple[str, str, str]:
    """A command that runs a program."""
    return sys.executable, "-c", program


def test_memory_is_that_of_all_processes_together() -> None:
    """Not that of the largest."""
    usage = measure(python(TWO.format(HOLD.format(60))), os.environ)
    assert usage.memory > 120
    assert usage.largest < 100


def test_processor_time_is_that_of_all_processes_together() -> None:
    """Those that have ended too."""
    one = measure(python(WORK), os.environ).cpu
    two = measure(python(TWO.format(WORK)), os.environ).cpu
    assert two > 1.5 * one


def test_what_fails_says_why() -> None:
    """In its own words."""
    with pytest.raises(click.ClickException, match="no such luck"):
        measure(python("import sys; sys.exit('no such luck')"), os.environ)
