"""Starts `podhub`."""

from __future__ import annotations

import signal
import sys


def main() -> int:
    """Run the command that was asked for. Returns the exit code.

    Until it runs, Ctrl-C just ends the program: there is nothing to clear up, and Python would tell
    which module it was loading. Where a shell has it ignored, it stays ignored."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from podhub.cli.commands import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
