"""The Markdown that texts are written in: what it becomes, and which anchors a page then has.

The builder renders the pages by the same extensions (mkdocs.yml; a test holds the two together).
Here a text is rendered only where a check needs the truth: what HTML in it becomes, and the anchors
of a page that somebody links into."""

from __future__ import annotations

import re
from functools import cache

from lxml import html
from markdown import Markdown
from markdown.extensions import toc

EXTENSIONS = (
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "fenced_code",
    "footnotes",
    "sane_lists",
    "tables",
    "toc",
)
_OURS = frozenset(
    (
        "articles",
        "backlinks",
        "content",
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
        "see-also",
        "subscribe",
        "table",
        "talk",
        "terms",
        "transcript",
    )
)
_NUMBERED = re.compile(r"(?:t=|point-\d|points-|term-).*")
_OPENS = re.compile(r"^ *(?:(?:!!!|\?\?\?\+?) ?[\w\"]|: {1,3}\S|(\[\^[^\]\n]+\]:))", re.MULTILINE)
"""The first line of a note, a definition or a footnote, whose text goes on indented by four."""


def is_ours(anchor: str) -> bool:
    """Whether an anchor is one of those that the parts of our pages have (hooks/podhub/theme/), on
    whichever page.

    >>> is_ours("transcript"), is_ours("t=83"), is_ours("point-2"), is_ours("what-it-is")
    (True, True, True, False)
    """
    return anchor in _OURS or bool(_NUMBERED.fullmatch(anchor))


def slugify(heading: str, separator: str) -> str:
    """A heading's anchor as Python-Markdown makes it, kept off those of the page's own parts.

    >>> slugify("An important word", "-"), slugify("Transcript", "-")
    ('an-important-word', 'transcript_1')
    """
    slug = toc.slugify(heading, separator)
    return f"{slug}_1" if is_ours(slug) else slug


@cache
def _renderer() -> Markdown:
    return Markdown(extensions=list(EXTENSIONS), extension_configs={"toc": {"slugify": slugify}})


def render(text: str) -> str:
    """A text as HTML, not yet made harmless. Raises RecursionError where it is nested beyond all
    bounds."""
    return _renderer().reset().convert(text)


def anchors_in(source: str) -> frozenset[str]:
    """The anchors of a text's HTML.

    >>> sorted(anchors_in(render("## An _important_ word\\n\\n!!! note\\n\\n    ### In a note")))
    ['an-important-word', 'in-a-note']
    """
    root = html.fragment_fromstring(source, create_parent="div")
    return frozenset(str(anchor) for anchor in root.xpath("//@id"))


def at_the_margin(text: str) -> str:
    """A text with what stands in its notes, definitions and footnotes moved to the left, line by
    line.

    CommonMark takes it for code. Footnotes lose their sign, which CommonMark takes for a link's
    address.

    >>> print(at_the_margin("!!! note\\n\\n    A [link](a.md).\\n\\n        Code.\\n\\n[^1]: See.\\n\\nText."))
    !!! note
    <BLANKLINE>
    A [link](a.md).
    <BLANKLINE>
        Code.
    <BLANKLINE>
    See.
    <BLANKLINE>
    Text.
    """
    if not _OPENS.search(text):
        return text
    lines, around = [], list[int]()
    for line in text.expandtabs(4).split("\n"):
        indent = len(line) - len(line.lstrip(" "))
        while around and line.strip() and indent < around[-1]:
            around.pop()
        opens = _OPENS.match(line)
        inner = line[4 * len(around) :]
        lines.append(inner.replace(opens[1], "", 1).lstrip() if opens and opens[1] else inner)
        if opens:
            around.append(indent + 4)
    return "\n".join(lines)
