"""Reads `episodes/ledger.yml`, in which authors have their say: what may stand in it, and what is
wrong with it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from pydantic import model_validator

from podhub.history.ledger import (
    LEDGER,
    PAGES,
    SHOW,
    EarlierVersion,
    Ledger,
    PublishedAudio,
    Record,
)
from podhub.history.page_records import PageRecord, Pages
from podhub.model.address_fields import PublicPage
from podhub.model.document import Document
from podhub.model.fields import Count, Sha256, ShowGuid, VerbatimLine, When
from podhub.model.items import Model
from podhub.model.memo import Memo
from podhub.model.problems import Problem, quote
from podhub.model.site_path import SitePath
from podhub.read.frontmatter import yaml_document
from podhub.read.no_memo import NoMemo
from podhub.read.text_files import read_raw
from podhub.read.validation import validate

MAX_CHARACTERS = 8_000_000
"""About 20,000 episodes."""


class _Show(Model):
    """What is said of the show."""

    show: ShowGuid


class _Page(Model):
    """What is said of a page."""

    title: VerbatimLine
    """What readers know it by"""
    gone: VerbatimLine | None = None
    """Why it was taken down"""

    @model_validator(mode="before")
    @classmethod
    def _bare_title(cls, value: object) -> object:
        return value if isinstance(value, dict) else {"title": value}


class _Earlier(Model):
    """An address that was in use before."""

    page: PublicPage | None = None
    """The page's address then"""
    audio: VerbatimLine | None = None
    """The recording's address then"""
    sha256: Sha256 | None = None
    """The recording's hash then"""
    bytes: Count | None = None
    """The recording's size then, where its hash was not known"""
    why: VerbatimLine | None = None
    """The reason for the change"""


class _Stanza(Model):
    """What stands below a guid."""

    page: PublicPage | None = None
    """The page's address"""
    audio: VerbatimLine | None = None
    """The recording's address"""
    sha256: Sha256 | None = None
    """The recording's hash"""
    bytes: Count | None = None
    """The recording's size, where its hash is not known"""
    first: When | None = None
    """When it became public"""
    gone: VerbatimLine | None = None
    """Why it was taken down"""
    moved: VerbatimLine | None = None
    """Why its page has a new address"""
    replaced: VerbatimLine | None = None
    """Why another recording stands at the same address"""
    earlier: tuple[_Earlier, ...] = ()
    """Addresses that were in use before"""


def read_ledger(root: Path, memo: Memo | None = None) -> tuple[Ledger, list[Problem]]:
    """Read the ledger, unless `memo` remembers it; where there is none, nothing has been public
    yet."""
    if not (root / LEDGER).exists():
        return Ledger(), []
    raw, problems = read_raw(root, LEDGER, MAX_CHARACTERS)
    if problems:
        return Ledger(), problems
    memo = memo or NoMemo()
    ledger, problems = memo.value(memo.key("ledger", raw), partial(_read, raw))
    return ledger, list(problems)


def _read(raw: bytes) -> tuple[Ledger, list[Problem]]:
    document, problems = yaml_document(raw, LEDGER, MAX_CHARACTERS)
    if document is None:
        return Ledger(), problems
    show, records = None, {}
    pages: Pages = {}
    for guid, value in document.data.items():
        if guid == SHOW and not isinstance(value, dict):
            told, found = validate(replace(document, data={SHOW: value}), _Show)
            show = told.show if told else None
        elif guid == PAGES and isinstance(value, dict) and all(key.endswith("/") for key in value):
            pages, found = _read_pages(document)
        else:
            stanza, found = validate(document, _Stanza, (guid,))
            if stanza:
                records[guid] = _record(guid, stanza, document)
        problems += found
    return Ledger(show, records, pages), problems


def _read_pages(document: Document) -> tuple[dict[SitePath, PageRecord], list[Problem]]:
    pages: dict[SitePath, PageRecord] = {}
    problems: list[Problem] = []
    for address in document.data[PAGES]:
        loc = (PAGES, address)
        fields, found = validate(document, _Page, loc)
        problems += found
        try:
            path = SitePath(address)
        except ValueError as error:
            expected = str(error).removeprefix("expected ")
            problems.append(document.problem(loc, expected, quote(address)))
            continue
        if fields:
            pages[path] = PageRecord(path, fields.title, fields.gone, document.line(loc))
    return pages, problems


def _record(guid: str, stanza: _Stanza, document: Document) -> Record:
    sound = PublishedAudio(stanza.audio, stanza.sha256, stanza.bytes) if stanza.audio else None
    earlier = tuple(
        EarlierVersion(
            was.page,
            PublishedAudio(was.audio, was.sha256, was.bytes) if was.audio else None,
            was.why,
        )
        for was in stanza.earlier
    )
    words = stanza.gone, stanza.moved, stanza.replaced
    return Record(
        guid, stanza.page, sound, stanza.first, *words, earlier, line=document.line((guid,))
    )
