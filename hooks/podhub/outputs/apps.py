"""Links that open a podcast app with a show's feed in it, so that one tap follows the show. Nothing
is asked of anyone: the link itself carries the feed's address."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote


@dataclass(frozen=True, slots=True)
class App:
    """A podcast app that takes a feed from a link."""

    name: str
    systems: tuple[str, ...]
    """Where it runs: `ios`, `mac`, `android`, `windows`, `linux`, as assets/early.js tells them
    apart."""
    link: str
    """Its link: `{feed}` stands for the feed's address, encoded, and `{bare}` for the address
    without `https://`."""


APPS = (
    # The scheme that Apple gave its own app; the address stands in place of the web page's.
    App("Apple Podcasts", ("ios", "mac"), "podcast://{bare}"),
    # An x-callback-url (x-callback-url.com), which its app and its Mac version register.
    App("Overcast", ("ios", "mac"), "overcast://x-callback-url/add?url={feed}"),
    # The app's source: IntentUtil reads what stands behind `subscribe/` as an address.
    App("Pocket Casts", ("ios", "android"), "pktc://subscribe/{bare}"),
    # antennapod.org/documentation/podcasters-hosters/add-on-antennapod; without the app it is a page
    # that says how to get it.
    App("AntennaPod", ("android",), "https://antennapod.org/deeplink/subscribe?url={feed}"),
    # A page that plays a feed in any browser, for systems whose own apps few people have; by the list of
    # github.com/nathangathright/podcast-platform-links.
    App("Player FM", ("windows", "linux"), "https://player.fm/subscribe?id={feed}"),
    # gpodder-url-handler.desktop, which comes with it.
    App("gPodder", ("linux", "windows"), "gpodder://{bare}"),
)
"""In the order of their listeners. Spotify, YouTube Music and Amazon Music take no feeds: a show is
there once it has been submitted, and then stands in `subscribe` of episodes/show.yml."""


@dataclass(frozen=True, slots=True)
class AppLink:
    """A link that follows a show in one app."""

    name: str
    url: str
    systems: tuple[str, ...] = ()
    """Where the app runs; none where the link is a page for everybody."""


def app_links(feed: str) -> tuple[AppLink, ...]:
    """The links for a feed's full address.

    >>> [link.url for link in app_links("https://hub.example/podcast.xml")][:2]
    ['podcast://hub.example/podcast.xml', 'overcast://x-callback-url/add?url=https%3A%2F%2Fhub.example%2Fpodcast.xml']
    """
    bare = feed.partition("://")[2]
    encoded = quote(feed, safe="")
    return tuple(
        AppLink(app.name, app.link.format(feed=encoded, bare=bare), app.systems) for app in APPS
    )
