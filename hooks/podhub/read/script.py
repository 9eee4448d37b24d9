"""Read a narration script, `NNN-slug.script.md`: the words of an episode before they are spoken.

A script is Markdown. Every `## Heading` opens a moment and names it; headings are shown, not
spoken. Paragraphs and list items are spoken, sentence by sentence. `<!-- notes -->` are for the
author. Front matter may say how to speak; `{pace: 0.8}` before a sentence says how fast that one is
spoken, as a factor of all others."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from podhub.model.problems import Problem, quote
from podhub.model.sentences import split_sentences
from podhub.model.values import nearest
from podhub.read.frontmatter import parse_yaml

if TYPE_CHECKING:
    from markdown_it.token import Token


@dataclass(frozen=True)
class Part:
    """A moment of the episode: its title and its paragraphs, each a tuple of sentences."""

    title: str
    line: int
    paragraphs: tuple[tuple[str, ...], ...] = ()
    paces: Mapping[tuple[int, int], float] = field(default_factory=lambda: MappingProxyType({}))
    """The factor of a sentence that has one of its own, by the places of its paragraph and of itself"""


@dataclass(frozen=True)
class Script:
    """What is to be spoken, and how.

    `voice` is a Piper model beside the script, `speaker` the name in the transcript, `pace` the
    speed as a factor of the voice's own, `say` maps words as written to words as spoken."""

    parts: tuple[Part, ...] = ()
    voice: str = ""
    speaker: str = ""
    pace: float = 1.0
    say: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def text(self) -> str:
        """Every spoken word, in order."""
        return " ".join(
            sentence
            for part in self.parts
            for paragraph in part.paragraphs
            for sentence in paragraph
        )


PACE = "a factor from 0.5 to 2, such as 0.9"
_PACE = re.compile(r"\{pace:([^{}]*)\}")
_FACTOR = re.compile(r"\d+(?:\.\d+)?")
_SETTINGS = tuple(setting.name for setting in fields(Script) if setting.name != "parts")


def read_script(path: str, text: str) -> tuple[Script, list[Problem]]:
    """Read a script; every mistake in it comes back as a problem with its line.

    >>> script, problems = read_script("1.script.md", "## Start\\n\\nHear *this*. It is new.\\n\\n- And this.")
    >>> script.parts[0].title, script.parts[0].paragraphs, problems
    ('Start', (('Hear this.', 'It is new.'), ('And this.',)), [])
    """
    head, body, offset = split_front_matter(text)
    settings, problems = _read_settings(path, head)
    parts, more = _read_parts(path, body, offset)
    problems += more
    if not parts and not more:
        problems.append(
            Problem(
                path, offset + 1, "script", 'a moment such as "## What you will learn"', "no words"
            )
        )
    return Script(parts=parts, **settings), problems


def split_front_matter(text: str) -> tuple[str, str, int]:
    """Split a file into front matter, body, and the number of lines above the body.

    >>> split_front_matter("---\\nvoice: a\\n---\\nHello\\n")
    ('voice: a\\n', 'Hello\\n', 3)
    >>> split_front_matter("Hello\\n")
    ('', 'Hello\\n', 0)
    """
    lines = text.splitlines(keepends=True)
    if lines and lines[0].rstrip() == "---":
        for number, line in enumerate(lines[1:], 1):
            if line.rstrip() == "---":
                return "".join(lines[1:number]), "".join(lines[number + 1 :]), number + 1
    return "", text, 0


def _read_settings(path: str, head: str) -> tuple[dict[str, Any], list[Problem]]:
    data, lines, problems = parse_yaml(head, path, first_line=2) if head.strip() else ({}, {}, [])
    settings: dict[str, Any] = {}
    for key, value in data.items():
        expected = ""
        match key, value:
            case "say", dict() if all(isinstance(said, str) for said in value.values()):
                settings[key] = MappingProxyType(value)
            case "say", _:
                expected = "words as written and as spoken, such as SaaS: sass"
            case "pace", int() | float() if 0.5 <= value <= 2 and not isinstance(value, bool):
                settings[key] = float(value)
            case "pace", _:
                expected = PACE
            case "voice" | "speaker", str():
                settings[key] = value
            case "voice" | "speaker", _:
                expected = "a text"
            case _:
                known = nearest(key, _SETTINGS)
                expected = (
                    f"a known field (did you mean {known}?)"
                    if known
                    else f"one of {', '.join(_SETTINGS)}"
                )
        if expected:
            found = value if key in _SETTINGS else key
            problems.append(Problem(path, lines.get((key,), 1), key, expected, quote(found)))
    return settings, problems


def _read_parts(path: str, body: str, offset: int) -> tuple[tuple[Part, ...], list[Problem]]:
    from markdown_it import MarkdownIt

    parts: list[Part] = []
    problems = []
    tokens, in_table = MarkdownIt("commonmark").enable("table").parse(body), False
    for before, token in zip([None, *tokens], tokens, strict=False):
        line = offset + 1 + (token.map[0] if token.map else 0)
        in_table = token.type == "table_open" or (in_table and token.type != "table_close")
        if token.type == "table_open":
            problems.append(Problem(path, line, "script", "words to be spoken", "a table"))
        elif in_table:
            continue
        elif token.type == "inline":
            text = _plain(token)
            if before is not None and before.type == "heading_open":
                if before.tag != "h2":
                    problems.append(
                        Problem(
                            path, line, "script", f'"## {text}"', quote(f"{before.markup} {text}")
                        )
                    )
                parts.append(Part(text, line))
            elif parts:
                parts[-1], more = _with_paragraph(parts[-1], text)
                problems += [Problem(path, line, "pace", PACE, quote(found)) for found in more]
            else:
                problems.append(
                    Problem(path, line, "script", '"## A title" above the first words', quote(text))
                )
        elif token.type in {"fence", "code_block"}:
            problems.append(Problem(path, line, "script", "words to be spoken", "code"))
        elif token.type == "html_block" and not token.content.lstrip().startswith("<!--"):
            problems.append(Problem(path, line, "script", "words to be spoken", "HTML"))
        elif token.type == "html_block" and (words := token.content.rpartition("-->")[2].strip()):
            expected = "an empty line between a comment and the words to be spoken"
            problems.append(Problem(path, line, "script", expected, quote(words)))
    silent = [part for part in parts if not any(part.paragraphs)]
    problems += [
        Problem(path, part.line, "script", f'words below "## {part.title}"', "none")
        for part in silent
    ]
    return tuple(parts), problems


def _with_paragraph(part: Part, text: str) -> tuple[Part, list[str]]:
    """A part with one paragraph more, and the marks in it that cannot be read.

    >>> part, _ = _with_paragraph(Part("A", 1), "Ask. {pace: 0.8} Who pays? Then listen.")
    >>> part.paragraphs, dict(part.paces)
    ((('Ask.', 'Who pays?', 'Then listen.'),), {(0, 1): 0.8})
    """
    sentences: list[str] = []
    paces, wrong = dict(part.paces), []
    for number, piece in enumerate(_PACE.split(text)):
        if number % 2 == 0:
            sentences += split_sentences(piece)
        elif _FACTOR.fullmatch(piece.strip()) and 0.5 <= float(piece) <= 2:
            paces[len(part.paragraphs), len(sentences)] = float(piece)
        else:
            wrong.append(f"{{pace:{piece}}}")
    paragraphs = (*part.paragraphs, tuple(sentences))
    return Part(part.title, part.line, paragraphs, MappingProxyType(paces)), wrong


def _plain(inline: "Token") -> str:
    words = [
        " " if child.type in {"softbreak", "hardbreak"} else child.content
        for child in inline.children or []
        if child.type != "html_inline"
    ]
    return " ".join("".join(words).split())
