"""The one reading of Markdown: CommonMark and what GitHub adds to it, with footnotes, definition
lists, notes, abbreviations and attributes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from markdown_it import MarkdownIt, rules_inline
from markdown_it.ruler import RuleOptionsType
from markdown_it.token import Token
from markdown_it.utils import EnvType
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin

from podhub.markup.abbreviations import abbreviation
from podhub.markup.admonitions import admonition, dress_alerts
from podhub.markup.attributes import attributes
from podhub.markup.footnotes import footnote_mark
from podhub.markup.positions import located

_OPTIONS = {
    "tasklists": True,
    "alerts": True,
    "strikethrough_single_tilde": True,
    "inline_definitions": True,  # the lines with addresses below the text become tokens as well
    "store_labels": True,  # and links say which of them they use
}
_LOCATED = {"backticks": "`", "escape": "\\", "link": "[", "image": "!", "autolink": "<"}
_LOCATED |= {"html_inline": "<", "entity": "&"}
_ENDS_TEXT = re.compile(r"[\n&*<\[\]\\_`{~]|!(?=\[)")
"""Where a rule of the inline parser may begin."""
_BARE_ADDRESS = re.compile(r"https?://|www\.|\w@\w")


@cache
def _parser(bare_addresses: bool) -> MarkdownIt:
    """The parser; to look for bare addresses makes it half as fast, and few paragraphs have one."""
    parser = MarkdownIt("commonmark", _OPTIONS).enable(["table", "strikethrough"])
    parser.use(footnote_plugin, inline=False, move_to_end=False).use(deflist_plugin)
    ends: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    parser.block.ruler.before("fence", "admonition", admonition, ends)
    parser.block.ruler.before("reference", "abbreviation", abbreviation, ends)
    for name, first in _LOCATED.items():
        rule = rules_inline.backtick if name == "backticks" else getattr(rules_inline, name)
        parser.inline.ruler.at(name, located(rule, first))
    parser.inline.ruler.at("footnote_ref", footnote_mark)
    parser.inline.ruler.push("attributes", attributes)
    if bare_addresses:
        parser.use(gfm_autolink_plugin)
    else:
        parser.inline.terminator_re = _ENDS_TEXT
    # An author reads addresses in messages as they were written, also those that no browser may
    # follow; the checks refuse these, and no page links to them.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    parser.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
    return parser


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
        if token.type == "inline":
            parser = _parser(bool(_BARE_ADDRESS.search(token.content)))
            token.children = []
            parser.inline.parse(token.content, parser, env, token.children)
