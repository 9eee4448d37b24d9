"""The kinds of value that front matter holds: what each accepts, what it says when it does not, how
editors know it.

Every kind states its expectation once; the error quotes it and the JSON Schema describes it to
editors."""

from __future__ import annotations

import re
import uuid
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator, Strict, WithJsonSchema
from pydantic_core import PydanticCustomError

from podhub.model import categories, times, values
from podhub.model.language import is_language
from podhub.model.problems import quote
from podhub.model.site_path import SitePath


def refusal(expected: str, found: str | None = None) -> PydanticCustomError:
    """An error that says what was expected; `found` stands in for a value that would say
    nothing."""
    return PydanticCustomError(
        "expected", "{expected}", {"expected": expected} | ({"found": found} if found else {})
    )


def rule(expected: str, test: Callable[[str], object]) -> AfterValidator:
    """A test that a text must pass, and what is expected in an author's words."""

    def check(value: str) -> str:
        if not test(value):
            raise refusal(expected)
        return value

    return AfterValidator(check)


def parsed(parse: Callable[[Any], Any]) -> BeforeValidator:
    """A value that authors write as text and a parser of `times` reads; its ValueError says what
    was expected."""

    def check(value: object) -> object:
        if not isinstance(value, str | int | float) or isinstance(value, bool):
            value = ""
        try:
            return parse(value)
        except ValueError as error:
            raise refusal(str(error).removeprefix("expected ")) from None

    return BeforeValidator(check)


def _site_path(value: object, parse: Callable[[str], SitePath]) -> SitePath:
    try:
        return parse(value.strip() if isinstance(value, str) else "")
    except ValueError as error:
        raise refusal(str(error).removeprefix("expected ")) from None


def _old_address(text: str) -> SitePath:
    # Hosts keep files and folders that begin with a dot to themselves.
    if not re.match(r"/[^/?#]", text) or re.search(r"[?#]|/\.(?!well-known/)", text):
        raise ValueError("expected an old address on this site such as /blog/ramp-time/")
    return SitePath.of_address(text)


def _written(spell: Callable[[str], str]) -> BeforeValidator:
    """A code whose capitals mean nothing, as its specification spells it."""
    return BeforeValidator(lambda value: spell(value) if isinstance(value, str) else value)


def _printable(value: str) -> str:
    character = values.unprintable(value)
    if character:
        raise refusal(
            f"text without the control character {character}, which no podcast app can read"
        )
    if not value.strip():
        raise refusal("some text")
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
AUDIO_EXTENSIONS = (".mp3", ".m4a", ".ogg", ".opus", ".wav", ".mp4", ".m4v", ".mov")

Truth = Annotated[bool, Strict()]
"""true or false. YAML's other words for them are texts to us, and 1 is a number."""
Count = Annotated[int, Strict(), Field(gt=0)]
"""A whole number above zero."""
Text = Annotated[str, AfterValidator(_printable)]
"""Any text that is there and that XML can carry."""
Line = Annotated[
    Text, Field(max_length=255), rule("a text on one line", lambda text: "\n" not in text)
]
"""A line as long as podcast apps show: 255 characters (PSP-1)."""
Name = Annotated[
    Text, Field(max_length=128), rule("a text on one line", lambda text: "\n" not in text)
]
"""A name or label in the Podcasting 2.0 namespace: 128 characters."""
Label = Annotated[
    Text, Field(max_length=32), rule("a text on one line", lambda text: "\n" not in text)
]
"""A short label in the Podcasting 2.0 namespace: 32 characters."""
LongText = Annotated[Text, Field(max_length=4000)]
"""A free text in the Podcasting 2.0 namespace: 4,000 characters."""
Rights = Annotated[
    Line, rule('a name without the word "Copyright", © or a year, which apps add', _is_bare_name)
]
ShortDescription = Annotated[Text, Field(max_length=160)]
"""What search engines show of a page: 160 characters."""
FeedText = Annotated[Text, _utf8_limit(4000)]
"""A description in a feed: 4,000 bytes (PSP-1)."""
Slug = Annotated[
    str,
    rule("a name in small letters, digits and dashes, such as ramp-time", values.SLUG.fullmatch),
]
Reference = Line
"""The name of another item. Whether there is one is known when everything is read, and said in
`references`."""
References = Annotated[tuple[Reference, ...], AfterValidator(_each_once)]
"""The names of other items."""
Word = Annotated[Line, rule("a word, with a letter or a digit in it", re.compile(r"[^\W_]").search)]
"""What can be found in a text."""
WebAddress = Annotated[
    str,
    rule("a web address such as https://example.com/page", values.is_web_address),
    Field(max_length=2000),
]
SecureAddress = Annotated[
    str,
    rule(
        "a web address that starts with https://",
        lambda text: values.is_web_address(text) and text.startswith("https://"),
    ),
    Field(max_length=2000),
]
PictureAddress = Annotated[
    str,
    rule(
        "an address that starts with https://, or a path on this site such as /assets/banner.jpg",
        lambda text: (
            (values.is_web_address(text) and text.startswith("https://"))
            or re.fullmatch(r"/(?!/)[\w\-./]+", text, re.ASCII)
        ),
    ),
]
SourceAddress = Annotated[
    str,
    rule(
        "an address that starts with https:// or ipfs://",
        lambda text: (
            re.match("(https|ipfs)://", text)
            and values.is_web_address(re.sub("^ipfs", "https", text))
        ),
    ),
    Field(max_length=2000),
]
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
    str, _written(str.upper), rule("a country's two letters, such as GB", _is_country)
]
"""ISO 3166-1 alpha-2"""
Service = Annotated[
    str,
    _written(str.lower),
    rule(
        "a service's short name in small letters, such as amazon",
        re.compile(r"[a-z0-9]{2,32}").fullmatch,
    ),
]
# YAML's keys are read as texts.
SeasonNumber = Annotated[
    str, rule("a season's number, such as 1", re.compile(r"[1-9]\d{0,3}", re.ASCII).fullmatch)
]
# Apple decides by the end of the address whether an episode is shown at all.
AudioAddress = Annotated[
    SecureAddress,
    rule("an address without letters beyond A to Z (write é as %C3%A9)", str.isascii),
    rule(
        f"an address that ends in one of {', '.join(AUDIO_EXTENSIONS)}",
        lambda text: text.lower().endswith(AUDIO_EXTENSIONS),
    ),
]
PageAddress = Annotated[
    str,
    rule(
        "a web address or a page of this site such as /about/",
        lambda text: (
            values.is_web_address(text) or re.fullmatch(r"/(?!/)[\w\-./#]*", text, re.ASCII)
        ),
    ),
]
OldAddress = Annotated[
    SitePath,
    PlainValidator(lambda value: _site_path(value, _old_address)),
    WithJsonSchema({"type": "string", "pattern": "^/[^/?#]"}),
]
"""Where a page was: a redirect is written there."""
PublicPage = Annotated[
    SitePath, PlainValidator(lambda value: _site_path(value, SitePath.of_address))
]
"""Where a page is or was, without the slash before it, as the ledger notes it."""
Email = Annotated[
    str,
    rule("an e-mail address", values.is_mail_address),
    Field(max_length=255),
]
FileName = Annotated[
    str,
    rule(
        "a file's name, relative to this file's folder, with forward slashes",
        lambda text: (
            text
            and not text.startswith(("/", "~"))
            and ":" not in text
            and "\\" not in text
            and "\0" not in text
        ),
    ),
]
Language = Annotated[str, rule("a language code such as en, en-GB or zh-Hant", is_language)]
Guid = Annotated[
    str,
    rule(
        "a permanent id such as the one that `scripts/hub new` writes, on one line",
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
    str,
    AfterValidator(_category),
    WithJsonSchema({"type": "string", "enum": categories.ALL}),
]
License = Annotated[
    str,
    _written(str.lower),
    rule(
        "a licence's short name in small letters, such as cc-by-4.0",
        re.compile(r"[a-z0-9][a-z0-9.\-]*").fullmatch,
    ),
]
Coordinates = Annotated[
    str,
    rule("a place such as geo:52.37,4.90", _is_on_earth),
]
OpenStreetMap = Annotated[
    str,
    rule(
        "an OpenStreetMap id such as R113314", re.compile(r"[NWR]\d+(?:#\d+)?", re.ASCII).fullmatch
    ),
]
Recurrence = Annotated[
    str,
    _written(str.upper),
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
