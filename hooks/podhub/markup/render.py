"""A read text as HTML, with placeholders for its addresses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from html import escape

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from podhub.markup.harmless import cleaner, lost
from podhub.markup.headings import plain
from podhub.markup.own_words import PERMALINK
from podhub.model.body import PLACEHOLDER

_EMPTY_HEAD = re.compile(r'<th((?: [\w-]+="[^"]*")*)></th>')
_OPTIONS = OptionsDict(
    {
        "maxNesting": 20,
        "html": True,
        "linkify": False,
        "typographer": False,
        "quotes": "",
        "xhtmlOut": False,
        "breaks": False,
        "langPrefix": "language-",
        "highlight": None,
    }
)


class _Renderer(RendererHTML):
    """CommonMark's HTML, and that of what we read beside it. Its methods are named after tokens."""

    def text_special(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        return escape(tokens[idx].content)

    def image(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        tokens[idx].attrs["alt"] = _words(tokens[idx])
        return self.renderToken(tokens, idx, options, env)

    def s_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        tokens[idx].tag = "del"
        return self.renderToken(tokens, idx, options, env)

    s_close = s_open

    def td_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        # No browser applies an inline style under the pages' Content-Security-Policy.
        align = str(tokens[idx].attrs.pop("style", "")).removeprefix("text-align:")
        if align:
            tokens[idx].attrJoin("class", f"hub-align-{align}")
        return self.renderToken(tokens, idx, options, env)

    th_open = td_open

    def heading_open(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        also = escape(str(tokens[idx].meta.get("also", "")))
        opened = self.renderToken(tokens, idx, options, env)
        return f'{opened}<span id="{also}"></span>' if also else opened

    def heading_close(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        anchor = escape(str(tokens[idx - 2].attrs["id"]))
        link = f'<a class="headerlink" href="#{anchor}" title="{PERMALINK}">¶</a>'
        return f"{link}</{tokens[idx].tag}>\n"

    def list_item_open(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        return self.renderToken(tokens, idx, options, env)

    def task(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        # A sign, so that it is also seen where there are no styles; the rest for those who listen.
        done = tokens[idx].meta["checked"]
        state = f'role="checkbox" aria-checked="{str(done).lower()}" aria-disabled="true"'
        return f"<span {state}>{'☑' if done else '☐'}</span> "

    def footnote_ref(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        meta = tokens[idx].meta
        label, number = escape(meta["label"]), meta["number"]
        link = f'<a class="footnote-ref" href="#fn:{label}" role="doc-noteref">{number}</a>'
        return f'<sup id="{_mark(meta)}">{link}</sup>'

    def footnote_back(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        href = f"#{_mark(tokens[idx].meta)}"
        return f' <a class="footnote-backref" href="{href}" role="doc-backlink">↩</a>'

    def footnote_open(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        return f'<li id="fn:{escape(tokens[idx].meta["label"])}">\n'

    def footnotes_open(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        return '<div class="footnote" role="doc-endnotes">\n<hr>\n<ol>\n'

    def footnotes_close(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        return "</ol>\n</div>\n"


def _mark(meta: dict[str, object]) -> str:
    """The anchor of a footnote's mark in the text."""
    return f"fnref{'' if meta['nth'] == 1 else meta['nth']}:{escape(str(meta['label']))}"


def _words(picture: Token) -> str:
    """What a picture's brackets say of it."""
    parts = [
        part.copy(type="text", content=_words(part)) if part.type == "image" else part
        for part in picture.children or ()
    ]
    return plain(parts)


def add_tasks(tokens: Sequence[Token]) -> None:
    """Put the signs of task lists before the words of their items."""
    for index, token in enumerate(tokens):
        if token.type == "list_item_open" and "checked" in token.meta:
            inside = next(
                one for one in tokens[index:] if one.type in ("inline", "list_item_close")
            )
            if inside.children is not None:
                inside.children.insert(0, Token("task", "span", 0, meta=token.meta))


@cache
def _renderer() -> _Renderer:
    return _Renderer()


_cleaner = cleaner(PLACEHOLDER.rstrip(":"))


def render(tokens: Sequence[Token], has_html: bool) -> tuple[str, list[str]]:
    """A text's HTML as a page may have it, and the names of elements that were lost on the way,
    which happens only where it has HTML of its author's."""
    source = _renderer().render(tokens, _OPTIONS, {})
    cleaned = _cleaner.clean(source).strip()
    gone = lost(source, cleaned) if has_html else []
    if "></th>" in cleaned:
        # The corner of a table heads nothing; an empty heading is announced as one.
        cleaned = _EMPTY_HEAD.sub(r"<td\1></td>", cleaned)
    return cleaned, gone
