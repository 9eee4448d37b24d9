"""What files say of their makers that nobody hears or reads is told, by its name, and can be switched
off."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import pytest
from mutagen.id3 import ID3, PRIV, TENC, TIT2, TXXX
from podhub.media.hidden_notes import hidden_notes
from podhub.read.no_memo import NoMemo

from tests.build.corpus import EPISODE, edited, mistakes, mp3, small_hub

SAID = 'episodes/001-ramp-time.mp3:1: note: file: expected nothing that nobody hears or sees (ffmpeg -i 001-ramp-time.mp3 -map_metadata -1 -c copy clean-001-ramp-time.mp3), found PRIV "XMP", TENC "Ann" [hidden-notes]'  # fmt: skip


def tagged(folder: Path) -> bytes:
    """A recording as programs for sound leave it."""
    file = folder / "a.mp3"
    file.write_bytes(mp3(60.48))
    tags = ID3()
    tags.add(TIT2(encoding=3, text=["Ramp time"]))
    tags.add(TENC(encoding=3, text=["Ann"]))
    tags.add(PRIV(owner="XMP", data=b"C:\\Users\\Ann\\take-3.wav"))
    for name in ("replaygain_track_gain", "digitalSourceType", "major_brand"):
        tags.add(TXXX(encoding=3, desc=name, text=["1"]))
    tags.save(file)
    return file.read_bytes()


def test_a_recording_with_notes_is_told_of_until_its_author_says_so(tmp_path: Path) -> None:
    """It is no mistake: a publication may name who made it."""
    sound = tagged(tmp_path)
    assert mistakes(tmp_path / "a", {"episodes/001-ramp-time.mp3": sound}) == [SAID]
    ignored = edited(EPISODE, "ignore: [apple-chapters]", "ignore: [apple-chapters, hidden-notes]")
    changes = {"episodes/001-ramp-time.mp3": sound, EPISODE: ignored}
    assert mistakes(tmp_path / "b", changes) == []


def test_a_document_is_switched_off_in_the_settings(tmp_path: Path) -> None:
    """It has no fields of its own."""
    pdf = b"%PDF-1.7\n1 0 obj << /Title (Plan) /Author (Ann \\(we\\)) /Creator (Word) >> endobj\n"
    [line] = mistakes(tmp_path / "a", {"docs/assets/plan.pdf": pdf})
    assert line.startswith("docs/assets/plan.pdf:1: note: file: expected nothing that nobody")
    assert line.endswith(r'found "Ann \(we\)" [hidden-notes]')
    settings = small_hub()["mkdocs.yml"] + b"extra: {ignore: [hidden-notes]}\n"
    assert mistakes(tmp_path / "b", {"docs/assets/plan.pdf": pdf, "mkdocs.yml": settings}) == []


def wav(*parts: tuple[bytes, bytes]) -> bytes:
    """A WAV file of these chunks."""
    body = b"WAVE" + b"".join(name + struct.pack("<I", len(said)) + said for name, said in parts)
    return b"RIFF" + struct.pack("<I", len(body)) + body


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("a.wav", wav((b"bext", b"\0" * 602), (b"data", b""), (b"iXML", b"<x/>")), "bext, iXML"),
        ("a.wav", wav((b"fmt ", b"\0" * 16), (b"data", b"")), None),
        ("a.wav", b"no wave", None),
        ("a.mp3", b"no tag", None),
        ("a.pdf", b"%PDF <dc:creator>\n<rdf:Seq> <rdf:li>Ann</rdf:li>", '"Ann"'),
        ("a.pdf", b"%PDF /Author ( )", None),
        ("a.docx", b"PK no archive", None),
    ],
)
def test_notes_of_each_kind(tmp_path: Path, name: str, content: bytes, found: str | None) -> None:
    """And files that are damaged are somebody else's to tell of."""
    (tmp_path / name).write_bytes(content)
    told = [remark.found for remark in hidden_notes(tmp_path, [name, "gone.mp3"], NoMemo())]
    assert told == ([found] if found else [])


def test_office_documents_name_who_wrote_and_who_changed_them(tmp_path: Path) -> None:
    """Once each, and their company."""
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        core = "<dc:creator>Ann &amp; Co</dc:creator><cp:lastModifiedBy>Ben</cp:lastModifiedBy>"
        archive.writestr("docProps/core.xml", core)
        archive.writestr("docProps/app.xml", "<Company>We</Company><Manager>Ben</Manager>")
        archive.writestr("word/document.xml", "<dc:creator>Nobody</dc:creator>")
    [remark] = hidden_notes(tmp_path, ["a.docx"], NoMemo())
    whole = (tmp_path / "a.docx").read_bytes()
    for at in range(len(whole)):  # whatever byte is damaged
        (tmp_path / "b.docx").write_bytes(whole[:at] + b"\xff" + whole[at + 1 :])
        list(hidden_notes(tmp_path, ["b.docx"], NoMemo()))
    assert remark.found == '"Ann & Co", "Ben", "We"'
