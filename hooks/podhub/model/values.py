"""Small values and how they are written: slugs, times, dates, addresses, links between files.
Imports nothing of ours."""

from __future__ import annotations

import difflib
import posixpath
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from urllib.parse import quote, urlsplit

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
MAX_SLUG = 100
"""Characters of a slug: two of them make the name of a comparison, which is one of a file too."""
_DATE = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d)(?::(\d\d))?)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?",
    re.ASCII | re.IGNORECASE,
)
_NEARLY_DATE = re.compile(
    r"(\d{4}-\d\d-\d\d)[ T](\d{1,2}):(\d\d)(?::\d\d)? *([ap]m)? *([+-]\d\d:?\d\d|[a-z]{2,5}|[a-z]+/[a-z_]+)?",
    re.ASCII | re.IGNORECASE,
)
_TIME = re.compile(r"(?:(?:(\d{1,4}):)?(\d{1,2}):)?(\d{1,5})(?:\.(\d{1,3}))?", re.ASCII)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
# Characters that XML 1.0 §2.2 cannot carry at all, escaped or not.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")

# Signs that make another word: without them, C++ and C# would have one name.
_SPOKEN = (
    (re.compile(r"(?<=[^\W\d_])\+\+(?!\w)"), "pp"),
    (re.compile(r"(?<=[^\W\d_])#(?!\w)"), "sharp"),
    (re.compile(r"(?<![\w.])\.(?=[^\W\d_])"), "dot"),
)

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


def slugify(title: str) -> str:
    """Make the file name of a new item from its title; empty where nothing of it can be written in
    A to Z.

    >>> slugify("Why is training forgotten?"), slugify("L'été — ça va"), slugify("Straße & Łódź"), slugify("Привет")
    ('why-is-training-forgotten', 'l-ete-ca-va', 'strasse-lodz', '')
    >>> slugify("C++"), slugify("C#"), slugify(".NET or R&D?"), slugify("Question #1 ... and 2+2")
    ('cpp', 'csharp', 'dotnet-or-r-d', 'question-1-and-2-2')
    """
    import unicodedata

    for sign, spoken in _SPOKEN:
        title = sign.sub(spoken, title)
    plain = "".join(map(_latin, unicodedata.normalize("NFKD", title.casefold())))
    return re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode()).strip("-")


def _latin(letter: str) -> str:
    """A letter such as ł or æ, which is not made of another and an accent, in A to Z, as its name
    in Unicode says."""
    import unicodedata

    name = unicodedata.name(letter, "") if not letter.isascii() else ""
    found = re.fullmatch(
        r"LATIN SMALL (?:LETTER|LIGATURE) (?:DOTLESS )?([A-Z]{1,2})(?: WITH .+)?", name
    )
    return found[1].lower() if found else letter


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that a misspelt one most likely meant.

    >>> nearest("discription", ["title", "description"]), nearest("zzz", ["title"])
    ('description', None)
    """
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.7)
    return close[0] if close else None


def is_web_address(text: str) -> bool:
    """Whether a text is an address on the web that a page or a feed may point to.

    >>> is_web_address("https://example.com/a"), is_web_address("javascript:alert(1)"), is_web_address("//x.com")
    (True, False, False)
    """
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        return False
    return (
        parts.scheme in ("http", "https")
        and bool(host)
        and not re.search(r"[\s<>\"`{}|\\^\x00-\x1f\x7f]", text)
    )


def is_mail_address(text: str) -> bool:
    """Whether a text is the address of a mailbox.

    >>> is_mail_address("podcast@example.com"), is_mail_address("mailto:a@example.com"), is_mail_address("a@b")
    (True, False, False)
    """
    return bool(_MAIL.fullmatch(text))


def unprintable(text: str) -> str | None:
    r"""Name the first character that no feed can carry, if there is one.

    >>> unprintable("fine\n"), unprintable("a\x08b")
    (None, 'U+0008')
    """
    found = _NOT_XML.search(text)
    return f"U+{ord(found.group()):04X}" if found else None


def printable(text: str) -> str:
    r"""Leave out what no feed can carry; for texts that were made from others, where nobody is left
    to ask.

    >>> printable("a\x08b")
    'ab'
    """
    return _NOT_XML.sub("", text)


def inside(base: str, target: str) -> str | None:
    """Join a file reference to the file that holds it; None when it leaves the repository. Paths
    use forward slashes.

    >>> inside("docs/articles/a.md", "../definitions/b.md"), inside("docs/a.md", "../../etc/passwd"), inside("a.md", "/x")
    ('docs/definitions/b.md', None, None)
    """
    if target.startswith("/"):
        return None
    path = posixpath.normpath(posixpath.join(posixpath.dirname(base), target))
    return None if path == ".." or path.startswith("../") else path


def absolute(base_url: str, path: str) -> str:
    """Join the site's address and a path on it; the result is ASCII, as podcast apps want it.

    >>> absolute("https://example.com/hub/", "audio/001-café.mp3")
    'https://example.com/hub/audio/001-caf%C3%A9.mp3'
    """
    return base_url.rstrip("/") + "/" + quote(path.lstrip("/"), safe="/:#=?&~@!$'()*+,;%")


def path_on_site(address: str | None) -> str | None:
    """The path on the site that an author means by an address such as `/about/`; an address
    elsewhere stays as it is.

    >>> path_on_site("/about/#us"), path_on_site("https://example.com/"), path_on_site(None)
    ('about/#us', 'https://example.com/', None)
    """
    return address.removeprefix("/") if address else address


def relative(from_url: str, to_url: str) -> str:
    """A link from one page of the site to another; both are paths such as `articles/slug/`.

    >>> relative("articles/a/", "podcast/b/#t=83"), relative("", "articles/"), relative("articles/a/", ""), relative("", "")
    ('../../podcast/b/#t=83', 'articles/', '../../', './')
    """
    return "../" * from_url.count("/") + to_url or "./"


def utc(moment: datetime) -> datetime:
    """The same instant with the zone that feeds and sitemaps use.

    >>> utc(parse_date("2026-11-23 09:00 +0100")).isoformat()
    '2026-11-23T08:00:00+00:00'
    """
    return moment.astimezone(UTC)
