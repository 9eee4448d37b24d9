"""Leaves in a page's HTML only what a text needs. Whoever writes content, nothing of it can act in
a reader's browser.

Markdown lets HTML through, and `attr_list` adds any attribute to anything. nh3 reads the result as
browsers do and keeps what is named below; what it takes out is said to the author, since a text
that silently loses a part is a mistake as well."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import nh3
from lxml import html
from lxml.html import defs

from podhub.model.document import Document
from podhub.model.problems import Problem, quote

_NAMES = (
    "a abbr article aside audio b blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure"
    " footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li mark ol p picture pre q s samp section small source span strong sub"
    " summary sup table tbody td tfoot th thead time tr track u ul var video wbr"
)
TAGS = frozenset(_NAMES.split())
ATTRIBUTES = {
    "*": frozenset({"class", "id", "title", "lang", "dir", "role", "style", "tabindex"}),
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
STYLES = frozenset({"text-align"})
"""What Markdown's tables write."""
SCHEMES = frozenset({"http", "https", "mailto", "tel"})

_cleaner = nh3.Cleaner(
    tags=set(TAGS),
    attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
    generic_attribute_prefixes={"data-", "aria-"},
    filter_style_properties=set(STYLES),
    url_schemes=set(SCHEMES),
    clean_content_tags={"script", "style"},
    link_rel=None,
)


def clean(source: str) -> tuple[str, list[str]]:
    """A page's HTML without what could act, and what was taken out, as authors know it.

    >>> clean('<p>Read <a href="../b/" onclick="go()">this</a>.</p>')
    ('<p>Read <a href="../b/">this</a>.</p>', ['onclick'])
    >>> clean('<p><a href="javascript:go()">x</a></p><iframe src="b"></iframe>')
    ('<p><a>x</a></p>', ['href="javascript:go()"', '<iframe'])
    >>> clean('<p>One<!-- a note --> &amp; two</p>')
    ('<p>One &amp; two</p>', [])
    """
    if not source.strip():
        return source, []
    cleaned = _cleaner.clean(source)
    if cleaned == source:  # as most texts are, and then there is nothing to count
        return cleaned, []
    lost = Counter(_parts(source))
    lost.subtract(Counter(_parts(cleaned)))
    return cleaned, [part for part, count in lost.items() if count > 0]


def taken_out(document: Document, removed: list[str]) -> Iterator[Problem]:
    """Say what was taken out of a page, on the line of its text where it most likely stands."""
    for part in removed:
        # Markdown writes quotes and addresses its own way; the bare value is what the author typed.
        typed = part.partition('="')[2].rstrip('"') or part
        expected = "text, Markdown and HTML that only shows something"
        if re.fullmatch(r"<\w+", part) and part[1:] not in defs.tags:
            expected += " (write &lt; for a < that readers are to see)"
        yield Problem(document.path, line_of(document, typed), "text", expected, quote(part))


def line_of(document: Document, typed: str) -> int:
    """The line of a document's text where something stands first; the text's first line where that
    is not to be found."""
    start = document.body.lower().find(typed.lower())
    return document.body_line + (document.body.count("\n", 0, start) if start > 0 else 0)


def _parts(source: str) -> Iterator[str]:
    """Every element and every attribute, named as one would look for it in the text."""
    root = (
        html.fragment_fromstring(source, create_parent="div")
        if source.strip()
        else html.Element("div")
    )
    for element in root.iterdescendants():
        if not isinstance(element.tag, str):  # comments, which show nothing
            continue
        if element.tag not in TAGS:
            yield f"<{element.tag}"
            continue
        for name, value in element.attrib.items():
            # Only addresses are looked into; of other attributes the name alone decides.
            yield f'{name}="{value}"' if name in ("href", "src", "poster", "cite") else str(name)
