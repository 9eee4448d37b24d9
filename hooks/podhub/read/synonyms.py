"""Which field an author meant who wrote another name: one with a slip in it, or the word that
another tool uses."""

from __future__ import annotations

from collections.abc import Collection

from podhub.model.values import nearest

SYNONYMS = {
    "artwork": ("image", "cover", "picture", "photo", "thumbnail", "icon"),
    "aliases": ("redirects", "redirect_from", "old_urls"),
    "asks": ("questions", "faq", "queries"),
    "audio": ("enclosure", "file", "mp3", "recording", "sound"),
    "author": ("by", "authors", "writer", "written_by"),
    "by": ("author", "source", "who"),
    "date": ("published", "publish", "publish_date", "pubdate", "day", "time", "when"),
    "definition": ("description", "meaning", "summary", "text"),
    "description": ("summary", "abstract", "excerpt", "subtitle", "teaser", "intro", "about"),
    "draft": ("status", "hidden", "unpublished", "private"),
    "email": ("contact", "mail", "owner"),
    "episodes": ("podcast", "listen", "audio"),
    "forms": ("aliases", "synonyms", "also", "variants", "words"),
    "guid": ("id", "uuid"),
    "href": ("url", "link", "website"),
    "image": ("artwork", "cover", "picture", "photo", "thumbnail", "icon"),
    "key_points": ("takeaways", "highlights", "points", "bullets"),
    "moments": ("chapters", "timestamps", "marks"),
    "people": ("persons", "hosts", "host", "guests", "guest", "speakers"),
    "perspectives": ("quotes", "views", "opinions"),
    "see_also": ("related", "see", "links", "more"),
    "skip_terms": ("no_links", "ignore_terms"),
    "summary": ("description", "abstract", "excerpt", "subtitle", "teaser"),
    "term": ("title", "name", "word"),
    "title": ("name", "headline", "heading", "term"),
    "topics": ("tags", "tag", "category", "categories", "keywords", "subjects"),
    "updated": ("modified", "lastmod", "last_modified", "revised"),
    "url": ("link", "href", "address", "website"),
}
"""By field: what it is called elsewhere, in the words of other site builders and of podcast
feeds."""


def meant(word: str, fields: Collection[str]) -> str | None:
    """The field that an unknown one most likely stands for.

    >>> meant("discription", ["title", "description"]), meant("tags", ["title", "topics"]), meant("zzz", ["title"])
    ('description', 'topics', None)
    """
    found = nearest(word, fields)
    return found or next(
        (field for field in fields if word.lower().replace("-", "_") in SYNONYMS.get(field, ())),
        None,
    )
