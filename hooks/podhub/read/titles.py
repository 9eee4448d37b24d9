"""What an episode is called without what apps show beside it: its number, and the show's name.

Only what is certain is taken for one. A number too much is seen once; a title that was cut is wrong
in every app for ever."""

from __future__ import annotations

import re

# "Episode 4", "Ep. 4", "E4", "#4", "№ 4", "S2E4", "Season 2, Episode 4": a season alone is no number.
_NUMBER = r"(?:(?:season|s)[ .]*\d+[ ,.|–—-]*(?:episode|ep|e)|episode|ep|e|#|№)[ .#]*(\d{1,9})"
# What parts it from words that can stand alone; a colon before a digit belongs to a time.
_SIGN = r"(?: *[:：](?!\d)| *[|–—](?= )| +[–—-] +)"
_NUMBER_FIRST = re.compile(
    rf"(?:{_NUMBER}{_SIGN}|\({_NUMBER}\)|\[{_NUMBER}\]) *", re.IGNORECASE | re.ASCII
)
_NUMBER_LAST = re.compile(
    rf"(?: *[|] *| *[:：] +| +[–—-] +){_NUMBER}$| *(?:\({_NUMBER}\)|\[{_NUMBER}\])$",
    re.IGNORECASE | re.ASCII,
)
_ALONE = re.compile(rf"{_NUMBER}", re.IGNORECASE | re.ASCII)
_WORD = re.compile(r"[^\W\d_]")


def better_title(title: str, show: str | None, number: int | None = None) -> str | None:
    """What an episode's title should be instead; None where it is fine. `show` is the show's title,
    `number` the episode's, if known.

    >>> better_title("Episode 9: the call", None), better_title("The call", "The Show")
    ("a title without the episode's number, which apps show beside it", None)
    >>> [bool(better_title(title, "Us")) for title in ("S2E1: How we sell", "Episode 12 Selling", "Us: a start", "Us-made", "us")]
    [True, False, True, False, False]
    >>> better_title("Episode 9: the call", None, 10)
    """
    if _without_number(title, number):
        return "a title without the episode's number, which apps show beside it"
    if show and _without_name(title, show, last=False):
        return "a title without the show's name, which apps show above it"
    return None


def bare_title(title: str, show: str, number: int | None = None) -> tuple[str, int | None]:
    """What an episode is called, without what apps show beside it; and the number that stood there,
    if one did. `number` is the one that is known from elsewhere: another one is part of the title.

    >>> bare_title("Ep. 12: First seeds", "The Show"), bare_title("First seeds (Episode 12)", ""), bare_title("Us – Deals", "Us")
    (('First seeds', 12), ('First seeds', 12), ('Deals', None))
    >>> bare_title("Sales-led growth", "Sales"), bare_title("S3: storage in a bucket", ""), bare_title("Episode 7 of the saga", "")
    (('Sales-led growth', None), ('S3: storage in a bucket', None), ('Episode 7 of the saga', None))
    >>> bare_title("Episode 7", ""), bare_title("Ep. 12: First seeds", "", 13), bare_title("Ep 1:30 to go", "")
    (('Episode 7', 7), ('Ep. 12: First seeds', None), ('Ep 1:30 to go', None))
    >>> bare_title("Us | S2E3: How we sell", "Us"), bare_title("How we sell | Us", "Us")
    (('How we sell', 3), ('How we sell', None))
    """
    rest, found = title, None
    for _ in range(2):  # either may stand before the other
        rest = (_without_name(rest, show) if show else None) or rest
        if cut := _without_number(rest, number):
            rest, found = cut
    # A title that is nothing but a number is all there is to call it by.
    alone = _ALONE.fullmatch(title)
    return rest, int(alone[1]) if alone and found is None else found


def _without_number(title: str, number: int | None) -> tuple[str, int] | None:
    """The title without the number that is certainly the episode's, and that number."""
    for pattern in (_NUMBER_FIRST, _NUMBER_LAST):
        found = pattern.match(title) if pattern is _NUMBER_FIRST else pattern.search(title)
        if found:
            said = next(int(group) for group in found.groups() if group)
            rest = (title[: found.start()] + title[found.end() :]).strip()
            if said and number in (None, said) and _WORD.search(rest):
                return rest, said
    return None


def _without_name(title: str, show: str, *, last: bool = True) -> str | None:
    """The title without the show's name before a separator or, if asked, behind a bar."""
    name = re.escape(show)
    patterns = [rf"\W{{0,2}}{name}(?: *[:：|](?!\d)| +[–—-] +) *"]
    patterns += [rf".*?( *\| *{name})"] if last else []
    for index, pattern in enumerate(patterns):
        whole = re.compile(pattern, re.IGNORECASE)
        found = whole.match(title) if index == 0 else whole.fullmatch(title)
        if found:
            rest = title[found.end() :] if index == 0 else title[: found.start(1)]
            if _WORD.search(rest):
                return rest.strip()
    return None
