"""Dates that cannot be, as of now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from podhub.model.entries import Catalog
from podhub.model.problems import Problem


def check_updated(catalog: Catalog, now: datetime) -> Iterator[Problem]:
    """Yield every public article that says it was changed at a time to come. It cannot wait for
    that time, since it is public already; one that is held back may have it until it is due."""
    for article in catalog.articles.values():
        updated = article.fields.updated
        if updated and updated > now and not article.held(now):
            expected = "a time that is past (a change to come is published by a push then)"
            yield article.document.problem(("updated",), expected, f"{updated:%Y-%m-%d %H:%M %z}")
