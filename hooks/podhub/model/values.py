"""Small values and how they are written: slugs, addresses, links between files, texts that XML can
carry. Imports nothing of ours."""

from __future__ import annotations

import difflib
import posixpath
import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache
from urllib.parse import quote, urlsplit

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
MAX_SLUG = 100
"""Characters of a slug: two of them make the name of a comparison, which is one of a file too."""
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
# Characters that XML 1.0 §2.2 cannot carry at all, escaped or not.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")

# Signs that make another word: without them, C++ and C# would have one name.
_SPOKEN = (
    (re.compile(r"(?<=[^\W\d_])\+\+(?!\w)"), "pp"),
    (re.compile(r"(?<=[^\W\d_])#(?!\w)"), "sharp"),
    (re.compile(r"(?<![\w.])\.(?=[^\W\d_])"), "dot"),
)


def slugify(title: str, longest: int | None = None) -> str:
    """Make the file name of a new item from its title, of as many whole words as `longest`
    characters hold; empty where nothing of it can be written in A to Z.

    >>> slugify("Why is training forgotten?"), slugify("L'été — ça va"), slugify("Straße & Łódź"), slugify("Привет")
    ('why-is-training-forgotten', 'l-ete-ca-va', 'strasse-lodz', '')
    >>> slugify("C++"), slugify("C#"), slugify(".NET or R&D?"), slugify("Question #1 ... and 2+2")
    ('cpp', 'csharp', 'dotnet-or-r-d', 'question-1-and-2-2')
    >>> slugify("What is left", 7), slugify("What is left", 9), slugify("What", 3)
    ('what-is', 'what-is', 'wha')
    """
    for sign, spoken in _SPOKEN:
        title = sign.sub(spoken, title)
    plain = "".join(map(_latin, unicodedata.normalize("NFKD", title.casefold())))
    slug = re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode()).strip("-")
    if longest is None or len(slug) <= longest:
        return slug
    return slug[: longest + 1].rpartition("-")[0] or slug[:longest]


def _latin(letter: str) -> str:
    """A letter such as ł or æ, which is not made of another and an accent, in A to Z, as its name
    in Unicode says."""
    name = unicodedata.name(letter, "") if not letter.isascii() else ""
    found = re.fullmatch(
        r"LATIN SMALL (?:LETTER|LIGATURE) (?:DOTLESS )?([A-Z]{1,2})(?: WITH .+)?", name
    )
    return found[1].lower() if found else letter


def utf8_size(text: str) -> int:
    """The bytes of a text, which some apps count."""
    return len(text.encode())


def shortened(text: str, limit: int, size: Callable[[str], int] = len) -> str:
    """A text of at most so many characters (or bytes, by `utf8_size`), cut between words.

    >>> shortened("one two three", 9), shortened("one", 10), shortened("äö üé", 8, utf8_size)
    ('one two…', 'one', 'äö…')
    >>> shortened("wordwithoutend", 5)
    'word…'
    """
    if size(text) <= limit:
        return text
    kept = text[: limit - 1]
    while size(kept + "…") > limit:
        kept = kept[:-1]
    whole = kept if text[len(kept)].isspace() else kept[: max(kept.rfind(" "), 0)]
    return re.sub(r"[\s,.;:–—-]+$", "", whole or kept) + "…"


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
    >>> is_web_address("https://ex%20ample.com/"), is_web_address("https://a..example/"), is_web_address("https://a.example:99999/")
    (False, False, False)
    """
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname or "", parts.port  # which is an error beyond 65535
    except ValueError:
        return False
    return (
        parts.scheme in ("http", "https")
        and all(host.removesuffix(".").split("."))
        and "%" not in host
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


@lru_cache(1 << 16)
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


def relative(url: str, target: str) -> str:
    """The shortest link from a page of the site to an address on it, both as paths; the site's own is
    empty.

    >>> relative("articles/a/", "articles/b/#x"), relative("articles/a/", "podcast/"), relative("articles/a/", "")
    ('../b/#x', '../../podcast/', '../../')
    >>> relative("articles/", "articles/"), relative("", "about/"), relative("", "")
    ('./', 'about/', './')
    """
    here, there = url.split("/")[:-1], target.split("/")
    same = 0
    while same < min(len(here), len(there) - 1) and here[same] == there[same]:
        same += 1
    return "../" * (len(here) - same) + "/".join(there[same:]) or "./"
