"""Reads a text file as authors save them on any system; what cannot be text is a problem with its
line."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable
from pathlib import Path

from podhub.model.problems import Problem

MAX_BYTES = 2_000_000
"""A Markdown or YAML file larger than this (bytes) is a mistake: 2 MB is a 300,000-word text."""
# What XML cannot carry or YAML does not read: pasted by accident, seen by nobody, and the end of a
# feed.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")

# Git's mark where two people changed the same lines.
_MARK = "<<<<<<< "
_MERGE = re.compile(f"^{_MARK}.{{1,40}}", re.MULTILINE)


def read_text(root: Path, path: str, limit: int = MAX_BYTES) -> tuple[str, list[Problem]]:
    """Read a file of at most `limit` bytes as UTF-8, with or without a byte order mark, any line
    ends becoming `\\n`."""
    raw, problems = read_raw(root, path, limit)
    return ("", problems) if problems else decoded(raw, path)


def read_raw(root: Path, path: str, limit: int = MAX_BYTES) -> tuple[bytes, list[Problem]]:
    """Read a file of at most `limit` bytes as it is."""
    try:
        with open(f"{root}/{path}", "rb", buffering=0) as file:  # noqa: PTH123 (the fastest way: there are many)
            size = os.fstat(file.fileno()).st_size
            raw = file.read() if size <= limit else b""
    except FileNotFoundError:
        return b"", [Problem(path, 1, "file", "a file of this name", "none")]
    except OSError as error:
        found = error.strerror or "an unreadable one"
        return b"", [Problem(path, 1, "file", "a file that can be read", found)]
    if size > limit:
        expected = f"a text of at most {limit // 1_000_000} MB"
        return b"", [Problem(path, 1, "file", expected, f"{size / 1_000_000:.1f} MB")]
    return raw, []


def read_again(root: Path, path: str, is_same: Callable[[bytes], bool]) -> bytes:
    """Read a file that was read before, whose bytes nobody has kept meanwhile. Raises OSError where
    it holds something else now."""
    raw, problems = read_raw(root, path)
    if problems or not is_same(raw):
        raise OSError(errno.ESTALE, "it changed while it was looked at", path)
    return raw


def decoded(raw: bytes, path: str) -> tuple[str, list[Problem]]:
    """The text that a file holds."""

    def refuse(expected: str, found: str, line: int = 1) -> tuple[str, list[Problem]]:
        return "", [Problem(path, line, "file", expected, found)]

    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        found = f"byte 0x{raw[error.start]:02x}, which is not UTF-8 (save the file again as UTF-8)"
        return refuse("text in UTF-8", found, raw.count(b"\n", 0, error.start) + 1)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    control = _CONTROL.search(text)
    if control:
        start = control.start()
        near = text[text.rfind("\n", 0, start) + 1 : start].split()
        found = f"the invisible character U+{ord(control.group()):04X}" + (
            f' behind "{near[-1]}"' if near else ""
        )
        return refuse("text without control characters", found, text.count("\n", 0, start) + 1)
    if _MARK in text and (merge := _MERGE.search(text)):
        expected = "a finished merge (keep the lines that are right, delete those with <<<<<<<, ======= and >>>>>>>)"
        return refuse(expected, f'"{merge.group()}"', text.count("\n", 0, merge.start()) + 1)
    return text, []
