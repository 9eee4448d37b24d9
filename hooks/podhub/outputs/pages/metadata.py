"""What other sites show where a page is shared: the Open Graph (ogp.me) and X's card, from the
PageView."""

from __future__ import annotations

from podhub.links.pages import capitalise
from podhub.links.view import PageView
from podhub.model.values import clock
from podhub.outputs.cards.drawing import SIZE
from podhub.outputs.cards.social_cards import SocialCard
from podhub.outputs.site import Site

Metadata = list[tuple[str, str]]


def metadata(view: PageView, site: Site, card: SocialCard, card_path: str) -> Metadata:
    """The names and contents of a page's `meta` elements, in order."""
    is_dated = view.kind in ("article", "episode")
    found: Metadata = [
        ("og:site_name", site.name),
        ("og:type", "article" if is_dated else "website"),
        ("og:title", capitalise(view.title)),
        ("og:description", view.description),
        ("og:url", site.address(view.url)),
        ("og:locale", locale(site.language)),
        ("og:image", site.address(card_path)),
        ("og:image:type", "image/png"),
        ("og:image:width", str(SIZE[0])),
        ("og:image:height", str(SIZE[1])),
        ("og:image:alt", card.alt),
    ]
    if is_dated and view.date:
        found.append(("article:published_time", view.date))
        if view.updated:
            found.append(("article:modified_time", view.updated))
        found += [("article:tag", topic.title) for topic in view.topics]
    if view.author and view.author.name:
        found.append(("author", view.author.name))
    if view.kind == "episode" and view.episode and view.episode.audio:
        audio = site.address(view.episode.audio)
        found.append(("og:audio", audio))
        if audio.startswith("https:"):
            found.append(("og:audio:secure_url", audio))
        found.append(("og:audio:type", view.episode.media_type))
        # What a link's preview says beside the card, in chats that read X's labels.
        found += [("twitter:label1", "Length"), ("twitter:data1", clock(view.episode.seconds))]
    elif view.minutes:
        found += [("twitter:label1", "Reading time"), ("twitter:data1", f"{view.minutes} min")]
    # The rest of X's card is read from the Open Graph.
    return [*found, ("twitter:card", "summary_large_image"), ("twitter:image:alt", card.alt)]


def locale(language: str) -> str:
    """A language as the Open Graph writes it, which wants a territory; ours is British English.

    >>> locale("en"), locale("de-at"), locale("nl")
    ('en_GB', 'de_AT', 'nl')
    """
    name, _, territory = language.partition("-")
    return f"{name}_{territory.upper()}" if territory else {"en": "en_GB"}.get(name, name)
