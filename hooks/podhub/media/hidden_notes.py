"""What recordings and documents say of their makers that nobody hears or reads: programs note in them
who worked on them, and with which files. They are published as they lie, so that it is told."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath

import mutagen
from mutagen.id3 import ID3

from podhub.media.wav import FORMS, chunks
from podhub.model.memo import Memo
from podhub.model.problems import Remark, quote
from podhub.read.document_parts import parts_of
from podhub.read.files import read_each

_FRAMES = ("PRIV", "GEOB", "TENC", "TOWN", "USER", "TXXX")
"""ID3v2.4, 4: private data, files, who encoded or owns it, terms, and whatever a program names"""
_TECHNICAL = re.compile(r"(?i)digitalsourcetype|(?:replaygain|r128)_.*|.*_brands?|software")
_CHUNKS = (b"bext", b"iXML", b"_PMX", b"aXML", b"axml")
"""EBU Tech 3285 and its supplements: who recorded it, when, where, and with what"""
_PDF = re.compile(
    rb"/Author\s?\(((?:\\.|[^\\()]){1,200})\)|<dc:creator>\s{0,99}<rdf:\w{3}>\s{0,99}<rdf:li>([^<]{1,200})"
)
_OFFICE = re.compile(
    rb"<(?:dc:creator|cp:lastModifiedBy|meta:initial-creator|Company|Manager)>([^<]{1,200})<"
)
# Where office documents say it: ISO 29500-2, 11 and ISO 26300-3, 3.4.
SHORT = 1_000_000
"""Bytes of what tells of a document; more is something else"""
_ABOUT = ("docProps/core.xml", "docProps/app.xml", "meta.xml")
CLEAN = "-map_metadata -1 -c copy"


def hidden_notes(root: Path, paths: Iterable[str], memo: Memo) -> Iterator[Remark]:
    """A remark on each file, by its path below `root`, that holds such notes."""
    kinds = {path: PurePosixPath(path).suffix.lower() for path in paths}
    readers = {path: _READERS[kind] for path, kind in kinds.items() if kind in _READERS}
    for path, notes in read_each("hidden notes", root, readers, memo):
        if notes:
            name, is_sound = PurePosixPath(path).name, kinds[path] in (".mp3", ".wav")
            how = f"ffmpeg -i {name} {CLEAN} clean-{name}" if is_sound else "export it without them"
            expected = f"nothing that nobody hears or sees ({how})"
            yield Remark(path, 1, "file", expected, ", ".join(notes), "hidden-notes")


def _in_mp3(file: Path) -> list[str]:
    try:
        tags = ID3(file)  # type: ignore[no-untyped-call]  # mutagen has no types
    except (mutagen.MutagenError, ValueError, LookupError):
        return []  # none, or damaged ones that no program reads
    found = []
    for name in _FRAMES:
        for frame in tags.getall(name):  # type: ignore[no-untyped-call]
            what = str(getattr(frame, "owner", "") or getattr(frame, "desc", "") or frame).strip()
            if not _TECHNICAL.fullmatch(what):
                found.append(f"{name} {quote(what)}")
    return found


def _in_wav(file: Path) -> list[str]:
    with file.open("rb") as stream:
        if not stream.read(4).startswith(FORMS):
            return []
        return [name.decode() for name, _, _ in chunks(stream) if name in _CHUNKS]


def _in_pdf(file: Path) -> list[str]:
    said = (found[1] or found[2] for found in _PDF.finditer(file.read_bytes()))
    return _names(text.removeprefix(b"\xfe\xff").replace(b"\0", b"") for text in said)


def _in_office(file: Path) -> list[str]:
    parts = parts_of(file.read_bytes(), lambda part: part.filename in _ABOUT, SHORT)
    return _names(text for part in parts for text in _OFFICE.findall(part))


def _names(said: Iterable[bytes]) -> list[str]:
    texts = (html.unescape(text.decode("utf-8", "replace")).strip() for text in said)
    return [quote(text) for text in dict.fromkeys(texts) if text]


_READERS: dict[str, Callable[[Path], list[str]]] = {
    ".mp3": _in_mp3,
    ".wav": _in_wav,
    ".pdf": _in_pdf,
    **dict.fromkeys((".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp"), _in_office),
}
