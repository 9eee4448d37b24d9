"""What a page is about, in schema.org's words: an article, a definition, an episode, a list of
them."""

from __future__ import annotations

from collections.abc import Iterator

from podhub.links.pages import PODCAST
from podhub.links.views.kinds import (
    ArticlePage,
    DefinitionPage,
    EpisodePage,
    ListPage,
    PageView,
)
from podhub.links.views.player import Player
from podhub.model.times import iso_duration
from podhub.outputs.machine.schema_org import DEFINITIONS, Node, SchemaOrg, ref


def items(view: PageView, schema: SchemaOrg, card: str | None) -> Iterator[Node]:
    """What a page is about, the thing itself first."""
    match view:
        case ArticlePage():
            yield _article(view, schema, card)
        case DefinitionPage():
            also: Node = {"alternateName": list(view.forms)} if view.forms else {}
            yield {**schema.term(view.title, view.url, view.description), **also}
            # Its breadcrumbs name the list that it stands in.
            lists = (link.title for link in view.breadcrumbs if link.url == DEFINITIONS)
            yield schema.term_set(next(lists, view.title))
        case ListPage() if view.url.startswith(DEFINITIONS):
            yield from _definitions(view, schema)
        case EpisodePage():
            yield from _episode(view, schema)
        case ListPage(url=url) if url == PODCAST and schema.site.show:
            yield schema.series(schema.site.show)


def _article(view: ArticlePage, schema: SchemaOrg, card: str | None) -> Node:
    address = schema.site.address(view.url)
    node: Node = {
        "@type": "Article",
        "@id": f"{address}#article",
        "headline": view.title,
        "description": view.description,
        "datePublished": view.date,
        "url": address,
        "mainEntityOfPage": ref(address),
        "inLanguage": schema.site.language,
        "publisher": ref(schema.organization_id),
        "author": _author(view, schema),
        "timeRequired": f"PT{view.minutes}M",
        "keywords": [topic.title for topic in view.topics],
        "mentions": [ref(schema.term_id(note.url)) for note in view.terms],
        "dateModified": view.updated,
        "image": schema.site.address(card) if card else None,
    }
    return _said(node)


def _author(view: ArticlePage, schema: SchemaOrg) -> Node:
    author = view.author
    # An author who is called after the site is no person.
    if not author or schema.site.name in author.name:
        return ref(schema.organization_id)
    return _said(
        {
            "@type": "Person",
            "name": author.name,
            "jobTitle": author.role,
            "description": author.description,
            "image": schema.site.address(author.image) if author.image else None,
            "sameAs": author.link,
            "url": schema.site.address(author.url) if author.url else None,
        }
    )


def _definitions(view: ListPage, schema: SchemaOrg) -> Iterator[Node]:
    """A page of the list of definitions; on a later one, the list's name is that of the first."""
    cards = view.listing.cards
    first = (link.title for link in view.breadcrumbs if link.url == DEFINITIONS)
    terms = [ref(schema.term_id(card.url)) for card in cards]
    yield {**schema.term_set(next(first, view.title)), "hasDefinedTerm": terms}
    for card in cards:
        yield schema.term(card.title, card.url, card.summary)


def _episode(view: EpisodePage, schema: SchemaOrg) -> Iterator[Node]:
    site, player = schema.site, view.player
    page = site.address(view.url)
    node: Node = {
        "@type": "PodcastEpisode",
        "@id": f"{page}#episode",
        "name": player.title,
        "description": player.summary,
        "datePublished": view.date,
        "duration": iso_duration(player.seconds),
        "url": page,
        "mainEntityOfPage": ref(page),
        "inLanguage": site.show.language if site.show else site.language,
        "episodeNumber": player.number if player.type == "full" else None,
        "partOfSeason": {"@type": "PodcastSeason", "seasonNumber": player.season}
        if player.season
        else None,
        "image": site.address(player.image) if player.image else None,
        "partOfSeries": ref(schema.series_id) if site.show else None,
        "associatedMedia": ref(f"{page}#audio") if player.audio else None,
        "hasPart": _clips(player, page),
    }
    yield _said(node)
    if player.audio:
        yield _audio(view, schema, page)
    if site.show:
        yield schema.series(site.show)


def _clips(player: Player, page: str) -> list[Node]:
    return [
        {
            "@type": "Clip",
            "name": moment.title,
            "startOffset": moment.at,
            **({"endOffset": moment.clip.end} if moment.clip else {}),
            "url": f"{page}#t={moment.at}",
        }
        for moment in player.moments
    ]


def _audio(view: EpisodePage, schema: SchemaOrg, page: str) -> Node:
    player = view.player
    node: Node = {
        "@type": "AudioObject",
        "@id": f"{page}#audio",
        "name": player.title,
        "contentUrl": schema.site.address(player.audio),
        "encodingFormat": player.media_type,
        "contentSize": f"{player.bytes / 1_000_000:.1f} MB",
        "duration": iso_duration(player.seconds),
    }
    if view.transcript:
        # Its words stand on the page. Said here once more (`transcript`), an hour of them would be
        # 18 kB more of the 80 kB that a page may weigh.
        node["caption"] = {
            "@type": "MediaObject",
            "contentUrl": schema.site.address(f"{view.url}transcript.vtt"),
            "encodingFormat": "text/vtt",
        }
        node["accessibilityFeature"] = ["transcript"]
    return node


def _said(node: Node) -> Node:
    """A node without what is not said."""
    return {name: value for name, value in node.items() if value}
