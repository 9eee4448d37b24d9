"""What docs/authors.yml says of those who write: whether their pictures are there, and what readers
would miss."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from podhub.model.entries import Catalog
from podhub.model.problems import Finding, quote
from podhub.read.folders import AUTHORS, PICTURES

TRUSTED_FOR = ("image", "credentials", "link", "description")
"""Fields that tell a reader whom they would write to."""


def check_authors(catalog: Catalog) -> Iterator[Finding]:
    """Yield each picture that is not there, and each author whom readers would not know."""
    for name, author in catalog.authors.items():
        document = catalog.tables[AUTHORS]
        is_picture = PurePosixPath(author.image or ".png").suffix.lower() in PICTURES
        if author.image and (f"docs/{author.image}" not in catalog.files or not is_picture):
            expected = "a picture in docs/, such as assets/portrait.jpg"
            yield document.problem((name, "image"), expected, quote(author.image))
        missing = [field for field in TRUSTED_FOR if not getattr(author, field)]
        if missing and "author-unknown" not in author.ignore:
            expected = f"{', '.join(missing)} as well (readers trust a face that they know something about)"
            yield document.remark("author-unknown", (name,), expected, "none of that")
