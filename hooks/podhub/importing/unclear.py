"""What a feed says and could not be understood, or was written down in another form: a line each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from podhub.importing.enclosures import others
from podhub.importing.episode_table import TYPES, type_of
from podhub.importing.item import LONGEST_TITLE, SAID_IN, Item
from podhub.importing.show_table import LONGEST, rights, said_rights
from podhub.importing.source import Source
from podhub.importing.texts import changed, left_out
from podhub.model.problems import quote
from podhub.model.values import shortened, utf8_size
from podhub.net.dates import TIME_AND_ZONE, ReadDate
from podhub.net.feed_values import (
    current_category,
    one_line,
    parse_wild_duration,
    parse_wild_number,
    parse_wild_truth,
    plain_text,
)
from podhub.read.titles import bare_title

_EXPECTED: dict[str, tuple[tuple[str, ...], Callable[[str], object], str]] = {
    "explicit": (("itunes:explicit",), parse_wild_truth, "true or false"),
    "block": (("itunes:block",), parse_wild_truth, "yes or nothing"),
    "season": (("podcast:season", "itunes:season"), parse_wild_number, "a number above zero"),
    "length": (("itunes:duration",), parse_wild_duration, "seconds, or a time such as 38:20"),
}
_ONCE = (
    *("guid", "pubDate", "title", "itunes:title", "itunes:episode", "podcast:episode"),
    *("itunes:season", "podcast:season", "itunes:episodeType", "itunes:duration"),
)
"""Tags of which an item has one"""
_AUTHORS = ("itunes:author", "author", "dc:creator", "googleplay:author")


def unclear_in_item(item: Item, notes: str, *, keep_media: bool) -> Iterator[str]:
    """What is said of an episode; `notes` are the texts of its file, where words may stand. The
    length of a recording counts only where that stays elsewhere: others are measured."""
    if not item.date:
        yield left_out("date", "a date such as Fri, 06 Jun 2025 08:00:00 +0100", item.said_date)
    else:
        yield from _assumed(item.date, item.said_date)
    if not item.said_title:
        yield "title: expected what the episode is about, found nothing"
    if line := item.changed_title():
        yield line
    yield from _said_again(item.source)
    yield from item.numbers.told
    for name, (tags, parse, expected) in _EXPECTED.items():
        said = one_line(item.source.text(*tags)) if name != "length" or keep_media else ""
        if said and parse(said) is None and not _is_nothing(name, said):
            yield left_out(name, expected, said)
    if type_of(item) not in TYPES:
        yield left_out("type", "full, trailer or bonus", type_of(item))
    yield from others(item.source)[1]
    yield from _words_left(item, notes)


def _assumed(date: ReadDate, said: str) -> Iterator[str]:
    """What a date does not say, or says twice and not alike."""
    if date.assumed:
        at_midnight = "0:00 " if date.assumed == TIME_AND_ZONE else ""
        found = f"date: expected {date.assumed}, found {quote(said)}"
        yield f"{found} (written down as {at_midnight}UTC: fix it)"
    for expected, taken in date.doubts:
        found = f"date: expected {expected}, found {quote(said)}"
        yield f"{found} (written down as {taken}: see whether that is right)"


def _said_again(source: Source) -> Iterator[str]:
    """What else is said where an item says one thing."""
    for name in _ONCE:
        first, *others = dict.fromkeys(filter(None, (tag.line for tag in source.all(name)))) or [""]
        yield from (left_out(name, f"one, such as {quote(first)}", other) for other in others)


def _is_nothing(name: str, said: str) -> bool:
    """Whether a feed says that it does not know: a length of zero, a season of zero."""
    return name in ("season", "length") and not said.strip("0:.")


def _words_left(item: Item, notes: str) -> Iterator[str]:
    """Texts of an item that stand nowhere in its file, not even shortened."""
    here = _folded(notes)
    for name in dict.fromkeys((*SAID_IN, "title", *_AUTHORS)):
        said = one_line(item.source.text(name))
        words = _folded(said.rstrip("….").rstrip())
        if not words or words in here:
            continue
        if name in _AUTHORS and words in _folded(item.show_author):
            continue
        if name == "title":
            bare = bare_title(said, item.show_title, item.numbers.whole)[0]
            if shortened(bare, LONGEST_TITLE) != item.title:
                yield left_out("title", "one title", said)
        elif name in _AUTHORS:
            yield left_out(name, "the show's author", said)
        elif name != item.notes_name:
            yield left_out(f"show notes: {name}", "one text", said)


def _folded(text: str) -> str:
    """The letters and digits of a text, by which two are the same words."""
    return re.sub(r"[\W_]+", "", plain_text(text).casefold())


def unclear_in_show(show: Source) -> Iterator[str]:
    """What is said of a show."""
    for top in show.all("itunes:category"):
        first = top.attribute("text") or top.line
        subs = [sub.attribute("text") or sub.line for sub in top.all("itunes:category")]
        for second in subs or [""]:
            told, found = " > ".join(filter(None, [first, second])), current_category(first, second)
            if found is None:
                yield left_out("category", "one of Apple's", told)
            elif found.lower() != one_line(told).lower():
                yield changed("category", "one of Apple's", told, found)
    for name, tag in (("explicit", "itunes:explicit"), ("block", "itunes:block")):
        said = one_line(show.text(tag))
        if said and parse_wild_truth(said) is None:
            yield left_out(name, "true or false", said)
    if (kind := one_line(show.text("itunes:type")).lower()) not in ("", "episodic", "serial"):
        yield left_out("type", "episodic or serial", kind)
    if said_rights(show) != rights(said_rights(show)):
        yield changed(
            "copyright", "a name alone", said_rights(show), rights(said_rights(show)) or "nothing"
        )
    text = plain_text(show.text("description", "itunes:summary", "itunes:subtitle"))
    if utf8_size(text) > LONGEST:
        yield changed(
            "description", f"at most {LONGEST} bytes", text, shortened(text, LONGEST, utf8_size)
        )
