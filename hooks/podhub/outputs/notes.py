"""A page's HTML made fit for apps that know neither our addresses nor our styles."""

from __future__ import annotations

from urllib.parse import urljoin

import nh3
from lxml import html

from podhub.content.values import printable

# PSP-1 allows these in an item's notes; anything else apps show as text or drop.
SHOW_NOTES = {"p", "ol", "ul", "li", "a", "b", "i", "strong", "em"}
ARTICLE = SHOW_NOTES | {"h2", "h3", "h4", "blockquote", "code", "pre", "table", "thead", "tbody", "tr", "th", "td",
                        "img", "br", "hr", "dl", "dt", "dd", "sub", "sup"}  # fmt: skip
ATTRIBUTES = {"a": {"href"}, "img": {"src", "alt", "width", "height"}}


def for_apps(source: str, page_url: str, tags: set[str]) -> str:
    """Clean a page's HTML to the given tags, with full addresses. `page_url` is the page's own full address."""
    if not source.strip():
        return ""
    root = html.fragment_fromstring(source, create_parent="div")
    for anchor in root.xpath('.//a[contains(concat(" ", @class, " "), " headerlink ")]'):
        anchor.drop_tree()
    if "h2" not in tags:
        for heading in root.iter("h2", "h3", "h4", "h5", "h6"):
            # A heading that apps may not show as one keeps its weight.
            heading.tag = "p"
            strong = html.Element("strong")
            strong.text, heading.text = heading.text, None
            strong.extend(list(heading))
            heading.append(strong)
    root.rewrite_links(lambda link: urljoin(page_url, link))
    clean = nh3.clean(
        html.tostring(root, encoding="unicode"),
        tags=tags,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
        strip_comments=True,
    )
    # `&#8;` in a text is a control character by now.
    return printable(clean.strip())
