"""A page's HTML made fit for apps that know neither our addresses nor our styles."""

from __future__ import annotations

import re
from functools import cache
from html import escape, unescape
from urllib.parse import urljoin

import nh3
from lxml import html

from podhub.markup.harmless import TAGS
from podhub.model.values import printable
from podhub.outputs.feed.plain_html import plain

# PSP-1 allows these in an item's notes; anything else apps show as text or drop.
SHOW_NOTES = frozenset({"p", "ol", "ul", "li", "a", "b", "i", "strong", "em"})
ARTICLE = TAGS - {"h1", "h5", "h6", "span", "picture"}
"""All that pages may have and that says something without our styles"""
HEADINGS = {"h2", "h3", "h4", "h5", "h6"}
ATTRIBUTES = {
    "a": {"href"},
    "abbr": {"title"},
    "audio": {"src", "controls"},
    "details": {"open"},
    "img": {"src", "alt", "width", "height"},
    "li": {"value"},
    "ol": {"start", "reversed", "type"},
    "source": {"src", "type"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "time": {"datetime"},
    "track": {"src", "kind", "srclang", "label"},
    "video": {"src", "controls", "poster", "width", "height"},
}
SCHEMES = {"http", "https", "mailto", "tel"}
# The cleaner writes every tag alike, and a quote inside a value as &quot;, so that its tags can be
# told by a pattern.
_BEFORE = r'(?:\w+="[^"]*" )*?'
_PERMALINK = re.compile(rf'<a {_BEFORE}class="headerlink"(?: \w+="[^"]*")*>.*?</a>', re.DOTALL)
_ADDRESSED = re.compile(r'<(?:a|audio|img|source|track|video)(?: \w+="[^"]*")+>')
_ADDRESS = re.compile(r'( (?:href|poster|src)=")([^"]*)')
_HEADING = re.compile(r"<(/?)h[2-6]>")
_PLAIN = re.compile(r"((?:\.\./)*)((?:[\w-][\w.-]*/)*(?:[\w-][\w.-]*)?(?:#[\w=-]+)?)", re.ASCII)
"""A path that needs no more than counting its steps up."""
_FULL = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)


def for_apps(source: str, page_url: str, tags: frozenset[str]) -> str:
    """Clean a page's HTML to the given tags, with full addresses. `page_url` is the page's own full
    address."""
    clean = _cleaner(tags).clean(source if "h2" in tags else plain(source))
    if "headerlink" in clean:
        clean = _PERMALINK.sub("", clean)
    if "h2" not in tags:
        # A heading that apps may not show as one keeps its weight.
        clean = _HEADING.sub(lambda found: "</strong></p>" if found[1] else "<p><strong>", clean)

    def with_full_addresses(tag: re.Match[str]) -> str:
        return _ADDRESS.sub(lambda found: found[1] + _full(page_url, found[2]), tag[0])

    clean = _ADDRESSED.sub(with_full_addresses, clean)
    # `&#8;` in a text is a control character by now.
    return printable(clean.strip())


@cache
def _cleaner(tags: frozenset[str]) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(tags | HEADINGS if "h2" not in tags else tags),
        attributes=ATTRIBUTES,
        # Marks the links that stand behind headings, until they are taken out.
        tag_attribute_values={"a": {"class": {"headerlink"}}},
        url_schemes=SCHEMES,
        link_rel=None,
        strip_comments=True,
    )


def _full(page_url: str, address: str) -> str:
    """The full address of a link, as it stands in HTML.

    >>> _full("https://a.example/podcast/b/", "../../definitions/c/#x"), _full("https://a.example/b/", "#t=3")
    ('https://a.example/definitions/c/#x', 'https://a.example/b/#t=3')
    """
    if _FULL.match(address):
        return address
    up = _PLAIN.fullmatch(address)
    if up and page_url.endswith("/") and page_url.count("/") >= 3 + up[1].count("/"):
        # Most links are of this kind, and `urljoin` takes ten times as long for the same.
        return page_url.rsplit("/", 1 + up[1].count("/"))[0] + "/" + up[2]
    try:
        return escape(urljoin(page_url, unescape(address)))
    except ValueError:  # no address at all, such as //[
        return escape(page_url)


def shortened(notes: str, limit: int) -> str:
    """The first paragraphs and lists of cleaned HTML that fit into so many bytes.

    >>> shortened("<p>One.</p><ul><li>Two.</li></ul><p>Three.</p>", 40)
    '<p>One.</p><ul><li>Two.</li></ul>'
    """
    if len(notes.encode()) <= limit:
        return notes
    kept = ""
    for block in html.fragment_fromstring(notes, create_parent="div"):
        block.tail = None
        text = html.tostring(block, encoding="unicode")
        if len((kept + text).encode()) > limit:
            break
        kept += text
    return kept
