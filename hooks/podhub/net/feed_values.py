"""Values as feeds in the wild write them: every form that can be understood, and None where
guessing would begin."""

from __future__ import annotations

import re
from datetime import datetime
from html import unescape
from urllib.parse import quote, urlsplit, urlunsplit

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


def date_text(moment: datetime) -> str:
    """A time as authors write it.

    >>> from datetime import UTC
    >>> date_text(datetime(2026, 1, 6, 9, tzinfo=UTC)), date_text(datetime(2026, 1, 6, 9, 0, 5, tzinfo=UTC))
    ('2026-01-06 09:00 +0000', '2026-01-06 09:00:05 +0000')
    """
    return f"{moment:%Y-%m-%d %H:%M:%S %z}" if moment.second else f"{moment:%Y-%m-%d %H:%M %z}"


def parse_wild_duration(text: str) -> float | None:
    """A length in seconds, from seconds or from any number of parts between colons.

    >>> [parse_wild_duration(text) for text in ("3723", "1:02:03", "62:03", "00:38:20.5")]
    [3723.0, 3723.0, 3723.0, 2300.5]
    >>> parse_wild_duration("38 minutes"), parse_wild_duration(""), parse_wild_duration("0"), parse_wild_duration("9" * 400)
    (None, None, None, None)
    """
    if not re.fullmatch(r"\d{1,9}(?::\d{1,9}){0,2}(?:\.\d+)?", text.strip(), re.ASCII):
        return None
    seconds = 0.0
    for part in text.strip().split(":"):
        seconds = seconds * 60 + float(part)
    return seconds or None


def seconds_of(text: str) -> float | None:
    """A position in the audio, where nothing is a time too; as `npt` of RFC 2326 §3.6, or with a
    comma, if need be.

    >>> [seconds_of(text) for text in ("00:01:23.500", "0", "00:00:30,500", "NPT:0:50", "soon", "")]
    [83.5, 0.0, 30.5, 50.0, None, None]
    """
    text = re.sub(r"^npt\s*[:=]\s*", "", text.strip(), flags=re.IGNORECASE).replace(",", ".")
    return 0.0 if re.fullmatch(r"0+(?::0+){0,2}(?:\.0+)?", text) else parse_wild_duration(text)


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


def escaped_address(text: str) -> str:
    """An address with what cannot stand in one escaped, as browsers and apps do by themselves (RFC
    3986 §2.1).

    >>> escaped_address(" https://a.example/my file é.mp3?x=[1]"), escaped_address("https://münchen.example/%20")
    ('https://a.example/my%20file%20%C3%A9.mp3?x=[1]', 'https://xn--mnchen-3ya.example/%20')
    >>> escaped_address("//a.example/b"), escaped_address("http://[")
    ('https://a.example/b', 'http://[')
    """
    text = text.strip()
    try:
        parts = urlsplit(f"https:{text}" if text.startswith("//") else text)
        host = parts.netloc
        host = host if host.isascii() else host.encode("idna").decode()
    except ValueError:  # UnicodeError is one
        return text
    return quote(urlunsplit(parts._replace(netloc=host)), safe="%/:=&?~#+!$,;'@()*[]")


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

    >>> one_line("<b>First</b> seeds\\n explained")
    'First seeds explained'
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
