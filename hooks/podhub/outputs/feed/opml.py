"""`/podcast.opml`: the show as a list of subscriptions, which podcast apps import (OPML 2.0)."""

from __future__ import annotations

from lxml import etree

from podhub.model.entries import ShowEntry
from podhub.model.values import absolute
from podhub.outputs.feed.podcast_channel import PODCAST_FEED

OPML = "podcast.opml"


def opml(show: ShowEntry, site_url: str) -> bytes:
    """The list, with this one show on it."""
    root = etree.Element("opml", version="2.0")
    head, body = etree.SubElement(root, "head"), etree.SubElement(root, "body")
    etree.SubElement(head, "title").text = show.fields.title
    etree.SubElement(head, "ownerName").text = show.fields.author
    etree.SubElement(
        body,
        "outline",
        {
            "type": "rss",
            "version": "RSS",
            "text": show.fields.title,
            "title": show.fields.title,
            "description": " ".join(show.fields.description.split()),
            "language": show.fields.language,
            "xmlUrl": absolute(site_url, PODCAST_FEED),
            "htmlUrl": absolute(site_url, "podcast/"),
        },
    )
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True))
