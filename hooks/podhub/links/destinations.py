"""Where the links in texts lead. Authors link from file to file, so that a link also works on a code
host; pages link from address to address."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from unicodedata import normalize
from urllib.parse import quote, unquote, urlsplit

from podhub.links.pages import SitePage
from podhub.markup.harmless import is_scheme
from podhub.model.body import BodyLink, Destination
from podhub.model.entries import Shown
from podhub.model.values import absolute, inside, relative

LINKS = 1 << 16
"""So many are remembered: most pages of a site lead to the same ones."""
_UNSAFE = re.compile(r"[\s\"<>\\^`{|}]")


class Destinations:
    """Knows the address of every file that the site shows: `pages` are its pages.

    `picture_size` gives the width and height in px of a picture by its path in the repository, or
    None; `find` gives a file's path as the disk has it, whatever Unicode form its name is written
    in, or None. Whatever a public text names in docs/ is public."""

    def __init__(
        self,
        shown: Shown,
        pages: Iterable[SitePage],
        *,
        picture_size: Callable[[str], tuple[int, int] | None] = lambda path: None,
        find: Callable[[str], str | None] = lambda path: path,
    ) -> None:
        self._picture_size, self._find = picture_size, find
        texts = {page.entry.path: page.url for page in pages if page.entry}
        self._urls = {
            normalize("NFC", path): url for path, url in {**texts, **shown.media()}.items()
        }

    def on_page(self, path: str, url: str) -> Callable[[BodyLink], Destination | None]:
        """Gives where the links of a file lead from its page; None for what is not shown."""
        folder = posixpath.dirname(path)

        def destination(link: BodyLink) -> Destination | None:
            found = split_target(folder, link.target)
            if found is None:
                return None
            target, tail = found
            if target is None:  # elsewhere, or on the page itself
                return Destination(tail)
            address = self._address(target)
            if address is None:
                return None
            size = self._picture_size(self._find(target) or target) if link.image else None
            if address == url and tail.startswith("#"):
                return Destination(tail)
            return Destination(relative(url, _path_quoted(address)) + tail, size)

        return destination

    def in_full(self, path: str, url: str, site_url: str) -> Callable[[BodyLink], str | None]:
        """Gives the full addresses of the links of a file, whose page has the path `url`."""
        folder = posixpath.dirname(path)

        def address(link: BodyLink) -> str | None:
            found = split_target(folder, link.target)
            if found is None:
                return None
            target, tail = found
            if target is None:
                return absolute(site_url, url + tail) if tail[0] in "?#" else tail
            there = self._address(target)
            return None if there is None else absolute(site_url, quote(there) + tail)

        return address

    def _address(self, file: str) -> str | None:
        """A file's path on the site; None where it is not shown."""
        if file in self._urls:
            return self._urls[file]
        if not file.startswith("docs/") or file.endswith(".md"):
            return None
        there = self._find(file)
        return there.removeprefix("docs/") if there else None


@lru_cache(LINKS)
def split_target(folder: str, target: str) -> tuple[str | None, str] | None:
    """The file that a link in a folder leads to, None where it leads to no file, and what stands
    behind it in the address; None where no page may lead.

    >>> split_target("docs/articles", "../about.md#us"), split_target("docs", "#%20"), split_target("docs", "../../x")
    (('docs/about.md', '#us'), (None, '#%20'), None)
    """
    try:
        parts = urlsplit(target)
    except ValueError:
        return None
    if parts.scheme or parts.netloc:
        return (None, _UNSAFE.sub(_quoted, target)) if is_scheme(target) else None
    anchor = normalize("NFC", unquote(parts.fragment))
    tail = f"?{_UNSAFE.sub(_quoted, parts.query)}" if parts.query else ""
    tail += f"#{_UNSAFE.sub(_quoted, anchor)}" if anchor else ""
    if not parts.path:
        return None, tail or "#"
    file = inside(posixpath.join(folder, "-"), unquote(parts.path))
    return (normalize("NFC", file), tail) if file else None


_path_quoted = lru_cache(LINKS)(quote)


def _quoted(found: re.Match[str]) -> str:
    return quote(found[0])
