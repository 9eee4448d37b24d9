"""The anchors that an entry's page has beside those of its text: what the templates put
around it."""

from __future__ import annotations

from podhub.model.entries import Entry, EpisodeEntry
from podhub.model.items import Definition, Item


def page_anchors(entry: Entry[Item]) -> set[str]:
    """The anchors that a page is sure to have, whatever the rest of the site says. An episode's
    seconds are not among them."""
    anchors = set()
    if points := getattr(entry.fields, "key_points", ()):
        anchors |= {"key-points", *(f"point-{number}" for number in range(1, len(points) + 1))}
    if isinstance(entry.fields, Definition):
        anchors |= {name for name in ("facets", "perspectives") if getattr(entry.fields, name)}
        anchors |= {"see-also"} if entry.fields.see_also else set()
    if isinstance(entry, EpisodeEntry):
        anchors |= {"notes", "subscribe"}
        anchors |= {"moments"} if entry.fields.moments else set()
        anchors |= {"transcript"} if entry.cues else set()
    return anchors
