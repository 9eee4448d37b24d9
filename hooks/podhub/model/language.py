"""Language tags by RFC 5646 (BCP 47): what is one, how it is spelt, and what a feed's `<language>`
takes."""

from __future__ import annotations

import re

_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-(?P<extended>[a-z]{3}))?(?:-(?P<script>[a-z]{4}))?"
    r"(?:-(?P<region>[a-z]{2}|\d{3}))?(?P<variants>(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*)"
    r"(?P<extensions>(?:-[a-wyz\d](?:-[a-z\d]{2,8})+)*)(?P<private>(?:-x(?:-[a-z\d]{1,8})+)?)",
    re.IGNORECASE | re.ASCII,
)


def is_language(tag: str) -> bool:
    """Whether a text is a language tag whose language, script and region exist.

    >>> [is_language(tag) for tag in ("en", "EN-gb", "zh-Hant", "sr-Latn-RS", "es-419", "gsw", "cmn", "de-CH-1996")]
    [True, True, True, True, True, True, True, True]
    >>> [is_language(tag) for tag in ("english", "x", "en-", "de_AT", "xq", "en-Abcd", "en-ZZ9", "")]
    [False, False, False, False, False, False, False, False]

    Extensions and private use may follow, each letter and each variant once (RFC 5646 §2.2.5 to
    §2.2.9):

    >>> [is_language(tag) for tag in ("de-u-co-phonebk", "en-x-pirate", "zh-Hant-x-a", "en-t-jp-u-nu-latn-x-a-b")]
    [True, True, True, True]
    >>> [is_language(tag) for tag in ("de-u", "en-x-", "en-u-co-x", "en-u-aa-u-bb", "en-x-morethaneight", "sl-rozaj-rozaj")]
    [False, False, False, False, False, False]
    """
    found = _TAG.fullmatch(tag)
    if not found or _repeats(found["variants"]) or _repeats(_singletons(found["extensions"])):
        return False
    from babel import Locale
    from babel.core import get_global

    names = Locale("en")
    language = found["language"].lower()
    script, region = (found["script"] or "").title(), (found["region"] or "").upper()
    return bool(
        (
            language in names.languages
            or language in get_global("language_aliases")
            or language in get_global("likely_subtags")
        )
        and (not script or script in names.scripts)
        and (not region or region in names.territories)
    )


def _repeats(subtags: str) -> bool:
    said = subtags.lower().split("-")[1:]
    return len(said) > len(set(said))


def _singletons(extensions: str) -> str:
    """The letters that extensions begin with: `-u-t` of `-u-co-phonebk-t-en`."""
    return "".join(re.findall(r"-[a-z\d](?=-)", extensions, re.IGNORECASE))


def without_extensions(tag: str) -> str:
    """A tag for those who know languages, scripts, countries and variants alone.

    >>> without_extensions("de-AT-u-co-phonebk"), without_extensions("zh-Hant-x-a"), without_extensions("en-GB")
    ('de-AT', 'zh-Hant', 'en-GB')
    """
    return re.split(r"-[a-z\d]-", tag, maxsplit=1, flags=re.IGNORECASE)[0]


def spelt(tag: str) -> str:
    """A tag as BCP 47 spells it, whose capitals mean nothing: `zh-Hant`, `en-GB`.

    >>> spelt("ZH-hant"), spelt("en-gb"), spelt("ES-419"), spelt("DE-U-CO-PhoneBk"), spelt("no tag")
    ('zh-Hant', 'en-GB', 'es-419', 'de-u-co-phonebk', 'no tag')
    """
    found = _TAG.fullmatch(tag)
    if not found:
        return tag
    parts = [
        found["language"].lower(),
        (found["extended"] or "").lower(),
        (found["script"] or "").title(),
        (found["region"] or "").upper(),
    ]
    rest = found["variants"] + found["extensions"] + found["private"]
    return "-".join(filter(None, parts)) + rest.lower()


def rss_language(tag: str) -> str:
    """A tag as a feed's `<language>` takes it.

    RSS lists `en-gb` in small letters, and some readers compare letter by letter; Apple wants two
    letters (ISO 639-1) where a language has them, and no extensions.

    >>> rss_language("en-GB"), rss_language("zh-hant"), rss_language("cmn"), rss_language("gsw")
    ('en-gb', 'zh-Hant', 'zh', 'gsw')
    >>> rss_language("en-GB-x-pirate"), rss_language("de-u-co-phonebk"), rss_language("zh-Hant-x-a")
    ('en-gb', 'de', 'zh-Hant')
    """
    from babel.core import get_global

    tag = without_extensions(spelt(tag))
    language, _, rest = tag.partition("-")
    if len(language) == 3:
        shorter = str(get_global("language_aliases").get(language) or language)
        tag = "-".join(filter(None, [shorter if len(shorter) == 2 else language, rest]))
    return tag.lower() if re.fullmatch(r"[a-z]{2}(-[A-Z]{2})?", tag) else tag
