"""What each document of the podcast's feed begins with: all that is said of the show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from feedgen.ext.base import BaseExtension

from podhub.model.entries import ShowEntry
from podhub.model.memo import Memo
from podhub.model.values import absolute
from podhub.outputs.feed.channel import channel, filled, finished
from podhub.outputs.feed.show_tags import SHOW_TAGS, ShowContext
from podhub.outputs.feed.xml import PREFIXES, Tag, xml

PODCAST_FEED = "podcast.xml"
XHTML = "http://www.w3.org/1999/xhtml"


class _Prefixes(BaseExtension):  # type: ignore[misc]
    """Tells feedgen which prefixes the rows of our tables have."""

    def extend_ns(self) -> dict[str, str]:
        """The prefixes of the feed."""
        return PREFIXES


@dataclass(frozen=True)
class PodcastChannel:
    """Writes what the documents of one show begin with."""

    context: ShowContext
    show: ShowEntry
    memo: Memo
    subscribe: str
    """What the link says for those who open the feed in a browser"""

    def bare(
        self, path: str, changed: datetime, rows: Iterable[str], links: Iterable[Tag]
    ) -> bytes:
        """A document without its items."""
        tags = [xml(row, SHOW_TAGS[row](self.context), "    ") for row in SHOW_TAGS if row in rows]
        more = "".join([xml("atom:link", links, "    "), *tags])
        address = self.context.site_url
        key = self.memo.key(
            "feed without items",
            path,
            address,
            self.show.digest,
            str(changed),
            more,
            self.subscribe,
        )
        made = partial(_written, self.show, path, address, changed, more, self.subscribe)
        return self.memo.value(key, made)


def _written(
    show: ShowEntry, path: str, site_url: str, changed: datetime, more: str, subscribe: str
) -> bytes:
    fields = show.fields
    feed = channel(
        fields.title, fields.description, site_url, path, "podcast/", fields.language, changed
    )
    feed.load_extension("podcast")
    feed.register_extension("podcast20", _Prefixes, None, atom=False, rss=True)
    feed.copyright(fields.copyright)
    feed.image(absolute(site_url, show.artwork.url), fields.title, absolute(site_url, "podcast/"))
    feed.podcast.itunes_author(fields.author)
    feed.podcast.itunes_owner(name=fields.author, email=fields.email)
    feed.podcast.itunes_image(absolute(site_url, show.artwork.url))
    feed.podcast.itunes_type(fields.type)
    if path == PODCAST_FEED:
        feed.podcast.itunes_new_feed_url(fields.new_feed_url)
        # In a browser it is a link, the only one that a feed can have without XSLT; apps pass over
        # what they do not know.
        button = {"xmlns": XHTML, "href": absolute(site_url, "podcast/")}
        more += xml("a", [(subscribe, button, ())], "    ")
    else:
        more += xml("fh:archive", [(None, {}, ())], "    ")
    return filled(finished(feed, path), [more.encode()])
