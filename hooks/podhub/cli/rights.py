"""Says who may do what a user may not. Needs nothing but Python: the launcher says it too, before
there is anything else."""

from __future__ import annotations

import os
from pathlib import Path


def refusal(place: Path, folder: Path) -> str:
    """That this user may not read or write a place, and who may. `folder` is named where the place
    itself cannot be seen."""
    seen = next((part for part in (place, *place.parents) if os.path.lexists(part)), folder)
    return f"{_name(os.geteuid())} may not read or write {seen}; {_name(seen.lstat().st_uid)} may"


def _name(user: int) -> str:
    import pwd  # which Windows has not; nor has it os.geteuid

    try:
        return f"the user {pwd.getpwuid(user).pw_name}"
    except KeyError:
        return f"the user {user}"
