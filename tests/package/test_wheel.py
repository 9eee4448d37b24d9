"""What is in the wheel, and what must not be: the engine is anybody's, and knows nothing of the site
that it was first made for."""

from __future__ import annotations

import re
import subprocess
import tomllib
import zipfile
from pathlib import Path

import podhub
import pytest
from podhub.model.schema import schema_files
from tools.package_source import lay_out

from tests.package.conftest import UV
from tests.running import ROOT

PACKAGE = ROOT / "hooks" / "podhub"
FOREIGN = re.compile(
    r"en_GB|learned|\bearned|sales.?coach|sales.?training|training.or.coaching|ramp.time|\bprospects?\b|\bpractice\b|"
    r"scripts/hub|hooks/|docs/contributing|" + re.escape(str(ROOT)),
    re.IGNORECASE,
)
"""Words of our site, and paths of this repository"""
ALLOWED = {
    "podhub/cli/place.py": "names the launcher that this repository has",
    "podhub/cli/receiving/hooks.py": "knows the hooks that releases before 0.2 wrote",
    "podhub/cli/receiving/repository.py": "tells a checkout from a hub that installs the package",
}


@pytest.fixture(scope="module")
def contents(wheel: Path) -> dict[str, bytes]:
    """The files of the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name[-1] != "/"}


def test_the_wheel_holds_the_whole_engine(contents: dict[str, bytes]) -> None:
    """Every file of it, and nothing that only a run leaves behind."""
    ours = {
        f"podhub/{file.relative_to(PACKAGE).as_posix()}"
        for file in PACKAGE.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    assert {name for name in contents if name.startswith("podhub/")} == ours
    needed = {"podhub/py.typed", "podhub/theme/base.html", "podhub/messages/podhub.pot"}
    needed |= {f"podhub/schemas/{name}" for name in schema_files()}
    assert needed <= contents.keys()


def test_the_metadata_is_that_of_a_good_package(contents: dict[str, bytes]) -> None:
    """Name, version, licence, Python, extras, and no more extras than users have a use for."""
    [name] = [name for name in contents if name.endswith("METADATA")]
    said = contents[name].decode().split("\n\n", 1)[0].splitlines()
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"][
        "version"
    ]
    assert version == podhub.__version__
    for line in ("Name: podhub", f"Version: {version}", "License-Expression: MIT AND OFL-1.1"):
        assert line in said
    assert "Requires-Python: >=3.11" in said
    assert "Classifier: Typing :: Typed" in said
    extras = {line.split(": ")[1] for line in said if line.startswith("Provides-Extra")}
    assert {"publish", "narrate"} <= extras <= {"publish", "narrate", "transcribe"}
    assert [name for name in contents if name.endswith("licenses/LICENSE")]


def test_the_description_can_be_read_on_a_package_index(tmp_path: Path) -> None:
    """It has no files beside it: built for a repository, each link and picture leads there."""
    lay_out(tmp_path / "source", "https://github.com/o/n")
    command = [*UV, "build", "--quiet", "--offline", "--wheel", "--out-dir", tmp_path]
    subprocess.run([*command, tmp_path / "source"], check=True)
    [built] = tmp_path.glob("*.whl")
    with zipfile.ZipFile(built) as archive:
        [name] = [name for name in archive.namelist() if name.endswith("METADATA")]
        head, _, text = archive.read(name).decode().partition("\n\n")
    assert "Project-URL: Repository, https://github.com/o/n" in head.splitlines()
    targets = re.findall(r"\]\(([^)]+)\)", text)
    ours = f"https://github.com/o/n/blob/v{podhub.__version__}/hooks/podhub/"
    assert f"{ours}manual/start.md" in targets
    for target in targets:
        assert target.startswith("https://"), target
        if target.startswith(ours):
            assert (PACKAGE / target.removeprefix(ours)).is_file(), target


def test_nothing_of_our_site_is_in_the_engine(contents: dict[str, bytes]) -> None:
    """No word of it, and no path of this repository."""
    found = [
        f"{name}: {match[0]} in {line.strip()[:90]}"
        for name, data in contents.items()
        if name.startswith("podhub/")
        and name not in ALLOWED
        and not name.endswith((".ttf", ".woff2", ".webp"))
        for line in data.decode().splitlines()
        for match in [FOREIGN.search(line)]
        if match
    ]
    assert not found, "\n".join(found)
