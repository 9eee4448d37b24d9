"""Runs the command that `podhub` was asked for. Only that command's module is loaded."""

from __future__ import annotations

import atexit
import difflib
import errno
import gc
import importlib
import os
import signal
import sys
from pathlib import Path

import podhub
from podhub.cli.place import NAME, Place, Renamed, find_hub
from podhub.cli.rights import refusal
from podhub.publish.errors import explained

OF_THIS_MACHINE = frozenset(
    getattr(errno, name, errno.ENOSPC) for name in ("EROFS", "ENOSPC", "EDQUOT", "EIO", "EMFILE")
)
"""Trouble that is no mistake of ours: a disk that is full, broken or for reading alone, and the most
files that a process may open"""
COMMANDS = (
    "init",
    "site",
    "serve",
    "check",
    "report",
    "new",
    "narrate",
    "master",
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
)
HIDDEN = ("publish_tried",)
"""What only our own programs run"""
HELP = Path(__file__).with_name("help.txt")
MANUAL = Path(__file__).parents[1] / "manual"


def run(arguments: list[str]) -> int:
    """Load and run one command. Returns the exit code.

    A launcher says before the command how its users call it, and where its hub is: `--as PROGRAM
    FOLDER`."""
    _keep_all()
    place = Place()
    if arguments[:1] == ["--as"]:
        place, arguments = Place(arguments[1], Path(arguments[2])), arguments[3:]
        sys.stdout = Renamed(sys.stdout, place.program, COMMANDS)
        sys.stderr = Renamed(sys.stderr, place.program, COMMANDS)
    name = arguments[0] if arguments else "help"
    if name == "help" and arguments[1:]:
        return _print_page(arguments[1])
    if name in ("--help", "-h", "help"):
        print(HELP.read_text(encoding="utf-8"), end="")
        return 0
    if name == "--version":
        print(f"{NAME} {podhub.__version__}")
        return 0
    if name not in (*COMMANDS, *HIDDEN):
        close = difflib.get_close_matches(name, COMMANDS, n=1)
        hint = f"did you mean {close[0]}?" if close else f"see {NAME} --help"
        print(f"hub: expected one of {', '.join(COMMANDS)}, found {name}; {hint}", file=sys.stderr)
        return 2
    return _run(name, arguments[1:], place)


def _print_page(name: str) -> int:
    """Print a page of the manual as it is."""
    pages = {file.stem: file for file in sorted(MANUAL.glob("*.md"))}
    if name not in pages:
        print(f"hub: expected one of {', '.join(pages)}, found {name}", file=sys.stderr)
        return 2
    print(pages[name].read_text(encoding="utf-8"), end="")
    return 0


def _run(name: str, arguments: list[str], place: Place) -> int:
    # `import` is a word of Python's own.
    module = "import_feed" if name == "import" else name
    command = getattr(importlib.import_module(f"podhub.cli.{module}"), module)
    if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        done = command.main(arguments, prog_name=f"{place.program} {name}", obj=place)
    except OSError as error:
        if not isinstance(error, PermissionError) and error.errno not in OF_THIS_MACHINE:
            raise
        print(f"hub: {_refusal(error, place)}", file=sys.stderr)
        return 1
    return int(done or 0)


def _keep_all() -> None:
    """Look for no garbage: a command holds what it reads until it ends, and looking through that
    again and again takes a third of the time of a build in which little changed. A preview, which
    goes on for hours, looks for it while nobody saves."""
    gc.disable()
    atexit.register(gc.freeze)  # or Python looks through all of it once more at its end


def _refusal(error: OSError, place: Place) -> str:
    if not isinstance(error, PermissionError) or not hasattr(os, "geteuid"):
        return explained(error)
    root = place.root or find_hub(Path.cwd())
    return refusal(Path(error.filename2 or error.filename or root), root)
