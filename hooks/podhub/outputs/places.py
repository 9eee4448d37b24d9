"""Who has which address of the site, and whether an old address is free."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from podhub.history.ledger import LEDGER, Records
from podhub.links.clips import clip_urls
from podhub.links.pages import SitePage, topic_feed_path
from podhub.links.pairs import partners
from podhub.model.addresses import FILES, FOLDERS
from podhub.model.document import Document, Loc
from podhub.model.entries import Catalog, EpisodeEntry, slug_of
from podhub.model.podcast import Episode, Show
from podhub.model.problems import Problem, quote
from podhub.model.site_path import Clash, Places, SitePath
from podhub.outputs.feed.transcript_files import FORMS, languages, stem
from podhub.outputs.machine.security_txt import SECURITY_TXT
from podhub.outputs.pages.embed import embed_url
from podhub.read.folders import AUTHORS, TOPICS

THE_SITE = "the site itself"
SPELLED_ALIKE = "an address that differs from others by more than capitals"
MORE_THAN_CAPITALS = "a name that differs from others by more than capitals and forms of letters"


def site_places(
    catalog: Catalog, pages: Iterable[SitePage], theme: Collection[str]
) -> tuple[Places, list[Problem]]:
    """Every address that the site has, and whose it is, whether public yet or not; and which files
    of docs/ want what another has. `pages` are all that the catalog makes, `theme` the engine's own
    files below assets/, in whose place a hub may have its own."""
    places = Places()
    # Whatever the site puts into these folders, no other address lies below them.
    for name in FOLDERS:
        places.claim(SitePath(name), THE_SITE)
    for path, owner in _own(catalog, pages):
        with contextlib.suppress(ValueError):  # a page's file name is refused where it was read
            places.claim(SitePath(path), owner)
    assets = Places()
    for path in theme:
        assets.claim(SitePath(path), THE_SITE)
    problems = []
    for file in catalog.files:
        path = SitePath(file.removeprefix("docs/"))
        if path in theme:
            continue
        is_asset = path.startswith("assets/")
        if clash := (assets if is_asset else places).claim(path, file):
            expected = MORE_THAN_CAPITALS if is_asset else "another name"
            problems.append(Problem(file, 1, "file name", expected, _found(path, clash)))
    places.claim(SitePath(SECURITY_TXT), THE_SITE)  # unless it is somebody's own
    return places, problems


def _own(catalog: Catalog, pages: Iterable[SitePage]) -> Iterator[tuple[str, str]]:
    """The path of every page, and of every file that the site makes, with its owner."""
    for page in pages:
        owner = page.entry.path if page.entry else THE_SITE
        if page.kind == "topic":
            owner = "docs/topics.yml"
            yield topic_feed_path(page.subject), owner
        yield page.url, owner
        yield f"{page.url}index.md", owner
    language = catalog.show.fields.language if catalog.show else ""
    for episode in catalog.episodes.values():
        yield from ((path, episode.path) for path in _beside(episode, language))
    for slug, others in partners(catalog).items():
        for other in others:
            yield f"definitions/{slug}-vs-{other}/", THE_SITE
    yield "podcast/feed", THE_SITE
    yield from ((name, THE_SITE) for name in FILES)


def _beside(episode: EpisodeEntry, language: str) -> Iterator[str]:
    """What stands beside an episode's page."""
    yield embed_url(episode.url)
    yield from filter(None, clip_urls(episode))
    yield f"{episode.url}oembed.json"
    yield f"{episode.url}chapters.json"
    for spoken in languages(episode, language):
        yield from (f"{episode.url}{stem(spoken, language)}.{form}" for form in FORMS)


def check_old_addresses(catalog: Catalog, records: Records, places: Places) -> Iterator[Problem]:
    """Yield every old address that something else has: of those that authors write down as aliases,
    and of those that episodes had, by the ledger's records."""
    before = Places()
    for episode in catalog.episodes.values():
        record = records.get(episode.fields.guid)
        former = [record.page, *(was.page for was in record.earlier)] if record else []
        for page in (SitePath(page) for page in former if page and page != episode.url):
            clash = places.clash(page, episode.path) or before.claim(page, episode.path)
            if record and clash:
                expected = f"an address that leads to {episode.path} alone"
                yield Problem(LEDGER, record.line, record.guid, expected, _found(page, clash))
    for document, loc, aliases, written in _aliases(catalog):
        for index, alias in enumerate(aliases):
            if clash := places.clash(alias) or before.claim(alias, document.path):
                yield document.problem(
                    (*loc, "aliases", index),
                    _expected(alias, clash),
                    _found(alias, clash, str(written["aliases"][index])),
                )


def _aliases(
    catalog: Catalog,
) -> Iterator[tuple[Document, Loc, Sequence[SitePath], Mapping[str, Any]]]:
    """The old addresses that authors write down: where, which, and as they wrote them."""
    for entry in sorted(catalog.entries(), key=lambda entry: entry.path):
        yield entry.document, (), entry.fields.aliases, entry.document.data
    for episode in catalog.episodes.values():
        for index, moment in enumerate(episode.fields.moments):
            if moment.aliases:
                written = episode.document.data["moments"][index]
                yield episode.document, ("moments", index), moment.aliases, written
    if table := catalog.tables.get(TOPICS):
        for name, topic in catalog.topics.items():
            yield table, (name,), topic.aliases, table.data[name]


def check_page_addresses(
    catalog: Catalog, places: Places, broken: Collection[str]
) -> Iterator[Problem]:
    """Yield every address on this site, such as /about/, at which nothing is. `broken` are the
    files with mistakes, whose pages will be there again."""
    missing = {slug_of(path) for path in broken}
    named: list[tuple[Document, Loc, str | None]] = []
    if authors := catalog.tables.get(AUTHORS):
        named += [(authors, (name, "url"), author.url) for name, author in catalog.authors.items()]
    for episode in catalog.episodes.values():
        for index, moment in enumerate(episode.fields.moments):
            named.append((episode.document, ("moments", index, "url"), moment.url))
        named += _pictures(episode.document, episode.fields)
    if catalog.show:
        named += _pictures(catalog.show.document, catalog.show.fields)
    for document, loc, address in named:
        if not address or not address.startswith("/"):
            continue
        path = address.partition("#")[0].removeprefix("/")
        is_known = f"docs/{path}" in catalog.files or PurePosixPath(path).name in missing
        if not is_known and not _is_there(path, places):
            yield document.problem(loc, "an address at which something is", quote(address))


def _pictures(
    document: Document, fields: Show | Episode
) -> Iterator[tuple[Document, Loc, str | None]]:
    for index, picture in enumerate(fields.images):
        yield document, ("images", index, "url"), picture.url


def _is_there(path: str, places: Places) -> bool:
    """Whether the site has something at a path: a page, a file, or what it puts into its own
    folders, which is known when that is made."""
    try:
        clash = places.clash(SitePath(path))
    except ValueError:
        return False
    return bool(clash and (clash.how == "taken" or clash.path in FOLDERS)) and not path.startswith(
        "assets/"
    )


def _expected(path: SitePath, clash: Clash) -> str:
    if clash.how == "alike":
        return SPELLED_ALIKE
    if clash.how == "above a file":
        return "an address that no other one lies below"
    if clash.how == "below a file" and clash.path != path.removesuffix("/"):
        if clash.path in FOLDERS:
            return "an address outside the folders that the site fills by itself"
        return "an address that does not lie below another one's file"
    return "an address that nothing else has"


def _found(path: SitePath, clash: Clash, written: str = "") -> str:
    """The address as it was written, and who has it."""
    near = f', {clash.how.split()[0]} "/{clash.path}"' if clash.how.endswith("file") else ""
    if clash.path in FOLDERS:
        near = f", in /{clash.path}/"
    is_own = near and clash.path == path.removesuffix("/")
    return f"{quote(written or f'/{path}')} ({clash.owner}{'' if is_own else near})"
