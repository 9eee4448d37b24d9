"""What other sites show where a page is shared: the Open Graph (ogp.me) and X's card, from the view
of the page."""

from __future__ import annotations

from collections.abc import Iterator

from podhub.links.pages import capitalise
from podhub.links.views.kinds import ArticlePage, EpisodePage, PageView
from podhub.model.locale import territorial
from podhub.model.times import clock
from podhub.outputs.cards.drawing import SIZE
from podhub.outputs.cards.social_cards import SocialCard
from podhub.outputs.site_view import SiteView

Metadata = tuple[tuple[str, str], ...]
"""The names and contents of `meta` elements, in order."""


def metadata(view: PageView, site: SiteView, card: SocialCard, card_path: str) -> Metadata:
    """A page's metadata; `card` is its picture, which lies at `card_path`."""
    return (
        ("generator", f"podhub {site.engine}"),
        ("og:site_name", site.name),
        ("og:type", "article" if isinstance(view, ArticlePage | EpisodePage) else "website"),
        ("og:title", capitalise(view.title)),
        ("og:description", view.description),
        ("og:url", site.address(view.url)),
        ("og:locale", territorial(site.language)),
        ("og:image", site.address(card_path)),
        ("og:image:type", "image/png"),
        ("og:image:width", str(SIZE[0])),
        ("og:image:height", str(SIZE[1])),
        ("og:image:alt", card.alt),
        *_of_kind(view, site),
        # The rest of X's card is read from the Open Graph.
        ("twitter:card", "summary_large_image"),
        ("twitter:image:alt", card.alt),
    )


def _of_kind(view: PageView, site: SiteView) -> Iterator[tuple[str, str]]:
    """What only articles and episodes say. The labels stand beside the card in chats that read
    X's."""
    if not isinstance(view, ArticlePage | EpisodePage):
        return
    said = site.messages
    yield "article:published_time", view.date
    if isinstance(view, ArticlePage) and view.updated:
        yield "article:modified_time", view.updated
    for topic in view.topics:
        yield "article:tag", topic.title
    if isinstance(view, ArticlePage):
        if view.author:
            yield "author", view.author.name
        minutes = said.gettext("%(minutes)d min", minutes=view.minutes)
        yield from (("twitter:label1", said.gettext("Reading time")), ("twitter:data1", minutes))
    elif view.player.audio:
        audio = site.address(view.player.audio)
        yield "og:audio", audio
        if audio.startswith("https:"):
            yield "og:audio:secure_url", audio
        yield "og:audio:type", view.player.media_type
        length = clock(view.player.seconds)
        yield from (("twitter:label1", said.gettext("Length")), ("twitter:data1", length))
