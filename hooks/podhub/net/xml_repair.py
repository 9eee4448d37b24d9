"""Repairs what keeps a feed from being XML at all, without losing a word: HTML's entities, bare
ampersands and angle brackets, values without quotes, rubbish before the first tag."""

from __future__ import annotations

import re
from html.entities import html5

from podhub.model.values import printable

_START = re.compile(r"<\?xml\b|<(?:rss|rdf:RDF|feed)\b", re.IGNORECASE)
_DECLARATION = re.compile(r"\A<\?xml[^>]*\?>")
_WHOLE = re.compile(r"(<!\[CDATA\[.*?\]\]>|<!--.*?-->)", re.DOTALL)
_AMPERSAND = re.compile(r"&(?:#\d+;|#x[0-9a-fA-F]+;|(\w+);)?")
_XML = frozenset(["amp", "lt", "gt", "quot", "apos"])
_LESS = re.compile(r"<(?![A-Za-z_/!?])")
_TAG = re.compile(r"<[A-Za-z_][^<>]*>")
_BARE = re.compile(r"""(\s[\w:.-]+\s*=\s*)(?:("[^"]*"|'[^']*')|([^\s"'>]+))""")


def declared_anew(text: str) -> bytes:
    r"""A document's text as UTF-8 that says so, its lines where they were.

    >>> declared_anew('<?xml version="1.0"\n encoding="windows-1251"?><a>é</a>').decode()
    '\n<a>é</a>'
    """
    found = _DECLARATION.match(text)
    return ("\n" * found[0].count("\n") + text[found.end() :] if found else text).encode(
        "utf-8", "replace"
    )


def repaired(text: str) -> bytes:
    r"""A document's text as UTF-8 that an XML parser takes, or repairs itself.

    >>> repaired("<a>Q&A &eacute;&nbsp;1 < 2 &lt; <![CDATA[R&B &nbsp;]]>\x08</a>").decode()
    '<a>Q&amp;A é\xa01 &lt; 2 &lt; <![CDATA[R&B &nbsp;]]></a>'
    >>> repaired('Warning: <b>x</b>\n<?xml version="1.0"?>\n<rss version=2.0><a b=c/d e="f g=h"/></rss>').decode()
    '\n<rss version="2.0"><a b="c/d" e="f g=h"/></rss>'
    """
    text = printable(text)
    # Some servers write warnings before the first tag.
    start = _START.search(text)
    text = _DECLARATION.sub("", text[start.start() if start else max(text.find("<"), 0) :])
    parts = _WHOLE.split(text)
    for index in range(0, len(parts), 2):
        part = _LESS.sub("&lt;", _AMPERSAND.sub(_entity, parts[index]))
        parts[index] = _TAG.sub(_with_quotes, part)
    return "".join(parts).encode()


def _with_quotes(tag: re.Match[str]) -> str:
    end = "/>" if tag[0].endswith("/>") else ">"
    inside = tag[0][: -len(end)]
    return _BARE.sub(lambda found: found[1] + (found[2] or f'"{found[3]}"'), inside) + end


def _entity(found: re.Match[str]) -> str:
    """An XML entity as it is, HTML's as the sign that it means, an ampersand that begins none as
    itself."""
    if found[0] == "&":
        return "&amp;"
    name = found[1]
    if name is None or name in _XML:
        return found[0]
    return html5.get(f"{name};", f"&amp;{name};")
