"""Runs a program that ends when its parent does, however the parent ends. Used as a script:
`tether.py PARENT PROGRAM …`.

Without it, a publisher that is killed would leave its rclone behind, still sending the files of a
release that nobody wants any more. Linux does this by a request to the kernel (prctl(2),
PR_SET_PDEATHSIG); elsewhere this script stays beside the program, and ends it when standard input
does, which the parent holds open."""

import ctypes
import os
import signal
import subprocess
import sys
import threading

PR_SET_PDEATHSIG = 1


def main() -> None:
    """Tie this process to its parent and become the program, or stay beside it."""
    parent, program = int(sys.argv[1]), sys.argv[2:]
    if sys.platform != "linux":
        os._exit(run_beside(program))
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    # The parent may have ended before the kernel was asked.
    if os.getppid() == parent:
        os.execv(program[0], program)  # noqa: S606 (the program that rclone_server.py names)


def run_beside(program: list[str]) -> int:
    """Run a program until it ends or standard input does; returns its exit code."""
    process = subprocess.Popen(program, stdin=subprocess.DEVNULL, close_fds=False)  # noqa: S603

    def wait_for_the_end() -> None:
        while os.read(0, 1):
            pass
        process.kill()

    threading.Thread(target=wait_for_the_end, daemon=True).start()
    return process.wait()


if __name__ == "__main__":
    main()
