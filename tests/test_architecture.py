"""The shape of the core: imports run one way, the builder is unknown to it, and no module is
long."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
CORE = ROOT / "hooks" / "podhub"
MODULES = sorted(file for file in CORE.rglob("*.py"))


def test_imports_run_one_way() -> None:
    """outputs → links → content, and never to the builder; the contracts stand in
    pyproject.toml."""
    program = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    environment = {**os.environ, "PYTHONPATH": str(CORE.parent)}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert " 0 broken" in done.stdout


def test_the_core_never_loads_the_builder() -> None:
    """Also not by way of somebody else's package."""
    names = [
        ".".join(file.relative_to(CORE.parent).with_suffix("").parts).removesuffix(".__init__")
        for file in MODULES
    ]
    assert len(names) > 40
    program = f"import importlib, sys\nfor name in {names!r}: importlib.import_module(name)\n" + (
        "print([name for name in sys.modules if name.split('.')[0] in ('mkdocs', 'material')])"
    )
    environment = {**os.environ, "PYTHONPATH": str(CORE.parent)}
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True
    )
    assert done.stdout == "[]\n", done.stderr


def test_a_module_can_be_read_in_one_sitting() -> None:
    """Three hundred lines are the most."""
    long = {
        file.name: lines
        for file in MODULES
        if (lines := file.read_text(encoding="utf-8").count("\n")) > 300
    }
    assert not long
