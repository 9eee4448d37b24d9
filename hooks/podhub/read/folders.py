"""What may lie in the content folders: texts, and files that only show, sound or say something.
Nothing that runs.

Everything in docs/ becomes public as it stands, so that a page or a script of somebody's own would
run in readers' browsers."""

from __future__ import annotations

import os
import re
from collections.abc import Collection
from pathlib import Path

from podhub.model.addresses import refused_place
from podhub.model.problems import Problem, quote
from podhub.read import files
from podhub.read.drawings import what_acts
from podhub.read.picture_size import picture_facts

SCRIPT_SUFFIX = ".script.md"
"""What an episode's narration is spoken from; not a page."""
TABLES = ("docs/topics.yml", "docs/authors.yml")
_KINDS = (
    ".md .png .jpg .jpeg .gif .webp .avif .svg .ico .mp3 .m4a .ogg .opus .wav .mp4 .m4v .mov .webm .vtt .srt"
    " .pdf .txt .csv .ics .docx .xlsx .pptx .odt .ods .odp .epub .zip"
)
PUBLISHED = frozenset(_KINDS.split())
"""The kinds of file that docs/ may hold."""
PICTURES = frozenset((".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg"))
"""The kinds of file that may lie beside articles, definitions and guides."""
BITMAPS = PICTURES - {".svg", ".avif"}
FOREIGN_PICTURES = (".heic", ".heif", ".tif", ".tiff", ".bmp", ".psd", ".jp2")
"""What cameras and editors write and browsers do not show."""
_NEARLY_MARKDOWN = re.compile(r"\.(?:md|mdx|markdown|mdown|mkdn?)(?:\.txt)?$", re.IGNORECASE)
"""How Windows' editor, other tools and other systems name a Markdown file."""


def markdown_files(root: Path, homes: Collection[str] = ()) -> tuple[list[str], list[Problem]]:
    """Every Markdown file of the content folders, and every file or link that may not lie there.

    `homes` are the folders of articles, definitions and guides. A draft is held back as a text that
    was read: what lies there under another ending would be copied to the site as it is, draft or
    not."""
    found, problems = [], []
    for top in files.CONTENT_FOLDERS:
        for folder, folders, names in os.walk(root / top):
            # Editors keep notes and locks in hidden files, which the site leaves out as well.
            folders[:] = [name for name in folders if not name.startswith(".")]
            for name in [*folders, *(name for name in names if not name.startswith("."))]:
                file = Path(folder, name)
                path = file.relative_to(root).as_posix()
                problem = _refused_link(root, file, path, name in folders)
                if problem is None and name in names:
                    problem = _refused_kind(file, path, homes)
                if problem:
                    problems.append(problem)
                elif name in names and name.endswith(".md") and not name.endswith(SCRIPT_SUFFIX):
                    found.append(path)
    return sorted(found), problems


def _refused_link(root: Path, file: Path, path: str, is_folder: bool) -> Problem | None:
    if not file.is_symlink():
        return None
    if not files.within(root, file):
        return Problem(
            path,
            1,
            "file",
            "a file of its own inside docs/ or episodes/",
            "a link that leads elsewhere",
        )
    if not file.exists():
        return Problem(path, 1, "file", "a file of its own", "a link to a file that is not there")
    if is_folder:
        # The builder would follow it, and one that leads to a folder around it, without end.
        return Problem(path, 1, "file", "a folder of its own", "a link to a folder")
    return None


def _refused_kind(file: Path, path: str, homes: Collection[str]) -> Problem | None:
    suffix = file.suffix.lower()
    if _NEARLY_MARKDOWN.search(file.name) and not path.endswith(".md"):
        return Problem(path, 1, "file name", "a name that ends in .md", quote(file.name))
    if not path.startswith("docs/") or path in TABLES:
        return None
    if better := refused_place(path):
        return Problem(path, 1, "file name", better, quote(path.removeprefix("docs/")))
    if suffix in PUBLISHED - PICTURES - {".md"} and any(
        path.startswith(f"{home}/") for home in homes
    ):
        expected = "a text (.md) or a picture (other files belong into docs/assets/)"
        return Problem(path, 1, "file", expected, quote(suffix))
    if suffix not in PUBLISHED:
        expected = "a text (.md), a picture, a recording or a document such as a .pdf"
        hint = (
            " (styles and scripts belong into hooks/podhub/theme/)"
            if suffix in (".js", ".css", ".html", ".htm")
            else ""
        )
        hint = hint or (" (export it as .jpg, .png or .webp)" if suffix in FOREIGN_PICTURES else "")
        return Problem(path, 1, "file", expected, f"{quote(suffix or file.name)}{hint}")
    if suffix in BITMAPS and isinstance(why := picture_facts(file.read_bytes()), str):
        return Problem(path, 1, "file", f"a picture, as the name ends in {suffix}", why)
    if suffix == ".svg" and (acting := what_acts(file)):
        return Problem(path, 1, "file", "a drawing that only draws", acting)
    return None
