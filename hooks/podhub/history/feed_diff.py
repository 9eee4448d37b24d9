"""What subscribers' apps will do when one feed takes the place of another, in plain words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from podhub.history.feed_reader import Feed, FeedItem

LARGE = 1_000_000
"""Bytes of a feed beyond which some apps and directories refuse it."""


@dataclass(frozen=True)
class Change:
    """One thing that subscribers will notice, or will not."""

    what: str
    """In two or three words."""
    text: str
    harm: bool = False
    """Whether apps download an episode again, lose one, or show something wrong."""


def compare_feeds(old: Feed, new: Feed) -> list[Change]:
    """What apps do that knew the old feed and get the new one; harm comes first."""
    changes = [*_show(old, new), *_twice(old, new), *_items(old, new), *_size(old, new)]
    return sorted(changes, key=lambda change: not change.harm)


def _show(old: Feed, new: Feed) -> Iterator[Change]:
    if old.guid and old.guid != new.guid:
        found = f"the show's podcast:guid was {old.guid} and is {new.guid or 'nothing'}: directories take it for another show"
        yield Change("Another show", found, harm=True)
    if old.title != new.title:
        yield Change("Show renamed", f"{_quoted(old.title)} is called {_quoted(new.title)}")
    for fault in new.faults:
        yield Change("Faulty feed", f"{new.address}: {fault}", harm=fault not in old.faults)


def _twice(old: Feed, new: Feed) -> Iterator[Change]:
    """Guids and recordings that two episodes share: apps show one of them, and which one is
    chance."""
    known = _repeated(item.guid for item in old.items)
    for guid in _repeated(item.guid for item in new.items):
        titles = " and ".join(_quoted(item.title) for item in new.items if item.guid == guid)
        found = f"{titles} have the guid {guid}: apps show only one"
        yield Change("Guid used twice", found, harm=guid not in known)
    # The same episode in two documents of a paged feed is one item; so these are different
    # episodes.
    known = _repeated(item.audio for item in old.items)
    for audio in _repeated({item.guid: item.audio for item in new.items}.values()):
        if audio:
            titles = " and ".join(_quoted(item.title) for item in new.items if item.audio == audio)
            found = f"{titles} share {audio}: Apple leaves out all but one"
            yield Change("One recording", found, harm=audio not in known)


def _repeated(values: Iterable[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]


def _items(old: Feed, new: Feed) -> Iterator[Change]:
    before = {item.guid: item for item in old.items}
    after = {item.guid: item for item in new.items}
    added = [item for guid, item in after.items() if guid not in before]
    lost = [item for guid, item in before.items() if guid not in after]
    again = _again(old, lost, new, added)
    for guid, heir in again.items():
        found = f"{_quoted(heir.title)} had the guid {guid} and has {heir.guid}: every app takes it for a new episode"
        yield Change("Download again", found, harm=True)
    heirs = {heir.guid for heir in again.values()}
    newest = max((item.date for item in old.items if item.date), default=None)
    for item in added:
        if item.guid not in heirs:
            late = newest and item.date and item.date < newest
            where = ", below others in the list: it has an older date" if late else ""
            yield Change("New episode", f"{_named(item)}{where}")
    oldest = min((item.date for item in new.items if item.date), default=None)
    for item in lost:
        if item.guid in again:
            continue
        if oldest and item.date and item.date < oldest and len(after) >= len(before):
            found = f"{_named(item)}: older than all that the feed holds now"
            yield Change("No longer listed", found)
        else:
            found = f"{_named(item)}: new subscribers do not get it, and apps may remove it"
            yield Change("Disappears", found, harm=True)
    for guid, item in after.items():
        if guid in before:
            yield from _same(old, before[guid], new, item)


def _again(
    old: Feed, lost: list[FeedItem], new: Feed, added: list[FeedItem]
) -> dict[str, FeedItem]:
    """Episodes that are there under another guid, by the old one: the same recording, the same
    page, or the same title."""
    heirs: dict[str, FeedItem] = {}
    signs: tuple[Callable[[Feed, FeedItem], str], ...] = (
        lambda feed, item: feed.on_site(item.audio),
        lambda feed, item: feed.on_site(item.page),
        lambda feed, item: item.title,
    )
    for sign in signs:
        taken = {heir.guid for heir in heirs.values()}
        free = {sign(new, item): item for item in added if item.guid not in taken}
        for item in lost:
            key = sign(old, item)
            if item.guid not in heirs and key and key in free:
                heirs[item.guid] = free.pop(key)
    return heirs


def _same(old: Feed, was: FeedItem, new: Feed, now: FeedItem) -> Iterator[Change]:
    """An episode that both feeds have: what changes in place, and whether what is heard does."""
    parts = []
    if was.title != now.title:
        parts.append(f"title (was {_quoted(was.title)})")
    if was.date != now.date:
        parts.append(f"date ({_day(was)} → {_day(now)})")
    if old.on_site(was.page) != new.on_site(now.page):
        parts.append("link")
    if was.rest != now.rest:
        parts.append("notes or details")
    if parts:
        yield Change("Changes in place", f"{_quoted(now.title)}: {', '.join(parts)}")
    if not now.audio and was.audio:
        yield Change("No recording", f"{_quoted(now.title)} has lost its recording", harm=True)
    elif old.on_site(was.audio) != new.on_site(now.audio):
        found = f"{_quoted(now.title)} is at {now.audio}: whoever has it keeps it, others get it from there"
        yield Change("Recording moved", found)
    elif was.bytes and now.bytes and was.bytes != now.bytes:
        found = (
            f"{_quoted(now.title)} has another recording at the same address ({was.bytes:,} → {now.bytes:,} bytes): "
            "downloads that are under way break, whoever has it keeps the old one"
        )
        yield Change("Recording replaced", found, harm=True)


def _size(old: Feed, new: Feed) -> Iterator[Change]:
    episodes = _counted(len(old.items), len(new.items), "episode")
    text = f"{_grown(old.size, new.size, _kb)}, {episodes}"
    if new.documents > 1 or old.documents > 1:
        text += f", {_counted(old.documents, new.documents, 'document')}"
    verb = (
        "grows" if new.size > old.size else "shrinks" if new.size < old.size else "keeps its size"
    )
    yield Change(f"Feed {verb}", text)
    if new.size > LARGE:
        found = f"it has {_kb(new.size)}; beyond {_kb(LARGE)} some apps and directories give up"
        yield Change("Feed too large", found, harm=old.size <= LARGE)


def _grown(was: int, now: int, shown: Callable[[int], str]) -> str:
    return shown(now) if was == now else f"{shown(was)} → {shown(now)}"


def _counted(was: int, now: int, thing: str) -> str:
    return f"{_grown(was, now, str)} {thing}{'' if now == 1 else 's'}"


def _kb(size: int) -> str:
    return f"{size / 1000:,.1f} kB"


def _quoted(text: str) -> str:
    return f"“{text}”"


def _day(item: FeedItem) -> str:
    return f"{item.date:%Y-%m-%d %H:%M %z}" if item.date else "none"


def _named(item: FeedItem) -> str:
    return f"{_quoted(item.title)} ({item.date:%Y-%m-%d})" if item.date else _quoted(item.title)
