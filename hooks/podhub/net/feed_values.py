"""Values as feeds in the wild write them: every form that can be understood, and None where
guessing would begin."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from html import unescape
from urllib.parse import urlsplit

import nh3

from podhub.model import categories
from podhub.model.values import printable

_TRUE, _FALSE = (
    ("yes", "true", "explicit", "1"),
    ("no", "false", "clean", "0", "not-explicit", "notexplicit"),
)
_BLOCK = re.compile(
    r"<\s*/?\s*(?:p|br|div|li|ul|ol|h[1-6]|blockquote|tr|hr)\b[^>]*>", re.IGNORECASE
)
_TAGS = (
    "a|abbr|b|blockquote|br|center|code|div|em|font|h[1-6]|hr|i|iframe|img|li|ol|p|pre|s|script|small|span|strong|style|sub|sup|"
    "table|tbody|td|th|thead|tr|u|ul"
)
_TAG = re.compile(rf"</?(?:{_TAGS})\b[^<>]*>", re.IGNORECASE)
_OTHER = re.compile(rf"<(?!/?(?:{_TAGS})\b)", re.IGNORECASE)
# Names that Apple used until 2019, and what it calls them now.
_FORMER = {
    "business > business news": "News > Business News",
    "business > management & marketing": "Business > Management",
    "business > shopping": "Business",
    "education > education technology": "Education",
    "education > higher education": "Education",
    "education > k-12": "Education",
    "education > training": "Education > Courses",
    "games & hobbies": "Leisure",
    "government & organizations": "Government",
    "health": "Health & Fitness",
    "news & politics": "News",
    "science & medicine": "Science",
    "society & culture > history": "History",
    "sports & recreation": "Sports",
    "technology > gadgets": "Technology",
    "technology > podcasting": "Technology",
    "technology > software how-to": "Technology",
    "technology > tech news": "News > Tech News",
}


def parse_wild_date(text: str) -> datetime | None:
    """A published time: RFC 2822 as RSS asks, or the ISO 8601 that many write instead. UTC where no
    zone is said.

    >>> print(parse_wild_date("Tue, 06 Jan 2026 09:00:00 +0100"), parse_wild_date("2026-01-06T09:00:00Z"))
    2026-01-06 09:00:00+01:00 2026-01-06 09:00:00+00:00
    >>> print(parse_wild_date("6 January 2026 09:00 EST"), parse_wild_date("2026-01-06 09:00:00"))
    2026-01-06 09:00:00-05:00 2026-01-06 09:00:00+00:00
    >>> print(parse_wild_date("next Monday"), parse_wild_date("32 Jan 2026 09:00:00 GMT"), parse_wild_date("06/01/2026"))
    None None None
    """
    try:
        found = parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError, OverflowError):
        try:
            found = datetime.fromisoformat(text.strip())
        except ValueError:
            return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def date_text(moment: datetime) -> str:
    """A time as authors write it.

    >>> date_text(datetime(2026, 1, 6, 9, tzinfo=UTC)), date_text(datetime(2026, 1, 6, 9, 0, 5, tzinfo=UTC))
    ('2026-01-06 09:00 +0000', '2026-01-06 09:00:05 +0000')
    """
    return f"{moment:%Y-%m-%d %H:%M:%S %z}" if moment.second else f"{moment:%Y-%m-%d %H:%M %z}"


def parse_wild_duration(text: str) -> float | None:
    """A length in seconds, from seconds or from any number of parts between colons.

    >>> [parse_wild_duration(text) for text in ("3723", "1:02:03", "62:03", "00:38:20.5")]
    [3723.0, 3723.0, 3723.0, 2300.5]
    >>> parse_wild_duration("38 minutes"), parse_wild_duration(""), parse_wild_duration("0")
    (None, None, None)
    """
    if not re.fullmatch(r"\d+(?::\d+){0,2}(?:\.\d+)?", text.strip(), re.ASCII):
        return None
    seconds = 0.0
    for part in text.strip().split(":"):
        seconds = seconds * 60 + float(part)
    return seconds or None


def parse_wild_truth(text: str) -> bool | None:
    """What `explicit`, `block` and the like have meant over the years.

    >>> [parse_wild_truth(word) for word in ("Yes", "clean", "explicit", "FALSE", "maybe", "")]
    [True, False, True, False, None, None]
    """
    word = text.strip().lower()
    return True if word in _TRUE else False if word in _FALSE else None


def parse_wild_number(text: str) -> int | None:
    """A whole number above zero.

    >>> [parse_wild_number(text) for text in ("12", " 007 ", "0", "1.5", "x")]
    [12, 7, None, None, None]
    """
    found = re.fullmatch(r"\s*0*(\d{1,15})\s*", text, re.ASCII)
    return (int(found[1]) or None) if found else None


def address_path(url: str) -> str:
    """The path of an address; empty where it is none.

    >>> address_path("https://a.example/b.mp3?c=1"), address_path("http://[")
    ('/b.mp3', '')
    """
    try:
        return urlsplit(url).path
    except ValueError:
        return ""


def plain_text(text: str) -> str:
    """What HTML, or a text that was escaped once too often, says; paragraphs stay apart, everything
    else is one space.

    >>> plain_text("<p>One &amp; two</p><p>Three<br/>four</p>"), plain_text("Tom &amp;amp; Ann")
    ('One & two\\n\\nThree\\nfour', 'Tom & Ann')
    >>> plain_text("a < b > <c> <i>d</i>")
    'a < b > <c> d'
    """
    if _TAG.search(text):
        if _BLOCK.search(text):
            text = re.sub(r"\s+", " ", text)
            text = _BLOCK.sub(lambda found: "\n" if "br" in found[0].lower() else "\n\n", text)
        # Other words between angle brackets are words.
        text = nh3.clean(_OTHER.sub("&lt;", text), tags=set(), strip_comments=True)
    text = printable(unescape(unescape(text)))
    paragraphs = (
        re.sub(r"[^\S\n]+", " ", paragraph).strip()
        for paragraph in re.split(r"\n[^\S\n]*\n\s*", text)
    )
    return "\n\n".join(re.sub(r" ?\n ?", "\n", paragraph) for paragraph in paragraphs if paragraph)


def one_line(text: str) -> str:
    """A text on one line, without markup.

    >>> one_line("<b>Ramp</b> time\\n explained")
    'Ramp time explained'
    """
    return " ".join(plain_text(text).split())


def current_category(top: str, sub: str = "") -> str | None:
    """One of Apple's categories of today, for any way in which a feed may name it.

    >>> current_category("business", "careers"), current_category("Society &amp; Culture"), current_category("News & Politics")
    ('Business > Careers', 'Society & Culture', 'News')
    >>> current_category("Business", "Sales"), current_category("Selling")
    ('Business', None)
    """
    known = {name.lower(): name for name in categories.ALL} | _FORMER
    top, sub = one_line(top).lower(), one_line(sub).lower()
    return known.get(f"{top} > {sub}") or known.get(top)
