"""The one reading of Markdown: CommonMark and what GitHub adds to it, with footnotes, definition
lists, notes, abbreviations and attributes."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from markdown_it import MarkdownIt, rules_block, rules_inline
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from markdown_it.utils import EnvType
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote.index import footnote_def, footnote_plugin
from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin

from podhub.markup.abbreviations import abbreviation
from podhub.markup.admonitions import admonition, dress_alerts
from podhub.markup.attributes import attributes
from podhub.markup.bare_addresses import bare_address, no_host, underscore_in_address
from podhub.markup.footnotes import footnote_mark
from podhub.markup.positions import located

BlockRule = Callable[[StateBlock, int, int, bool], bool]

_OPTIONS = {
    "tasklists": True,
    "alerts": True,
    "strikethrough_single_tilde": True,
    "inline_definitions": True,  # the lines with addresses below the text become tokens as well
    "store_labels": True,  # and links say which of them they use
}
_LOCATED = {"backticks": "`", "escape": "\\", "link": "[", "image": "!", "autolink": "<"}
_LOCATED |= {"html_inline": "<", "entity": "&"}
_ENDS = ["paragraph", "reference", "blockquote", "list"]
"""What ends where another block begins."""
_BLOCKS: dict[str, tuple[BlockRule, str, list[str]]] = {
    "fence": (rules_block.fence, "`~", _ENDS),
    "blockquote": (rules_block.blockquote, ">", _ENDS),
    "hr": (rules_block.hr, "*-_", _ENDS),
    "list": (rules_block.list_block, "*+-0123456789", _ENDS[:3]),
    "html_block": (rules_block.html_block, "<", _ENDS[:3]),
    "heading": (rules_block.heading, "#", _ENDS[:3]),
    "footnote_def": (footnote_def, "[", _ENDS[:2]),
    "reference": (rules_block.reference, "[", []),
}
"""CommonMark's blocks: their rules, what their lines begin with, and what they end."""
_ENDS_TEXT = re.compile(r"[\n&*<\[\]\\_`{~]|!(?=\[)")
"""Where a rule of the inline parser may begin."""
_BARE_ADDRESS = re.compile(r"https?://|www\.|\w@\w")


@cache
def _parser(bare_addresses: bool) -> MarkdownIt:
    """The parser; to look for bare addresses makes it half as fast, and few paragraphs have one."""
    parser = MarkdownIt("commonmark", _OPTIONS).enable(["table", "strikethrough"])
    parser.use(footnote_plugin, inline=False, move_to_end=False).use(deflist_plugin)
    ours = ("admonition", admonition, "!"), ("abbreviation", abbreviation, "*")
    for name, block, first in ours:
        parser.block.ruler.before("fence", name, _beginning(block, first), {"alt": _ENDS})
    for name, (rule, first, ends) in _BLOCKS.items():
        parser.block.ruler.at(name, _beginning(rule, first), {"alt": ends})
    parser.block.ruler.at("table", _table, {"alt": _ENDS[:2]})
    for name, first in _LOCATED.items():
        inline = rules_inline.backtick if name == "backticks" else getattr(rules_inline, name)
        parser.inline.ruler.at(name, located(inline, first))
    parser.inline.ruler.at("footnote_ref", footnote_mark)
    parser.inline.ruler.push("attributes", attributes)
    if bare_addresses:
        parser.use(gfm_autolink_plugin)
        parser.inline.ruler.before("emphasis", "underscore", underscore_in_address)
        parser.inline.ruler.before("gfm_autolink_protocol", "bare_address", bare_address)
        parser.inline.ruler.before("bare_address", "no_host", no_host)
    else:
        parser.inline.terminator_re = _ENDS_TEXT
    # An author reads addresses in messages as they were written, also those that no browser may
    # follow; the checks refuse these, and no page links to them.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    parser.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
    return parser


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a table; dashes alone below a line make it a heading, also where that has a `\\|`."""
    below = start + 1
    if below < end and not state.src[state.bMarks[below] : state.eMarks[below]].strip(" \t-"):
        return False
    return rules_block.table(state, start, end, silent)


def _beginning(rule: BlockRule, first: str) -> BlockRule:
    """A rule that is only asked at lines that begin with one of some characters: the parser asks
    every rule at every line."""

    def asked(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        place = state.bMarks[start] + state.tShift[start]
        return state.src[place : place + 1] in first and rule(state, start, end, silent)

    return asked


def blocks(text: str, env: EnvType) -> list[Token]:
    """The blocks of a text; `env` takes what its paragraphs need to know."""
    tokens: list[Token] = []
    parser = _parser(False)
    parser.block.parse(text, parser, env, tokens)
    dress_alerts(tokens)
    return tokens


def paragraphs(tokens: Sequence[Token], env: EnvType) -> None:
    """Read what stands in the blocks. Raises RecursionError where pictures stand in the words of
    pictures without end."""
    for token in tokens:
        if token.type != "inline":
            continue
        has_address = bool(_BARE_ADDRESS.search(token.content))
        if not has_address and not _ENDS_TEXT.search(token.content):
            token.children = [Token("text", "", 0, content=token.content)] if token.content else []
        else:
            parser = _parser(has_address)
            token.children = []
            parser.inline.parse(token.content, parser, env, token.children)
