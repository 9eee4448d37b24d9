"""The list of all pages for search engines (sitemaps.org, version 0.9)."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterable
from html import escape

from podhub.links.views.kinds import PageView
from podhub.outputs.site_view import SiteView

SITEMAP = "sitemap.xml"
_SITEMAP = """\
<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
{}</urlset>
"""


def sitemap(pages: Iterable[PageView], site: SiteView) -> bytes:
    """The sitemap: each page once, with the day of its last change where its content tells one."""
    lines = (
        f"<url><loc>{escape(site.address(page.url))}</loc>"
        + (f"<lastmod>{page.modified}</lastmod>" if page.modified else "")
        + "</url>\n"
        for page in pages
    )
    return _SITEMAP.format("".join(lines)).encode()


def compressed(document: bytes) -> bytes:
    """A document as gzip, the same bytes whenever it is made."""
    buffer = io.BytesIO()
    with gzip.GzipFile("", "wb", fileobj=buffer, mtime=0) as file:
        file.write(document)
    return buffer.getvalue()
