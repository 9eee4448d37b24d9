"""Front matter read as data only: YAML without tags, references or surprises, every key with its
line.

python-frontmatter splits the file; the loader below is PyYAML's C loader with the scalar rules of
YAML 1.2 (so `no` stays a word and `1:30` a text) and dates left as text, because a date needs a
better error than the loader can give."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import frontmatter
import yaml

from podhub.model.document import Document, Loc, field_name
from podhub.model.problems import Problem, quote
from podhub.read.lookalikes import invisible, misinterpreted_values
from podhub.read.text_files import MAX_BYTES, decoded, read_raw, read_text
from podhub.read.yaml_errors import explain

MAX_FRONT_MATTER = 65_536
"""Front matter larger than this (characters) is refused before any YAML is read."""
MAX_DEPTH = 12


_BOUNDARY = re.compile(r"^---[ \t]*$", re.MULTILINE)


_NEARLY_BOUNDARY = re.compile(r"^(?:-{2,6}|[–—―]+-*|\+\+\+|\.\.\.)[ \t]*$", re.MULTILINE)


class _Handler(frontmatter.default_handlers.YAMLHandler):
    """Splits at lines of exactly three dashes. The original's pattern swallows blank lines, and
    with them their numbers."""

    FM_BOUNDARY = _BOUNDARY


class _Loader(yaml.CSafeLoader):
    """Safe, with YAML 1.2's few scalar rules instead of YAML 1.1's many."""

    yaml_implicit_resolvers: dict[str, list[Any]] = {}  # noqa: RUF012 (declared so by its base)


for _tag, _pattern, _first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", r"~|null|Null|NULL|", "~nN"),
    # Only numbers that are written back as they stand: where a text belongs, +5 and 1.10 stay what
    # the author wrote.
    ("int", r"-?[1-9][0-9]{0,17}|0", "-0123456789"),
    ("float", r"-?(0|[1-9][0-9]{0,8})\.([0-9]{0,5}[1-9]|0)", "-0123456789"),
):
    # An empty value begins with nothing, which PyYAML files under the empty text.
    _begins = [*_first, *[""] * (_tag == "null")]
    _Loader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(rf"(?:{_pattern})\Z"), _begins
    )


def read_markdown(root: Path, path: str) -> tuple[Document | None, list[Problem]]:
    """Read a Markdown file with front matter; None where there is no telling which is which."""
    text, problems = read_text(root, path)
    if problems:
        return None, problems
    return parse_markdown(text, path)


def read_yaml(
    root: Path, path: str, limit: int = MAX_FRONT_MATTER
) -> tuple[Document | None, list[Problem]]:
    """Read a file that is all YAML, such as show.yml, of at most `limit` characters."""
    raw, problems = read_raw(root, path, max(limit, MAX_BYTES))
    return (None, problems) if problems else yaml_document(raw, path, limit)


def yaml_document(raw: bytes, path: str, limit: int) -> tuple[Document | None, list[Problem]]:
    """What a file says that is all YAML, by its bytes."""
    text, problems = decoded(raw, path)
    if problems:
        return None, problems
    data, lines, problems = parse_yaml(text, path, first_line=1, limit=limit)
    return (None if problems and not data else Document(path, data, lines)), problems


def parse_markdown(text: str, path: str) -> tuple[Document | None, list[Problem]]:
    """Split a file's text into front matter and body, and read the front matter.

    Where the fields cannot be read, the document has none and still its body, so that mistakes in
    both are shown at once."""

    def refuse(line: int, expected: str, found: str) -> tuple[None, list[Problem]]:
        return None, [Problem(path, line, "front matter", expected, found)]

    if not re.match(r"---[ \t]*\n", text):
        first = text.split("\n", 1)[0]
        found = (
            "an empty line above them"
            if not first.strip() and text.lstrip().startswith("---")
            else quote(first)
        )
        return refuse(1, "a first line of three dashes, ---, and fields below it", found)
    parts = _Handler().split(text) if _BOUNDARY.search(text, 3) else None
    if not parts:
        expected = "a second line of three dashes, ---, where the fields end and the text begins"
        nearly = _NEARLY_BOUNDARY.search(text, 4)
        return refuse(
            text.count("\n", 0, nearly.start()) + 1 if nearly else 1,
            expected,
            quote(nearly[0]) if nearly else "none",
        )
    source, body = parts[0].removeprefix("\n"), parts[1]
    body_line = text.count("\n") - body.count("\n") + 1
    data, lines, problems = parse_yaml(source, path, first_line=2)
    return Document(path, data, lines, body, body_line), problems


def parse_yaml(
    source: str, path: str, first_line: int, limit: int = MAX_FRONT_MATTER
) -> tuple[dict[str, Any], dict[Loc, int], list[Problem]]:
    """Read YAML into plain data and a map from each value's place to its line. `first_line` counts
    from 1."""

    def refuse(
        line: int, expected: str, found: str
    ) -> tuple[dict[str, Any], dict[Loc, int], list[Problem]]:
        return {}, {}, [Problem(path, first_line + line, "front matter", expected, found)]

    # YAML takes these for line ends and editors do not: lines below would be counted wrongly.
    source = re.sub("[\x85\u2028\u2029]", " ", source)
    if len(source) > limit:
        return refuse(0, f"at most {limit:,} characters of fields", f"{len(source):,}")
    for number, line in enumerate(source.split("\n")):
        if re.match(r" *\t", line) and line.strip():
            return refuse(
                number, "spaces before a field", "a tab (YAML does not take tabs; use two spaces)"
            )
        if not line.isascii() and (seen := invisible(line)):
            return refuse(number, "ordinary spaces around a field's name", seen)
    try:
        unsafe = _unsafe_event(source) if _SUSPECT.search(source) else None
        if unsafe:
            return refuse(*unsafe)
        loader = _Loader(source)
        try:
            node = loader.get_single_node()
            lines: dict[Loc, int] = {}
            problems = _walk(node, (), path, first_line, lines)
            data = loader.construct_document(node) if node is not None and not problems else {}
            # What it makes of these is known and can be checked as well.
            problems += [
                Problem(path, first_line + at, *said)
                for at, *said in misinterpreted_values(node, source)
            ]
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        at, found = explain(error, source)
        return refuse(at, "fields written as `name: value`", found)
    except yaml.YAMLError as error:
        return refuse(0, "fields written as `name: value`", str(error).split("\n")[0])
    if not isinstance(data, dict):
        return refuse(0, "fields written as `name: value`", quote(data))
    return data, lines, problems


# References, tags and deep nesting leave these traces; most files have none, and need not be read
# event by event.
_SUSPECT = re.compile(r"[&*!]|^ {12}|(?:[\[{][^\]}]*){5}|(?:[-?:] +){5}", re.MULTILINE)


def _unsafe_event(source: str) -> tuple[int, str, str] | None:
    """Find what plain data has no need of before anything is built from it: references, tags,
    bottomless nesting."""
    depth = 0
    for event in yaml.parse(source, Loader=yaml.CSafeLoader):
        line = event.start_mark.line if event.start_mark else 0
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            return (
                line,
                "a plain value (put a text that starts with & or * in quotes)",
                "a YAML reference",
            )
        tag = getattr(event, "tag", None)
        if tag and tag != "!":
            return (
                line,
                "a plain value (put a text that starts with ! in quotes)",
                f"the YAML tag {quote(tag)}",
            )
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                return line, f"lists and groups at most {MAX_DEPTH} deep", "deeper ones"
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return None


def _walk(
    node: yaml.Node | None, loc: Loc, path: str, first: int, lines: dict[Loc, int]
) -> list[Problem]:
    """Note each value's line; report keys that are written twice or are not plain names."""
    problems: list[Problem] = []
    if isinstance(node, yaml.MappingNode):
        seen: dict[str, int] = {}
        for key, value in node.value:
            line = key.start_mark.line + first
            if not isinstance(key, yaml.ScalarNode) or key.tag == "tag:yaml.org,2002:null":
                problems.append(
                    Problem(path, line, field_name(loc), "a field's name", "something else")
                )
                continue
            name = str(key.value)
            here = (*loc, name)
            if name in seen:
                problems.append(
                    Problem(
                        path,
                        line,
                        field_name(here),
                        "each field once",
                        f"it again (first on line {seen[name]})",
                    )
                )
                continue
            # The loader turns `12:` into a number and `true:` into a truth; fields are named by
            # texts.
            key.tag = "tag:yaml.org,2002:str"
            seen[name] = lines[here] = line
            problems += _walk(value, here, path, first, lines)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            lines[*loc, index] = value.start_mark.line + first
            problems += _walk(value, (*loc, index), path, first, lines)
    return problems
