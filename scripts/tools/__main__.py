"""Runs the tool that `scripts/hub` was asked for. Only that tool's module is loaded."""

from __future__ import annotations

import importlib
import sys


def main() -> int:
    """Load and run one tool."""
    name = sys.argv[1]
    command = getattr(importlib.import_module(f"tools.{name}"), name)
    return int(
        command.main(sys.argv[2:], prog_name=f"scripts/hub {name}", standalone_mode=True) or 0
    )


if __name__ == "__main__":
    sys.exit(main())
