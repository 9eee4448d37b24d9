"""Moments and lengths, and how they are written: by authors, for people, for feeds and pages.
Imports nothing of ours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime

_DATE = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d)(?::(\d\d))?)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?",
    re.ASCII | re.IGNORECASE,
)
_NEARLY_DATE = re.compile(
    r"(\d{4}-\d\d-\d\d)[ T](\d{1,2}):(\d\d)(?::\d\d)? *([ap]m)? *([+-]\d\d:?\d\d|[a-z]{2,5}|[a-z]+/[a-z_]+)?",
    re.ASCII | re.IGNORECASE,
)
_TIME = re.compile(r"(?:(?:(\d{1,4}):)?(\d{1,2}):)?(\d{1,5})(?:\.(\d{1,3}))?", re.ASCII)

DATE_EXPECTED = "a date such as 2026-11-23 09:00 +0000"
TIME_EXPECTED = 'a time such as "1:23" or "1:02:03"'


def parse_date(text: str) -> datetime:
    """Read a published time. The zone is required: without one, two machines would publish at two
    times.

    >>> parse_date("2026-11-23 09:00 +0100").isoformat()
    '2026-11-23T09:00:00+01:00'
    >>> parse_date("2026-11-23T09:00:30Z").isoformat()
    '2026-11-23T09:00:30+00:00'
    >>> parse_date("2026-11-23")
    Traceback (most recent call last):
    ValueError: expected a date with its time and zone, such as 2026-11-23 09:00 +0000
    >>> parse_date("2026-11-23 9:00 +0000")
    Traceback (most recent call last):
    ValueError: expected 2026-11-23 09:00 +0000
    >>> parse_date("2026-11-23 9:00 PM CET")
    Traceback (most recent call last):
    ValueError: expected 2026-11-23 21:00 and the zone as hours from UTC, such as +0100
    >>> parse_date("2026-02-30 09:00 +0000")
    Traceback (most recent call last):
    ValueError: expected a day and a time that exist
    >>> parse_date("2026-11-23 09:00 +0199")
    Traceback (most recent call last):
    ValueError: expected a zone that exists, such as +0100
    >>> parse_date("0206-11-23 09:00 +0000")
    Traceback (most recent call last):
    ValueError: expected a year from 1970 to 2199
    """
    found = _DATE.fullmatch(text.strip())
    if not found:
        raise ValueError(f"expected {_better_date(text) or DATE_EXPECTED}")
    day, minutes, seconds, zone = found.groups()
    if zone and zone[0] in "+-" and not (int(zone[1:3]) <= 14 and int(zone[-2:]) <= 59):
        raise ValueError("expected a zone that exists, such as +0100")
    offset = "+00:00" if (zone or "Z").upper() in ("Z", "UTC", "GMT") else zone
    try:
        moment = datetime.fromisoformat(f"{day}T{minutes or '09:00'}:{seconds or '00'}{offset}")
    except ValueError:
        raise ValueError("expected a day and a time that exist") from None
    if not zone or not minutes:
        raise ValueError(
            f"expected a date with its time and zone, such as {day} {minutes or '09:00'} {zone or '+0000'}"
        )
    if not 1970 <= moment.year < 2200:
        raise ValueError("expected a year from 1970 to 2199")
    return moment


def _better_date(text: str) -> str | None:
    """What was meant by a date with a one-digit hour, an English half of the day, or a zone's
    name."""
    found = _NEARLY_DATE.fullmatch(text.strip())
    if not found:
        return None
    day, hour, minute, half, zone = (
        found[1],
        int(found[2]),
        found[3],
        (found[4] or "").lower(),
        found[5] or "+0000",
    )
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "pm" else 0)
    right = f"{day} {hour:02}:{minute}"
    return (
        f"{right} and the zone as hours from UTC, such as +0100"
        if zone[0].isalpha()
        else f"{right} {zone}"
    )


def parse_time(text: str | float) -> float:
    """Read a position in the audio, in seconds.

    >>> parse_time("1:23"), parse_time("1:02:03.5"), parse_time("83"), parse_time(83), parse_time(1.485)
    (83.0, 3723.5, 83.0, 83.0, 1.485)
    >>> parse_time("1:75")
    Traceback (most recent call last):
    ValueError: expected a time such as "1:23" or "1:02:03"
    """
    found = _TIME.fullmatch(str(text).strip())
    if not found:
        raise ValueError(f"expected {TIME_EXPECTED}")
    hours, minutes, seconds, fraction = found.groups()
    if (minutes and int(seconds) > 59) or (hours and int(minutes) > 59):
        raise ValueError(f"expected {TIME_EXPECTED}")
    whole = int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds)
    # Read as one number: 1 + 0.485 is 1.4849999999999999.
    return float(f"{whole}.{fraction or 0}")


def clock(seconds: float) -> str:
    """Write a position in the audio for people.

    >>> clock(0), clock(83.9), clock(3723)
    ('0:00', '1:23', '1:02:03')
    """
    hours, rest = divmod(int(seconds), 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"


def clock_digits(seconds: float) -> str:
    """Write a position in the audio as apps find it in a text: at least four digits.

    >>> clock_digits(0), clock_digits(83.9), clock_digits(3723)
    ('00:00', '01:23', '01:02:03')
    """
    hours, rest = divmod(int(seconds), 3600)
    return f"{f'{hours:02}:' if hours else ''}{rest // 60:02}:{rest % 60:02}"


def clock_ms(seconds: float) -> str:
    """Write a position in the audio as WebVTT and Podlove Simple Chapters want it.

    >>> clock_ms(83.5), clock_ms(3723)
    ('00:01:23.500', '01:02:03.000')
    """
    minutes, milliseconds = divmod(round(seconds * 1000), 60_000)
    # Once for each chapter of each episode, and in half the time of an f-string.
    return "%02d:%02d:%02d.%03d" % (*divmod(minutes, 60), *divmod(milliseconds, 1000))  # noqa: UP031


def iso_duration(seconds: float) -> str:
    """Write a length as ISO 8601, as HTML's `time` element and structured data want it.

    >>> iso_duration(83.4), iso_duration(3723)
    ('PT1M23S', 'PT1H2M3S')
    """
    hours, rest = divmod(round(seconds), 3600)
    return f"PT{f'{hours}H' if hours else ''}{rest // 60}M{rest % 60}S"


def shares(start: float, end: float, texts: Sequence[str]) -> list[tuple[float, float]]:
    """A time divided among texts by their letters: when each begins and ends.

    >>> shares(10, 16, ["ab", "cdef"])
    [(10, 12.0), (12.0, 16)]
    """
    total, times, begins = sum(map(len, texts)) or 1, [], start
    for index, text in enumerate(texts):
        ends = end if index == len(texts) - 1 else begins + (end - start) * len(text) / total
        times.append((begins, ends))
        begins = ends
    return times


def utc(moment: datetime) -> datetime:
    """The same instant with the zone that feeds and sitemaps use.

    >>> utc(parse_date("2026-11-23 09:00 +0100")).isoformat()
    '2026-11-23T08:00:00+00:00'
    """
    return moment.astimezone(UTC)
