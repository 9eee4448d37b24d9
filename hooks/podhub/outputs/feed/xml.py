"""The tags of a feed as plain values, and how they become XML.

Written as text and not through lxml: an item has fifty tags, and a tree of them takes twice as
long."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from email.utils import format_datetime

from podhub.model.times import utc
from podhub.model.values import absolute

PREFIXES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "fh": "http://purl.org/syndication/history/1.0",
    "media": "http://search.yahoo.com/mrss/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "psc": "http://podlove.org/simple-chapters",
}
"""The namespaces of our feeds, exact to the letter, by the prefix that they have everywhere."""

Tag = tuple[object, Mapping[str, object], Sequence[tuple[str, "Tag"]]]
"""A tag's text, its attributes, and the tags inside it. What is None is left out."""
Row = str | int | None | Iterable[Tag]
"""What a row of a table says: the text of its one tag, or nothing, or tags."""


class Html(str):
    """A text that is HTML, and stands in a CDATA section."""

    __slots__ = ()


def flag(value: bool) -> str | None:
    """`yes`, or no tag at all: any other word means nothing (Apple, PSP-1)."""
    return "yes" if value else None


def truth(value: bool) -> str:
    """`true` or `false`, the only words that Apple knows for `explicit`."""
    return "true" if value else "false"


def mail_date(moment: datetime) -> str:
    """A date by RFC 2822 in UTC. RFC 3339 or `Z` breaks apps.

    >>> mail_date(datetime.fromisoformat("2026-11-23T09:00:00+01:00"))
    'Mon, 23 Nov 2026 08:00:00 +0000'
    """
    return format_datetime(utc(moment))


def address(site_url: str, path: str) -> str:
    """The full address of something that is either a path on this site or elsewhere already."""
    return path if "://" in path else absolute(site_url, path)


def xml(name: str, row: Row, indent: str = "") -> str:
    r"""Write all tags of one name, one a line, indented.

    >>> print(xml("a", [("1 < 2", {"b": '"&"', "c": None}, ()), (None, {}, [("d", (Html("<p>]]></p>"), {}, ()))])]), end="")
    <a b="&quot;&amp;&quot;">1 &lt; 2</a>
    <a>
      <d><![CDATA[<p>]]&gt;</p>]]></d>
    </a>
    >>> xml("a", "x"), xml("a", 0), xml("a", None)
    ('<a>x</a>\n', '<a>0</a>\n', '')
    """
    if row is None:
        return ""
    if isinstance(row, str | int):
        return f"{indent}<{name}>{_text(row)}</{name}>\n"
    return "".join([_tag(name, tag, indent) for tag in row])


def _tag(name: str, tag: Tag, indent: str) -> str:
    content, attributes, inside = tag
    opening = f"{indent}<{name}"
    for key, value in attributes.items():
        if value is not None:
            written = str(value).replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
            if (
                not written.isprintable()
            ):  # apps would read a line's end as a space (XML 1.0 §3.3.3)
                written = (
                    written.replace("\t", "&#9;").replace("\n", "&#10;").replace("\r", "&#13;")
                )
            opening += f' {key}="{written}"'
    if inside:
        children = "".join([_tag(inner, child, f"{indent}  ") for inner, child in inside])
        return f"{opening}>\n{children}{indent}</{name}>\n"
    return f"{opening}/>\n" if content is None else f"{opening}>{_text(content)}</{name}>\n"


def _text(content: object) -> str:
    if isinstance(content, Html):
        # In HTML `&gt;` is the same sign; in XML it ends no section.
        return f"<![CDATA[{content.replace(']]>', ']]&gt;')}]]>"
    # Apps would read a bare carriage return as a line's end (XML 1.0 §2.11).
    return (
        str(content)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\r", "&#13;")
    )
