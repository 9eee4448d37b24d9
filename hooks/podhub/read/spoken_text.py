"""Read any Markdown text as what somebody reads aloud: an author's notes, an article, a script.

Headings `## …` are moments. What nobody says is left out and named: other headings, tables, pictures,
code, HTML, footnotes, fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from podhub.model.sentences import split_sentences
from podhub.read.frontmatter import parse_yaml
from podhub.read.script import Part, Script, split_front_matter

if TYPE_CHECKING:
    from markdown_it.token import Token

_PACE = re.compile(r"\{pace:[^{}]*\}")


@dataclass(frozen=True)
class SpokenText:
    """What is said in a text."""

    script: Script
    titled: bool
    """Whether its headings name moments"""
    left_out: tuple[str, ...]
    """What stands there and nobody says, in a few words each"""


def read_spoken_text(text: str, title: str) -> SpokenText:
    """Read a text; `title` names what stands above its first heading.

    >>> found = read_spoken_text("# A title\\n\\nHear *this*.\\n\\n## Then\\n\\n- [It](x.md) is new.", "Start")
    >>> [(part.title, part.paragraphs) for part in found.script.parts], found.left_out
    ([('Start', (('Hear this.',),)), ('Then', (('It is new.',),))], ('the heading “A title”',))
    >>> read_spoken_text("- [ ] Weed.\\n- [x] Seed.", "Start").script.parts[0].paragraphs
    (('Weed.',), ('Seed.',))
    """
    head, body, _ = split_front_matter(text)
    fields = parse_yaml(head, "", first_line=2)[0] if head.strip() else {}
    speaker = fields.get("speaker")
    parts: list[tuple[str, list[tuple[str, ...]]]] = [(title, [])]
    left_out: list[str] = []
    for kind, words in _blocks(body):
        if kind == "moment":
            parts.append((words, []))
        elif kind == "said":
            parts[-1][1].append(tuple(split_sentences(_PACE.sub("", words))))
        else:
            left_out.append(words)
    left_out += [f"the heading “{name}”, below which is nothing" for name, said in parts[1:] if not said]  # fmt: skip
    said = tuple(Part(name, 1, tuple(paragraphs)) for name, paragraphs in parts if paragraphs)
    script = Script(said, speaker=speaker if isinstance(speaker, str) else "")
    return SpokenText(script, any(paragraphs for _, paragraphs in parts[1:]), tuple(left_out))


def _blocks(body: str) -> Iterator[tuple[str, str]]:
    """The blocks of a text in their order: `moment`, `said` or `left out`, and their words."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    # The box of a task is nothing that anybody says.
    reader = (
        MarkdownIt("commonmark", {"tasklists": True})
        .enable(["table", "strikethrough"])
        .use(footnote_plugin)
    )
    tokens, in_table = reader.parse(body), False
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "table_open":
            yield "left out", "a table"
        in_table = token.type == "table_open" or (in_table and token.type != "table_close")
        if in_table:
            continue
        if token.type == "footnote_block_open":
            yield "left out", "footnotes"
            return  # they stand behind all else
        if token.type in ("fence", "code_block"):
            yield "left out", "code"
        elif token.type == "html_block" and not token.content.lstrip().startswith("<!--"):
            yield "left out", "HTML"
        elif token.type == "inline":
            words = _words(token)
            if before is not None and before.type == "heading_open":
                is_moment = before.tag == "h2"
                yield (("moment", words) if is_moment else ("left out", f"the heading “{words}”"))
            elif words:
                yield "said", words
            else:
                yield "left out", "a picture"


def _words(inline: Token) -> str:
    """What is said of a paragraph: nothing that is struck out."""
    words, struck = [], 0
    for child in inline.children or []:
        struck += (child.type == "s_open") - (child.type == "s_close")
        if struck or child.type in ("html_inline", "image", "footnote_ref"):
            continue
        words.append(" " if child.type in ("softbreak", "hardbreak") else child.content)
    return " ".join("".join(words).split())
