"""A reader who leaves nothing out: follows all that a site's files name, as browsers, podcast apps
and search engines do."""

from __future__ import annotations

import gzip
import json
import re
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urljoin

from lxml import etree, html

from tests.search.reader import named_by_index, named_by_words

STARTS = (
    "",
    "404.html",
    "podcast.xml",
    "robots.txt",
    "llms.txt",
    "sitemap.xml.gz",
    "search/index.json",
)
"""What is asked for by its name: by people, by apps, by machines, by the search."""
PATH = re.compile(r"(?:\.{1,2}/|/)[\w./-]+")


@dataclass
class Crawl:
    """What was found."""

    files: dict[str, bytes] = field(default_factory=dict)
    """What answered, by its path on the site"""
    broken: list[str] = field(default_factory=list)
    """What did not, or is not as long as its feed says; and who named it"""


def crawl(url: str) -> Crawl:
    """Follow everything."""
    found, lengths = Crawl(), {}
    waiting = [(f"{url}{start}", "the start") for start in STARTS]
    while waiting:
        address, source = waiting.pop()
        address = re.split("[#?]", address, maxsplit=1)[0]
        path = address.removeprefix(url)
        if not address.startswith(url) or path in found.files:
            continue
        try:
            with urllib.request.urlopen(address, timeout=30) as answer:
                data = found.files[path] = answer.read()
        except (urllib.error.URLError, TimeoutError) as error:
            found.files[path] = b""
            found.broken.append(f"{address}: {error} (named by {source})")
            continue
        for named, length in _named(path, data, url):
            waiting.append((named, address))
            if length is not None:
                lengths[named] = length
    wrong = (
        f"{named} has not {length} bytes"
        for named, length in lengths.items()
        if named.startswith(url) and len(found.files[named.removeprefix(url)]) != length
    )
    found.broken += wrong
    return found


@lru_cache(maxsize=20_000)
def _named(path: str, data: bytes, url: str) -> tuple[tuple[str, int | None], ...]:
    """The addresses that a file names, with the length that it says they have."""
    for pattern, reader in READERS.items():
        if re.fullmatch(pattern, path):
            return tuple(
                (urljoin(url + path, named), length) for named, length in reader(data, url)
            )
    return ()


def _html(data: bytes, url: str) -> Iterator[tuple[str, int | None]]:
    for element in html.fromstring(data).iter():
        for name, value in element.attrib.items():
            text = str(value)
            if name in ("href", "src", "poster", "action") or (
                name == "content" and text.startswith(url)
            ):
                yield text, None
            elif name == "srcset":
                yield from ((part.split()[0], None) for part in text.split(","))
            elif name.startswith("data-"):
                # An address, or what a script is told of a player.
                names = [text] if PATH.fullmatch(text) else re.findall(rf'"({PATH.pattern})"', text)
                yield from ((found, None) for found in names)
    # Structured data, and whatever else stands in a script.
    yield from _text(data, url)


def _xml(data: bytes, url: str) -> Iterator[tuple[str, int | None]]:
    root = etree.fromstring(data)
    for element in root.iter(etree.Element):
        length = element.get("length")
        for value in (*element.attrib.values(), element.text or ""):
            if str(value).strip().startswith(url):
                yield (
                    str(value).strip(),
                    int(length) if length and element.tag == "enclosure" else None,
                )
    # Notes in HTML, and the sheet that shows a feed in a browser.
    yield from _text(data, url)
    yield from (
        (style, None)
        for style in re.findall(r'<\?xml-stylesheet[^>]*href="([^"]+)"', data.decode())
    )


def _text(data: bytes, url: str) -> Iterator[tuple[str, int | None]]:
    yield from (
        (found, None)
        for found in re.findall(
            re.escape(url) + r"[\w./%~-]*[\w/]", data.decode().replace("\\/", "/")
        )
    )


def _css(data: bytes, url: str) -> Iterator[tuple[str, int | None]]:
    yield from (
        (found, None)
        for found in re.findall(r"""url\(["']?([^"')]+)""", data.decode())
        if not found.startswith("data:")
    )


def _script(data: bytes, url: str) -> Iterator[tuple[str, int | None]]:
    # Imported at once, when it is needed, or by a name that stands in a list.
    yield from (
        (found, None) for found in re.findall(r"""["'](\.{1,2}/[\w./-]+\.js)["']""", data.decode())
    )


def _search(data: bytes, url: str) -> Iterator[tuple[str, int | None]]:
    yield from ((f"{url}{path}", None) for path in named_by_index(json.loads(data)))


def _words(data: bytes, url: str) -> Iterator[tuple[str, int | None]]:
    yield from ((f"{url}{path}", None) for path in {*named_by_words(data.decode())})


READERS: dict[str, Callable[[bytes, str], Iterator[tuple[str, int | None]]]] = {
    r"search/index\.json": _search,
    r"search/words/.*": _words,
    r"search/(texts|speech|spelling)/.*": lambda data, url: iter(()),
    r"(.*/)?|.*\.html": _html,
    r".*\.xml|.*\.opml": _xml,
    r".*\.xml\.gz": lambda data, url: _xml(gzip.decompress(data), url),
    r".*\.xsl|.*\.md|.*\.txt": _text,
    r".*\.css": _css,
    r".*\.js": _script,
    r".*\.json": _text,
}
