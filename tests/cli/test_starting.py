"""A command that is stopped while it is loaded."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

from tests.running import ENGINE, ROOT

PRESSED = """
import os, signal, sys
class Pressing:
    def find_spec(self, name, *more):
        if name == "podhub.cli.commands":
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Pressing())
from podhub.cli.__main__ import main
main()
"""


def test_ctrl_c_ends_a_command_that_is_being_loaded() -> None:
    """As it ends any program: Python told in thirty lines which module it was loading."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / ENGINE)}
    command = [sys.executable, "-c", PRESSED]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (-signal.SIGINT, "")
