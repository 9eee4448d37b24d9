"""The rules of the design that a program can look after: who may import what, what is touched where,
what is kept in memory, and how long modules and functions are."""

from __future__ import annotations

import ast
import graphlib
import os
import re
import statistics
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cache, cached_property
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parent.parent
HOOKS, SCRIPTS = ROOT / "hooks", ROOT / "scripts"
BUILDERS = {"mkdocs", "material"}
LONGEST_MODULE, USUAL_MODULE = 250, 100
LONGEST_FUNCTION, USUAL_FUNCTION = 45, 8
ADAPTER = "podhub.adapters"


@dataclass(frozen=True)
class Module:
    """A module of ours as it is written."""

    name: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """What it says."""
        return ast.parse(self.text)

    @property
    def room(self) -> str:
        """The part of the engine that it belongs to, such as `links`."""
        return self.name.split(".")[1] if "." in self.name else ""

    @property
    def lines(self) -> int:
        """How long it is."""
        return self.text.count("\n")

    @cached_property
    def functions(self) -> dict[str, int]:
        """How many lines each function has, its docstring apart."""
        found = {}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                first = node.body[0]
                if ast.get_docstring(node, clean=False) is not None:
                    lines -= (first.end_lineno or first.lineno) - first.lineno + 1
                found[f"{self.name}:{node.lineno} {node.name}"] = lines
        return found

    def imported(self) -> Iterator[str]:
        """The full names of what it imports, wherever in it that stands."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (name.name for name in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield from (f"{node.module}.{name.name}" for name in node.names)

    def used(self) -> Iterator[tuple[int, str]]:
        """What is read of imported modules and classes, such as `os.environ`, with its line."""
        names = dict(self._names())
        owners = set()
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                owners.add(node.value)
                if meant := names.get(node.value.id):
                    yield node.lineno, f"{meant}.{node.attr}"
            elif isinstance(node, ast.Name) and node.id in names and node not in owners:
                yield node.lineno, names[node.id]

    def _names(self) -> Iterator[tuple[str, str]]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import | ast.ImportFrom):
                module = f"{node.module}." if isinstance(node, ast.ImportFrom) else ""
                for name in node.names:
                    yield name.asname or name.name, f"{module}{name.name}"


@cache
def modules() -> list[Module]:
    """The engine, the hook, and our own tools."""
    files = [*(HOOKS / "podhub").rglob("*.py"), HOOKS / "hub.py", *SCRIPTS.rglob("*.py")]
    found = []
    for file in sorted(files):
        base = HOOKS if file.is_relative_to(HOOKS) else SCRIPTS
        parts = file.relative_to(base).with_suffix("").parts
        name = ".".join(parts).removesuffix(".__init__")
        found.append(Module(name, file.read_text(encoding="utf-8")))
    return found


def engine() -> list[Module]:
    """The modules of the engine."""
    return [module for module in modules() if module.name.startswith("podhub.")]


def test_imports_run_one_way() -> None:
    """The contracts stand in pyproject.toml."""
    program = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    environment = {**os.environ, "PYTHONPATH": str(HOOKS)}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert " 0 broken" in done.stdout


def test_no_modules_import_each_other_in_a_circle() -> None:
    """Nor do the parts of a room, such as `outputs.feed` and `outputs.pages`."""
    graph = grimp.build_graph("podhub", exclude_type_checking_imports=True, cache_dir=None)
    parts: dict[str, set[str]] = {}
    for module in graph.modules:
        for other in graph.find_modules_directly_imported_by(module):
            parts.setdefault(module, set()).add(other)
            here, there = (name.split(".") for name in (module, other))
            if here[:2] == there[:2] and here[2:3] != there[2:3] and len(here) > 2 < len(there):
                part = {"part " + ".".join(there[:3])}
                parts.setdefault("part " + ".".join(here[:3]), set()).update(part)
    graphlib.TopologicalSorter(parts).prepare()


def test_only_the_adapter_knows_the_builder() -> None:
    """No other module imports MkDocs or Material, or starts them."""
    knowing = [
        module.name
        for module in engine()
        if any(name.split(".")[0] in BUILDERS for name in module.imported())
        or re.search(r'["\']mkdocs["\'](?!\.)', module.text)
    ]
    assert [name for name in knowing if not name.startswith(ADAPTER)] == []
    assert f"{ADAPTER}.mkdocs" in knowing


def test_outputs_take_what_is_shown_and_nothing_else() -> None:
    """Rule 11: only who asks whether an address is free looks at what is held back."""
    wide = {"podhub.model.entries.Catalog"}
    looking = {m.name for m in engine() if m.room == "outputs" and wide & {*m.imported()}}
    assert looking == {"podhub.outputs.places"}


def test_the_adapter_is_small() -> None:
    """And the site's hook hands on in a few lines what it gets."""
    lines = {module.name: module.lines for module in modules()}
    assert lines[f"{ADAPTER}.mkdocs"] <= 150
    assert lines["hub"] <= 30


def test_the_core_never_loads_the_builder() -> None:
    """Also not by way of somebody else's package. Only commands that build ask for the adapter."""
    names = [module.name for module in engine() if module.room not in ("adapters", "cli")]
    assert len(names) > 40
    program = f"import importlib, sys\nfor name in {names!r}: importlib.import_module(name)\n" + (
        f"print([name for name in sys.modules if name.split('.')[0] in {BUILDERS!r}])"
    )
    environment = {**os.environ, "PYTHONPATH": str(HOOKS)}
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True
    )
    assert done.stdout == "[]\n", done.stderr


CLOCK = (
    r"time\.(time|monotonic|sleep|localtime)\w*|time|datetime\.(date|datetime)\.(now|utcnow|today)"
)
NETWORK = r"(socket|ssl|requests|urllib\.request|http\.(client|server)|smtplib|urllib3)\b.*"
ENVIRONMENT = r"os\.(environ|getenv|getcwd)\b.*"
PROCESSES = (
    r"(subprocess|multiprocessing|signal)\b.*"
    r"|os\.(fork|exec\w*|kill\w*|spawn\w*|system|popen|wait\w*)"
)
DISK = (
    r"(shutil|tempfile|glob|fcntl)\b.*|io\.open|open|os\.(scandir|walk|listdir|stat|link|replace"
    r"|rename|remove|unlink|open|mkdir|makedirs|utime)"
)
PATH_METHODS = {
    *("read_text", "read_bytes", "write_text", "write_bytes", "open", "stat", "exists", "is_file"),
    *("is_dir", "iterdir", "glob", "rglob", "mkdir", "unlink", "touch", "rename", "symlink_to"),
}
"""Methods of a path that look at the disk"""
EDGES = {"build", "publish", "net", "cli", "adapters", "speech", "importing"}
"""The rooms that may touch the world; all others are given what they need"""
READERS = {"read", "media", "history"}
"""The rooms in which files become values, and which may read and write them"""
OWN_FILES = {
    "podhub.messages.catalogs": "the words of each language",
    "podhub.outputs.cards.faces": "the typeface of cards, and those that a hub adds",
    "podhub.outputs.cards.social_cards": "the same, and its own code, for the cards' names",
    "podhub.outputs.pages.environment": "the engine's templates",
    "podhub.outputs.pictures": "artwork, of which no more is read than a small copy needs",
}
"""Modules that read a file all the same, and why"""


def touching(pattern: str, allowed: set[str]) -> list[str]:
    """Where modules of other rooms than those allowed use what a pattern names."""
    wanted = re.compile(pattern)
    return [
        f"{module.name}:{line} {name}"
        for module in engine()
        if module.room not in allowed
        for line, name in module.used()
        if wanted.fullmatch(name)
    ]


@pytest.mark.parametrize(
    "pattern",
    [CLOCK, NETWORK, ENVIRONMENT, PROCESSES],
    ids=["clock", "network", "environment", "processes"],
)
def test_the_world_is_touched_at_the_edges(pattern: str) -> None:
    """Clock, network, environment and processes: everybody else is given what they tell."""
    found = touching(pattern, EDGES)
    assert not found, "\n".join(found)


def test_the_disk_is_touched_at_the_edges_and_where_files_are_read() -> None:
    """What lies between is a function of what was read."""
    found = touching(DISK, EDGES | READERS)
    for module in engine():
        if module.room not in EDGES | READERS:
            calls = (node.func for node in ast.walk(module.tree) if isinstance(node, ast.Call))
            found += [
                f"{module.name}:{called.lineno} .{called.attr}()"
                for called in calls
                if isinstance(called, ast.Attribute) and called.attr in PATH_METHODS
            ]
    found = [line for line in found if line.partition(":")[0] not in OWN_FILES]
    assert not found, "\n".join(found)


SECRETS = {"HUB_PODPING_TOKEN", "HUB_TARGET"}
"""What whoever publishes sets, not one part of the engine for another"""


def test_no_environment_variable_carries_state() -> None:
    """Nor does MkDocs' `config.extra`: what one part knows, it hands to the next."""
    named = {
        f"{module.name}: {name}"
        for module in engine()
        for name in re.findall(r"\bHUB_[A-Z_]+", module.text)
        if name not in SECRETS
    }
    assert named == set()
    extra = [
        f"{module.name}:{node.lineno}"
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and node.attr == "extra"
        if isinstance(node.value, ast.Name) and node.value.id == "config"
    ]
    assert extra == []


MUTATORS = {"append", "add", "update", "pop", "clear", "setdefault", "extend", "insert", "remove"}
FOR_FORKS = {"podhub.build.parallel": "a forked process has no other way to its jobs"}
"""Modules that keep something between calls, and why"""


def test_no_module_keeps_anything_between_calls() -> None:
    """No `global`, and no list or table of a module or a class that a function changes."""
    found = [
        f"{module.name}:{line} {what}"
        for module in engine()
        if module.name not in FOR_FORKS
        for line, what in _kept(module)
    ]
    assert not found, "\n".join(found)


KEEPING = """
from other import Elsewhere
seen = {}
class Memory:
    seen = {}
    count: int = 0
    def note(self, cls):
        self.seen["a"] = 1
        self.seen.update(b=2)
        self.own = [1]
        self.own.append(2)
def note(own):
    seen["a"] = 1
    Memory.seen["a"] = 1
    Memory.seen.update(b=2)
    Memory.count += 1
    Elsewhere.seen.clear()
    note.calls = 1
    own["a"] = 1
    own.name = 1
@classmethod
def noted(cls):
    cls.seen.add(1)
"""


def test_what_is_kept_is_seen_wherever_it_is_kept() -> None:
    """In a module, on a class by its name, by an object of it or by `cls`, and on a function."""
    kept = [what for _, what in _kept(Module("podhub.x.y", KEEPING))]
    assert sorted(kept) == [
        *("Elsewhere.seen.clear()", "Memory.count = …", "Memory.seen.update()"),
        *("Memory.seen[…] = …", "cls.seen.add()", "note.calls = …", "seen[…] = …"),
        *("self.seen.update()", "self.seen[…] = …"),
    ]


def _kept(module: Module) -> Iterator[tuple[int, str]]:
    shared = _shared(module.tree)
    tables = {f"self.{name}" for name in _tables_of_classes(module.tree)}
    for function in ast.walk(module.tree):
        if not isinstance(function, ast.FunctionDef):
            continue
        local = {
            node.id
            for node in ast.walk(function)
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
        } | {argument.arg for argument in ast.walk(function) if isinstance(argument, ast.arg)}
        for node in ast.walk(function):
            if isinstance(node, ast.Global):
                yield node.lineno, f"global {', '.join(node.names)}"
            for changed, how in _changed(node):
                name = ast.unparse(changed)
                root = name.partition(".")[0].partition("[")[0].partition("(")[0]
                if root in (shared - local) | {"cls"} or name in tables:
                    yield getattr(node, "lineno", 0), f"{name}{how}"


def _shared(tree: ast.Module) -> set[str]:
    """What calls of a module's functions share: its values, classes and functions, and the classes
    that it imports."""
    named = {
        target.id
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    }
    made = {n.name for n in tree.body if isinstance(n, ast.ClassDef | ast.FunctionDef)}
    imports = [n for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)]
    imported = {name.asname or name.name for one in imports for name in one.names}
    return named | made | {name for name in imported if name[:1].isupper()}


def _tables_of_classes(tree: ast.Module) -> set[str]:
    """Lists and tables that all objects of a class share."""
    return {
        target.id
        for made in ast.walk(tree)
        if isinstance(made, ast.ClassDef)
        for node in made.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        if isinstance(node.value, ast.Dict | ast.List | ast.Set)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    }


def _changed(node: ast.AST) -> Iterator[tuple[ast.expr, str]]:
    """What an expression changes, and how."""
    match node:
        case ast.Subscript(value=changed, ctx=ast.Store() | ast.Del()):
            yield changed, "[…] = …"
        case ast.Attribute(value=ast.Name(id="self")):
            pass
        case ast.Attribute(ctx=ast.Store() | ast.Del()):
            yield node, " = …"
        case ast.Call(func=ast.Attribute(value=changed, attr=attr)) if attr in MUTATORS:
            yield changed, f".{attr}()"


def longer(lengths: dict[str, int], most: int) -> str:
    """What has more lines than that, the longest first."""
    ordered = sorted(lengths.items(), key=lambda pair: -pair[1])
    return "\n".join(f"{lines} lines: {name}" for name, lines in ordered if lines > most)


def test_no_folder_of_tests_is_left_out(pytestconfig: pytest.Config) -> None:
    """pytest passes by folders for their names alone, and by its own list those named `build`."""
    roots = [ROOT / path for path in pytestconfig.getini("testpaths")]
    folders = {file.parent for root in roots for file in root.rglob("*.py")}
    names = {part for folder in folders for part in folder.relative_to(ROOT).parts}
    patterns = pytestconfig.getini("norecursedirs")
    assert [name for name in names if any(fnmatch(name, one) for one in patterns)] == []
    assert "build" in names


def test_a_module_can_be_read_in_one_sitting() -> None:
    """Most on one page and a half, none on more than four."""
    lengths = {module.name: module.lines for module in modules() if module.lines > 5}
    assert not (found := longer(lengths, LONGEST_MODULE)), found
    assert statistics.median(lengths.values()) <= USUAL_MODULE


def test_a_function_does_one_thing() -> None:
    """Most in a few lines, none in more than a page."""
    lengths = {name: n for module in modules() for name, n in module.functions.items()}
    assert not (found := longer(lengths, LONGEST_FUNCTION)), found
    assert statistics.median(lengths.values()) <= USUAL_FUNCTION
