"""The HTML of a feed's show notes, made plain: only what Markdown can say, every part where it
belongs, every link with a full address."""

from __future__ import annotations

import re
from html import escape, unescape
from urllib.parse import urljoin

import nh3
from bs4 import BeautifulSoup
from bs4.element import Tag
from lxml.html import defs

from podhub.importing.texts import left_out
from podhub.model.values import is_web_address, printable
from podhub.net.feed_values import escaped_address

_BLOCKS = """
p div ul ol li blockquote h1 h2 h3 h4 h5 h6 hr pre dl dt dd table thead tbody tfoot tr th td
body [document]"""
BLOCKS = frozenset(_BLOCKS.split())
_KEPT = BLOCKS - {"body", "[document]"} | frozenset(
    ["br", "a", "strong", "b", "em", "i", "code", "sup", "sub", "del"]
)
# Parts of their own that Markdown has no sign for (HTML Living Standard §4.3, §4.4, §4.10, §4.11).
_SECTIONS = """
address article aside caption center details dialog fieldset figcaption figure footer form
header hgroup legend main menu nav search section summary"""
_AS_PARAGRAPH = frozenset(_SECTIONS.split())
_AS = {"tt": "code", "samp": "code", "kbd": "code", "s": "del", "strike": "del"}
_IN_CELLS = ["table", "ul", "ol", "dl", "pre", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6"]
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)(?:[\s/][^<>]*)?>", re.IGNORECASE)
_ALONE = frozenset(
    ["p", "br", "li", "dt", "dd", "hr", "img", "a", "embed", "source", "track", "wbr"]
)
"""Elements that need no end to be meant"""
_NEWER = "bdi data dialog main picture search template"
_ELEMENTS = frozenset((*defs.tags, *_NEWER.split()))
_SEEN = re.compile(r"<(img|iframe|embed|video|audio|object|source)\b[^>]*>", re.IGNORECASE)
_WHERE = re.compile(r"\s(?:src|data)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
_COUNTER = re.compile(r"\b(?:width|height)\s*=\s*[\"']?[01]\b", re.IGNORECASE)
_PRE = re.compile(r"(<pre\b.*?</pre\s*>)", re.IGNORECASE | re.DOTALL)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def is_html(source: str) -> bool:
    """Whether show notes are HTML, and no plain text in which something stands between < and >.

    >>> is_html("<ruby>漢<rt>かん</rt></ruby>"), is_html("A<br>B"), is_html("<IMG src=a.png> A")
    (True, True, True)
    >>> is_html("Say: cut <time> <title>"), is_html("a < b > c"), is_html("<notatag>x</notatag>")
    (False, False, False)
    """
    tags = {(end, name.lower()) for end, name in _TAG.findall(source)}
    opened = {name for end, name in tags if not end}
    closed = {name for end, name in tags if end}
    return bool(opened & (_ALONE | closed & _ELEMENTS))


def pictures_in(source: str, base: str = "") -> list[str]:
    """The addresses of the pictures and players in the notes, but for those of one pixel that only
    count readers.

    >>> pictures_in("<img src='/a.png'><iframe src=b></iframe><img src=c width=1 height=1>", "https://a.example/")
    ['https://a.example/a.png', 'https://a.example/b']
    """
    tags = (found[0] for found in _SEEN.finditer(source))
    said = (_WHERE.search(tag) for tag in tags if not _COUNTER.search(tag))
    addresses = (unescape(found[1] or found[2] or found[3] or "") for found in said if found)
    return list(dict.fromkeys(full_address(a, base) or a for a in addresses if a))


def plain_html(source: str, base: str, told: list[str]) -> BeautifulSoup:
    """Show notes, HTML or plain text, with no more than Markdown can say. `base` is the address of
    the page that they stood on, against which links are read (RFC 3986 §5.1). Adds to `told` what is
    lost."""
    parts = _PRE.split(source if is_html(source) else _paragraphs(source))
    parts[::2] = [
        re.sub(r"(?:<br\s*/?>\s*){2,}", "<p>", part, flags=re.IGNORECASE) for part in parts[::2]
    ]
    soup = BeautifulSoup("".join(parts), "lxml")
    for link in soup.find_all("a"):
        _fix_link(link, base, told)
    for table in reversed(soup.find_all("table")):  # those inside others first
        _fix_table(table)
    for part in soup.find_all(["dt", "dd"]):  # a meaning without its word is a paragraph
        term = part if part.name == "dt" else part.find_previous_sibling("dt")
        if term is None or not term.get_text().strip():
            part.name = "div"
    for element in soup.find_all(True):
        if element.name in _AS_PARAGRAPH:
            element.name = "div"
        elif element.name == "q":
            element.insert(0, "“")
            element.append("”")
        element.name = _AS.get(element.name, element.name)
    clean = nh3.clean(
        str(soup.body or ""),
        tags=set(_KEPT),
        attributes={"a": {"href"}, "ol": {"start"}, "th": {"colspan"}, "td": {"colspan"}},
        clean_content_tags={"script", "style", "iframe", "object", "noscript", "template"},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )
    return BeautifulSoup(printable(clean), "lxml")


def _paragraphs(text: str) -> str:
    """Plain text as HTML. A feed may hold the entities of a text that was escaped once too often."""
    parts = (re.sub(r"[^\S\n]+", " ", part).strip() for part in re.split(r"\n\s*\n", text))
    plain = (re.sub(r"&amp;(#?\w+;)", r"&\1", escape(part, quote=False)) for part in parts if part)
    return "".join("<p>" + part.replace("\n", "<br>") + "</p>" for part in plain)


def _fix_link(link: Tag, base: str, told: list[str]) -> None:
    said = str(link.get("href") or "").strip()
    if not said:
        return
    address = full_address(said, base)
    if address is None:
        told.append(
            left_out("show notes", "a full address", said).replace(
                "(left out)", "(its words stayed)"
            )
        )
        del link["href"]
        return
    link["href"] = address
    if not link.get_text().strip():
        pictures = [str(img.get("alt") or "").strip() for img in link.find_all("img")]
        link.string = " ".join(filter(None, pictures)) or address


def full_address(said: str, base: str) -> str | None:
    """The address that a link leads to; None where that cannot be told, or is nothing to go to.

    >>> full_address("/b", "https://a.example/c/"), full_address("//a.example/b c", ""), full_address("x.html", "https://a.example/ep/1")
    ('https://a.example/b', 'https://a.example/b%20c', 'https://a.example/ep/x.html')
    >>> full_address("#top", ""), full_address("javascript:go()", "https://a.example/"), full_address("mailto:a@b.example", "")
    (None, None, 'mailto:a@b.example')
    """
    if re.match(r"(?:mailto|tel):", said, re.IGNORECASE):
        return said
    if said.startswith("//"):
        said = f"https:{said}"
    if not _SCHEME.match(said):
        try:
            said = urljoin(base, said) if is_web_address(base) else ""
        except ValueError:
            return None
    said = escaped_address(said)
    return said if is_web_address(said) else None


def _fix_table(table: Tag) -> None:
    """A table of cells stays one; one that only lays out a page becomes its parts."""
    for caption in table.find_all("caption"):
        table.insert_before(caption.extract())
    rows = table.find_all("tr")
    widest = max((len(row.find_all(["td", "th"])) for row in rows), default=0)
    if len(rows) > 1 and widest > 1 and not table.find(_IN_CELLS):
        return
    for row in rows:
        cells = row.find_all(["td", "th"])
        if not row.find(_IN_CELLS):
            for cell in cells[1:]:
                cell.insert_before(" ")
            for cell in cells:
                cell.name = "span"
        row.name = "div"
    for part in table.find_all(["td", "th", "thead", "tbody", "tfoot"]):
        part.name = "div"
    table.name = "div"
