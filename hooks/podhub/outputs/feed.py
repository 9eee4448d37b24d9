"""The feeds: `/podcast.xml` for listeners, `/articles.xml` for readers. Correct by PSP-1 and Apple's rules.

feedgen writes RSS and the itunes tags; `podcast_namespace` adds what it cannot. Nothing here reads a clock: two builds of
the same content give the same bytes, and an app sees a new build only when something is new.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from html import escape

from feedgen.feed import FeedGenerator

from podhub.content import categories
from podhub.content.entries import Catalog, EpisodeEntry, ShowEntry
from podhub.content.values import absolute, clock, utc
from podhub.outputs.notes import ARTICLE, SHOW_NOTES, for_apps
from podhub.outputs.podcast_namespace import EpisodeContext, EpisodeExtension, ShowExtension

PODCAST_FEED = "podcast.xml"
ARTICLES_FEED = "articles.xml"
NEWEST = 100
"""The most items in one feed; apps cope badly with endless ones."""
EMPTY_SINCE = datetime(2000, 1, 1, tzinfo=UTC)
"""What an empty feed says of its last change."""


def podcast_feed(catalog: Catalog, site_url: str, notes: Callable[[str], str]) -> bytes:
    """The podcast feed; `notes` gives the rendered HTML of an episode's page by its address."""
    show = catalog.show
    assert show is not None
    episodes = [episode for episode in catalog.episodes.values() if episode.audio.bytes][:NEWEST]
    feed = _channel(show.fields.title, show.fields.description, site_url, PODCAST_FEED, "podcast/", show.fields.language)
    feed.load_extension("podcast")
    feed.register_extension("podcast20", ShowExtension, EpisodeExtension, atom=False, rss=True)
    feed.podcast20.show = show
    feed.lastBuildDate(utc(episodes[0].fields.date) if episodes else EMPTY_SINCE)
    feed.copyright(show.fields.copyright)
    _apple(feed, show, site_url)
    for episode in episodes:
        _item(feed, episode, site_url, notes(episode.url))
    return bytes(feed.rss_str(pretty=True))


def _channel(title: str, description: str, site_url: str, path: str, page: str, language: str) -> FeedGenerator:
    feed = FeedGenerator()
    feed.title(title)
    feed.description(description)
    feed.link(href=absolute(site_url, path), rel="self", type="application/rss+xml")
    # feedgen takes the last link that is set for the channel's own: it must be the page.
    feed.link(href=absolute(site_url, page))
    feed.language(language)
    feed.generator("podhub")
    feed.docs(None)
    return feed


def _apple(feed: FeedGenerator, show: ShowEntry, site_url: str) -> None:
    fields = show.fields
    feed.podcast.itunes_author(fields.author)
    feed.podcast.itunes_owner(name=fields.author, email=fields.email)
    feed.podcast.itunes_image(absolute(site_url, show.artwork.url))
    feed.podcast.itunes_type(fields.type)
    feed.podcast.itunes_category([_category(category) for category in fields.category])
    feed.podcast.itunes_new_feed_url(fields.new_feed_url)
    if fields.complete:
        feed.podcast.itunes_complete("yes")


def _category(category: str) -> dict[str, str]:
    top, sub = categories.split(category)
    return {"cat": top, "sub": sub} if sub else {"cat": top}


def _item(feed: FeedGenerator, episode: EpisodeEntry, site_url: str, notes: str) -> None:
    fields = episode.fields
    page = absolute(site_url, episode.url)
    item = feed.add_entry(order="append")
    item.title(fields.title)
    # From the front matter and never from an address: a guid that moves makes every app download the episode again.
    item.guid(fields.guid, permalink=False)
    item.link(href=page)
    item.pubDate(utc(fields.date))
    item.description(fields.summary)
    item.content(show_notes(episode, page, notes), type="CDATA")
    audio = episode.audio
    item.enclosure(audio.url if "://" in audio.url else absolute(site_url, audio.url), str(audio.bytes), audio.type)
    item.podcast.itunes_title(fields.title)
    item.podcast.itunes_duration(max(1, round(audio.seconds)))
    item.podcast.itunes_episode_type(fields.type)
    if fields.season:
        item.podcast.itunes_season(fields.season)
    if episode.number and fields.type == "full":
        item.podcast.itunes_episode(episode.number)
    if episode.artwork:
        item.podcast.itunes_image(absolute(site_url, episode.artwork.url))
    item.podcast20.context = EpisodeContext(episode, site_url)


def show_notes(episode: EpisodeEntry, page: str, notes: str) -> str:
    """What an app shows of an episode: summary, notes, and moments as lines that start with a time, which apps make links."""
    parts = [f"<p>{escape(episode.fields.summary)}</p>", for_apps(notes, page, SHOW_NOTES)]
    moments = [f"<li>{clock(moment.at)} {escape(moment.title)}</li>" for moment in episode.fields.moments]
    if moments:
        parts.append(f"<ul>{''.join(moments)}</ul>")
    parts.append(f'<p><a href="{escape(page)}">Transcript and links: {escape(episode.title)}</a></p>')
    return "\n".join(part for part in parts if part)


def articles_feed(
    catalog: Catalog, site_url: str, title: str, description: str, language: str, text: Callable[[str], str]
) -> bytes:
    """The articles in full; `text` gives the rendered HTML of an article's page by its address."""
    articles = list(catalog.articles.values())[:NEWEST]
    feed = _channel(title, description, site_url, ARTICLES_FEED, "articles/", language)
    changes = [utc(article.fields.updated or article.fields.date) for article in articles]
    feed.lastBuildDate(max(changes, default=EMPTY_SINCE))
    for article in articles:
        page = absolute(site_url, article.url)
        item = feed.add_entry(order="append")
        item.title(article.fields.title)
        # A reader's app must not show an article anew because the site moved: the path alone is the id.
        item.guid(article.url, permalink=False)
        item.link(href=page)
        item.pubDate(utc(article.fields.date))
        item.description(article.fields.description)
        item.content(for_apps(text(article.url), page, ARTICLE), type="CDATA")
        for topic in article.fields.topics:
            # A preview goes on while topics.yml is being mended.
            if topic in catalog.topics:
                item.category(term=catalog.topics[topic].title)
    return bytes(feed.rss_str(pretty=True))
