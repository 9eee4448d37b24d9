"""`scripts/hub bench compare`: how two built sites differ, each kind of difference once.

HTML is compared by its elements, attributes and texts, XML by its canonical form, other text by its
lines, and the rest by its bytes. A difference that many files share, such as the name of a style
sheet, is one line with the number of those files."""

from __future__ import annotations

import difflib
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from pathlib import Path

from lxml import etree
from podhub.cli.console import out
from rich.table import Table

LONGEST = 300
"""Characters of a difference that are shown"""
ONLY_OLD, ONLY_NEW, SAME, OTHER = "only old", "only new", "the same", "other"

INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|button|cite|code|del|dfn|em|i|kbd|mark|q|s|small|span|strong|sub|sup|time)\b"
)
"""Elements beside which a space is seen"""
WHOLE = ("pre", "textarea", "script", "style")
"""Elements in which every space counts"""


@dataclass
class Comparison:
    """Two folders, held against each other."""

    files: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """By kind of file, how many are the same, other, only old or only new"""
    differences: dict[str, dict[str, list[str]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )
    """By kind of file and difference, the files"""


def compare_sites(old: Path, new: Path) -> Comparison:
    """Compare every file below two folders."""
    found = Comparison()
    paths = [
        {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}
        for folder in (old, new)
    ]
    for path in sorted(paths[0] | paths[1]):
        kind = kind_of(path)
        if path not in paths[1]:
            found.files[kind][ONLY_OLD] += 1
            found.differences[kind]["only in the old site"].append(path)
        elif path not in paths[0]:
            found.files[kind][ONLY_NEW] += 1
            found.differences[kind]["only in the new site"].append(path)
        else:
            differences = set(file_differences(old / path, new / path))
            found.files[kind][OTHER if differences else SAME] += 1
            for difference in differences:
                found.differences[kind][difference].append(path)
    return found


def kind_of(path: str) -> str:
    """A file's kind: its first folder and its ending.

    >>> kind_of("articles/ramp-time/index.html"), kind_of("podcast.xml")
    ('articles/**/*.html', '*.xml')
    """
    folder, slash, _ = path.partition("/")
    ending = Path(path).suffix or Path(path).name
    return f"{folder}/**/*{ending}" if slash else f"*{ending}"


def file_differences(old: Path, new: Path) -> Iterator[str]:
    """What differs between two files, piece by piece; nothing where they say the same."""
    data = old.read_bytes(), new.read_bytes()
    if data[0] == data[1]:
        return
    before, after = (
        pieces(file.suffix, content) for file, content in zip((old, new), data, strict=True)
    )
    if before is None or after is None:
        yield "other bytes"
        return
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind != "equal":
            yield _told(before[start:end], after[new_start:new_end])


def _told(old: list[str], new: list[str]) -> str:
    """A difference as a line: what was there, and what is there instead."""
    texts = ["".join(part) for part in (old, new)]
    left, right = (text if len(text) <= LONGEST else f"{text[:LONGEST]} …" for text in texts)
    if not new:
        return f"- {left}"
    return f"+ {right}" if not old else f"- {left}\n+ {right}"


def pieces(suffix: str, data: bytes) -> list[str] | None:
    """A file's content in the pieces that are compared; None where it is no text.

    >>> pieces(".html", b'<p  class="a" id=b>\\n One\\n <b>two</b> &amp; more<br></p>\\n')
    ['<p class="a" id="b">', 'One ', '<b>', 'two', '</b>', ' & more', '<br>', '</p>']
    >>> pieces(".xml", b'<a y="2" x="1"> b </a>') == pieces(".xml", b"<a x='1' y='2'>b</a>")
    True
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    if suffix == ".html":
        return _html_pieces(text)
    if suffix == ".xml":
        return re.findall(r"<[^>]*>|[^<]+", etree.canonicalize(text, strip_text=True))
    return text.splitlines(keepends=True)


def _html_pieces(text: str) -> list[str]:
    """Tags with their attributes in order, and texts in which white space counts only where a
    reader would see it."""
    reader = _HtmlReader()
    reader.feed(text)
    reader.close()
    found = reader.pieces
    for at, piece in enumerate(found):
        if piece.isspace() or not piece.startswith("<"):
            before, after = found[at - 1 : at], found[at + 1 : at + 2]
            if not (before and INLINE.match(before[0])):
                piece = piece.lstrip()
            found[at] = piece if after and INLINE.match(after[0]) else piece.rstrip()
    return [piece for piece in found if piece]


class _HtmlReader(HTMLParser):
    """Takes HTML apart."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._whole = 0
        """How many elements are open in which every space counts"""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._whole += tag in WHOLE
        said = "".join(
            f" {name}" if value is None else f' {name}="{escape(value)}"'
            for name, value in sorted(attrs, key=lambda pair: pair[0])
        )
        self.pieces.append(f"<{tag}{said}>")

    def handle_endtag(self, tag: str) -> None:
        self._whole -= tag in WHOLE
        self.pieces.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.pieces.append(data if self._whole else re.sub(r"\s+", " ", data))

    def handle_comment(self, data: str) -> None:
        self.pieces.append(f"<!--{data}-->")


def print_comparison(found: Comparison, most: int) -> None:
    """Show how many files differ, and the most frequent differences of each kind of file."""
    states = (SAME, OTHER, ONLY_OLD, ONLY_NEW)
    table = Table("files", *states)
    for kind, counts in sorted(found.files.items()):
        table.add_row(kind, *(f"{counts[state]:,}" if counts[state] else "" for state in states))
    out.print(table)
    for kind, differences in sorted(found.differences.items()):
        by_frequency = sorted(differences.items(), key=lambda pair: -len(pair[1]))
        out.print(f"\n{kind}: {len(differences):,} differences")
        for difference, paths in by_frequency[:most]:
            out.print(f"  {len(paths):,} ×, such as {paths[0]}")
            out.print(*(f"    {line}" for line in difference.splitlines()), sep="\n")
