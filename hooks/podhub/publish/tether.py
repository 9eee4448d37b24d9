"""Runs a program that ends when its parent does, however the parent ends. Used as a script:
`tether.py PARENT PROGRAM …`.

Without it, a publisher that is killed would leave its rclone behind, still sending the files of a
release that nobody wants any more. Linux does this by a request to the kernel (prctl(2),
PR_SET_PDEATHSIG); other systems have nothing like it, there the publisher's lock stays held as long
as rclone lives."""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def main() -> None:
    """Tie this process to its parent and become the program."""
    parent, program = int(sys.argv[1]), sys.argv[2:]
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    # The parent may have ended before the kernel was asked.
    if os.getppid() == parent:
        os.execv(program[0], program)  # noqa: S606 (the program that rclone.py names)


if __name__ == "__main__":
    main()
