"""What a site's search is made of: the text of each page that it finds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from podhub.build.hub import Hub
from podhub.build.linking import Linked
from podhub.build.page_files import PlannedPage
from podhub.links.views.kinds import EpisodePage, PageView
from podhub.model.artifact import Artifact
from podhub.model.entries import EpisodeEntry
from podhub.model.memo import Memo
from podhub.model.messages import Messages
from podhub.outputs.names import episode_name
from podhub.outputs.search.index import SearchFiles, Source
from podhub.outputs.search.texts import choices, found_pages, search_text
from podhub.outputs.site_view import SiteView
from podhub.read.files import SETTINGS

HOME = ""
"""The address of the home page"""


def search_files(
    hub: Hub, linked: Linked, site: SiteView, memo: Memo, planned: Sequence[PlannedPage]
) -> Iterator[Artifact]:
    """What the search finds, and how."""
    by_url = {one.page.url: one for one in planned}
    # Whoever looks for those behind a hub that has no page about them is led to its home page.
    about = HOME if site.about is None and site.contact else site.about
    found = found_pages((one.page for one in planned), about)
    sources = [_source(by_url[page.url], linked, site, about, memo) for page in found]
    offered = choices(hub.shown, site.messages)
    yield from SearchFiles(sources, offered, site.language, SETTINGS, memo).all()


def _source(
    one: PlannedPage, linked: Linked, site: SiteView, about: str | None, memo: Memo
) -> Source:
    entry = one.page.entry
    asks = getattr(entry.fields, "asks", ()) if entry else ()
    said = linked.graph.speech.get(entry.slug) if isinstance(entry, EpisodeEntry) else None
    parts = (
        one.digest,
        said.sentences.digest if said else "",
        site.messages.key,
        site.contact,
        about if about is not None else "none",
        *asks,
    )
    make = partial(
        search_text,
        one.view,
        asks,
        said.sentences if said else None,
        site.messages,
        site.contact,
        about,
        called(one.view, site.messages),
    )
    return Source(one.page.url, memo.key("search text", *parts), one.owner, make)


def called(view: PageView, said: Messages) -> str:
    """What people call a page beside its title: an episode by its number or its kind."""
    if not isinstance(view, EpisodePage):
        return ""
    return episode_name(view.player.type, view.player.number, said)
