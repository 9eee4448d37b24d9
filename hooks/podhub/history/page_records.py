"""The pages that have been public beside episodes', and what became of them: people and search
engines hold on to an address whose page was renamed or taken down."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from podhub.model.entries import Catalog, Entry, slug_of
from podhub.model.items import Item
from podhub.model.problems import Problem, Remark, RemarkName
from podhub.model.site_path import SitePath


@dataclass(frozen=True)
class PageRecord:
    """A page as it has been public."""

    path: SitePath
    title: str
    gone: str | None = None
    """Why it was taken down, if that was meant"""
    line: int = 1
    """In the ledger"""

    @property
    def section(self) -> str:
        """What its address begins with, where that says what kind of page it is."""
        first, _, rest = self.path.partition("/")
        return first if rest else ""


Pages = Mapping[SitePath, PageRecord]
"""By their addresses"""


def with_pages(known: Pages, public: Catalog) -> dict[SitePath, PageRecord]:
    """Records after the pages of a catalog became public. None is taken away."""
    return {**known, **{path: PageRecord(path, e.title) for path, e in _pages(public).items()}}


def _pages(catalog: Catalog) -> dict[SitePath, Entry[Item]]:
    """Every page that somebody wrote, episodes and the home page apart, by its address."""
    groups = (catalog.articles, catalog.definitions, catalog.guides, catalog.pages)
    entries: list[Entry[Item]] = [entry for group in groups for entry in group.values()]
    return {SitePath(entry.url): entry for entry in entries if entry.url}


def heirs(known: Pages, public: Catalog) -> dict[SitePath, Entry[Item]]:
    """The page that has most likely taken the place of each one that is no longer there: it says so
    by an alias, has the same title, or is the only new one of its kind where one is missing."""
    present = _pages(public)
    by_alias = {alias: entry for entry in present.values() for alias in entry.fields.aliases}
    lost = [record for path, record in known.items() if path not in present]
    new = [entry for path, entry in present.items() if path not in known]
    by_title = {entry.title.casefold(): entry for entry in present.values()}
    missing = Counter(record.section for record in lost if not record.gone)
    found: dict[SitePath, Entry[Item]] = {}
    for record in lost:
        near = [
            entry for entry in new if PageRecord(SitePath(entry.url), "").section == record.section
        ]
        alone = near[0] if len(near) == 1 and missing[record.section] == 1 else None
        heir = by_alias.get(record.path) or by_title.get(record.title.casefold()) or alone
        if heir:
            found[record.path] = heir
    return found


def lost_pages(
    known: Pages, everything: Catalog, public: Catalog, addresses: Collection[str], ledger: str
) -> Iterator[Remark]:
    """Yield each page whose address would lead nowhere, with the line that leads it on.

    `addresses` are those of all pages that the site shows; `ledger` is the file that says what was
    public."""
    name: RemarkName = "lost-address"
    present, taken_over = _pages(everything), heirs(known, public)
    aliases = {alias for entry in public.entries() for alias in entry.fields.aliases}
    for path, record in known.items():
        if record.gone or path in addresses or path in aliases:
            continue
        heir, held = taken_over.get(path), present.get(path)
        if held:
            expected = f"no draft and no date to come, since /{path} has been public"
            loc = ("draft",) if held.fields.draft else ("date",)
            yield held.document.remark(name, loc, expected, "one")
        elif heir:
            own = [str(alias) for alias in heir.document.data.get("aliases") or ()]
            expected = f"[{', '.join([*own, f'/{path}'])}], where this page was until now"
            found = f"[{', '.join(own)}]" if own else "none"
            yield heir.document.remark(name, ("aliases",), expected, found)
        else:
            expected = f'aliases: [/{path}] in the page that took its place, or gone: "why" here'
            yield Remark(ledger, record.line, f"pages.{path}", expected, "neither", name)


def without_broken(known: Pages, problems: Collection[Problem]) -> Pages:
    """The records but for pages whose files have mistakes, and may be there."""
    broken = {slug_of(problem.path) for problem in problems}
    return {path: record for path, record in known.items() if path.split("/")[-2] not in broken}
