"""A page's facts for machines, in schema.org's words: one JSON-LD graph, from the view that the page
itself is made from.

So each value is one that the page shows. Ids are addresses and never change: the organisation, the
site, the show and each term have one id on every page that speaks of them, and readers of several
pages can put them together."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from podhub.links.pages import capitalise
from podhub.links.views.kinds import (
    ComparisonPage,
    HomePage,
    ListPage,
    PageView,
    TopicPage,
    TopicsPage,
)
from podhub.links.views.parts import Card, Link
from podhub.outputs.machine.schema_org import Node, SchemaOrg, ref
from podhub.outputs.machine.schema_org_items import items
from podhub.outputs.site_view import SiteView


def structured_data(view: PageView, site: SiteView, card: str | None = None) -> Node:
    """The graph of a page; `card` is the path of its picture."""
    return {"@context": "https://schema.org", "@graph": list(_nodes(view, SchemaOrg(site), card))}


def as_script(graph: Node) -> str:
    """A graph as the text of a `script` element: no text in it can end the element or open another
    (HTML §4.12.1.3).

    >>> as_script({"name": "</script><!-- & -->"})
    '{"name":"\\\\u003c/script\\\\u003e\\\\u003c!-- \\\\u0026 --\\\\u003e"}'
    """
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _nodes(view: PageView, schema: SchemaOrg, card: str | None) -> Iterator[Node]:
    """The page's nodes: who publishes, which site, this page, what it is about, where it stands."""
    yield schema.organization()
    yield schema.website()
    about = list(items(view, schema, card))
    yield _page(view, schema, card, about)
    yield from about
    yield from _terms(view, schema)
    if len(view.breadcrumbs) > 1:  # as the page shows them
        yield _breadcrumbs(view, schema)


def _page(view: PageView, schema: SchemaOrg, card: str | None, about: list[Node]) -> Node:
    address = schema.site.address(view.url)
    is_list = isinstance(view, ListPage | TopicPage | TopicsPage)
    page: Node = {
        "@type": "CollectionPage" if is_list else "WebPage",
        "@id": address,
        "url": address,
        "name": capitalise(view.title),
        "description": view.description,
        "inLanguage": schema.site.language,
        "isPartOf": ref(schema.website_id),
    }
    if card:
        page["primaryImageOfPage"] = {"@type": "ImageObject", "url": schema.site.address(card)}
    if len(view.breadcrumbs) > 1:
        page["breadcrumb"] = ref(f"{address}#breadcrumbs")
    if isinstance(view, ComparisonPage):
        sides = (view.pair.left, view.pair.right)
        page["about"] = [ref(schema.term_id(side.url)) for side in sides]
    elif about:
        page["mainEntity"] = ref(about[0]["@id"])
    elif isinstance(view, ListPage | TopicPage) and view.listing.cards:
        page["mainEntity"] = _list(view.listing.cards, schema)
    return page


def _terms(view: PageView, schema: SchemaOrg) -> Iterator[Node]:
    """The words that the page explains without being about them."""
    named = {note.url: (note.term, note.definition) for note in view.terms}
    if isinstance(view, ComparisonPage | HomePage) and view.pair:
        sides = (view.pair.left, view.pair.right)
        named |= {side.url: (side.term, side.definition) for side in sides}
    for url, (term, definition) in named.items():
        if url != view.url:
            yield schema.term(term, url, definition)


def _breadcrumbs(view: PageView, schema: SchemaOrg) -> Node:
    steps = [*view.breadcrumbs, Link(capitalise(view.title), view.url)]
    return {
        "@type": "BreadcrumbList",
        "@id": f"{schema.site.address(view.url)}#breadcrumbs",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": place,
                "name": step.title if step.url == view.url else schema.site.called(step),
                "item": schema.site.address(step.url),
            }
            for place, step in enumerate(steps, 1)
        ],
    }


def _list(cards: Iterable[Card], schema: SchemaOrg) -> Node:
    listed = [
        {
            "@type": "ListItem",
            "position": place,
            "name": capitalise(card.title),
            "url": schema.site.address(card.url),
        }
        for place, card in enumerate(cards, 1)
    ]
    return {"@type": "ItemList", "itemListElement": listed}
