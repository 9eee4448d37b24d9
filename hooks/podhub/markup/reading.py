"""What a parsed text says and where: its links, its anchors, what in it is private, and what is
wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from markdown_it.token import Token

from podhub.markup.empty_anchors import empty_anchors
from podhub.markup.footnotes import Footnote
from podhub.markup.harmless import ADDRESSES, TAGS, is_allowed, is_scheme
from podhub.markup.headings import is_ours
from podhub.markup.paragraph import Link, read_paragraph, signs
from podhub.markup.positions import Source
from podhub.markup.raw_html import SHOWS, html_mistakes, html_problems, read_html
from podhub.markup.sources import Definition, definition, without_parts
from podhub.markup.stray_markup import (
    foreign_alert,
    is_open,
    stray_line_starts,
    stray_markup,
    stray_markup_in_html,
)
from podhub.markup.targets import better_target, empty_link
from podhub.model.body import PLACEHOLDER, BodyLink, Span
from podhub.model.document import Document
from podhub.model.problems import Problem, quote

_CELLS = ("th_open", "td_open")
Place = Callable[[int], int | None]


class Reading:
    """Gathers what stands in one document's blocks."""

    def __init__(self, document: Document, text: str, tokens: Sequence[Token]) -> None:
        self._path, self._first = document.path, document.body_line
        self._source, self._tokens = Source(text), tokens
        self._links: list[BodyLink] = []
        self._private: list[Span] = []
        self._elements: dict[str, int] = {}
        self._ids: list[tuple[int, str]] = []
        self._definitions: dict[str, Definition] = {}
        self.anchors: dict[str, int] = {}
        """Those that the author gave, each with its line."""
        self.problems: list[Problem] = []
        self._cells: dict[int, Place] = {}
        for index, token in enumerate(tokens):
            if token.type == "definition":
                self._define(token)
            elif token.type == "inline" and tokens[index - 1].type in _CELLS:
                self._cells[id(token)] = self._source.places(token, is_cell=True)

    @property
    def has_html(self) -> bool:
        """Whether the author wrote HTML."""
        return bool(self._elements)

    def problem(self, line: int, field: str, expected: str, found: str) -> None:
        """Note a mistake; lines are counted from 0."""
        self.problems.append(Problem(self._path, self._first + line, field, expected, found))

    def attributes(self, attached: Iterable[tuple[Token, Token, Token]]) -> None:
        """Take in attributes in braces: (paragraph, braces, the element that they belong to)."""
        for paragraph, braces, element in attached:
            start, end = braces.meta["span"]
            line = _line(paragraph, start)
            mistakes = list(html_mistakes(self._path, braces.content, self._first + line))
            self.problems += mistakes
            for name, value in braces.meta["attributes"].items():
                if name in ADDRESSES or not is_allowed(element.tag, name):
                    if not mistakes:
                        self.problem(line, "text", SHOWS, quote(name))
                elif name == "class":
                    element.attrJoin("class", value)
                else:
                    element.attrs[name] = value
                if name == "id":
                    self._ids.append((line, value))
            before = len(paragraph.content[:start].rstrip())
            self._hide(paragraph, self._places(paragraph), (before, end))

    def blocks(self) -> None:
        """Read every block of the text."""
        for index, token in enumerate(self._tokens):
            match token.type:
                case "heading_open":
                    self._heading(token, self._tokens[index + 1].content)
                case "inline":
                    self._paragraph(index, token)
                case "html_block":
                    self._html(token, token, self._source.places(token))
                case "fence" if is_open(token):
                    expected = f"a line of {token.markup} where the code ends"
                    self.problem(_line(token), "text", expected, "none")
        for one in self._definitions.values():
            if not one.is_used:
                self._private.append(one.whole)
            for double in one.doubles if one.is_used else ():
                found = f'"[{double.label}]" again (line {self._first + one.line})'
                self.problem(double.line, "link", "a name of its own for each address", found)
        self._name_anchors()

    def footnotes(
        self, unread: Iterable[Footnote], doubles: Iterable[tuple[Footnote, Footnote]]
    ) -> None:
        """Refuse notes that nobody would find, and those of one name."""
        for note in unread:
            expected = f"a footnote that the text refers to with [^{note.label}]"
            self.problem(note.line, "text", expected, "none")
        for note, first in doubles:
            expected = "a name of its own for each footnote, such as [^2]"
            found = f"[^{note.label}] again (line {self._first + first.line})"
            self.problem(note.line, "text", expected, found)

    def lost(self, names: Iterable[str]) -> None:
        """Tell of elements that the way in which browsers read HTML left out."""
        for name in names:
            if name in TAGS:
                line = self._elements.get(name, min(self._elements.values()))
                expected = "HTML in which every element stands where it may, and ends"
                self.problem(line, "text", expected, quote(f"<{name}"))

    def source(self) -> tuple[str, tuple[BodyLink, ...]]:
        """The Markdown without what is private, and its links with their places there."""
        text, moved = without_parts(self._source.text, self._private)
        return text, tuple(
            BodyLink(
                link.target,
                link.line,
                link.image,
                link.element,
                moved(link.address) if link.address else None,
                tuple(map(moved, link.marks)),
            )
            for link in self._links
        )

    def _places(self, block: Token) -> Place:
        return self._cells.get(id(block)) or self._source.places(block)

    def _define(self, token: Token) -> None:
        found = definition(token, self._source)
        first = self._definitions.setdefault(str(token.meta["id"]), found)
        if first is not found:
            self._private.append(found.whole)
            first.doubles.append(found)
        if found.label.startswith("^"):
            expected = "a footnote's name without spaces, such as [^1]"
            self.problem(found.line, "text", expected, quote(f"[{found.label}]"))
            first.is_used = True

    def _heading(self, token: Token, content: str) -> None:
        if token.tag == "h1":
            expected = "headings from ## down (the page's # heading is its title)"
            self.problem(_line(token), "text", expected, quote(f"# {content}"))
        elif not content:
            self.problem(_line(token), "text", f"words behind the {token.markup}", "none")

    def _paragraph(self, index: int, token: Token) -> None:
        parent = self._tokens[index - 1]
        line = self._first + _line(token)
        places = self._places(token)
        found = read_paragraph(token)
        if parent.type not in ("td_open", "th_open"):  # no list stands in a cell
            self.problems += stray_line_starts(self._path, token.content, line)
        self.problems += stray_markup(self._path, token.content, found.left, line)
        if parent.type == "paragraph_open" and self._tokens[index - 2].type == "blockquote_open":
            self.problems += foreign_alert(self._path, token.content, line)
        for link in found.links:
            self._link(token, link, places)
        pieces = ((offset, part.content) for part, offset in found.html)
        self.problems += empty_anchors(self._path, token.content, pieces, line)
        for part, offset in found.html:
            self._html(token, part, places, offset)

    def _link(self, block: Token, link: Link, places: Place) -> None:
        token, image = link.token, link.token.type == "image"
        name = "src" if image else "href"
        target = str(token.attrs[name])
        line = _line(block, link.whole[0])
        at = self._first + line
        if link.words:
            written, words = (block.content[slice(*part)] for part in (link.whole, link.words))
            words = words if link.says else ""
            self.problems += empty_link(self._path, at, written, words, target, image)
        marks = [_placed(places, span) for span in signs(link)]
        below = self._definitions.get(str(token.meta.get("label", "")))
        if below:
            below.is_used = True
            marks.append(below.whole)
        placed = below.address if below else link.address and _placed(places, link.address)
        if better := target and better_target(target, image):
            self.problem(line, "link", better, quote(target))
        if target and is_scheme(target):
            token.attrs[name] = f"{PLACEHOLDER}{len(self._links)}"
        else:
            del token.attrs[name]
        if target:
            whole = tuple(filter(None, marks))
            self._links.append(BodyLink(target, at, image, address=placed, marks=whole))

    def _html(self, block: Token, part: Token, places: Place, offset: int = 0) -> None:
        """Read a piece of HTML; what no browser shows of it reaches no page either."""
        html, line = read_html(part.content), _line(block, offset)
        at = self._first + line
        self.problems += html_problems(self._path, html, at)
        if part.type == "html_block":
            self.problems += stray_markup_in_html(self._path, part.content, html, at)
            self.problems += empty_anchors(self._path, "", [(0, part.content)], at)
        for start, end in html.private:
            self._hide(block, places, (offset + start, offset + end))
        for tag in html.tags:
            self._elements.setdefault(tag.name, line + tag.line)
        for down, anchor in html.anchors():
            self._ids.append((line + down, anchor))
        for down, element, target in html.addresses():
            self._links.append(BodyLink(target, at + down, element=element))
            if better := better_target(target, element=element):
                self.problem(line + down, "link", better, quote(target))
        part.content = html.shown

    def _name_anchors(self) -> None:
        """Note the anchors, and refuse those that lead elsewhere."""
        for line, anchor in sorted(self._ids):
            if is_ours(anchor):
                expected = "an anchor of another name (a part of our pages has this one)"
                self.problem(line, "text", expected, quote(f"#{anchor}"))
            elif anchor in self.anchors:
                found = f'"#{anchor}" again (line {self._first + self.anchors[anchor]})'
                self.problem(line, "text", "a name of its own for each anchor", found)
            self.anchors.setdefault(anchor, line)

    def _hide(self, block: Token, places: Place, span: Span) -> None:
        """Keep a part of a block out of what others get of its source; its lines as a whole where
        it cannot be told apart."""
        first, last = (_line(block, place) for place in span)
        end = self._source.start(last) + len(self._source.lines[last])
        self._private.append(_placed(places, span) or (self._source.start(first), end))


def _line(block: Token, offset: int = 0) -> int:
    """The line, counted from 0, of a place in a block's content."""
    return (block.map[0] if block.map else 0) + block.content.count("\n", 0, offset)


def _placed(places: Place, span: Span) -> Span | None:
    start, end = map(places, span)
    return None if start is None or end is None else (start, end)
