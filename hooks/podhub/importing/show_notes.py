"""Show notes from a feed's HTML, or from plain text, as the Markdown that authors would write.

markdownify does it. What is ours: it is taught what our Markdown takes for markup, so that words
stay what they are, and what the hub adds to every episode's notes by itself is left out."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Tag
from markdownify import ATX, MarkdownConverter

from podhub.importing.bullets import as_listed
from podhub.importing.notes_html import BLOCKS, pictures_in, plain_html
from podhub.importing.texts import left_out
from podhub.model.values import is_web_address

_URL = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:!?)\]}'’”]")
_MARKUP = re.compile(r"[\\`*_~\[\]{}]")
_ENTITY = re.compile(r"&(?=#|\w+;)")
# Signs by which other tools mark and hide words.
_DOUBLE = re.compile(r"%{2,}|={2,}")
# What begins a block at the start of a line: a heading, a quote, a list, a rule, an admonition, a
# definition, a table.
_OPENING = re.compile(r"^(\s*)(#|>|[-+](?=\s|-|$)|=|!!!|\?\?\?|:|\|)")
_COUNTED = re.compile(r"^(\s*\d+)([.)])(?=\s|$)")
_TIME = re.compile(r"^\W*(?:\d{1,2}:)?\d{1,2}:\d\d\W*")


def as_markdown(
    source: str,
    told: list[str] | None = None,
    *,
    base: str = "",
    page: str = "",
    summary: str = "",
    moments: Collection[str] = (),
) -> str:
    r"""Turn show notes into Markdown. Adds to `told` what is lost.

    `base` is the address that links are read against. `page` is the address of the episode's page,
    `summary` its summary and `moments` the titles of its chapters: a last paragraph that is only a
    link to the page, a first one that repeats the summary, and a list of the moments with their
    times are left out, as the hub writes them anew.

    >>> as_markdown("<p>See <a href='https://a.example/b_c'>this</a> &amp; *that*.</p><ul><li>One</li></ul>")
    'See [this](https://a.example/b_c) & \\*that\\*.\n\n-   One'
    >>> as_markdown("Plain words.\nhttps://a.example/x_y\n\n1986. A good year.")
    'Plain words.  \n<https://a.example/x_y>\n\n1986\\. A good year.'
    >>> as_markdown("<p>10<sup>6</sup></p><pre>if ok:\n    go()</pre><dl><dt>Ramp</dt><dd>The first weeks</dd></dl>")
    '10<sup>6</sup>\n\n```\nif ok:\n    go()\n```\n\nRamp\n:   The first weeks'
    """
    told = [] if told is None else told
    soup = plain_html(source, base or page, told)
    _leave_out(soup, page, summary, {_folded(title) for title in moments})
    told += [
        left_out(
            "show notes",
            "words and links (our pages load no pictures or players from other sites)",
            address,
        )
        for address in pictures_in(source, base or page)
    ]
    converter = _Converter(
        heading_style=ATX,
        wrap=True,
        wrap_width=None,
        sup_symbol="<sup>",
        sub_symbol="<sub>",
        table_infer_header=True,
    )
    # Code keeps its spaces.
    parts = re.split(r"(^ *(`{3,})\n.*?^ *\2$)", converter.convert_soup(soup), flags=re.M | re.S)
    text = "".join(
        part if index % 3 else _tidy(part) for index, part in enumerate(parts) if index % 3 != 2
    )
    return text.strip()


def _tidy(text: str) -> str:
    text = re.sub(r"[ \t]{3,}\n", "  \n", re.sub(r"[ \t]+(\n\n|$)", r"\1", text))
    return "\n\n".join(map(as_listed, re.split(r"\n{2,}", text)))


def _leave_out(soup: BeautifulSoup, page: str, summary: str, moments: set[str]) -> None:
    """Take out what the hub adds to notes by itself."""
    for listed in soup.find_all(["ul", "ol"]):
        said = [_folded(_TIME.sub("", item.get_text())) for item in listed.find_all("li")]
        if moments and said and all(title in moments for title in said):
            listed.decompose()
    blocks = [
        block
        for block in soup.find_all(["p", "div"])
        if not block.find(["p", "div"]) and block.get_text().strip()
    ]
    if blocks and summary and _folded(blocks[0].get_text()) == _folded(summary):
        blocks.pop(0).decompose()
    if blocks and page:
        links = blocks[-1].find_all("a")
        if (
            len(links) == 1
            and links[0].get("href") == page
            and _folded(links[0].get_text()) == _folded(blocks[-1].get_text())
        ):
            blocks[-1].decompose()


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


class _Converter(MarkdownConverter):
    """markdownify, for Python-Markdown and the extensions that this site uses."""

    def process_text(self, el: NavigableString, parent_tags: set[str] | None = None) -> str:
        text: str = super().process_text(el, parent_tags=parent_tags)  # type: ignore[misc]  # its stubs leave it out
        if _opens_a_line(el) and "code" not in (parent_tags or ()):
            text = _COUNTED.sub(r"\1\\\2", _OPENING.sub(r"\1\\\2", text))
        return text

    def escape(self, text: str, parent_tags: set[str]) -> str:
        if {"td", "th"} & parent_tags:
            # In a cell, a bar behind a backslash ends nothing, and loses the backslash.
            return self._with_addresses(text, parent_tags).replace("|", "&#124;")
        return self._with_addresses(text, parent_tags)

    def _with_addresses(self, text: str, parent_tags: set[str]) -> str:
        if "a" in parent_tags:
            return _escaped(text)
        said, last = "", 0
        for address in _URL.finditer(text):
            if is_web_address(address[0]):
                said += f"{_escaped(text[last : address.start()])}<{address[0]}>"
                last = address.end()
        return said + _escaped(text[last:])

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        address = str(el.get("href") or "").strip()
        if not text.strip() or not re.match(r"(?:https?://|mailto:|tel:)", address):
            return text
        if text.strip() in (_escaped(address), address) and is_web_address(address):
            return f"<{address}>"
        for sign in " ()<>":
            address = address.replace(sign, f"%{ord(sign):02X}")
        before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        return f"{before}[{text.strip()}]({address}){after}"

    def convert_li(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        # Python-Markdown takes what is indented by four spaces for part of the point, and nothing
        # less.
        text = text.strip()
        if not text:
            return ""
        parent = el.parent
        mark = "-"
        if parent is not None and parent.name == "ol":
            start = str(parent.get("start") or "1")
            first = int(start) if start.isdecimal() and len(start) < 7 else 1
            mark = f"{first + len(el.find_previous_siblings('li'))}."
        inside = re.sub(r"\n(?=[^\n])", "\n    ", text)
        # After a point of several paragraphs, the next one would be read as more of it.
        return mark.ljust(3) + f" {inside}\n" + ("\n" if "\n\n" in inside else "")

    def convert_h1(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        # The page's own heading is its title.
        return str(self.convert_hN(2, el, text, parent_tags))

    def convert_hN(self, n: int, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: N802 (markdownify's name)
        if not text.strip():
            return ""
        # Signs at a heading's end would be taken for its frame; one that begins it is escaped already.
        text = re.sub(r"(?<!\\)((?:\\\\)*)#(?=#*\s*$)", r"\1\#", text)
        return str(super().convert_hN(n, el, text, parent_tags))  # type: ignore[misc]  # its stubs leave it out

    def convert_code(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if "pre" in parent_tags:
            return text
        if {"td", "th"} & parent_tags:
            text = text.replace("|", r"\|")
        return f"`{text.strip()}`" if text.strip() and "`" not in text else _escaped(text)

    def convert_pre(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        for line_end in el.find_all("br"):
            line_end.replace_with("\n")
        code = el.get_text().strip("\n")
        fence = "`" * max(3, 1 + max(map(len, re.findall(r"`+", code)), default=0))
        return f"\n\n{fence}\n{code}\n{fence}\n\n" if code.strip() else ""

    def convert_del(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"<del>{text}</del>" if text.strip() else text

    def convert_br(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        in_cell = {"td", "th"} & parent_tags
        return f"{text}<br>" if in_cell else str(super().convert_br(el, text, parent_tags))  # type: ignore[misc]  # its stubs leave it out

    def convert_td(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return str(super().convert_td(el, _in_cell(text), parent_tags))  # type: ignore[misc]  # its stubs leave it out

    def convert_th(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return str(super().convert_th(el, _in_cell(text), parent_tags))  # type: ignore[misc]  # its stubs leave it out


def _in_cell(text: str) -> str:
    """A cell's text, in which a bar ends nothing."""
    return re.sub(r"^(?:<br>)+|(?:<br>)+$", "", text.strip())


def _escaped(text: str) -> str:
    text = _ENTITY.sub("&amp;", _MARKUP.sub(r"\\\g<0>", text)).replace("<", "&lt;")
    return _DOUBLE.sub(lambda signs: "".join(f"\\{sign}" for sign in signs[0]), text)


def _opens_a_line(node: PageElement) -> bool:
    """Whether a text stands where a line of Markdown begins."""
    current: Any = node
    while current is not None:
        before = current.previous_sibling
        while isinstance(before, NavigableString) and not before.strip():
            before = before.previous_sibling
        if before is not None:
            return isinstance(before, Tag) and (before.name == "br" or before.name in BLOCKS)
        current = current.parent
        if current is None or current.name in BLOCKS:
            return True
    return True
