"""A podcast moves in: its feed becomes episodes/show.yml and a Markdown file an episode, its guids
kept to the letter.

What cannot be understood is told and left out. An episode whose guid is here already is left as it
is, so that an import that broke off goes on where it stopped, and what an author has mended since
stays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from podhub.build.reading import SHOW
from podhub.importing.attachments import Attachments
from podhub.importing.author_files import as_yaml, episode_text
from podhub.importing.chapters import moment
from podhub.importing.episode_table import (
    EPISODE_FIELDS,
    Item,
    artwork_of,
    notes_of,
    number_of,
    page_of,
    published,
    recording_of,
    unclear_in,
)
from podhub.importing.episode_table import WRITTEN_BY_THE_HUB as OF_EPISODES
from podhub.importing.fitting import fitted
from podhub.importing.naming import Named, file_stems
from podhub.importing.show_notes import as_markdown, pictures_in
from podhub.importing.show_table import SHOW_FIELDS, artwork_address, unclear_in_show
from podhub.importing.show_table import WRITTEN_BY_THE_HUB as OF_SHOWS
from podhub.importing.source import Source
from podhub.importing.transcripts import transcript_links
from podhub.model.document import Document
from podhub.model.podcast import Episode, Show
from podhub.net.feed_documents import FeedDocument
from podhub.net.feed_values import parse_wild_truth
from podhub.read.files import write_whole
from podhub.read.folders import content_files
from podhub.read.frontmatter import read_markdown, read_yaml
from podhub.read.podcast_rules import feed_guid

NOTHING: tuple[object, ...] = (None, "", [], {})
"""Values that say nothing; false says something."""


@dataclass
class Imported:
    """What an import did."""

    written: list[str] = field(default_factory=list)
    """Files of the repository"""
    known: list[str] = field(default_factory=list)
    """Episodes that were here already"""
    told: list[str] = field(default_factory=list)
    """What could not be carried over, a line each"""


class RefusedError(Exception):
    """Why a feed may not come in, in a person's words."""


def import_feed(
    documents: list[FeedDocument],
    root: Path,
    attachments: Attachments,
    *,
    keep_media: bool,
    mine: bool = False,
    watch: Callable[[int, int, str], None] = lambda done, count, title: None,
) -> Imported:
    """Write a feed's show and episodes below `root`. `watch` hears before each episode how many are
    done, of how many.

    Raises RefusedError before anything is written: a locked feed comes in only for its owner
    (podcast-namespace, locked.md), and no feed beside another show."""
    channel = Source(documents[0].channel)
    result = Imported()
    show, told = fitted(Show, _show_fields(channel, documents), SHOW)
    if not mine and parse_wild_truth(channel.text("podcast:locked")):
        raise RefusedError(
            "a feed that its owner has unlocked, found one that says podcast:locked; if it is yours, add --mine"
        )
    _refuse_another_show(root, show)
    items = list(_items(documents, show, result))
    guids = _guids(root)
    stems = _stems(items, guids)
    show |= _seasons(items) | _trailer(channel, items, stems)
    result.told += [f"{SHOW}: {line}" for line in [*unclear_in_show(channel), *told]]
    if not (root / SHOW).exists():
        artwork = attachments.picture(artwork_address(channel), "artwork", result.told)
        (root / SHOW).parent.mkdir(parents=True, exist_ok=True)
        _write(root, SHOW, as_yaml(Show, show | ({"artwork": artwork} if artwork else {})))
        result.written.append(SHOW)
    attachments.show_artwork = artwork_address(channel)
    for done, (item, stem) in enumerate(zip(items, stems, strict=True)):
        fields = _episode_fields(item)
        watch(done, len(items), str(fields.get("title", "")))
        if known := guids.get(str(fields.get("guid"))):
            result.known.append(known.path)
            if not keep_media and not known.data.get("audio"):
                missing: list[str] = []
                attachments.recording(recording_of(item), PurePosixPath(known.path).stem, missing)
                result.told += [f"{known.path}: {line}" for line in missing]
            continue
        path = f"episodes/{stem}.md"
        _write_episode(
            root, path, item, fields, channel, attachments, result, keep_media=keep_media
        )
    result.told += _unread(channel, [item.source for item in items])
    return result


def _show_fields(channel: Source, documents: list[FeedDocument]) -> dict[str, Any]:
    fields = _said(SHOW_FIELDS, channel)
    if not fields.get("guid") and documents[0].own_address:
        # A show's first guid is made from its feed's address, and stays when that changes.
        fields["guid"] = feed_guid(documents[0].own_address)
    # It is there before the picture is: a show without any is no show.
    return fields | {"artwork": "artwork.jpg"}


def _said(table: dict[str, Callable[[Any], Any]], source: Any) -> dict[str, Any]:
    """The rows of a table that have something to say."""
    found = {name: row(source) for name, row in table.items()}
    return {name: value for name, value in found.items() if value not in NOTHING}


def _refuse_another_show(root: Path, show: dict[str, Any]) -> None:
    document, _ = read_yaml(root, SHOW) if (root / SHOW).exists() else (None, [])
    if document is None:
        return
    same = [
        name
        for name in ("guid", "title")
        if document.data.get(name) and document.data.get(name) == show.get(name)
    ]
    if not same:
        found = f"“{document.data.get('title')}” in {SHOW}"
        raise RefusedError(
            f"no show here, or this one, found {found}; move the files of episodes/ away first"
        )


def _items(documents: list[FeedDocument], show: dict[str, Any], result: Imported) -> Iterator[Item]:
    """Every episode once, the newest first. A guid that comes again in an older document is the
    same episode."""
    seen: dict[str, str] = {}
    for document in documents:
        for element in document.channel.findall("item"):
            item = Item(Source(element), str(show.get("title", "")), show.get("explicit"))
            title, guid = item.title[0] or "an item without a title", EPISODE_FIELDS["guid"](item)
            if not item.audio:
                result.told.append(
                    f"“{title}”: no recording, so it is no episode (line {element.sourceline})"
                )
            elif guid in seen:
                if document is documents[0]:
                    twice = f"“{title}” has the guid of “{seen[guid]}”, {guid}: apps show only one of them"
                    result.told.append(f"{twice}, and only that one came over")
            else:
                seen[guid] = title
                yield item


def _guids(root: Path) -> dict[str, Document]:
    """The file of each episode that is here, by its guid."""
    found = {}
    for path in content_files(root)[0].texts:
        document, _ = read_markdown(root, path) if path.startswith("episodes/") else (None, [])
        if document and isinstance(document.data.get("guid"), str):
            found[document.data["guid"]] = document
    return found


def _stems(items: list[Item], guids: dict[str, Document]) -> list[str]:
    named = []
    for item in items:
        fields = _episode_fields(item)
        title, kind, season = (
            str(fields.get("title", "")),
            str(fields.get("type", "full")),
            fields.get("season"),
        )
        named.append(Named(title, kind, season, number_of(item), published(item), page_of(item)))
    here = {EPISODE_FIELDS["guid"](item) for item in items}
    return file_stems(
        named, [PurePosixPath(known.path).stem for guid, known in guids.items() if guid not in here]
    )


def _episode_fields(item: Item) -> dict[str, Any]:
    return _said(EPISODE_FIELDS, item)


def _seasons(items: Iterable[Item]) -> dict[str, Any]:
    """The names of seasons, which feeds give at each episode."""
    names: dict[str, str] = {}
    for item in items:
        tag = item.source.first("podcast:season")
        if tag and tag.attribute("name") and tag.line.isdecimal():
            names.setdefault(tag.line, tag.attribute("name"))
    return (
        {"seasons": {number: names[number] for number in sorted(names, key=int)}} if names else {}
    )


def _trailer(channel: Source, items: list[Item], stems: list[str]) -> dict[str, Any]:
    """The episode that the channel names as its trailer: the one with that recording."""
    wanted = [tag.attribute("url") for tag in channel.all("podcast:trailer")]
    found = (
        stem
        for address in wanted
        for item, stem in zip(items, stems, strict=True)
        if item.audio == address
    )
    stem = next(found, None)
    return {"trailer": stem.partition("-")[2]} if stem else {}


def _write_episode(
    root: Path,
    path: str,
    item: Item,
    fields: dict[str, Any],
    channel: Source,
    attachments: Attachments,
    result: Imported,
    *,
    keep_media: bool,
) -> None:
    """Bring what belongs to an episode, then write its file: where that stands, the rest is
    there."""
    told = list(unclear_in(item))
    stem, title = PurePosixPath(path).stem, str(fields.get("title", ""))
    number = number_of(item)
    if fields.get("type") in ("trailer", "bonus") and number:
        fields["number"] = number
    elif number and number != int(stem.partition("-")[0]):
        told.append(
            f"number: another episode is number {number} too; this one became {int(stem.partition('-')[0])}"
        )
    fields["moments"] = [
        moment(
            chapter,
            attachments.picture(chapter.image, f"{stem}-moment-{count}", told, artwork=False),
        )
        for count, chapter in enumerate(attachments.chapters(item, told), start=1)
    ]
    language = SHOW_FIELDS["language"](channel)
    people = [person["name"] for person in fields.get("people") or SHOW_FIELDS["people"](channel)]
    fields["translations"] = attachments.transcripts(
        transcript_links(item.source, language), language, stem, people, told
    )
    if artwork_of(item):
        attachments.picture(artwork_of(item), stem, told)
    if keep_media:
        fields["audio"] = attachments.kept_recording(recording_of(item), told)
    else:
        attachments.recording(recording_of(item), stem, told)
    fields, refused = fitted(
        Episode, {name: value for name, value in fields.items() if value not in NOTHING}, path
    )
    notes = notes_of(item)
    if pictures := pictures_in(notes):
        told.append(
            f"show notes: {pictures} of their pictures and players, which our pages would load from another site"
        )
    titles = [str(entry["title"]) for entry in fields.get("moments", ())]
    body = as_markdown(
        notes, page=page_of(item), summary=str(fields.get("summary", "")), moments=titles
    )
    _write(root, path, episode_text(fields, body))
    result.written.append(path)
    result.told += [f"{path} (“{title}”): {line}" for line in [*refused, *told]]


def _unread(channel: Source, items: list[Source]) -> list[str]:
    """The tags that no table knows, once each."""
    counts = Counter(name for item in items for name in item.unread() if name not in OF_EPISODES)
    of_show = [f"the channel's {name}" for name in channel.unread() if name not in OF_SHOWS]
    of_items = [
        f"{name} of {count} episode{'s' if count > 1 else ''}"
        for name, count in sorted(counts.items())
    ]
    return [f"not carried over: {what}" for what in [*of_show, *of_items]]


def _write(root: Path, path: str, text: str) -> None:
    """Write whole or not at all: a half-written file would be taken for an author's."""
    write_whole(root / path, text)
