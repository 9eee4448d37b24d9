"""Headings and their anchors, in whatever script they are written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from unicodedata import category, name, normalize

from markdown_it.token import Token

from podhub.model.body import Heading

_OURS = frozenset(
    (
        "articles",
        "backlinks",
        "content",
        "differences",
        "episodes",
        "facets",
        "hear",
        "heard",
        "hub-bar",
        "hub-bar-template",
        "index",
        "key-points",
        "listen",
        "moments",
        "notes",
        "on-this-page",
        "outcomes",
        "perspectives",
        "read",
        "related",
        "said",
        "see-also",
        "start-here",
        "subscribe",
        "table",
        "talk",
        "terms",
        "transcript",
    )
)
_OUR_NUMBERED = re.compile(r"(?:t=|point-\d|points-|term-|missing-\d).*")
_COUNTED = re.compile(r"(.*)_([0-9]+)")


def is_ours(anchor: str) -> bool:
    """Whether an anchor is one of those that the parts of our pages have, on
    whichever page.

    >>> is_ours("transcript"), is_ours("t=83"), is_ours("point-2"), is_ours("what-it-is")
    (True, True, True, False)
    """
    return anchor in _OURS or bool(_OUR_NUMBERED.fullmatch(anchor))


def slug(heading: str) -> str:
    """The anchor of a heading, by its words alone.

    In Latin letters it is what Python-Markdown makes of it, since such anchors are public. Other
    letters stay; a heading without any is known by its characters' numbers.

    >>> slug("Why an _early_ Café?"), slug("Первый шаг"), slug("हिन्दी"), slug("🎉")
    ('why-an-_early_-cafe', 'первый-шаг', 'हिन्दी', 'u1f389')
    """
    plain = normalize("NFKD", heading).encode("ascii", "ignore").decode()
    kept = plain if _is_latin(heading) else normalize("NFC", heading)
    words = "".join(filter(_stays, kept)).strip().lower()
    return re.sub(r"[-\s]+", "-", words) or "-".join(
        f"u{ord(sign):x}" for sign in heading.strip()[:8] if not sign.isspace()
    )


def _stays(sign: str) -> bool:
    """Whether a sign stays in an anchor: marks are the vowels of many scripts, but not those that
    choose how an emoji looks."""
    if sign.isalnum() or sign in "_-" or sign.isspace():
        return True
    return category(sign) in ("Mn", "Mc") and not "\ufe00" <= sign <= "\ufe0f"


def _is_latin(text: str) -> bool:
    return text.isascii() or all(
        name(letter, "").startswith("LATIN")
        for letter in text
        if not letter.isascii() and (letter.isalpha() or letter.isdigit())
    )


def anchor_headings(tokens: Sequence[Token], taken: Collection[str]) -> Iterator[Heading]:
    """Give each heading an anchor of its own; `taken` are those that authors gave by hand. Where
    the code host has another for it, it gets that as well, as `meta["also"]`."""
    used = set(taken)
    unnamed = []
    for index, token in enumerate(tokens):
        if token.type != "heading_open":
            continue
        title = plain(tokens[index + 1].children or ())
        anchor = str(token.attrs.get("id", ""))
        if not anchor:
            made = slug(title) or "section"
            anchor = _free(f"{made}_1" if is_ours(made) else made, used)
            token.attrs["id"] = anchor
            used.add(anchor)
            unnamed.append((token, title))
        yield Heading(int(token.tag[1]), anchor, title)
    count: Counter[str] = Counter()
    for token, title in unnamed:
        also = github_slug(title)
        count[also] += 1
        also += f"-{count[also] - 1}" if count[also] > 1 else ""
        if also and also not in used and not is_ours(also):
            token.meta["also"] = also
            used.add(also)


def github_slug(heading: str) -> str:
    """The anchor that GitHub gives to the first heading of these words.

    >>> github_slug("Größe & Café_2"), github_slug("Why? Because: no!"), github_slug("🎉")
    ('größe--café_2', 'why-because-no', '')
    """
    kept = (
        sign
        for sign in normalize("NFC", heading).lower()
        if sign in "- " or category(sign)[0] in "LM" or category(sign) in ("Nd", "Nl", "Pc")
    )
    return "".join(kept).replace(" ", "-").strip("\ufe0f")


def _free(anchor: str, used: Collection[str]) -> str:
    while anchor in used:
        found = _COUNTED.fullmatch(anchor)
        anchor = f"{found[1]}_{int(found[2]) + 1}" if found else f"{anchor}_1"
    return anchor


def plain(parts: Sequence[Token]) -> str:
    """The words of a paragraph without their markup.

    >>> plain([Token("text", "", 0, content="a "), Token("code_inline", "", 0, content="b")])
    'a b'
    """
    return "".join(
        part.content if part.type in ("text", "text_special", "code_inline") else " "
        for part in parts
        if part.type in ("text", "text_special", "code_inline", "softbreak", "hardbreak")
    ).strip()
