"""The sitemap by the protocol's rules (sitemaps.org)."""

from __future__ import annotations

import gzip

from lxml import etree
from podhub.links.views.kinds import TextPage
from podhub.outputs.machine.sitemap import compressed, sitemap
from podhub.outputs.site_view import SiteView

SITE = SiteView(name="The Hub", url="https://hub.example/below/", stylesheet="x.css")
SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
PAGES = [
    TextPage(url="", title="Home", description="Home."),
    TextPage(url="articles/a/", title="A", description="A.", modified="2026-01-05"),
    TextPage(url="q&a/café/", title="Q&A", description="Q&A."),
]


def test_each_page_stands_once_with_the_day_that_is_known() -> None:
    """By its full address, escaped twice: for addresses, and for XML."""
    root = etree.fromstring(sitemap(PAGES, SITE))
    assert root.tag == f"{SPACE}urlset"
    assert [[(part.tag.removeprefix(SPACE), part.text) for part in url] for url in root] == [
        [("loc", "https://hub.example/below/")],
        [("loc", "https://hub.example/below/articles/a/"), ("lastmod", "2026-01-05")],
        [("loc", "https://hub.example/below/q&a/caf%C3%A9/")],
    ]


def test_the_compressed_sitemap_has_no_time_in_it() -> None:
    """RFC 1952: the fourth to eighth byte are a time, and none is all zeros."""
    document = sitemap(PAGES, SITE)
    packed = compressed(document)
    assert gzip.decompress(packed) == document
    assert packed[4:8] == b"\0\0\0\0"
