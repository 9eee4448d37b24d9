"""What may lie in the content folders: texts, and files that only show, sound or say something.
Nothing that runs.

Everything in docs/ becomes public as it stands, so that a page or a script of somebody's own would
run in readers' browsers."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from podhub.model.addresses import refused_place
from podhub.model.problems import Problem, quote
from podhub.model.site_path import SitePath
from podhub.model.values import nearest
from podhub.read import files
from podhub.read.document_parts import DOCUMENTS, shows_places
from podhub.read.drawings import what_acts
from podhub.read.litter import is_litter, kept_by_icloud
from podhub.read.picture_size import picture_facts

SCRIPT_SUFFIX = ".script.md"
"""What an episode's narration is spoken from; not a page."""
TOPICS = "docs/topics.yml"
AUTHORS = "docs/authors.yml"
SHOW = "episodes/show.yml"
TABLES = (TOPICS, AUTHORS)
_YAML = (*TABLES, SHOW, "episodes/ledger.yml", "episodes/audio.lock.yml")
WELL_KNOWN = ".well-known"
"""The one hidden folder that is public: where owners prove whose site it is (RFC 8615)."""
_PROOFS = frozenset(("", ".json"))
"""Kinds of file that are public there alone."""
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


@dataclass(frozen=True)
class ContentFiles:
    """The files that authors wrote, by their paths in the repository."""

    texts: tuple[str, ...] = ()
    """Markdown files that are pages."""
    others: tuple[str, ...] = ()
    """Files of docs/ that become public as they are."""


def content_files(root: Path, homes: Collection[str] = ()) -> tuple[ContentFiles, list[Problem]]:
    """Every file of the content folders that is an author's, and every one that may not lie there.

    `homes` are the folders of articles, definitions and guides. A draft is held back as a text that
    was read: what lies there under another ending would be copied to the site as it is, draft or
    not."""
    texts: list[str] = []
    others: list[str] = []
    problems: list[Problem] = []
    for path, entry in _entries(root, problems.append):
        is_folder = files.holds(entry.is_dir)
        problem = (
            _unreadable_name(path, entry.name)
            or (_refused_link(root, path, is_folder) if entry.is_symlink() else None)
            or (None if is_folder else _refused_file(root, path, entry, homes))
        )
        if problem:
            problems.append(problem)
        elif is_folder or path in TABLES:
            continue
        elif path.endswith(".md") and not path.endswith(SCRIPT_SUFFIX):
            texts.append(path)
        elif path.startswith("docs/"):
            others.append(path)
    problems += _unread_scripts(root, texts)
    return ContentFiles(tuple(sorted(texts)), tuple(sorted(others))), problems


def _entries(
    root: Path, refuse: Callable[[Problem], None]
) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Every file and folder that somebody meant to be there, by its path in the repository. A folder
    that cannot be read is told to `refuse`: what is in it must not go missing in silence."""
    folders = list(files.CONTENT_FOLDERS)
    while folders:
        above = folders.pop()
        try:
            entries = list(os.scandir(root / above))
        except FileNotFoundError:
            continue
        except OSError as error:
            refuse(_unreadable(above, "a folder", error))
            continue
        for entry in entries:
            is_proof = above == "docs" and entry.name == WELL_KNOWN and files.holds(entry.is_dir)
            if is_litter(entry.name) and not is_proof:
                continue
            path = f"{above}/{entry.name}"
            yield path, entry
            # What lies in a folder whose name is refused is looked at when it has another.
            is_entered = entry.is_dir(follow_symlinks=False)
            if is_entered and _unreadable_name(path, entry.name) is None:
                folders.append(path)


def _unreadable(path: str, what: str, error: OSError) -> Problem:
    return Problem(path, 1, "file", f"{what} that can be read", error.strerror or "none")


def _unread_scripts(root: Path, texts: Collection[str]) -> Iterator[Problem]:
    """Scripts that no episode is spoken from: most likely renamed, or in the wrong place."""
    for file in sorted((root / "episodes").rglob(f"*{SCRIPT_SUFFIX}")):
        path = file.relative_to(root).as_posix()
        if path.replace(SCRIPT_SUFFIX, ".md") not in texts and not is_litter(file.name):
            stems = {Path(text).stem for text in texts if text.startswith("episodes/")}
            meant = nearest(file.name.removesuffix(SCRIPT_SUFFIX), stems) or "004-first-seeds"
            expected = f"the name of its episode, such as {meant}{SCRIPT_SUFFIX} (no episode reads this one)"
            yield Problem(path, 1, "file name", expected, quote(file.name))


def _unreadable_name(path: str, name: str) -> Problem | None:
    """A name in another encoding, as old archives unpack to, which no address can say."""
    try:
        name.encode()
    except UnicodeEncodeError:
        readable = os.fsencode(name).decode("utf-8", "backslashreplace")
        expected = "a name in UTF-8 (give the file its name once more)"
        return Problem(path, 1, "file name", expected, quote(readable))
    return None


def _refused_link(root: Path, path: str, is_folder: bool) -> Problem | None:
    file = root / path
    if not files.within(root, file):
        expected = "a file of its own inside docs/ or episodes/"
        return Problem(path, 1, "file", expected, "a link that leads elsewhere")
    if is_folder:
        # The builder would follow it, and one that leads to a folder around it, without end.
        return Problem(path, 1, "file", "a folder of its own", "a link to a folder")
    if not files.is_file(file):
        return Problem(path, 1, "file", "a file of its own", "a link to a file that is not there")
    return None


def _refused_file(
    root: Path, path: str, entry: os.DirEntry[str], homes: Collection[str]
) -> Problem | None:
    if not files.holds(entry.is_file):
        found = "neither (a pipe, a socket, a device)"
        return Problem(path, 1, "file", "a file or a folder", found)
    try:
        return _refused_kind(root, path, entry.name, homes)
    except OSError as error:
        return _unreadable(path, "a file", error)


def _refused_kind(root: Path, path: str, name: str, homes: Collection[str]) -> Problem | None:
    suffix = os.path.splitext(name)[1].lower()  # noqa: PTH122 (the fastest way: there are many)
    if kept := kept_by_icloud(name):
        expected = f"{kept} itself (choose Download Now in the Finder, or Keep Downloaded)"
        return Problem(path, 1, "file", expected, "what iCloud leaves in its place")
    if _NEARLY_MARKDOWN.search(name) and not path.endswith(".md"):
        return Problem(path, 1, "file name", "a name that ends in .md", quote(name))
    if path.endswith(".yaml") and (meant := f"{path.removesuffix('.yaml')}.yml") in _YAML:
        return Problem(path, 1, "file name", Path(meant).name, quote(name))
    if not path.startswith("docs/") or path in TABLES:
        return None
    if suffix != ".md" and (why := _refused_name(path)):
        return Problem(path, 1, "file name", f"a name {why}", quote(name))
    if path.endswith(SCRIPT_SUFFIX):
        expected = f"another name (*{SCRIPT_SUFFIX} is what episodes are spoken from, in episodes/)"
        return Problem(path, 1, "file name", expected, quote(name))
    if path.startswith(f"docs/{WELL_KNOWN}/") and suffix in _PROOFS:
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
            " (styles and scripts belong into the theme's custom_dir)"
            if suffix in (".js", ".css", ".html", ".htm")
            else ""
        )
        hint = hint or (" (export it as .jpg, .png or .webp)" if suffix in FOREIGN_PICTURES else "")
        return Problem(path, 1, "file", expected, f"{quote(suffix or name)}{hint}")
    if suffix in BITMAPS and isinstance(found := picture_facts((root / path).read_bytes()), str):
        return Problem(path, 1, "file", f"a picture, as the name ends in {suffix}", found)
    if suffix == ".svg" and (acting := what_acts(root / path)):
        return Problem(path, 1, "file", "a drawing that only draws", acting)
    if suffix in DOCUMENTS and shows_places((root / path).read_bytes()):
        expected = "a document whose pictures do not say where they were taken"
        found = "the place of one (export it with its pictures made smaller)"
        return Problem(path, 1, "file", expected, found)
    return None


def _refused_name(path: str) -> str | None:
    """What is expected of a name that no address can be made of; None where one can."""
    try:
        SitePath(path)
    except ValueError as error:
        return str(error).removeprefix("expected a path ")
    return None
