"""Where a link in a text may lead, as far as the address alone tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from podhub.model.problems import Problem, quote

MARKDOWN_HAS = ("a", "img")
"""The HTML elements for which there is Markdown, whose links are followed from file to file."""
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_ON_A_DISK = re.compile(r"[A-Za-z]:[\\/]|file:", re.IGNORECASE)


def better_target(target: str, image: bool = False, element: str = "") -> str | None:
    """What should stand there instead of an address that no browser can or may follow; None where
    it is fine.

    `element` is the HTML element that the link stands in, empty for Markdown.

    >>> better_target("www.example.com/a"), better_target("..\\\\articles\\\\a.md"), better_target("a.md")
    ('https://www.example.com/a', '../articles/a.md', None)
    >>> better_target("#"), better_target("?a=b"), better_target("mailto:")
    ('an address that leads from here to somewhere, such as ../definitions/ownership.md', \
'an address that leads from here to somewhere, such as ../definitions/ownership.md', \
'an address behind mailto:')
    """
    if target == "#" or target.startswith("?"):
        return "an address that leads from here to somewhere, such as ../definitions/ownership.md"
    if "<!--" in target:
        return "an address without <!-- … --> (it would become a part of it)"
    if target.lower() in ("mailto:", "tel:"):
        return f"an address behind {target}"
    scheme = _SCHEME.match(target)
    is_web = target.startswith("//") or (scheme and scheme[1].lower() in ("http", "https"))
    if _ON_A_DISK.match(target):
        return "a file of this hub by its path from here, such as ../assets/picture.png"
    if scheme and scheme[1].lower() not in ("http", "https", "mailto", "tel"):
        return "a link to a file of this site or to https://…"
    if is_web and not _names_host(target):
        return "an address such as https://example.com/page"
    if image and is_web:
        return "a picture in docs/assets/ (our pages load nothing from other sites)"
    if target.lower().startswith("www."):
        return f"https://{target}"
    if element in MARKDOWN_HAS and not scheme and not is_web and not target.startswith("#"):
        markdown = (
            "picture such as ![words](picture.png)"
            if element == "img"
            else "link such as [words](file.md)"
        )
        return f"a Markdown {markdown}"
    if "\\" in target and not is_web:
        return target.replace("\\", "/")
    return None


def empty_link(
    path: str, line: int, written: str, words: str, target: str, image: bool
) -> Iterator[Problem]:
    """Refuse a link without an address, or with no words that readers could press; `words` are
    empty where nothing of them can be read.

    >>> print(*empty_link("a.md", 1, "[more]()", "more", "", image=False))
    a.md:1: link: expected an address in the brackets, such as [more](../definitions/ownership.md), found "[more]()"
    """
    if not target:
        example = "../assets/picture.png" if image else "../definitions/ownership.md"
        shown = f"{'!' if image else ''}[{' '.join(words.split())[:40]}]({example})"
        expected = f"an address in the brackets, such as {shown}"
        yield Problem(path, line, "link", expected, quote(written))
    elif not words and image:
        expected = (
            "words in the brackets that say what the picture shows, such as ![A call sheet](…)"
        )
        yield Problem(path, line, "text", expected, "none")
    elif not words:
        expected = "words in the brackets, which readers press"
        yield Problem(path, line, "text", expected, quote(written))


def _names_host(address: str) -> bool:
    try:
        return bool(urlsplit(address).hostname)
    except ValueError:
        return False
