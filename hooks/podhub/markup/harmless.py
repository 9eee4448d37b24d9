"""Leaves in a page's HTML only what a text needs. Whoever writes content, nothing of it can act in
a reader's browser.

Markdown lets HTML through. nh3 reads it as browsers do and keeps what is named below. What goes is
said to its author where it stands (`raw_html`), since a text that silently loses a part is a
mistake as well."""

from __future__ import annotations

import re
from collections import Counter

import nh3

_NAMES = (
    "a abbr article aside audio b blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure"
    " footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li mark ol p picture pre q s samp section small source span strong sub"
    " summary sup table tbody td tfoot th thead time tr track u ul var video wbr"
)
TAGS = frozenset(_NAMES.split())
ATTRIBUTES = {
    "*": frozenset({"class", "id", "title", "lang", "dir", "role", "tabindex"}),
    "a": frozenset({"href", "hreflang", "rel", "download"}),
    "img": frozenset({"src", "srcset", "sizes", "alt", "width", "height", "loading"}),
    "audio": frozenset({"src", "controls", "preload"}),
    "video": frozenset({"src", "controls", "preload", "poster", "width", "height"}),
    "source": frozenset({"src", "srcset", "type", "media", "sizes", "width", "height"}),
    "track": frozenset({"src", "kind", "srclang", "label", "default"}),
    "ol": frozenset({"start", "reversed", "type"}),
    "li": frozenset({"value"}),
    "td": frozenset({"colspan", "rowspan", "headers"}),
    "th": frozenset({"colspan", "rowspan", "headers", "scope", "abbr"}),
    "col": frozenset({"span"}),
    "colgroup": frozenset({"span"}),
    "details": frozenset({"open"}),
    "time": frozenset({"datetime"}),
    "del": frozenset({"cite", "datetime"}),
    "ins": frozenset({"cite", "datetime"}),
    "blockquote": frozenset({"cite"}),
    "q": frozenset({"cite"}),
}
ADDRESSES = frozenset({"href", "src", "srcset", "poster", "cite"})
"""Attributes that hold an address."""
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
PREFIXES = ("data-", "aria-")
"""Of attributes that every element may have."""
_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.\-]*):")
_TAG = re.compile(r"<([a-z][\w-]*)", re.IGNORECASE)


def is_element(name: str) -> bool:
    """Whether a page may have an element."""
    return name in TAGS


def is_allowed(tag: str, attribute: str) -> bool:
    """Whether an element may have an attribute.

    >>> is_allowed("a", "href"), is_allowed("p", "data-x"), is_allowed("p", "onclick")
    (True, True, False)
    """
    return (
        attribute in ATTRIBUTES["*"]
        or attribute in ATTRIBUTES.get(tag, ())
        or attribute.startswith(PREFIXES)
    )


def is_scheme(address: str) -> bool:
    """Whether a page may lead to an address, as far as its scheme tells.

    >>> is_scheme("https://a.example/"), is_scheme("../a/"), is_scheme("javascript:go()")
    (True, True, False)
    """
    found = _SCHEME.match(address)
    return not found or found[1].lower() in SCHEMES


def cleaner(*schemes: str) -> nh3.Cleaner:
    """What cleans HTML; `schemes` are let through beside those that pages may have."""
    return nh3.Cleaner(
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        generic_attribute_prefixes=set(PREFIXES),
        url_schemes={*SCHEMES, *schemes},
        clean_content_tags={"script", "style"},
        link_rel=None,
    )


def lost(source: str, cleaned: str) -> list[str]:
    """The names of elements of which a text has more than what was left of it when a browser's way
    of reading was done with it: cells without a table, paragraphs in an open tag.

    >>> lost("<td>a</td><p>b</p>", "a<p>b</p>")
    ['td']
    """
    count = Counter(map(str.lower, _TAG.findall(source)))
    count.subtract(map(str.lower, _TAG.findall(cleaned)))
    return [name for name, more in count.items() if more > 0]
