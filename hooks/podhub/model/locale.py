"""How a language writes: its direction, its dates, numbers and lists, and the order of its letters
(CLDR, by way of Babel)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from unicodedata import combining, normalize

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

from podhub.model.language import without_extensions

_ENGLISH_NUMBERS = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen twenty"""
ENGLISH_NUMBERS = tuple(_ENGLISH_NUMBERS.split())
"""The numbers from 0 to 20 as English spells them"""
_OWN_LETTERS = {
    "es": "nñ",
    "pl": "aą cć eę lł nń oó sś zź zż",
    "sv": "zå zä zö",
    "da": "zæ zø zå",
    "cs": "cč rř sš zž",
    "tr": "cç gğ oö sş uü",
    "hr": "cč cć dđ sš zž",
    "hu": "oö oő uü uű",
    "ro": "aă aâ iî sș tț",
}
"""The letters that a language counts as its own, each behind the one that it follows. In other
languages a letter with an accent stands beside the one without."""
_ALIKE = {"fi": "sv", "nb": "da", "nn": "da", "no": "da", "sk": "cs", "sl": "hr", "bs": "hr"}


@cache
def locale_of(language: str) -> Locale:
    """What CLDR knows of a language; of English, where it knows nothing.

    >>> str(locale_of("de-at")), str(locale_of("zh-Hant")), str(locale_of("tlh"))
    ('de_AT', 'zh_Hant', 'en')
    >>> str(locale_of("de-AT-u-co-phonebk")), str(locale_of("en-x-gb"))
    ('de_AT', 'en')
    """
    tag = without_extensions(language).replace("-", "_")
    while tag:
        try:
            return Locale.parse(tag)
        except (UnknownLocaleError, ValueError):
            tag = tag.rpartition("_")[0]
    return Locale("en")


def direction(language: str) -> str:
    """Where a line begins: `ltr` for the left, `rtl` for the right.

    >>> direction("de"), direction("ar"), direction("he-IL")
    ('ltr', 'rtl', 'rtl')
    """
    return str(locale_of(language).text_direction)


def territorial(language: str) -> str:
    """A language with the territory where most of those live who speak it, as the Open Graph writes
    it.

    >>> territorial("de-at"), territorial("de"), territorial("pt-BR"), territorial("tlh")
    ('de_AT', 'de_DE', 'pt_BR', 'tlh')
    >>> territorial("de-u-co-phonebk"), territorial("fr-CA-x-us")
    ('de_DE', 'fr_CA')
    """
    from babel.core import get_global

    tag = without_extensions(language).replace("-", "_")
    if not (found := re.fullmatch(r"([a-z]+)(?:_.*)?", tag, re.IGNORECASE)):
        return tag
    own = re.search(r"_([A-Za-z]{2})(?:_|$)", tag)
    likely = str(get_global("likely_subtags").get(found[1].lower(), ""))
    territory = own[1].upper() if own else likely.rpartition("_")[2]
    return f"{found[1].lower()}_{territory}" if territory else found[1].lower()


def long_date(moment: datetime, language: str) -> str:
    """A day as readers of a language write it.

    >>> [long_date(datetime(2026, 11, 23), tag) for tag in ("en-GB", "en", "de", "ja")]
    ['23 November 2026', 'November 23, 2026', '23. November 2026', '2026年11月23日']
    """
    return format_date(moment, "long", locale_of(language))


def decimal(number: float, language: str) -> str:
    """A number as readers of a language write it.

    >>> decimal(1234.5, "en"), decimal(1234.5, "de"), decimal(2.5, "fr")
    ('1,234.5', '1.234,5', '2,5')
    """
    return format_decimal(number, locale=locale_of(language))


def enumeration(items: Iterable[str], language: str) -> str:
    """Things one after the other, the last two joined by the language's word for "and".

    >>> enumeration("abc", "en-GB"), enumeration("ab", "de"), enumeration("abc", "ja"), enumeration("", "en")
    ('a, b and c', 'a und b', 'a、b、c', '')
    """
    return format_list(list(items), locale=locale_of(language))


def sort_key(text: str, language: str) -> tuple[str, str, str]:
    """Sorts texts as a dictionary of the language does: by letters, then by accents, then by
    capitals.

    >>> sorted(["Zebra", "ähnlich", "Apfel", "aber"], key=lambda text: sort_key(text, "de"))
    ['aber', 'ähnlich', 'Apfel', 'Zebra']
    >>> sorted(["nube", "ñandú", "oso"], key=lambda text: sort_key(text, "es")), sorted(["łza", "luty", "mama"], key=lambda text: sort_key(text, "pl"))
    (['nube', 'ñandú', 'oso'], ['luty', 'łza', 'mama'])
    """
    plain = normalize("NFC", text).casefold()
    behind = _behind(language.partition("-")[0].lower())
    if plain.isascii() and not behind:
        return plain, plain, text
    spread = "".join(behind.get(letter) or normalize("NFKD", letter) for letter in plain)
    letters = "".join(letter for letter in spread if not combining(letter))
    return letters, spread, text


@cache
def _behind(language: str) -> dict[str, str]:
    """What a letter is replaced by, so that it comes behind the one that it follows."""
    pairs = _OWN_LETTERS.get(_ALIKE.get(language, language), "").split()
    return {pair[1]: f"{pair[0]}\U0010fffd{index:x}" for index, pair in enumerate(pairs)}
