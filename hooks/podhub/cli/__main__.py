"""Runs the command that `scripts/hub` was asked for. Only that command's module is loaded."""

from __future__ import annotations

import atexit
import difflib
import errno
import gc
import importlib
import os
import sys
from pathlib import Path

from podhub.cli.rights import refusal
from podhub.publish.errors import explained

ROOT = Path(__file__).resolve().parents[3]

OF_THIS_MACHINE = frozenset(
    getattr(errno, name, errno.ENOSPC) for name in ("EROFS", "ENOSPC", "EDQUOT", "EIO", "EMFILE")
)
"""Trouble that is no mistake of ours: a disk that is full, broken or for reading alone, and the most
files that a process may open"""
COMMANDS = (
    "site",
    "serve",
    "check",
    "report",
    "new",
    "narrate",
    "transcribe",
    "align",
    "moments",
    "audio",
    "tag",
    "clip",
    "measure",
    "ledger",
    "diff",
    "publish",
    "rollback",
    "announce",
    "receive",
    "import",
    "test",
    "screenshots",
    "audit",
    "bench",
    "schemas",
    "lock",
)


def main() -> int:
    """Load and run one command."""
    _keep_all()
    name = sys.argv[1]
    if name not in COMMANDS:
        close = difflib.get_close_matches(name, COMMANDS, n=1)
        hint = f"did you mean {close[0]}?" if close else "see scripts/hub --help"
        print(f"hub: expected one of {', '.join(COMMANDS)}, found {name}; {hint}", file=sys.stderr)
        return 2
    # `import` is a word of Python's own.
    module = "import_feed" if name == "import" else name
    command = getattr(importlib.import_module(f"podhub.cli.{module}"), module)
    try:
        done = command.main(sys.argv[2:], prog_name=f"scripts/hub {name}", standalone_mode=True)
    except OSError as error:
        if not isinstance(error, PermissionError) and error.errno not in OF_THIS_MACHINE:
            raise
        print(f"hub: {_refusal(error)}", file=sys.stderr)
        return 1
    return int(done or 0)


def _keep_all() -> None:
    """Look for no garbage: a command holds what it reads until it ends, and looking through that
    again and again takes a third of the time of a build in which little changed. A preview, which
    goes on for hours, looks for it while nobody saves."""
    gc.disable()
    atexit.register(gc.freeze)  # or Python looks through all of it once more at its end


def _refusal(error: OSError) -> str:
    if not isinstance(error, PermissionError) or not hasattr(os, "geteuid"):
        return explained(error)
    return refusal(Path(error.filename2 or error.filename or ROOT), ROOT)


if __name__ == "__main__":
    sys.exit(main())
