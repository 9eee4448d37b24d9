"""What is not public yet."""

from __future__ import annotations

from datetime import datetime

from podhub.model.entries import Catalog


def held_back(catalog: Catalog, now: datetime) -> list[str]:
    """What is not public at `now`, the next to come first, drafts last."""
    held = [(entry, entry.held(now)) for entry in catalog.entries()]
    waiting = [(entry.date, entry) for entry, why in held if why and why != "draft" and entry.date]
    lines = [
        f"{date:%Y-%m-%d %H:%M %z}  {entry.path}"
        for date, entry in sorted(waiting, key=lambda pair: pair[0])
    ]
    return lines + [
        f"draft                   {entry.path}" for entry, why in held if why == "draft"
    ]


def next_due(catalog: Catalog, now: datetime) -> datetime | None:
    """When the next item becomes public by itself; None where nothing waits."""
    dates = (
        entry.date
        for entry in catalog.entries()
        if entry.date and entry.held(now) not in (None, "draft")
    )
    return min(dates, default=None)
