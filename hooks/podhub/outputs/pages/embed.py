"""What other sites need to show an episode: the code of a frame, and the same as oEmbed
(oembed.com, version 1.0)."""

from __future__ import annotations

import json
from html import escape

from podhub.links.views.kinds import EmbedPage, EpisodePage
from podhub.links.views.player import Player
from podhub.model.values import absolute
from podhub.outputs.pictures import small_url

WIDTH, HEIGHT = 640, 220
"""px; the page in the frame fits any width from 280 px at this height."""
THUMBNAIL = 480


def embed_url(episode_url: str) -> str:
    """Where an episode's player for other sites stands.

    >>> embed_url("podcast/first-seeds/")
    'podcast/first-seeds/embed/'
    """
    return f"{episode_url}embed/"


def embed_code(episode: Player, site_url: str) -> str:
    """The HTML that somebody puts into a page to show an episode there."""
    address = escape(absolute(site_url, embed_url(episode.url)))
    return (
        f'<iframe src="{address}" title="{escape(episode.title)}" width="100%" height="{HEIGHT}" loading="lazy"'
        ' allow="autoplay; clipboard-write"></iframe>'
    )


def oembed_json(episode: Player, show_title: str, site_url: str) -> str:
    """The oEmbed answer for an episode's page; type "rich", since "video" is the only other with
    HTML."""
    document = {
        "version": "1.0",
        "type": "rich",
        "title": episode.title,
        "author_name": show_title,
        "author_url": absolute(site_url, "podcast/"),
        "provider_name": show_title,
        "provider_url": absolute(site_url, ""),
        "html": embed_code(episode, site_url),
        "width": WIDTH,
        "height": HEIGHT,
    }
    if episode.image:
        picture = absolute(site_url, small_url(episode.image, THUMBNAIL))
        document |= {
            "thumbnail_url": picture,
            "thumbnail_width": THUMBNAIL,
            "thumbnail_height": THUMBNAIL,
        }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def embed_page(view: EpisodePage) -> EmbedPage:
    """An episode's player for other sites. It is no page of this site: in no navigation, search or
    sitemap."""
    return EmbedPage(
        url=embed_url(view.url),
        title=view.title,
        description=view.description,
        held=view.held,
        player=view.player,
    )
