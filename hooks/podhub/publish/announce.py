"""Tells the world that the feed has changed, so that apps need not ask again and again: WebSub and
podping.

Only what the author asked for is told, and a failure is never more than a warning: apps that are
not told look by themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

AGENT = "podhub (publish)"
TIMEOUT = (5, 10)
"""Seconds to connect, and to wait for an answer"""


@dataclass(frozen=True)
class Notice:
    """One request that tells somebody."""

    whom: str
    method: str
    url: str
    data: dict[str, str] = field(default_factory=dict)
    """The form that is posted, or the query that is asked"""
    token: str | None = field(default=None, repr=False)


def notices(feed: str, hub: str | None, podping: str | None, token: str | None) -> Iterator[Notice]:
    """Whom to tell that the feed at this address has changed.

    WebSub: the publisher posts `hub.mode=publish` and the topic to its hub, the convention that
    hubs share (the W3C text leaves this request to them). Podping: a GET with the feed's address,
    and a token in `Authorization` (podping.cloud's README).

    >>> [(notice.whom, notice.method) for notice in notices("https://e.org/podcast.xml", "https://hub.org/", None, None)]
    [('WebSub', 'POST')]
    """
    if hub:
        yield Notice("WebSub", "POST", hub, {"hub.mode": "publish", "hub.url": feed})
    if podping:
        yield Notice(
            "podping", "GET", podping, {"url": feed, "reason": "update", "medium": "podcast"}, token
        )


def tell(notice: Notice) -> str | None:
    """Send one notice. Returns what went wrong, in words, or None."""
    import requests  # takes as long to load as half of a small build, and most builds tell nobody

    headers = {"User-Agent": AGENT, **({"Authorization": notice.token} if notice.token else {})}
    form, query = (notice.data, None) if notice.method == "POST" else (None, notice.data)
    try:
        answer = requests.request(
            notice.method, notice.url, headers=headers, timeout=TIMEOUT, data=form, params=query
        )
    except requests.RequestException as error:
        return f"{notice.whom}: {notice.url} did not answer ({type(error).__name__})"
    return None if answer.ok else f"{notice.whom}: {notice.url} answered {answer.status_code}"
