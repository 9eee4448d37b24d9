"""Scripts and styles without what only those who read the code need: every first visit waits for
them."""

from __future__ import annotations

import re

_STYLE = re.compile(
    r'("(?:[^"\\]|\\.)*")|/\*.*?\*/|\s*(?:/\*.*?\*/\s*)*([{};,])\s*|(:)\s+|\s+', re.DOTALL
)
_COMMENT = re.compile(r"^[ \t]*(?://.*|/\*\*(?:(?!\*/).)*\*/)\n", re.MULTILINE)
_LONG_COMMENT = re.compile(r"^[ \t]*/\*\*\n(?:[ \t]*\*.*\n)+", re.MULTILINE)


def slim_style(css: str) -> str:
    """A style sheet without comments and without white space that means nothing; texts between
    double quotes stay as they are.

    >>> slim_style('/* Why. */\\na b, c:is(d, e) {\\n  x: "y, z: {";\\n}\\n@media (min-width: 1em) { f { g: h } }\\n')
    'a b,c:is(d,e){x:"y, z: {";}@media (min-width:1em){f{g:h}}'
    """
    return _STYLE.sub(_kept, css).strip()


def _kept(found: re.Match[str]) -> str:
    whole = found[0]
    return found[1] or found[2] or found[3] or ("" if whole.startswith("/*") else " ")


def slim_script(module: str) -> str:
    """A script without the comments that have lines of their own.

    >>> slim_script('// Why.\\nlet a = "//"; // here\\n/** What. */\\n  // How.\\nf();\\n/**\\n * It says\\n */\\ng();\\n')
    'let a = "//"; // here\\nf();\\ng();\\n'
    """
    return _COMMENT.sub("", _LONG_COMMENT.sub("", module))


SLIM = {".css": slim_style, ".js": slim_script}
"""By the ending of a file's name"""
