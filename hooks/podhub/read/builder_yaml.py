"""mkdocs.yml as its builder reads it: YAML 1.1 with `!ENV` and `INHERIT`, each value with the file
and line that it stands in.

The file belongs to whoever keeps the site, and may name code: what only the builder needs of it is
passed over."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

from podhub.model.document import Document, Loc, field_name
from podhub.model.problems import Problem, quote
from podhub.read.files import is_file
from podhub.read.text_files import read_text
from podhub.read.yaml_errors import explain

MAX_DEPTH = 12
"""Lines are noted this deep: YAML's references can be without end."""


@dataclass(frozen=True)
class SettingsDocument(Document):
    """What one file says, or several that inherit from each other."""

    files: tuple[str, ...] = ()
    """Every file that was read, the one asked for first."""
    origins: dict[Loc, str] = field(default_factory=dict)
    """The file that each value stands in."""

    def origin(self, loc: Loc) -> str:
        """The file that a value stands in, or would."""
        while loc and loc not in self.origins:
            loc = loc[:-1]
        return self.origins.get(loc, self.path)


def read_builder_yaml(
    root: Path, path: str, environment: Mapping[str, str], inheritors: tuple[str, ...] = ()
) -> tuple[SettingsDocument, list[Problem]]:
    """Read a file of settings, and below it those that it inherits from (`INHERIT`).

    `environment` is what `!ENV` names; `inheritors` are the files that lead to this one."""
    empty = SettingsDocument(path, {}, files=(path,))
    expected = "settings written as `name: value`"
    source, problems = read_text(root, path)
    if problems:
        return empty, problems
    loader = _loader(environment)(source)
    try:
        node = loader.get_single_node()
        data = loader.construct_document(node) if node is not None else {}
    except yaml.MarkedYAMLError as error:
        line, found = explain(error, source)
        return empty, [Problem(path, line + 1, "settings", expected, found)]
    finally:
        loader.dispose()
    if not isinstance(data, dict):
        return empty, [Problem(path, 1, "settings", expected, quote(data))]
    parent = data.pop("INHERIT", None)
    lines, repeated = dict[Loc, int](), list[Problem]()
    for loc, line in _lines(node, ()):
        if loc in lines:
            found = f"it again (first on line {lines[loc]})"
            repeated.append(Problem(path, line, field_name(loc), "each setting once", found))
        lines.setdefault(loc, line)
    own = SettingsDocument(path, data, lines, files=(path,), origins=dict.fromkeys(lines, path))
    if parent is None:
        return own, repeated
    own, problems = _inherited(root, own, parent, environment, inheritors)
    return own, [*repeated, *problems]


def _inherited(
    root: Path,
    own: SettingsDocument,
    parent: object,
    environment: Mapping[str, str],
    inheritors: tuple[str, ...],
) -> tuple[SettingsDocument, list[Problem]]:
    """A file's settings with those of its parent below them."""
    name = posixpath.normpath(posixpath.join(posixpath.dirname(own.path), str(parent)))
    if name in (own.path, *inheritors) or not is_file(root / name):
        expected = "another file of settings, by its path from this one"
        return own, [own.problem(("INHERIT",), expected, quote(parent))]
    above, problems = read_builder_yaml(root, name, environment, (own.path, *inheritors))
    both = replace(
        own,
        data=_merged(above.data, own.data),
        lines=above.lines | own.lines,
        files=own.files + above.files,
        origins=above.origins | own.origins,
    )
    return both, problems


def _merged(above: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """Groups are joined, name by name; anything else of one's own takes the place of the inherited.

    >>> _merged({"a": {"b": 1, "c": 2}, "d": [1]}, {"a": {"b": 3}, "d": [2]})
    {'a': {'b': 3, 'c': 2}, 'd': [2]}
    """
    both = {
        name: _merged(above[name], value)
        if isinstance(value, dict) and isinstance(above.get(name), dict)
        else value
        for name, value in own.items()
    }
    return above | both


def _lines(node: yaml.Node | None, loc: Loc) -> Iterator[tuple[Loc, int]]:
    """The line of each value by its place."""
    if len(loc) > MAX_DEPTH:
        return
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            here = (*loc, str(key.value))
            yield here, key.start_mark.line + 1
            yield from _lines(value, here)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield (*loc, index), value.start_mark.line + 1
            yield from _lines(value, (*loc, index))


def _loader(environment: Mapping[str, str]) -> type[yaml.CSafeLoader]:
    """A loader that knows `!ENV NAME` and `!ENV [NAME, OTHER, default]`, and reads nothing from
    other tags."""

    class Loader(yaml.CSafeLoader):
        def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
            try:
                return super().construct_object(node, deep)
            except ValueError as error:  # a value that only looks like one, such as 2026-13-45
                said = str(error)
                raise yaml.constructor.ConstructorError(None, None, said, node.start_mark) from None

    def from_environment(loader: yaml.CSafeLoader, node: yaml.Node) -> object:
        names, default = [node], None
        if isinstance(node, yaml.SequenceNode):
            names = node.value
            if len(names) > 1:
                *names, last = names
                default = loader.construct_object(last, deep=True)
        for name in names:
            if (said := environment.get(str(name.value))) is not None:
                # A number or a truth, if it reads like one.
                tag = loader.resolve(yaml.ScalarNode, said, (True, False))  # type: ignore[no-untyped-call]
                return loader.construct_object(yaml.ScalarNode(tag, said))
        return default

    Loader.add_constructor("!ENV", from_environment)
    Loader.add_constructor(None, lambda loader, node: None)
    return Loader
