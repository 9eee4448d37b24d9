"""Which two definitions are compared, in which order, and at which address."""

from __future__ import annotations

from podhub.model.entries import Catalog


def comparison_url(one: str, other: str) -> str:
    """The address of a comparison; the order of the names is that of the alphabet, so that it never
    changes.

    >>> comparison_url("manure", "compost")
    'definitions/compost-vs-manure/'
    """
    first, second = sorted((one, other))
    return f"definitions/{first}-vs-{second}/"


def home_pair(catalog: Catalog) -> tuple[str, ...]:
    """The definitions that the home page compares, which the whole site is about, in its order;
    none or two."""
    home = catalog.pages.get("index")
    return home.fields.compare if home else ()


def start(catalog: Catalog) -> str | None:
    """The article to begin with, by its slug; None where the home page names none that is public."""
    home = catalog.pages.get("index")
    slug = home.fields.start if home else None
    return slug if slug in catalog.articles else None


def sides(catalog: Catalog, one: str, other: str) -> tuple[str, str]:
    """Two definitions in the order in which they stand side by side: the home page's, else that of
    the alphabet."""
    pair = home_pair(catalog)
    left, right = sorted(
        (one, other), key=lambda slug: (pair.index(slug) if {one, other} == {*pair} else 0, slug)
    )
    return left, right


def partners(catalog: Catalog) -> dict[str, set[str]]:
    """The definitions that each one is compared with: one names the other in `see_also`, and they
    share a facet."""
    found: dict[str, set[str]] = {}
    for slug, entry in catalog.definitions.items():
        for other in entry.fields.see_also:
            twin = catalog.definitions.get(other)
            if twin and other != slug and entry.fields.facets.keys() & twin.fields.facets.keys():
                found.setdefault(slug, set()).add(other)
                found.setdefault(other, set()).add(slug)
    return found
