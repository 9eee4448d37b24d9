"""The browser that takes pictures, measures and tests."""

from __future__ import annotations

import shutil
from pathlib import Path

NAMES = ("chromium-headless-shell", "chromium", "google-chrome")
"""Chromium without windows comes first: the same pages for three fifths of the work (Debian packages
each on its own)."""


def find_chromium() -> Path | None:
    """The system's Chromium; None where there is none."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    return Path(found) if found else None
