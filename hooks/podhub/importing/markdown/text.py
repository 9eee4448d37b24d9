"""A text of another generator as we write it: its shortcodes, wiki links, callouts and Liquid tags
as plain Markdown, as far as they have a counterpart."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

Resolve = Callable[[str], str | None]
"""Gives what leads to a file from where the text will lie; None where nothing is there."""

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_MORE = re.compile(
    r"^\s*(?:<!--\s*(?:more|truncate)\s*-->|\{\{<\s*more\s*>\}\})\s*$", re.IGNORECASE
)
_RAW = re.compile(r"\{%-?\s*(?:end)?raw\s*-?%\}")
_HIGHLIGHT = re.compile(
    r"^\s*(?:\{%-?\s*highlight\s+(\w+).*?%\}|\{\{<\s*highlight\s+\"?(\w+).*?>\}\})\s*$"
)
_END_HIGHLIGHT = re.compile(
    r"^\s*(?:\{%-?\s*endhighlight\s*-?%\}|\{\{<\s*/\s*highlight\s*>\}\})\s*$"
)
_BASE = re.compile(r"\{\{\s*site\.(?:baseurl|url)\s*\}\}")
_FILTERED = re.compile(
    r"\{\{\s*[\"']([^\"']+)[\"']\s*\|\s*(?:relative_url|absolute_url|url|prepend:.*?)\s*\}\}"
)
_REFERENCE = re.compile(
    r"\{\{[<%]\s*(?:rel)?ref\s+[\"']?([^\"'\s]+)[\"']?\s*[%>]\}\}|\{%-?\s*(?:post_url|link)\s+(\S+)\s*-?%\}"
)
_FIGURE = re.compile(r"\{\{<\s*figure\s+(.*?)\s*/?>\}\}")
_ATTRIBUTE = re.compile(r"(\w+)=(?:\"([^\"]*)\"|'([^']*)'|(\S+))")
_FILM = re.compile(r"\{\{<\s*(youtube|vimeo)\s+(?:id=)?[\"']?([\w-]+)[\"']?.*?>\}\}")
_FILMS = {"youtube": "https://www.youtube.com/watch?v=", "vimeo": "https://vimeo.com/"}
_WIKI = re.compile(r"(!?)\[\[([^\]|#\n]*)(#[^\]|\n]*)?(?:\|([^\]\n]*))?\]\]")
_COMMENT = re.compile(r"%%(.*?)%%")
_FIRST = re.compile(r"^( {0,3}<!--.*?-->)[ \t]*(?=\S)")
_MARKED = re.compile(r"==(?=\S)([^=\n]+?)(?<=\S)==")
_LINK = re.compile(
    r"(!?)\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\((<[^>\n]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)((?:\s+(?:\"[^\"]*\"|'[^']*'))?)\)"
)
_LEFT = re.compile(r"\{\{[<%]?.*?[>%]?\}\}|\{%.*?%\}")
_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_CALLOUT = re.compile(r"> ?\[!([\w-]+)\][+-]?[ \t]*(.*)")
_QUOTED = re.compile(r"> ?")
ALERTS = frozenset(("note", "tip", "important", "warning", "caution"))
"""Those that GitHub has too"""
SAME = {
    "tldr": "abstract",
    "check": "success",
    "done": "success",
    "help": "question",
    "fail": "failure",
    "missing": "failure",
    "cite": "quote",
}
"""Obsidian's other names of kinds"""


@dataclass
class Converted:
    """A text, and what has no counterpart in it, by line."""

    text: str = ""
    told: list[tuple[int, str]] = field(default_factory=list)


def convert(body: str, title: str, resolve: Resolve) -> Converted:
    """Turn a text into ours.

    >>> convert("# A\\n\\nSee [[B|that]].", "A", lambda target: "b.md").text
    'See [that](b.md).'
    >>> convert("{{< youtube x1 >}}\\n{{< chart 3 >}}", "A", lambda target: None).told
    [(2, 'expected Markdown, found {{< chart 3 >}}')]
    """
    done = Converted()
    lines: list[str] = []
    fence = ""
    for number, line in enumerate(body.split("\n"), 1):
        opened = _FENCE.match(line)
        if fence:
            ends = bool(_END_HIGHLIGHT.match(line))
            lines.append("```" if ends else line)
            # Words behind the signs begin code, and never end it.
            if ends or (
                opened and opened[1].startswith(fence) and not line[opened.end() :].strip()
            ):
                fence = ""
        elif opened:
            fence = opened[1]
            lines.append(line)
        elif marked := _HIGHLIGHT.match(line):
            fence = "```"
            lines.append(f"```{marked[1] or marked[2]}")
        elif not _MORE.match(line):
            lines.append(_line(line, number, resolve, done))
    done.text = _with_headings("\n".join(_with_notes(lines)).strip("\n"), title)
    return done


def _line(line: str, number: int, resolve: Resolve, done: Converted) -> str:
    """A line outside of code."""
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(found[0])
        return f"\0{len(kept) - 1}\0"

    def missing(words: str, target: str) -> str:
        done.told.append((number, f"expected a link to a file that is there, found {target}"))
        return words

    def wiki(found: re.Match[str]) -> str:
        target, anchor = found[2].strip(), found[3] or ""
        words = found[4] or target.rpartition("/")[2] or anchor.lstrip("#")
        place = resolve(target) if target else ""
        if place is None:
            return missing(words, found[0])
        return f"{found[1]}[{words}]({_spaced(place)}{_anchor(anchor)})"

    def link(found: re.Match[str]) -> str:
        target, _, anchor = found[3].strip("<>").partition("#")
        if not target or re.match(r"[a-z][a-z\d+.-]*:|//", target, re.IGNORECASE):
            return found[0]
        place = resolve(target)
        if place is None:
            return missing(found[2], target)
        return f"{found[1]}[{found[2]}]({_spaced(place)}{'#' if anchor else ''}{anchor}{found[4]})"

    line = _CODE.sub(keep, line)
    line = _RAW.sub("", _BASE.sub("", _FILTERED.sub(r"\1", line)))
    line = _REFERENCE.sub(lambda found: found[1] or found[2], line)
    line = _FILM.sub(lambda found: f"<{_FILMS[found[1]]}{found[2]}>", line)
    line = _FIGURE.sub(_figure, line)
    # Behind a comment at a line's beginning, Markdown is none.
    line = _FIRST.sub(r"\1\n\n", _COMMENT.sub(r"<!--\1-->", line))
    line = _MARKED.sub(r"<mark>\1</mark>", line)
    line = _WIKI.sub(wiki, _LINK.sub(link, line))
    for left in _LEFT.findall(line):
        done.told.append((number, f"expected Markdown, found {left}"))
    return re.sub("\0(\\d+)\0", lambda found: kept[int(found[1])], line)


def _figure(found: re.Match[str]) -> str:
    said = {name: a or b or c for name, a, b, c in _ATTRIBUTE.findall(found[1])}
    caption = said.get("caption") or said.get("title") or ""
    picture = f"![{said.get('alt') or caption}]({said.get('src', '')})"
    return f"{picture}\n\n*{caption}*" if caption else picture


def _spaced(path: str) -> str:
    return path.replace(" ", "%20")


def _anchor(heading: str) -> str:
    """A heading's anchor, as the code host and we make it."""
    words = re.sub(r"[^\w\s-]", "", heading.lstrip("#^").lower())
    name = re.sub(r"\s", "-", words.strip())
    return f"#{name}" if name else ""


def _with_headings(text: str, title: str) -> str:
    """Without the heading that says the title once more, and with no other as large as that."""
    first = re.match(r"# +(.+?) *#*\n*(?=\n|\Z)", text)
    if first and first[1].strip().casefold() == title.casefold():
        text = text[first.end() :].lstrip("\n")
    parts = re.split(
        r"(^ {0,3}(?:`{3,}|~{3,}).*?^ {0,3}(?:`{3,}|~{3,})[ \t]*$)", text, flags=re.M | re.S
    )
    if not any(re.search(r"(?m)^# ", part) for part in parts[::2]):
        return text
    parts[::2] = [re.sub(r"(?m)^(#{1,5}) ", r"#\1 ", part) for part in parts[::2]]
    return "".join(parts)


def _with_notes(lines: list[str]) -> list[str]:
    """Write callouts as notes: those with a title of their own, or of a kind that GitHub does not
    have, with `!!!`.

    >>> _with_notes(["> [!tip]", "> Wait."])
    ['> [!TIP]', '> Wait.']
    >>> _with_notes(["> [!tldr]- In short", "> - Wait.", ">", "> Then go.", "", "More."])
    ['!!! abstract "In short"', '    - Wait.', '', '    Then go.', '', 'More.']
    """
    done: list[str] = []
    inside = False
    for line in lines:
        if found := _CALLOUT.fullmatch(line):
            name = found[1].lower()
            kind, title = SAME.get(name, name), found[2].strip().replace('"', "’")
            inside = bool(title) or kind not in ALERTS
            words = f' "{title}"' if title else ""
            done.append(f"!!! {kind}{words}" if inside else f"> [!{kind.upper()}]")
        elif inside and (quote := _QUOTED.match(line)):
            done.append(f"    {line[quote.end() :]}".rstrip())
        else:
            inside = False
            done.append(line)
    return done
