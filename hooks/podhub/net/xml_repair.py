"""Mends what keeps a feed from being XML at all, without losing a word: wrong encodings, HTML's
entities, bare ampersands."""

from __future__ import annotations

import re
from html.entities import html5

from podhub.model.values import printable

_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_CDATA = re.compile(r"(<!\[CDATA\[.*?\]\]>)", re.DOTALL)
_AMPERSAND = re.compile(r"&(?:#\d+;|#x[0-9a-fA-F]+;|(\w+);)?")
_XML = frozenset(["amp", "lt", "gt", "quot", "apos"])


def repaired(data: bytes) -> bytes:
    r"""A document's bytes as UTF-8 that an XML parser takes, or mends itself.

    >>> repaired(b"<a>Q&A &eacute;&nbsp;caf\xe9 \xc3\xa9 &lt; <![CDATA[R&B &nbsp;]]>\x08</a>").decode()
    '<a>Q&amp;A é\xa0café é &lt; <![CDATA[R&B &nbsp;]]></a>'
    """
    text = printable(decoded(data))
    # Some servers write warnings before the first tag.
    text = _DECLARATION.sub("", text[max(text.find("<"), 0) :])
    parts = _CDATA.split(text)
    parts[::2] = [_AMPERSAND.sub(_entity, part) for part in parts[::2]]
    return "".join(parts).encode()


def decoded(data: bytes) -> str:
    r"""The text of bytes that are mostly UTF-8. What is not was written by a program that took
    windows-1252 for it.

    >>> decoded(b"\xef\xbb\xbfcaf\xc3\xa9 caf\xe9 \x93quoted\x94")
    'café café “quoted”'
    """
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    text = data.decode("utf-8-sig", "surrogateescape")
    return re.sub(
        "[\udc80-\udcff]",
        lambda byte: bytes([ord(byte[0]) - 0xDC00]).decode("cp1252", "replace"),
        text,
    )


def _entity(found: re.Match[str]) -> str:
    """An XML entity as it is, HTML's as the sign that it means, an ampersand that begins none as
    itself."""
    if found[0] == "&":
        return "&amp;"
    name = found[1]
    if name is None or name in _XML:
        return found[0]
    return html5.get(f"{name};", f"&amp;{name};")
