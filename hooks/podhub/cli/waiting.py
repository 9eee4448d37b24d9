"""What is not public yet."""

from __future__ import annotations

from datetime import datetime

from podhub.model.entries import Catalog


def held_back(catalog: Catalog, now: datetime) -> list[str]:
    """What is not public at `now`, the next to come first, drafts last."""
    drafts = (entry.path for entry in catalog.entries() if entry.held(now) == "draft")
    return [
        *(f"{date:%Y-%m-%d %H:%M %z}  {path}" for date, path in _waiting(catalog, now)),
        *(f"draft                   {path}" for path in drafts),
    ]


def next_due(catalog: Catalog, now: datetime) -> datetime | None:
    """When the next item becomes public by itself; None where nothing waits."""
    return next((date for date, _ in _waiting(catalog, now)), None)


def _waiting(catalog: Catalog, now: datetime) -> list[tuple[datetime, str]]:
    held = ((entry.date, entry.path, entry.held(now)) for entry in catalog.entries())
    dated = [(date, path) for date, path, why in held if date and why not in (None, "draft")]
    return sorted(dated, key=lambda pair: pair[0])
