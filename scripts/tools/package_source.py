"""What the package is built of, where its long description can be read away from this repository."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import podhub

from tools.checkout import ROOT

README = "hooks/podhub/README.md"
_LINK = re.compile(r"(!?)(\[[^\]]*\])\((?![a-z]+:|#)([^)]+)\)")


def in_full(text: str, repository: str, version: str) -> str:
    """A text of the package with links that lead into its repository, as GitHub has them: a package
    index shows it, and has no files beside it.

    >>> in_full("![A](manual/a.webp) [b](manual/b.md) [c](https://c.example/)", "https://github.com/o/n", "1.0")
    '![A](https://github.com/o/n/raw/v1.0/hooks/podhub/manual/a.webp) [b](https://github.com/o/n/blob/v1.0/hooks/podhub/manual/b.md) [c](https://c.example/)'
    """
    folder = README.rpartition("/")[0]

    def full(found: re.Match[str]) -> str:
        kind = "raw" if found[1] else "blob"
        place = f"{repository.rstrip('/')}/{kind}/v{version}/{folder}"
        return f"{found[1]}{found[2]}({place}/{found[3]})"

    return _LINK.sub(full, text)


def lay_out(folder: Path, repository: str) -> None:
    """Copy what the package is built of, its description and its addresses those of a repository."""
    (folder / "hooks").mkdir(parents=True)
    shutil.copytree(
        ROOT / "hooks/podhub", folder / "hooks/podhub", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copy(ROOT / "LICENSE", folder)
    readme = folder / README
    text = readme.read_text(encoding="utf-8")
    readme.write_text(in_full(text, repository, podhub.__version__), encoding="utf-8")
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    urls = f'[project.urls]\nRepository = "{repository}"\nChangelog = "{repository}/blob/main/CHANGELOG.md"\n\n'
    before, head, after = settings.partition("[project.optional-dependencies]")
    (folder / "pyproject.toml").write_text(before + urls + head + after, encoding="utf-8")
