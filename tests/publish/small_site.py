"""A small site in as many versions as wanted, and a reader who follows every link of it."""

from __future__ import annotations

import hashlib
import re
import urllib.error
import urllib.request
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from lxml import etree, html

PAGES, EPISODES = 12, 3
NEW_IN = "new-in-{version}"
STARTS = ("", "podcast.xml", "sitemap.xml")


def write_site(folder: Path, version: int, url: str, audio_bytes: int = 60_000) -> Path:
    """Write one version: every page changes, one page is new and one is gone, one episode is new,
    the style has another name."""
    style = f"body {{ --version: {version} }}\n"
    style_name = f"assets/style.{hashlib.sha256(style.encode()).hexdigest()[:8]}.css"
    names = [f"page-{number}" for number in range(PAGES)] + [NEW_IN.format(version=version)]
    episodes = [f"{number:03}-episode" for number in range(EPISODES)] + [
        f"{EPISODES + version:03}-episode"
    ]
    _write(folder / style_name, style)
    _write(folder / "assets/plain.css", f"p {{ --version: {version} }}\n")
    links = "".join(f'<a href="{url}{name}/">{name}</a>' for name in names)
    links += "".join(f'<a href="/podcast/{name}/">{name}</a>' for name in episodes)
    head = f'<link rel="stylesheet" href="/{style_name}"><link rel="stylesheet" href="/assets/plain.css">'
    _write(folder / "index.html", _page(version, head, links))
    _write(folder / "404.html", _page(version, head, ""))
    for name in names:
        _write(folder / name / "index.html", _page(version, head, f'<a href="/">home</a>{links}'))
    items = []
    for name in episodes:
        audio = hashlib.shake_256(name.encode()).digest(audio_bytes)
        _write(folder / "audio" / f"{name}.mp3", audio)
        _write(
            folder / "podcast" / name / "index.html",
            _page(version, head, f'<audio src="/audio/{name}.mp3"></audio>{links}'),
        )
        _write(
            folder / "podcast" / name / "transcript.vtt",
            f"WEBVTT\n\n00:00.000 --> 00:01.000\nSpoken in {name}.\n",
        )
        items.append(
            f"<item><title>{name}</title><link>{url}podcast/{name}/</link><guid>{name}</guid>"
            f'<enclosure url="{url}audio/{name}.mp3" length="{audio_bytes}" type="audio/mpeg"/></item>'
        )
    feed = f"<rss version='2.0'><channel><title>Version {version}</title>{''.join(items)}</channel></rss>"
    _write(folder / "podcast.xml", feed)
    found = [*(f"{name}/" for name in names), *(f"podcast/{name}/" for name in episodes)]
    _write(
        folder / "sitemap.xml",
        "<urlset>" + "".join(f"<url><loc>{url}{path}</loc></url>" for path in found) + "</urlset>",
    )
    return folder


def _page(version: int, head: str, body: str) -> str:
    text = escape("All of it is said in full, so that a page has some length. " * 20)
    return f'<!doctype html><html><head>{head}</head><body data-version="{version}"><p>{text}</p>{body}</body></html>'


def _write(file: Path, content: str | bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)


@dataclass
class Visit:
    """What a reader met who followed every link."""

    answered: set[str] = field(default_factory=set)
    broken: list[str] = field(default_factory=list)
    versions: set[int] = field(default_factory=set)


def visit(url: str, starts: Iterable[str] = STARTS) -> Visit:
    """Follow every link from the home page, the feed and the sitemap: pages, styles, recordings."""
    found, waiting = Visit(), [(f"{url}{start}", "") for start in starts]
    while waiting:
        address, source = waiting.pop()
        if address in found.answered:
            continue
        found.answered.add(address)
        try:
            with urllib.request.urlopen(address, timeout=30) as answer:
                data, kind = answer.read(), answer.headers["Content-Type"]
        except urllib.error.HTTPError as error:
            found.broken.append(f"{error.code} {address} (from {source})")
            continue
        more, wrong = _links(data, kind, url, address)
        found.broken += wrong
        found.versions.update(
            int(version) for version in re.findall(rb'data-version="(\d+)"', data)
        )
        waiting += [(link, address) for link in more if link.startswith(url)]
    return found


def _links(data: bytes, kind: str, url: str, address: str) -> tuple[list[str], list[str]]:
    if not data:
        return [], [f"nothing at {address}"]
    if kind.startswith("text/html"):
        tree = html.fromstring(data)
        tree.make_links_absolute(address)
        return [link for _, _, link, _ in tree.iterlinks()], []
    if "xml" not in kind:
        return [], []
    root = etree.fromstring(data)
    enclosures = {e.get("url", ""): int(e.get("length", "0")) for e in root.iter("enclosure")}
    wrong = [
        f"{link} is not {size} bytes" for link, size in enclosures.items() if _size(link) != size
    ]
    texts = [e.text or "" for e in root.iter("link", "loc")]
    return [link for link in [*enclosures, *texts] if link.startswith(url)], wrong


def _size(address: str) -> int:
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:
            return len(answer.read())
    except urllib.error.HTTPError:
        return -1
