"""Everything that a page's `<head>` says of the page: for browsers, search engines, networks and
feed readers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from podhub.links.pages import capitalise
from podhub.links.views.kinds import (
    ClipPage,
    EmbedPage,
    EpisodePage,
    MissingPage,
    PageView,
    TopicPage,
)
from podhub.model.digest import digest_of
from podhub.outputs.cards.social_cards import card_path, social_card
from podhub.outputs.machine.structured_data import as_script, structured_data
from podhub.outputs.pages.metadata import Metadata, metadata
from podhub.outputs.site_view import SiteView


@dataclass(frozen=True, slots=True)
class Alternate:
    """The page in another form, or a feed that it belongs to."""

    media_type: str
    title: str
    path: str


@dataclass(frozen=True, slots=True)
class Head:
    """What stands in the head of one page."""

    title: str
    description: str
    metadata: Metadata = ()
    canonical: str | None = None
    """The full address under which search engines should know the page."""
    robots: str | None = None
    alternates: tuple[Alternate, ...] = ()
    picture: str | None = None
    """The picture that stands for the page where it is shared, as a path on the site."""
    structured_data: str | None = None
    """JSON-LD, as the text of a `script` element."""


def head(view: PageView, site: SiteView) -> Head:
    """The head of a page."""
    match view:
        case MissingPage():
            return Head(
                f"{view.title} · {site.name}", view.description, alternates=(*_feeds(view, site),)
            )
        case EmbedPage():
            name = site.show.title if site.show else site.name
            return Head(
                f"{view.title} · {name}",
                view.description,
                canonical=site.address(view.player.url),
                robots="noindex",
            )
        case ClipPage():
            return _clip_head(view, site)
    card = social_card(view, site)
    picture = card_path(digest_of(card), view.url)
    title = capitalise(view.title)
    return Head(
        _title(view, site),
        view.description,
        metadata(view, site, card, picture),
        site.address(view.url),
        alternates=(
            Alternate(
                "text/markdown",
                site.messages.gettext("%(title)s, as Markdown", title=title),
                f"{view.url}index.md",
            ),
            *_feeds(view, site),
        ),
        picture=picture,
        structured_data=as_script(structured_data(view, site, picture)),
    )


def _title(view: PageView, site: SiteView) -> str:
    """What a browser's tab says."""
    if site.name in view.title:
        return view.title
    if view.kind == "home":
        return f"{site.name}: {view.title}"
    return f"{capitalise(view.title)} · {site.name}"


def _clip_head(view: ClipPage, site: SiteView) -> Head:
    """The head of a clip's page: it is what networks show, and what search engines find at its
    episode."""
    card = social_card(view, site)
    return Head(
        f"{capitalise(view.title)} · {view.player.title}",
        view.description,
        metadata(view, site, card, card_path(digest_of(card), view.url)),
        site.address(view.url),
        robots="noindex",
        alternates=(*_feeds(view, site),),
    )


def _feeds(view: PageView, site: SiteView) -> Iterator[Alternate]:
    """The site's feeds and the page's own; an episode is announced to sites that embed it."""
    rss = "application/rss+xml"
    said = site.messages
    if site.show:
        title = said.gettext("%(name)s: podcast", name=site.show.title)
        yield Alternate(rss, title, site.show.feed)
    if site.articles_feed:
        title = said.gettext("%(name)s: articles", name=site.name)
        yield Alternate(rss, title, site.articles_feed)
    match view:
        case TopicPage(feed=feed):
            yield Alternate(rss, f"{site.name}: {view.title}", feed)
        case EpisodePage() if view.player.audio:
            oembed = site.address(f"{view.url}oembed.json")
            yield Alternate("application/json+oembed", view.title, oembed)
