"""Published times as feeds in the wild write them, with every zone that can be told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

ZONE = "a time with a zone such as +0100"
TIME_AND_ZONE = "a time with its zone"
"""What a date may lack"""
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_TIME = (
    r"(?P<hour>\d{1,2})(?::(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?)?"
    r"(?:\s*(?P<half>[ap])\.?m\b\.?)?"
)
_FORMS = tuple(
    re.compile(form + r"\s*(?P<zone>.*)", re.IGNORECASE | re.ASCII)
    for form in (
        # RFC 5322, and RFC 850 with its dashes
        rf"(?P<day>\d{{1,2}})[ -]+{_MONTH}[ ,-]+(?P<year>\d{{4}}|\d\d)(?:,?\s+(?:at\s+)?{_TIME})?",
        # Americans
        rf"{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})(?:,?\s+(?:at\s+)?{_TIME})?",
        # asctime
        rf"{_MONTH}\s+(?P<day>\d{{1,2}})\s+{_TIME}\s+(?P<year>\d{{4}})",
        # ISO 8601 and RFC 3339
        rf"(?P<year>\d{{4}})(?P<sign>[-/]?)(?P<month>\d\d)(?P=sign)(?P<day>\d\d)(?:(?:\s+|T){_TIME})?",
    )
)
_WEEKDAY = re.compile(
    r"\s*[^\W\d_]+\.?\s*,\s*|\s*(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?\s+", re.IGNORECASE
)
_OFFSET = re.compile(r"(?:UTC|GMT|UT)?\s*([+-])(\d{1,2})(?::?(\d\d))?", re.IGNORECASE | re.ASCII)
# RFC 5322 §4.3
_AMERICAN = {"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7}
_UNIVERSAL = ("Z", "UT", "UTC", "GMT", "ZULU")
_SEVERAL = frozenset(["ADT", "AMT", "AST", "BST", "ECT", "GST", "IST", "SST", "WST"])
"""Letters that mean one zone in the database and another one in use: of Britain or Bangladesh?"""


@dataclass(frozen=True)
class ReadDate:
    """A published time, and what had to be assumed of it."""

    moment: datetime
    assumed: str = ""
    """What was expected, where the text does not say it; UTC, or midnight, stands in its place."""
    doubts: tuple[tuple[str, str], ...] = ()
    """What else was expected, and what was taken instead: the text contradicts itself, or says a
    second that no clock shows"""


def read_date(text: str) -> ReadDate | None:
    """Read a published time: RFC 5322 as RSS asks, ISO 8601, or as Americans write it. None where
    it cannot be understood.

    >>> print(read_date("Fri, 06 Jun 2025 08:00:00 CEST").moment, read_date("June 6, 2025 8:00 PM +0000").moment)
    2025-06-06 08:00:00+02:00 2025-06-06 20:00:00+00:00
    >>> print(read_date("06 Jun 2025 08:00 GMT+2").moment, read_date("06 Jun 2025 08:00 America/New_York").moment)
    2025-06-06 08:00:00+02:00 2025-06-06 08:00:00-04:00
    >>> print(read_date("2026-01-06T09:00:00Z").moment, read_date("Sunday, 06-Nov-94 08:49:37 GMT").moment)
    2026-01-06 09:00:00+00:00 1994-11-06 08:49:37+00:00
    >>> read_date("06 Jun 2025 08:00:00 BST").assumed, read_date("2025-06-06").assumed
    ('a time with a zone such as +0100', 'a time with its zone')
    >>> read_date("Mon, 06 Jun 2025 08:00:00 GMT").doubts, read_date("30 Jun 2025 23:59:60 GMT").doubts
    ((('Friday, which that day was', 'that day'),), (('a second up to 59', 'second 59'),))
    >>> read_date("06 Jun 2025 08:00:61 GMT") is None
    True
    >>> read_date("next Monday"), read_date("32 Jan 2026 09:00:00 GMT"), read_date("06/01/2026"), read_date("6 Jun 2025 13:00 PM")
    (None, None, None, None)
    """
    text = re.sub(r"\([^()]*\)\s*$", "", " ".join(text.split())).strip()
    weekday = _WEEKDAY.match(text)
    bare = text[weekday.end() :] if weekday else text
    parts = next((found for form in _FORMS if (found := form.fullmatch(bare))), None)
    if parts is None:
        return None
    try:
        local = _local(parts)
    except ValueError:
        return None
    doubts = tuple(_doubts(weekday[0] if weekday else "", parts["second"], local))
    if parts["hour"] is None:
        midnight = ReadDate(local.replace(tzinfo=UTC), TIME_AND_ZONE, doubts)
        return midnight if not parts["zone"] else None
    zone = _zone(parts["zone"].strip(), local)
    if zone is None:
        return ReadDate(local.replace(tzinfo=UTC), ZONE, doubts)
    return ReadDate(local.replace(tzinfo=zone), "", doubts)


def _doubts(weekday: str, second: str | None, local: datetime) -> Iterator[tuple[str, str]]:
    said, day = weekday.strip(" ,.").lower(), _WEEKDAYS[local.weekday()]
    # Weekdays of other languages are nobody's mistake.
    if said[:3] in (name[:3].lower() for name in _WEEKDAYS) and said[:3] != day[:3].lower():
        yield f"{day}, which that day was", "that day"
    if second == "60":
        yield "a second up to 59", "second 59"


def _local(parts: re.Match[str]) -> datetime:
    """The day and the time as they stand. Raises ValueError where there is no such."""
    said = parts["month"].lower()
    month = int(said) if said.isdecimal() else _MONTHS.index(said[:3]) + 1
    year = int(parts["year"])
    if len(parts["year"]) == 2:  # RFC 5322 §4.3
        year += 2000 if year < 50 else 1900
    hour, half = int(parts["hour"] or 0), (parts["half"] or "").lower()
    if parts["hour"] and not (parts["minute"] or half):
        raise ValueError("an hour alone is no time")
    if half:
        if not 1 <= hour <= 12:
            raise ValueError("no hour of a clock of twelve")
        hour = hour % 12 + (12 if half == "p" else 0)
    second = int(parts["second"] or 0)
    second = 59 if second == 60 else second  # RFC 5322 §3.3 knows leap seconds
    if not 1970 <= year < 2200:
        raise ValueError("no year of a podcast")
    return datetime(year, month, int(parts["day"]), hour, int(parts["minute"] or 0), second)


def _zone(name: str, local: datetime) -> tzinfo | None:
    """A zone's offset at a local time; None where it cannot be told, or is two."""
    letters = name.upper()
    if letters in _UNIVERSAL:
        return UTC
    if found := _OFFSET.fullmatch(name):
        hours, minutes = int(found[2]), int(found[3] or 0)
        from_utc = timedelta(hours=hours, minutes=minutes)
        fits = from_utc <= timedelta(hours=14) and minutes < 60
        return timezone(-from_utc if found[1] == "-" else from_utc) if fits else None
    if letters in _AMERICAN:
        return timezone(timedelta(hours=_AMERICAN[letters]))
    offsets: set[timedelta | None]
    if region := _regions().get(name.lower()):
        offsets = {local.replace(tzinfo=ZoneInfo(region), fold=fold).utcoffset() for fold in (0, 1)}
    else:
        offsets = set(_abbreviations().get(letters, ())) if letters not in _SEVERAL else set()
    return timezone(offset) if len(offsets) == 1 and (offset := offsets.pop()) is not None else None


@cache
def _regions() -> dict[str, str]:
    """The regions of the time-zone database, by their names in small letters."""
    return {name.lower(): name for name in available_timezones() if "/" in name}


@cache
def _abbreviations() -> dict[str, frozenset[timedelta]]:
    """The offsets that each abbreviation of the time-zone database stands for today."""
    found: dict[str, set[timedelta]] = {}
    for name in available_timezones():
        for month in (1, 7):
            moment = datetime(2025, month, 1, tzinfo=ZoneInfo(name))
            offset = moment.utcoffset()
            if offset is not None:
                found.setdefault(str(moment.tzname()), set()).add(offset)
    # German names of its own zone, which the database knows by their English ones.
    found |= {"MEZ": {timedelta(hours=1)}, "MESZ": {timedelta(hours=2)}}
    return {name: frozenset(offsets) for name, offsets in found.items()}
