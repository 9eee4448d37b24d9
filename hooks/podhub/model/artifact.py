"""A file of the site before it is made, and what it holds afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Content:
    """What a file holds."""

    sha256: str
    md5: str
    """Not for safety: it is what most stores say of a file without being asked for its bytes."""
    size: int
    """Bytes"""
    changed: int
    """When the file on this machine was written (ns since 1970)"""


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file that is made. Two with the same key hold the same bytes, whenever they are made."""

    path: str
    """On the site, such as `articles/first-seeds/index.html`"""
    key: str
    """A digest of all that its bytes depend on, the engine apart"""
    make: Callable[[], bytes]
    owner: str
    """The file of the repository that it is made for, which its author would have to fix"""


@dataclass(frozen=True, slots=True)
class Recording:
    """A recording that stands on the site as it stands in the repository. It is never copied where
    a link will do: a show of 300 episodes has 10 GB of them."""

    path: str
    source: Path
    """On this machine, or where it would be"""
    content: Content | None
    """None where it is not on this machine"""
    sha256: str
    """What it must hold"""
    size: int
    """Bytes, as its lock has them"""
    owner: str


SiteFile = Artifact | Recording
