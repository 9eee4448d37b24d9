"""Runs the command that `scripts/hub` was asked for. Only that command's module is loaded."""

from __future__ import annotations

import difflib
import importlib
import sys

COMMANDS = (
    "site",
    "serve",
    "check",
    "report",
    "new",
    "narrate",
    "audio",
    "tag",
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
    name = sys.argv[1]
    if name not in COMMANDS:
        close = difflib.get_close_matches(name, COMMANDS, n=1)
        hint = f"did you mean {close[0]}?" if close else "see scripts/hub --help"
        print(f"hub: expected one of {', '.join(COMMANDS)}, found {name}; {hint}", file=sys.stderr)
        return 2
    # `import` is a word of Python's own.
    module = "import_feed" if name == "import" else name
    command = getattr(importlib.import_module(f"podhub.cli.{module}"), module)
    return int(
        command.main(sys.argv[2:], prog_name=f"scripts/hub {name}", standalone_mode=True) or 0
    )


if __name__ == "__main__":
    sys.exit(main())
