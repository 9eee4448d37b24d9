"""Who wrote an article, or stands behind the site."""

from __future__ import annotations

from podhub.links.views.parts import AuthorView
from podhub.model.entries import Shown
from podhub.model.items import Author
from podhub.model.values import path_on_site


def author(name: str | None, catalog: Shown) -> AuthorView | None:
    """An author by their name in docs/authors.yml."""
    found = catalog.authors.get(name or "")
    return _view(found) if found else None


def authors_at(url: str, catalog: Shown) -> tuple[AuthorView, ...]:
    """Those whose page stands at a path on the site."""
    found = (one for one in catalog.authors.values() if path_on_site(one.url) == url)
    return tuple(map(_view, found))


def _view(author: Author) -> AuthorView:
    return AuthorView(
        author.name,
        author.role,
        path_on_site(author.url),
        author.description,
        author.image,
        author.credentials,
        author.link,
    )
