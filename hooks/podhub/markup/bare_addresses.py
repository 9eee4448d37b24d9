"""Addresses that stand in a text as they are, such as https://example.com/: what GitHub's reader takes
for one and the plugin for its specification does not, or the other way round. Rules of the inline
parser."""

from __future__ import annotations

import re
from unicodedata import category

from markdown_it.rules_inline import StateInline
from mdit_py_plugins.gfm_autolink._match import match_email, match_http

_NAME_BEFORE_AT = re.compile(r"_[A-Za-z0-9.+_-]{0,64}@[A-Za-z0-9]")
_NO_HOST = re.compile(r"://(?![^\W_])")
_BEFORE = {":": re.compile(r"(?<![A-Za-z])https?$"), "@": re.compile(r"[A-Za-z0-9.+_-]{1,64}$")}
"""What stands before the sign by which an address is known"""


def bare_address(state: StateInline, silent: bool) -> bool:
    """Read an address or a mailbox's, whatever sign or letter of another script stands before it:
    `see:https://example.com/`. It ends before a quotation mark or full stop of any script, which
    GitHub takes into it."""
    sign = state.src[state.pos]
    if silent or state.linkLevel or sign not in _BEFORE or _is_in_brackets(state):
        return False
    before = _BEFORE[sign].search(state.pending)
    if not before:
        return False
    text = before[0] + state.src[state.pos : state.posMax]
    match = match_http if sign == ":" else match_email
    found = match(text)
    while found and _is_end(text[found[1] - 1]):
        found = match(text[: found[1] - 1])
    if not found or found[1] <= len(before[0]):
        return False
    state.pending = state.pending[: before.start()]
    opened = state.push("link_open", "a", 1)
    opened.attrs, opened.markup, opened.info = {"href": found[0]}, "autolink", "auto"
    state.push("text", "", 0).content = text[: found[1]]
    closed = state.push("link_close", "a", -1)
    closed.markup, closed.info = "autolink", "auto"
    state.pos += found[1] - len(before[0])
    return True


def _is_in_brackets(state: StateInline) -> bool:
    """Whether what stands here may be a link's words."""
    return state.src.rfind("[", 0, state.pos) > state.src.rfind("]", 0, state.pos)


def _is_end(sign: str) -> bool:
    return not sign.isascii() and category(sign).startswith("P")


def underscore_in_address(state: StateInline, silent: bool) -> bool:
    """Leave an underscore in the name before an @ with the rest of it, where the rule for mail
    addresses looks for it."""
    if (
        not _NAME_BEFORE_AT.match(state.src, state.pos)
        or not state.src[max(state.pos - 1, 0)].isalnum()
    ):
        return False
    if not silent:
        state.append_pending("_")
    state.pos += 1
    return True


def no_host(state: StateInline, silent: bool) -> bool:
    """Leave `http://` with no host behind it as the text that GitHub shows."""
    if not _NO_HOST.match(state.src, state.pos):
        return False
    if not silent:
        state.append_pending(":")
    state.pos += 1
    return True
