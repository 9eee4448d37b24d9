"""`scripts/hub bench profile`: where the time of a build goes, module by module.

What the profiler itself costs makes calls look dearer than they are, and forked workers are not
seen: the build is told that it has one core."""

from __future__ import annotations

import pstats
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Any

from podhub.cli.console import out
from rich.table import Table

from tools.bench_builders import ENVIRONMENT, ours
from tools.corpus import link_hub, write_corpus
from tools.measuring import measure

ONE_CORE = "import os, runpy, sys; os.cpu_count = lambda: 1; del sys.argv[0]; "
PROGRAM = (
    'import cProfile; cProfile.run(\'runpy.run_module("podhub.cli", None, "__main__")\', {!r})'
)


@dataclass
class Module:
    """What a module's own code took, with the built-in functions that it called."""

    name: str
    seconds: float = 0.0
    functions: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    """Seconds by function"""


def bench_profile(pages: int, seed: int, *, edit: bool) -> list[Module]:
    """Build a corpus, or build it again after an edit, and return the dearest modules first."""
    with tempfile.TemporaryDirectory(prefix="hub-bench-") as folder:
        root, profile = Path(folder, "hub"), Path(folder, "profile")
        write_corpus(root, pages, seed)
        link_hub(root)
        builder = ours(root)
        if edit:
            measure(builder.build, ENVIRONMENT)
            builder.edit("something else")
        arguments = builder.build[builder.build.index("podhub.cli") :]
        program = ONE_CORE + PROGRAM.format(str(profile))
        measure((sys.executable, "-c", program, *arguments), ENVIRONMENT)
        return modules(pstats.Stats(str(profile)).stats)  # type: ignore[attr-defined]


def modules(stats: dict[Any, Any]) -> list[Module]:
    """Sum a profile's functions by module, the dearest first. A built-in function counts for the
    functions that call it."""
    found: dict[str, Module] = {}
    for function, (_, _, own, _, callers) in stats.items():
        shares = {function: own}
        if function[0] == "~" and callers:
            shares = {caller: times[2] for caller, times in callers.items()}
        for (file, _, name), seconds in shares.items():
            module = found.setdefault(short := module_name(file), Module(short))
            module.seconds += seconds
            module.functions[name] += seconds
    return sorted(found.values(), key=lambda module: -module.seconds)


def module_name(file: str) -> str:
    """A module's file as it is imported.

    >>> module_name("/somewhere/hooks/podhub/links/text.py")
    'podhub.links.text'
    >>> module_name("/env/lib/python3.11/site-packages/yaml/__init__.py")
    'yaml'
    >>> module_name("/usr/lib/python3.11/json/decoder.py"), module_name("~")
    ('json.decoder', 'built-in')
    """
    if file == "~":
        return "built-in"
    parts = PurePath(file).with_suffix("").parts
    for root in ("site-packages", "hooks", f"python{sys.version_info[0]}.{sys.version_info[1]}"):
        if root in parts:
            parts = parts[len(parts) - parts[::-1].index(root) :]
            break
    return ".".join(parts).removesuffix(".__init__")


def print_modules(found: list[Module], lines: int) -> None:
    """Show the dearest modules, each with its dearest functions."""
    total = sum(module.seconds for module in found)
    table = Table("module", "s", "%", "of it, by function", title=f"{total:.2f} s")
    table.columns[1].justify = table.columns[2].justify = "right"
    for module in found[:lines]:
        dearest = sorted(module.functions.items(), key=lambda pair: -pair[1])[:3]
        table.add_row(
            module.name,
            f"{module.seconds:.2f}",
            f"{module.seconds / total:.1%}",
            ", ".join(f"{name} {seconds:.2f}" for name, seconds in dearest),
        )
    out.print(table)
