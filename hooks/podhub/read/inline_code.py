"""Scripts and styles that stand in a page instead of a file. Every page's policy forbids them: a
browser passes them by, and whoever wrote them wonders."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from podhub.model.problems import Remark, RemarkName
from podhub.read.text_files import read_text

NAME: RemarkName = "inline-code"
EXPECTED = "scripts and styles in files that extra_javascript and extra_css name"
_MAYBE = re.compile(
    r"<script\b(?![^>]*\ssrc=)(?![^>]*json)|<script\b[^>]*//|<style\b|\sstyle=|\son[a-z]+=", re.I
)
"""What stands in no page without such code, but in some text that only speaks of it"""


def inline_code(html: str) -> list[tuple[int, str]]:
    """Where a page or a template has code that no browser runs: its line, and what it is.

    >>> inline_code('<p>x</p>\\n<script>a</script><i style="b" onclick="c">')
    [(2, '<script>'), (2, 'style="…"'), (2, 'onclick="…"')]
    >>> inline_code('<script src="a.js"></script><script type="application/ld+json">{}</script>')
    []
    >>> inline_code('<code title="x style=y">&lt;p style="z"&gt;</code>')
    []
    >>> inline_code('<script src="https://example.com/a.js"></script>')
    [(1, 'a script of another site')]
    """
    if not _MAYBE.search(html):
        return []
    finder = _Finder()
    finder.feed(html)
    return finder.found


def check_inline(root: Path, folder: str) -> Iterator[Remark]:
    """Yield such code in the templates of a folder below `root`."""
    for file in sorted((root / folder).rglob("*.html")):
        path = file.relative_to(root).as_posix()
        text, _ = read_text(root, path)
        for line, found in inline_code(text):
            yield Remark(path, line, "template", EXPECTED, found, NAME)


class _Finder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "style" or (tag == "script" and not {"src"} & {*said}):
            if "json" not in said.get("type", ""):
                self._add(f"<{tag}>")
        elif tag == "script" and re.match(r"(https?:)?//", said["src"], re.I):
            self._add("a script of another site")
        for name in said:
            if name == "style" or name.startswith("on"):
                self._add(f'{name}="…"')

    def _add(self, what: str) -> None:
        self.found.append((self.getpos()[0], what))
