"""Looks at the public site as its readers do, and compares it with what was built.

The store or folder has been compared already, file by file; this is about what stands in front of
it: a web server, a CDN, a name that leads elsewhere. What it finds is a warning, since a cache may
show yesterday's page for another minute."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import quote, urlsplit

import requests

from podhub.publish.announce import AGENT, TIMEOUT
from podhub.publish.built import BuiltFile
from podhub.publish.kinds import FEED, Phase, phase

PAGES, RECORDINGS = 8, 2
NOWHERE = (".example", ".invalid", ".test")
"""Top names that never lead anywhere (RFC 2606)"""


def address(site_url: str, path: str) -> str:
    """Where a file of the site is public.

    >>> address("https://e.org/hub/", "about/index.html"), address("https://e.org/", "podcast.xml")
    ('https://e.org/hub/about/', 'https://e.org/podcast.xml')
    """
    folder, _, name = path.rpartition("/")
    shown = path if name != "index.html" else f"{folder}/" if folder else ""
    return f"{site_url.rstrip('/')}/{quote(shown)}"


def leads_nowhere(site_url: str) -> bool:
    """Whether the address is one of those that are only for examples."""
    return (urlsplit(site_url).hostname or "").endswith(NOWHERE)


def date_at(site_url: str) -> datetime | None:
    """What the site's server takes for the present (RFC 9110, "Date"); None where it does not
    answer, or does not say."""
    try:
        answer = requests.head(
            site_url, timeout=TIMEOUT, headers={"User-Agent": AGENT, "Cache-Control": "no-cache"}
        )
        age = answer.headers.get("Age", "0")
        # A cache hands on the origin's date, and says how old that is.
        return parsedate_to_datetime(answer.headers["Date"]) + timedelta(
            seconds=int(age) if age.isdigit() else 0
        )
    except (requests.RequestException, KeyError, ValueError):
        return None


def files_to_check(built: Mapping[str, BuiltFile], sent: Iterable[BuiltFile]) -> list[BuiltFile]:
    """Home and the feed, and some of what has just been sent."""
    sent = [file for file in sent if file.path not in ("404.html", "_headers", "_redirects")]
    always = [built[path] for path in ("index.html", FEED) if path in built]
    pages = [
        file for file in sent if phase(file.path) is Phase.PAGES and file.path.endswith(".html")
    ][:PAGES]
    recordings = [file for file in sent if file.path.startswith("audio/")][:RECORDINGS]
    return list(dict.fromkeys([*always, *pages, *recordings]))


def check_public_site(site_url: str, files: Iterable[BuiltFile]) -> list[str]:
    """Ask for these files at their public addresses. Returns what is not as it was built, in
    words."""
    wrong: list[str] = []
    with requests.Session() as session:
        session.headers.update({"User-Agent": AGENT, "Cache-Control": "no-cache"})
        for file in files:
            url = address(site_url, file.path)
            try:
                found = (
                    _part(session, url, file)
                    if file.path.startswith("audio/")
                    else _whole(session, url, file)
                )
            except requests.RequestException as error:
                # If one does not answer, the others would only take as long.
                return [*wrong, f"{url} did not answer ({type(error).__name__})"]
            if found:
                wrong.append(f"{url} {found}")
    return wrong


def _whole(session: requests.Session, url: str, file: BuiltFile) -> str | None:
    with session.get(url, timeout=TIMEOUT, stream=True) as answer:
        if not answer.ok:
            return f"answers {answer.status_code}"
        size, digest = 0, hashlib.sha256()
        for piece in answer.iter_content(1 << 20):
            size += len(piece)
            digest.update(piece)
            if size > file.size:  # whatever it is, it may have no end
                break
        same = digest.hexdigest() == file.sha256
        return None if same else "shows something else than what was built"


def _part(session: requests.Session, url: str, file: BuiltFile) -> str | None:
    """A recording's first byte: players ask for parts, and Apple refuses a host that cannot give
    them."""
    with session.get(
        url,
        timeout=TIMEOUT,
        stream=True,
        headers={"Range": "bytes=0-0", "Accept-Encoding": "identity"},
    ) as answer:
        if answer.status_code == 200:
            return "answers with the whole recording when asked for a part (byte ranges are off)"
        if answer.status_code != 206:
            return f"answers {answer.status_code}"
        total = answer.headers.get("Content-Range", "").rpartition("/")[2]
        return (
            None
            if total == str(file.size)
            else f"has {total or 'no'} bytes, and {file.size} were built"
        )
