"""Forks of a Python that has loaded the engine are processes as any other."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.running import clean_environment, run_warm, warm_python

TELL = """\
import os, sys
assert "podhub.build.plan" in sys.modules
print(os.getcwd(), os.environ.get("WORD"), "HOME" in os.environ, sys.argv[1:], sys.stdin.read())
print("so", file=sys.stderr)
sys.exit(3)
"""


def test_it_has_a_folder_an_environment_words_streams_and_a_code(tmp_path: Path) -> None:
    """Of its own: the next one has none of it."""
    program = tmp_path / "tell.py"
    program.write_text(TELL, encoding="utf-8")
    done = run_warm([program, "a", "é"], tmp_path, WORD="ü")
    assert (done.returncode, done.stderr) == (3, "so\n")
    assert done.stdout == f"{tmp_path} ü True ['a', 'é'] \n"
    assert " None True [] " in run_warm([program], tmp_path).stdout


@pytest.mark.parametrize(
    ("ending", "code", "said"),
    [
        ("pass", 0, ""),
        ("import sys; sys.exit('why')", 1, "why\n"),
        ("import sys; sys.exit(True)", 1, ""),
        ("import atexit; atexit.register(print, 'last'); 1 / 0", 1, "ZeroDivisionError"),
    ],
)
def test_it_ends_as_a_python_does(tmp_path: Path, ending: str, code: int, said: str) -> None:
    """Also by an error that nobody expected, and after what it was to do at its end."""
    program = tmp_path / "end.py"
    program.write_text(ending, encoding="utf-8")
    done = run_warm([program], tmp_path)
    assert done.returncode == code
    assert said in done.stderr
    assert ("last" in done.stdout) == ("last" in ending)


def test_it_can_be_killed(tmp_path: Path) -> None:
    """At any instant; who ended it is seen."""
    program = tmp_path / "sleep.py"
    program.write_text("import time\ntime.sleep(60)\n", encoding="utf-8")
    begun = warm_python().start([program], tmp_path, clean_environment())
    begun.kill()
    assert begun.wait().returncode == -signal.SIGKILL
