"""What docs/contributing/ and the README say of the texts, as far as a machine can judge it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from posixpath import normpath
from urllib.parse import urlsplit

from podhub.model.entries import Entry
from podhub.model.items import Item, Page

from tests.running import ADDRESS, ROOT, real_catalog

CATALOG = real_catalog()
RUN = 10
"""Words: a shorter run is a common turn of speech, a longer one is a sentence that a reader has met
before."""


def texts() -> Iterator[tuple[Entry[Item], str]]:
    """Each page for readers, and all that its author wrote for them to read."""
    for entry in CATALOG.entries():
        if not (isinstance(entry.fields, Page) and entry.fields.for_authors):
            values = [
                entry.document.data.get(field)
                for field in ("title", "description", "summary", "definition", "key_points")
            ]
            yield (
                entry,
                "\n\n".join([str(value) for value in values if value] + [entry.document.body]),
            )


def words(text: str) -> list[str]:
    """The words of a text without the addresses in it."""
    return re.findall(
        r"[^\W_]+", re.sub(r"\]\([^)]*\)|https?://\S+", " ", text).casefold().replace("'", "")
    )


def test_sdr_is_written_out_where_it_is_used() -> None:
    """Once on each page: nobody has to know the short form."""
    bare = [
        entry.path
        for entry, text in texts()
        if re.search(r"\bSDRs?\b", text)
        and not re.search(r"sales\s+development\s+representative", text)
    ]
    assert not bare


def test_no_sentence_stands_on_two_pages() -> None:
    """Whoever reads on is told something new."""
    first: dict[str, str] = {}
    repeated = []
    for entry, text in texts():
        found = words(text)
        for start in range(len(found) - RUN + 1):
            run = " ".join(found[start : start + RUN])
            if first.setdefault(run, entry.path) != entry.path:
                repeated.append(f"{first[run]} and {entry.path}: {run}")
    assert not repeated, "\n".join(repeated)


def test_the_table_of_sources_calls_pages_by_their_titles() -> None:
    """An author who looks a page up finds it by the name that it has on the site."""
    names = {entry.path: entry.title for entry in CATALOG.entries()}
    names |= {entry.path: str(entry.number) for entry in CATALOG.episodes.values()}
    source = (ROOT / "docs/contributing/source.md").read_text(encoding="utf-8")
    links = re.findall(r"\[([^\]]+)\]\(([^)#]+)", "\n".join(re.findall(r"(?m)^\|.*$", source)))
    assert len(links) > 60
    assert not [
        text for text, target in links if text != names[normpath(f"docs/contributing/{target}")]
    ]


def test_the_readme_says_where_the_address_stands() -> None:
    """Whoever takes this hub over finds every place to change."""
    host = urlsplit(ADDRESS).hostname or ""
    told = next(
        part
        for part in (ROOT / "README.md").read_text(encoding="utf-8").split("\n\n")
        if host in part
    )
    folders = [ROOT / name for name in ("docs", "episodes", "hooks", "scripts", ".github")]
    files = [
        ROOT / "mkdocs.yml",
        *(file for folder in folders for file in folder.rglob("*") if file.is_file()),
    ]
    places = {
        file.relative_to(ROOT).as_posix() for file in files if host.encode() in file.read_bytes()
    }
    assert places == set(re.findall(r"`([\w/]+\.(?:yml|md))`", told))
