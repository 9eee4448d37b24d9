"""The pages that have been public beside episodes', and what became of them: people and search
engines hold on to an address whose page was renamed or taken down."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from podhub.model.addresses import episode_of_clip
from podhub.model.document import Document, Loc
from podhub.model.entries import slug_of
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


Pages = Mapping[SitePath, PageRecord]
"""By their addresses"""


@dataclass(frozen=True)
class NamedPage:
    """A page that people may link to, and where its author would say that it has moved here."""

    path: SitePath
    title: str
    document: Document | None = None
    """None for a page that nobody writes"""
    loc: Loc = ()
    """Where its fields stand in the document"""
    aliases: tuple[SitePath, ...] = ()
    draft: bool = False
    dated: bool = False


NamedPages = Mapping[SitePath, NamedPage]
"""By their addresses"""


def with_pages(known: Pages, public: NamedPages) -> dict[SitePath, PageRecord]:
    """Records after some pages became public. None is taken away."""
    return {**known, **{path: PageRecord(path, page.title) for path, page in public.items()}}


def heirs(known: Pages, public: NamedPages) -> dict[SitePath, NamedPage]:
    """The page that has most likely taken the place of each one that is no longer there: it says so
    by an alias, has the same title, or is the only new one of its kind where one is missing."""
    written = [page for page in public.values() if page.document]
    by_alias = {alias: page for page in written for alias in page.aliases}
    lost = [record for path, record in known.items() if path not in public]
    new: dict[str, list[NamedPage]] = defaultdict(list)
    for page in written:
        if page.path not in known:
            new[_section(page)].append(page)
    by_title = {_known_by(page): page for page in written}
    missing = Counter(_section(record) for record in lost if not record.gone)
    found: dict[SitePath, NamedPage] = {}
    for record in lost:
        near = new[_section(record)]
        alone = near[0] if len(near) == 1 and missing[_section(record)] == 1 else None
        if heir := by_alias.get(record.path) or by_title.get(_known_by(record)) or alone:
            found[record.path] = heir
    return found


def _section(page: PageRecord | NamedPage) -> str:
    """The folder of a page's address, which says what kind of page it is."""
    return page.path.removesuffix("/").rpartition("/")[0]


def _known_by(page: PageRecord | NamedPage) -> tuple[str, str]:
    """What a page has in common with the one that takes its place: its title, in which two episodes'
    clips may be alike."""
    return episode_of_clip(page.path), page.title.casefold()


def lost_pages(
    known: Pages,
    everything: NamedPages,
    public: NamedPages,
    addresses: Collection[str],
    ledger: str,
) -> Iterator[Remark]:
    """Yield each page whose address would lead nowhere, with the line that leads it on.

    `addresses` are those at which the site has something; `ledger` is the file that says what was
    public."""
    name: RemarkName = "lost-address"
    taken_over = heirs(known, public)
    for path, record in known.items():
        if record.gone or path in addresses:
            continue
        heir, held = taken_over.get(path), everything.get(path)
        thing, place = (
            ("clip", "at the moment") if episode_of_clip(path) else ("page", "in the page")
        )
        if held:
            yield from _held_back(held)
        elif heir and heir.document:
            own = [f"/{alias}" for alias in heir.aliases]
            expected = f"[{', '.join([*own, f'/{path}'])}], where this {thing} was until now"
            found = f"[{', '.join(own)}]" if own else "none"
            yield heir.document.remark(name, (*heir.loc, "aliases"), expected, found)
        else:
            expected = f'aliases: [/{path}] {place} that took its place, or gone: "why" here'
            yield Remark(ledger, record.line, f"pages.{path}", expected, "neither", name)


def _held_back(page: NamedPage) -> Iterator[Remark]:
    """What holds a page back that has been public; one that nobody writes, or a clip, is held back with
    others, of which that is told."""
    if episode_of_clip(page.path):
        return
    if page.document and (page.draft or page.dated):
        expected = f"no draft and no date to come, since /{page.path} has been public"
        loc = (*page.loc, "draft" if page.draft else "date")
        yield page.document.remark("lost-address", loc, expected, "one")
    elif page.document:
        expected = f"something public on it, since /{page.path} has been public"
        yield page.document.remark("lost-address", page.loc, expected, "nothing")


def without_broken(known: Pages, problems: Collection[Problem]) -> Pages:
    """The records but for pages whose files have mistakes, and may be there."""
    broken = {slug_of(problem.path) for problem in problems}
    return {path: record for path, record in known.items() if broken.isdisjoint(path.split("/"))}
