"""The one style sheet of all pages: the theme's, and ours behind it. A page waits for one file,
which browsers may keep.

Of the theme's rules, those for parts that no page of ours has stay out: half of the file, for which
every first visit waits."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from podhub.outputs.pages.slim import slim_style

FOR_AUTHORS = frozenset({"md-button", "md-button--primary", "md-icon", "md-tag"})
"""Parts of the theme that a text may use though no template does."""
NESTING = ("@media", "@supports", "@container", "@layer")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_PIECE = re.compile(
    r"""(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\((?:"[^"]*"|'[^']*'|[^()"']|\([^()]*\))*\)|[^{};"'(])+"""
)
_NAME = (
    r"(?:md|tabbed|key)-[\w-]+|keys|critic|arithmatex|katex-html|mermaid|twemoji|emojione|gemoji"
)
"""Parts of the theme, and what extensions of Python-Markdown write, which CommonMark cannot"""
_PART = re.compile(rf"\.({_NAME})(?![\w-])")
_NOT = re.compile(r":not\([^()]*\)")


def joined(theme: str, ours: str, templates: str) -> tuple[str, str]:
    """Both as one file, by its path on the site, which changes with what it holds; `templates` is
    the text of all templates, which name parts.

    The theme's must load nothing by a relative address, since the file lies elsewhere; its source
    map stays behind. Ours names files of `assets/`, as pages need it that load it alone.

    >>> joined("a{}.md-main{}.md-tabs,b{}/*# sourceMappingURL=main.css.map */", 'c{x:url("y")}', '<main class="md-main">')[1]
    'a{}.md-main{}b{}\\nc{x:url("../y")}'
    """
    used = FOR_AUTHORS | set(re.findall(rf"\b(?:{_NAME})", templates + ours))
    ours = ours.replace('url("', 'url("../')
    text = f"{trimmed(_COMMENT.sub('', theme), used)}\n{slim_style(ours)}"
    name = hashlib.sha256(text.encode()).hexdigest()[:10]
    return f"assets/stylesheets/site-{name}.css", text


def trimmed(css: str, used: frozenset[str] | set[str]) -> str:
    """Leave out the selectors that need a part of the theme which is not `used`, and the rules that
    are left with none.

    >>> trimmed("@media print{.md-a{x:y}.md-b{x:y}}.md-a:not(.md-b) i{x:y}@font-face{x:y}", {"md-a"})
    '@media print{.md-a{x:y}}.md-a:not(.md-b) i{x:y}@font-face{x:y}'
    >>> trimmed(".tabbed-set,.keys kbd{x:y}.key-tab:before,.grid,.monkeys{x:y}", set())
    '.grid,.monkeys{x:y}'
    """
    kept = []
    for head, body in _rules(css):
        if body is None:
            kept.append(f"{head};")
        elif head.startswith(NESTING):
            inner = trimmed(body, used)
            kept += [f"{head}{{{inner}}}"] if inner else []
        else:
            selectors = (
                [head]
                if head.startswith("@")
                else [one for one in _selectors(head) if _can_match(one, used)]
            )
            kept += [f"{','.join(selectors)}{{{body}}}"] if selectors else []
    return "".join(kept)


def _rules(css: str) -> Iterator[tuple[str, str | None]]:
    """Each rule's head and body; a statement such as `@import` has no body."""
    place = 0
    while found := _PIECE.match(css, place):
        head, place = found[0].strip(), found.end()
        if css[place : place + 1] != "{":
            yield head, None
            place += 1
            continue
        start, depth = place + 1, 0
        while True:
            sign = css[place]
            depth += (sign == "{") - (sign == "}")
            if not depth:
                break
            piece = _PIECE.match(css, place + 1)
            place = piece.end() if piece else place + 1
        yield head, css[start:place]
        place += 1


def _selectors(head: str) -> list[str]:
    """Cut a list of selectors at the commas that stand in no brackets."""
    return re.findall(r"(?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\]]*\]|[^,(\[])+", head)


def _can_match(selector: str, used: frozenset[str] | set[str]) -> bool:
    plain = _NOT.sub("", selector)
    return set(_PART.findall(plain)) <= used and "[data-md-" not in plain and "#__" not in plain
