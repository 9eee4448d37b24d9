"""A small hub that is built again and again: with what earlier builds have left, and from nothing
beside it. Each time both must come to the same bytes."""

from __future__ import annotations

import random
import re
import shutil
from copy import copy
from datetime import datetime
from pathlib import Path
from urllib.parse import urldefrag, urljoin

from tools.edits.session import Build, RefusedError
from tools.edits.small_hub import SmallHub
from tools.edits.writing import SETTINGS_TEXT

from tests.build.corpus import NOW, write_hub
from tests.running import ROOT

OTHER = "docs/articles/other.md"
OTHER_TEXT = """\
---
title: The other one
description: What else there is.
date: 2026-01-04 09:00 +0000
topics: [onboarding]
key_points: [Say less.]
---

More coaching, and no link that anybody wrote.
"""


class Remembered:
    """A hub, and how to build it."""

    def __init__(self, folder: Path, build: Build) -> None:
        self.folder, self.root, self.output = folder, folder / "hub", folder / "site"
        self._build = build
        lists = {
            f"docs/{name}/index.md": f"---\ntitle: {name.title()}\ndescription: All.\n---\n\nAll.\n"
            for name in ("articles", "definitions", "podcast", "topics")
        }
        note = {"overrides/assets/note.txt": "A file of the theme's.\n"}
        about = {"docs/about.md": "---\ntitle: About\ndescription: Us.\n---\n\nUs.\n"}
        others = {"mkdocs.yml": SETTINGS_TEXT, OTHER: OTHER_TEXT, **lists, **note, **about}
        write_hub(self.root, others)
        (self.root / "hooks").symlink_to(ROOT / "hooks", target_is_directory=True)
        build(self.root, self.output, NOW, False)

    def copied(self, folder: Path) -> Remembered:
        """The same hub in another folder, with all that it remembers."""
        shutil.copytree(self.folder, folder, symlinks=True, dirs_exist_ok=True)
        other = copy(self)
        other.folder, other.root, other.output = folder, folder / "hub", folder / "site"
        return other

    @property
    def store(self) -> Path:
        """Where builds remember what they made."""
        return self.root / ".cache" / "hub"

    def write(self, path: str, text: str | bytes) -> None:
        """Write a file."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace a piece of a text that stands there once."""
        text = (self.root / path).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{path} holds {old!r} {text.count(old)} times"
        self.write(path, text.replace(old, new))

    def delete(self, path: str) -> None:
        """Delete a file."""
        (self.root / path).unlink()

    def build(self, now: datetime = NOW) -> dict[str, str]:
        """Build, and hold it against a build from nothing. Returns the text of every file."""
        self._build(self.root, self.output, now, False)
        self._compare(now)
        return self.site()

    def _compare(self, now: datetime) -> None:
        anew = self.folder / "anew"
        shutil.rmtree(anew, ignore_errors=True)
        SmallHub(anew, random.Random()).check_out(SmallHub(self.root, random.Random()).content())
        (anew / "hooks").symlink_to(ROOT / "hooks", target_is_directory=True)
        self._build(anew, anew / "site", now, True)
        found, expected = files(self.output), files(anew / "site")
        assert sorted(found) == sorted(expected)
        assert [path for path, data in found.items() if data != expected[path]] == []

    def site(self) -> dict[str, str]:
        """The text of every file of the site that was built last."""
        return texts(self.output)

    def refused(self, now: datetime = NOW) -> str:
        """Build what has a mistake in it; returns what was said."""
        before = files(self.output)
        try:
            self._build(self.root, self.output, now, False)
        except RefusedError as error:
            assert files(self.output) == before
            return str(error)
        raise AssertionError("built in spite of a mistake")


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def texts(folder: Path) -> dict[str, str]:
    """The text of every file below a folder."""
    return {path: data.decode("utf-8", "replace") for path, data in files(folder).items()}


def dangling(site: dict[str, str], url: str = "https://small.example/") -> list[str]:
    """What pages refer to on this site that is not there."""
    found = []
    for path, text in site.items():
        if path.endswith(".html"):
            for reference in re.findall(
                r'\b(?:href|src|content)="((?:\.|https://small)[^"]+)"', text
            ):
                target, _ = urldefrag(urljoin(urljoin(url, path), reference))
                local = target.removeprefix(url).partition("?")[0]
                if (
                    local not in site
                    and f"{local}/index.html".lstrip("/").replace("//", "/") not in site
                ):
                    found.append(f"{path}: {reference}")
    return found
