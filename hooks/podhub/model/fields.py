"""The kinds of value that front matter holds: what each accepts, what it says when it does not, how
editors know it.

Every kind states its expectation once; the error quotes it and the JSON Schema describes it to
editors."""

from __future__ import annotations

import re
import uuid
from collections import Counter
from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, Field, Strict, WithJsonSchema

from podhub.model import categories, times, values
from podhub.model.expectations import parsed, refusal, rule, written
from podhub.model.foreign_signs import expected_in_field, sign_in_words
from podhub.model.language import is_language
from podhub.model.problems import quote


def _printable(value: str) -> str:
    character = values.unprintable(value)
    if character:
        raise refusal(
            f"text without the control character {character}, which no podcast app can read"
        )
    if not value.strip():
        raise refusal("some text")
    return value


def _without_signs(value: str) -> str:
    stray = sign_in_words(value)
    if stray:
        raise refusal(expected_in_field(stray), quote(stray.written))
    return value


def _utf8_limit(limit: int) -> AfterValidator:
    """Apps cut by bytes, not by characters: an emoji counts four."""

    def check(value: str) -> str:
        size = len(value.encode())
        if size > limit:
            raise refusal(f"at most {limit:,} bytes of text", f"{size:,}")
        return value

    return AfterValidator(check)


def _each_once(names: tuple[str, ...]) -> tuple[str, ...]:
    again = next((name for name, count in Counter(names).items() if count > 1), None)
    if again:
        raise refusal("each name once", f"{quote(again)} again")
    return names


def _category(value: str) -> str:
    if not categories.is_category(value):
        close = values.nearest(value, categories.ALL) or "Business > Management"
        raise refusal(f"one of Apple's categories, such as {close}")
    return value


def _is_uuid(text: str) -> bool:
    try:
        return str(uuid.UUID(text)) == text.lower()
    except ValueError:
        return False


def _is_country(code: str) -> bool:
    from babel import Locale

    known = Locale("en").territories.keys() - {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}
    return bool(re.fullmatch("[A-Z]{2}", code)) and code in known


def _is_on_earth(text: str) -> bool:
    """A geo URI: latitude, longitude, and if known altitude and how sure it is (RFC 5870)."""
    number = r"(-?\d+(?:\.\d+)?)"
    more = rf"(?:,{number})?(?:;crs=wgs84)?(?:;u=\d+(?:\.\d+)?)?"
    found = re.fullmatch(rf"geo:{number},{number}{more}", text, re.ASCII | re.IGNORECASE)
    return bool(found and abs(float(found[1])) <= 90 and abs(float(found[2])) <= 180)


def _is_bare_name(text: str) -> bool:
    """PSP-1: `copyright` says whose, and neither the word, nor its sign, nor a year."""
    return not re.search(r"copyright|©|\(c\)|\b(19|20)\d\d\b", text, re.IGNORECASE)


FREQUENCIES = ("SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY")
"""RFC 5545 §3.3.10"""

_ON_ONE_LINE = rule("a text on one line", lambda text: "\n" not in text)

Truth = Annotated[bool, Strict()]
"""true or false. YAML's other words for them are texts to us, and 1 is a number."""
Count = Annotated[int, Strict(), Field(gt=0)]
"""A whole number above zero."""
Verbatim = Annotated[str, AfterValidator(_printable)]
"""What others gave us and must get as it stands: any text that is there and that XML can carry."""
Words = Annotated[str, AfterValidator(_without_signs)]
"""What readers see as it stands, or nothing."""
Text = Annotated[Verbatim, AfterValidator(_without_signs)]
"""Words that readers see as they stand."""
VerbatimLine = Annotated[Verbatim, Field(max_length=255), _ON_ONE_LINE]
"""What a program of ours or others noted, on a line."""
Line = Annotated[Text, Field(max_length=255), _ON_ONE_LINE]
"""A line as long as podcast apps show: 255 characters (PSP-1)."""
Name = Annotated[Text, Field(max_length=128), _ON_ONE_LINE]
"""A name or label in the Podcasting 2.0 namespace: 128 characters."""
Label = Annotated[Text, Field(max_length=32), _ON_ONE_LINE]
"""A short label in the Podcasting 2.0 namespace: 32 characters."""
LongText = Annotated[Verbatim, Field(max_length=4000)]
"""What a service asks for, in the Podcasting 2.0 namespace: 4,000 characters."""
Rights = Annotated[
    Line, rule('a name without the word "Copyright", © or a year, which apps add', _is_bare_name)
]
ShortDescription = Annotated[Text, Field(max_length=160)]
"""What search engines show of a page: 160 characters."""
FeedText = Annotated[Text, _utf8_limit(4000)]
"""A description in a feed: 4,000 bytes (PSP-1)."""
Slug = Annotated[
    str,
    rule("a name in small letters, digits and dashes, such as first-seeds", values.SLUG.fullmatch),
]
Reference = Line
"""The name of another item. Whether there is one is known when everything is read, and said in
`references`."""
References = Annotated[tuple[Reference, ...], AfterValidator(_each_once)]
"""The names of other items."""
Word = Annotated[Line, rule("a word, with a letter or a digit in it", re.compile(r"[^\W_]").search)]
"""What can be found in a text."""
Integrity = Annotated[
    str,
    rule(
        "a checksum such as sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
        re.compile(
            r"sha256-[A-Za-z0-9+/]{43}=|sha384-[A-Za-z0-9+/]{64}|sha512-[A-Za-z0-9+/]{86}=="
        ).fullmatch,
    ),
]
AspectRatio = Annotated[
    str, rule("a ratio such as 16/9", re.compile(r"[1-9]\d{0,3}/[1-9]\d{0,3}", re.ASCII).fullmatch)
]
Country = Annotated[
    str, written(str.upper), rule("a country's two letters, such as GB", _is_country)
]
"""ISO 3166-1 alpha-2"""
Service = Annotated[
    str,
    written(str.lower),
    rule(
        "a service's short name in small letters, such as amazon",
        re.compile(r"[a-z0-9]{2,32}").fullmatch,
    ),
]
# YAML's keys are read as texts.
SeasonNumber = Annotated[
    str, rule("a season's number, such as 1", re.compile(r"[1-9]\d{0,3}", re.ASCII).fullmatch)
]
Language = Annotated[str, rule("a language code such as en, en-GB or zh-Hant", is_language)]
Guid = Annotated[
    str,
    rule(
        "a permanent id such as the one that `podhub new` writes, on one line",
        # Other hosts' ids may hold spaces, and must stay as they are.
        lambda text: (
            0 < len(text) <= 2000
            and not re.search(r"[^\S ]", text)
            and not values.unprintable(text)
        ),
    ),
]
Sha256 = Annotated[
    str, rule("64 digits and letters from 0 to f", re.compile(r"[0-9a-f]{64}").fullmatch)
]
ShowGuid = Annotated[str, rule("a UUID such as 917393e3-1b1e-5cef-ace4-edaa54e1f810", _is_uuid)]
Category = Annotated[
    str, AfterValidator(_category), WithJsonSchema({"type": "string", "enum": categories.ALL})
]
License = Annotated[
    str,
    written(str.lower),
    rule(
        "a licence's short name in small letters, such as cc-by-4.0",
        re.compile(r"[a-z0-9][a-z0-9.\-]*").fullmatch,
    ),
]
Coordinates = Annotated[str, rule("a place such as geo:52.37,4.90", _is_on_earth)]
OpenStreetMap = Annotated[
    str,
    rule(
        "an OpenStreetMap id such as R113314", re.compile(r"[NWR]\d+(?:#\d+)?", re.ASCII).fullmatch
    ),
]
Recurrence = Annotated[
    str,
    written(str.upper),
    rule(
        "a rule such as FREQ=WEEKLY;INTERVAL=2",
        re.compile(
            rf"(?:[A-Z-]+=[A-Z0-9,+:-]+;)*FREQ=(?:{'|'.join(FREQUENCIES)})(?:;[A-Z-]+=[A-Z0-9,+:-]+)*"
        ).fullmatch,
    ),
]
When = Annotated[
    datetime,
    parsed(lambda value: times.parse_date(str(value))),
    WithJsonSchema(
        {"type": "string", "description": f"{times.DATE_EXPECTED}; the zone is required"}
    ),
]
Time = Annotated[
    float,
    parsed(times.parse_time),
    WithJsonSchema(
        {
            "type": ["string", "number"],
            "description": f"Position in the audio: {times.TIME_EXPECTED}",
        }
    ),
]
