"""Write into the MP3 what a player shows when it has nothing but the file: titles, cover,
chapters."""

# mypy: allow-untyped-calls
# mutagen ships its sources without types for the frames.

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from mutagen import MutagenError
from mutagen.id3 import (
    APIC,
    CHAP,
    COMM,
    CTOC,
    ID3,
    TALB,
    TCON,
    TIT2,
    TPE1,
    TRCK,
    TXXX,
    CTOCFlags,
    Encoding,
    Frame,
    PictureType,
)
from mutagen.mp3 import MP3
from PIL import Image

from podhub.media.published_pictures import published_artwork

COVER = 600  # pixels, each side
LANGUAGE = "eng"
TEXT = Encoding.UTF16
OURS = (
    "TIT2",
    "TPE1",
    "TALB",
    "TRCK",
    "TCON",
    "COMM",
    "TXXX:digitalSourceType",
    "APIC",
    "CHAP",
    "CTOC",
)
"""The frames that are written here."""
SYNTHETIC = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
"""What the IPTC's vocabulary calls sound that a trained model makes"""


MOST_CHAPTERS = 255
"""Chapters of a table of contents, which counts them in one byte (ID3v2 Chapter Frame Addendum,
3.2)."""


@dataclass(frozen=True)
class Tags:
    """What the file says about itself. `cover` is a picture file of any size; `note` a sentence for
    listeners.

    Only a full episode has a `track`: a trailer or a bonus stands outside the series.
    """

    title: str
    artist: str
    album: str
    track: int | None
    chapters: Sequence[tuple[float, str]]
    """Seconds and title."""
    cover: Path | None = None
    note: str = ""
    synthetic: bool = False
    """Whether a synthetic voice is heard"""


def is_narrated(audio: Path) -> bool:
    """Whether an MP3 says that a synthetic voice made it, as what is narrated does."""
    try:
        found = ID3(audio).getall("TXXX:digitalSourceType")
    except MutagenError:
        return False
    return any(SYNTHETIC in frame.text for frame in found)


def write_tags(audio: Path, tags: Tags, *, keep: bool = False) -> float:
    """Write ID3v2.3, which every player reads, and return the file's length in seconds.

    `keep` leaves the frames that are none of ours, such as lyrics or the program that encoded it.
    """
    seconds = float(MP3(audio).info.length)  # type: ignore[attr-defined]
    id3 = ID3(audio) if keep and _has_tags(audio) else ID3()
    for name in OURS:
        id3.delall(name)
    for frame in [*_titles(tags), *_chapters(tags, seconds)]:
        id3.add(frame)
    try:
        id3.save(audio, v1=0, v2_version=3, padding=lambda _: 0)
    except MutagenError as error:
        cause = error.args[0] if error.args else None
        if isinstance(cause, OSError):  # such as a full disk
            raise OSError(cause.errno, cause.strerror, str(audio)) from None
        raise
    return seconds


def _titles(tags: Tags) -> Iterator[Frame]:
    """What the file is called, and by whom it is."""
    yield TIT2(encoding=TEXT, text=[tags.title])
    yield TPE1(encoding=TEXT, text=[tags.artist])
    yield TALB(encoding=TEXT, text=[tags.album])
    if tags.track:
        yield TRCK(encoding=TEXT, text=[str(tags.track)])
    yield TCON(encoding=TEXT, text=["Podcast"])
    if tags.note:
        yield COMM(encoding=TEXT, lang=LANGUAGE, desc="", text=[tags.note])
    if tags.synthetic:
        yield TXXX(encoding=TEXT, desc="digitalSourceType", text=[SYNTHETIC])
    if tags.cover:
        front = {"mime": "image/jpeg", "type": PictureType.COVER_FRONT}
        yield APIC(encoding=Encoding.LATIN1, data=cover(tags.cover), **front)


def _chapters(tags: Tags, seconds: float) -> Iterator[Frame]:
    """A frame for each chapter, and the table of contents that names them all."""
    starts = [round(second * 1000) for second, _ in tags.chapters]  # milliseconds, as ID3 counts
    ends = [*starts[1:], int(seconds * 1000)]
    names = _chapter_ids([title for _, title in tags.chapters])
    for name, (_, title), start, end in zip(names, tags.chapters, starts, ends, strict=False):
        heading = [TIT2(encoding=TEXT, text=[title])]
        yield CHAP(element_id=name, start_time=start, end_time=end, sub_frames=heading)
    if names:
        flags = CTOCFlags.TOP_LEVEL | CTOCFlags.ORDERED
        yield CTOC(element_id="toc", flags=flags, child_element_ids=names, sub_frames=[])


def _has_tags(audio: Path) -> bool:
    with audio.open("rb") as stream:
        return stream.read(3) == b"ID3"


def _chapter_ids(titles: Sequence[str]) -> list[str]:
    """Ids that make all chapters equally long, because mutagen writes the shortest first and
    players read as written.

    >>> _chapter_ids(["Start", "Why"])
    ['ch000', 'ch001....']
    """
    sizes = [len(title.encode("utf-16-le")) for title in titles]
    return [f"ch{number:03}" + "." * (max(sizes) - size) for number, size in enumerate(sizes)]


def cover(picture: Path) -> bytes:
    """The picture as a JPEG of at most 600 × 600 pixels."""
    with Image.open(io.BytesIO(published_artwork(picture.read_bytes()))) as image:
        small = image.convert("RGB")
    small.thumbnail((COVER, COVER), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    small.save(out, "JPEG", quality=85, optimize=True)
    return out.getvalue()
