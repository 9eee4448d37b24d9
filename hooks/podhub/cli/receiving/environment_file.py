"""The file in which whoever keeps a server writes what the publisher is to find in its
environment, secrets among it."""

from __future__ import annotations

import shlex
from pathlib import Path

from podhub.publish.errors import PublishError


def read_environment(file: Path) -> dict[str, str]:
    """Read the names and values of a file that only its owner may read; none if there is no file.

    Each line is NAME=value, with quotes as in a shell where it needs them. Raises PublishError.
    """
    if not file.exists():
        return {}
    if file.stat().st_mode & 0o077:
        raise PublishError(
            f"{file}: expected a file that only its owner can read (chmod 600), found one for others too"
        )
    said: dict[str, str] = {}
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        try:
            for part in shlex.split(line, comments=True):
                name, equals, value = part.partition("=")
                if not equals or not name.isidentifier():
                    raise ValueError
                said[name] = value
        except ValueError:
            # What stands there may be a secret, so it is not shown.
            raise PublishError(
                f"{file}:{number}: expected NAME=value, found something else"
            ) from None
    return said
