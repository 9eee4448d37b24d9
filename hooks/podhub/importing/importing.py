"""A podcast moves in: its feed becomes episodes/show.yml and a Markdown file an episode, its guids
kept to the letter.

What cannot be understood is kept as it is or told, and never guessed. An episode whose guid is here
already is left as it is, so that an import that broke off goes on where it stopped, and what an
author has fixed since stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from podhub.importing.attachments import Attachments
from podhub.importing.author_files import as_yaml
from podhub.importing.episode_files import Context, write_episode
from podhub.importing.episode_table import EPISODE_FIELDS, said
from podhub.importing.episode_table import WRITTEN_BY_THE_HUB as OF_EPISODES
from podhub.importing.fitting import fitted
from podhub.importing.item import Item
from podhub.importing.naming import Named, doubtful_order, file_stems, own_numbers
from podhub.importing.show_table import SHOW_FIELDS, artwork_address, seasons, trailer
from podhub.importing.show_table import WRITTEN_BY_THE_HUB as OF_SHOWS
from podhub.importing.source import Source
from podhub.importing.texts import left_out
from podhub.importing.unclear import unclear_in_show
from podhub.model.document import Document
from podhub.model.podcast import Show
from podhub.model.values import shortened
from podhub.net.feed_documents import FeedDocument
from podhub.net.feed_values import one_line, parse_wild_truth
from podhub.read.files import write_whole
from podhub.read.folders import SHOW, content_files
from podhub.read.frontmatter import read_markdown, read_yaml
from podhub.read.podcast_rules import feed_guid

NAMED = 3
"""Episodes that are named one by one where many have the same tag"""


@dataclass
class Imported:
    """What an import did."""

    written: list[str] = field(default_factory=list)
    """Files of the repository"""
    known: list[str] = field(default_factory=list)
    """Episodes that were here already"""
    told: list[str] = field(default_factory=list)
    """What could not be carried over, or not as it was, a line each"""


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
    items = list(_items(documents, channel, show, result))
    named = [_named(item) for item in items]
    numbers = own_numbers(named)
    guids = _guids(root)
    stems = _stems(items, named, numbers, guids)
    told += unclear_in_show(channel)
    show, refused = fitted(Show, show | seasons(items) | trailer(channel, items, stems, told), SHOW)
    result.told += [f"{SHOW}: {line}" for line in (*told, *refused)]
    _write_show(root, channel, show, attachments, result)
    attachments.show_artwork = artwork_address(channel)
    context = Context(root, channel, attachments, keep_media)
    for place, item in enumerate(items):
        watch(place, len(items), item.title)
        if known := guids.get(item.guid):
            result.known.append(known.path)
            result.told += _missing_recording(known, item, attachments, keep_media)
            continue
        path = f"episodes/{stems[place]}.md"
        lines = [
            *_taken_number(items, named, numbers, place),
            *write_episode(context, path, item, numbers[place]),
            *doubtful_order(named, numbers, stems, place),
        ]
        result.written.append(path)
        result.told += [f"{path} (“{shortened(item.title, 60)}”): {line}" for line in lines]
    result.told += _unread(channel, items, stems)
    return result


def _show_fields(channel: Source, documents: list[FeedDocument]) -> dict[str, Any]:
    fields = said(SHOW_FIELDS, channel)
    if not fields.get("guid") and documents[0].own_address:
        # A show's first guid is made from its feed's address, and stays when that changes.
        fields["guid"] = feed_guid(documents[0].own_address)
    # It is there before the picture is: a show without any is no show.
    return fields | {"artwork": "artwork.jpg"}


def _write_show(
    root: Path, channel: Source, show: dict[str, Any], attachments: Attachments, result: Imported
) -> None:
    if (root / SHOW).exists():
        return
    (root / SHOW).parent.mkdir(parents=True, exist_ok=True)
    artwork = attachments.picture(artwork_address(channel), "artwork", result.told)
    write_whole(root / SHOW, as_yaml(Show, show | ({"artwork": artwork} if artwork else {})))
    result.written.append(SHOW)


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


def _items(
    documents: list[FeedDocument], channel: Source, show: dict[str, Any], result: Imported
) -> Iterator[Item]:
    """Every episode once, the newest first. A guid that comes again in an older document is the
    same episode."""
    page = one_line(channel.text("link"))
    seen: dict[str, str] = {}
    for document in documents:
        for element in document.channel.findall("item"):
            item = Item(
                Source(element),
                str(show.get("title", "")),
                show.get("explicit"),
                page,
                str(show.get("author", "")),
            )
            title = item.title or "an item without a title"
            if not item.enclosure:
                result.told.append(
                    f"“{title}”: no recording, so it is no episode (line {element.sourceline})"
                )
            elif item.guid in seen:
                if document is documents[0]:
                    twice = f"“{title}” has the guid of “{seen[item.guid]}”, {item.guid}: apps show only one of them"
                    result.told.append(f"{twice}, and only that one came over")
            else:
                seen[item.guid] = title
                yield item


def _guids(root: Path) -> dict[str, Document]:
    """The file of each episode that is here, by its guid."""
    found = {}
    for path in content_files(root)[0].texts:
        document, _ = read_markdown(root, path) if path.startswith("episodes/") else (None, [])
        if document and isinstance(document.data.get("guid"), str):
            found[document.data["guid"]] = document
    return found


def _named(item: Item) -> Named:
    kind = EPISODE_FIELDS["type"](item) or "full"
    date = item.date.moment if item.date else None
    season = EPISODE_FIELDS["season"](item)
    return Named(item.title, kind, season, item.numbers.number, date, item.page)


def _stems(
    items: list[Item],
    named: list[Named],
    numbers: list[int | float | None],
    guids: dict[str, Document],
) -> list[str]:
    stems = {guid: PurePosixPath(known.path).stem for guid, known in guids.items()}
    here = {place: stems[item.guid] for place, item in enumerate(items) if item.guid in stems}
    return file_stems(named, numbers, stems.values(), here)


def _missing_recording(
    known: Document, item: Item, attachments: Attachments, keep_media: bool
) -> list[str]:
    """Bring the recording of an episode that is here, if it has none."""
    missing: list[str] = []
    if not keep_media and not known.data.get("audio"):
        attachments.recording(item.recording, PurePosixPath(known.path).stem, missing)
    return [f"{known.path}: {line}" for line in missing]


def _taken_number(
    items: list[Item], named: list[Named], numbers: list[int | float | None], place: int
) -> Iterator[str]:
    """A line on a number that an older episode of the season has."""
    wanted, season = named[place].number, named[place].season
    if wanted and not numbers[place]:
        owner = next(
            item.title
            for item, one, number in zip(items, named, numbers, strict=True)
            if number == wanted and (one.season, one.type) == (season, "full")
        )
        yield left_out("number", "one of its own", f"{wanted}, which “{owner}” has")


def _unread(channel: Source, items: list[Item], stems: list[str]) -> Iterator[str]:
    """The tags that no table knows, once each."""
    for name in channel.unread():
        if name not in OF_SHOWS:
            yield f"not carried over: the channel's {name}"
    having: dict[str, list[str]] = {}
    for item, stem in zip(items, stems, strict=True):
        for name in item.source.unread():
            if name not in OF_EPISODES:
                having.setdefault(name, []).append(f"episodes/{stem}.md")
    for name, paths in sorted(having.items()):
        more = f" and {len(paths) - NAMED} more" if len(paths) > NAMED else ""
        yield f"not carried over: {name} of {', '.join(paths[:NAMED])}{more}"
