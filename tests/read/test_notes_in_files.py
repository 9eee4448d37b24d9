"""What programs note in drawings and in the photos of documents: left out, or told."""

from __future__ import annotations

import base64
import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image
from podhub.read.document_parts import shows_places
from podhub.read.drawing_notes import without_drawing_notes
from podhub.read.folders import content_files

from tests.build.corpus import write_hub


def photo(kind: str = "JPEG", *, place: bool = True) -> bytes:
    """A photo, with the place where it was taken."""
    exif = Image.Exif()
    if place:
        exif[0x8825] = {1: "N", 2: (48.0, 12.0, 30.0), 3: "E", 4: (16.0, 22.0, 0.0)}
    out = io.BytesIO()
    Image.new("RGB", (20, 10), "sienna").save(out, kind, exif=exif)
    return out.getvalue()


INKSCAPE = f"""\
<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!-- Secret -->
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 10 10"
   xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
   xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"
   inkscape:export-filename="/mnt/Secret/plan.png" sodipodi:docname="Secret.svg">
  <metadata><rdf:RDF><rdf:li>Secret</rdf:li></rdf:RDF></metadata>
  <sodipodi:namedview inkscape:window-x="Secret"/>
  <title>A bed</title><desc>With roses.</desc>
  <style>/* kept */ .a {{ fill: red }}</style>
  <text>a<!-- Secret -->b</text>
  <rect class="a" width="4" height="4" inkscape:label="Secret"/>
  <image width="5" height="5" xlink:href="data:image/jpeg;base64,{base64.b64encode(photo()).decode()}"/>
</svg>
<!-- Secret -->
"""


def test_a_drawing_keeps_what_is_drawn_alone() -> None:
    """Its words for those who do not see it, its styles and its photo; no name, folder or place."""
    clean = without_drawing_notes(INKSCAPE.encode())
    root = etree.fromstring(clean)
    assert b"Secret" not in clean
    assert b"inkscape" not in clean
    names = [etree.QName(node).localname for node in root.iter()]
    assert names == ["svg", "title", "desc", "style", "text", "rect", "image"]
    [text] = root.iter("{*}text")
    assert text.text == "ab"
    [image] = root.iter("{*}image")
    held = base64.b64decode(image.get("{http://www.w3.org/1999/xlink}href").partition(",")[2])
    with Image.open(io.BytesIO(held)) as picture:
        assert picture.size == (20, 10)
        assert not picture.getexif()
    assert without_drawing_notes(clean) is clean


@pytest.mark.parametrize(
    "source",
    [
        b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>',
        b"<svg",
        b"",
        b"\xff\xfe<",
    ],
)
def test_a_drawing_without_notes_stays_to_the_byte(source: bytes) -> None:
    """And so does one that cannot be read, which is told elsewhere."""
    assert without_drawing_notes(source) is source


def packed(picture: bytes, name: str = "word/media/image1.jpeg") -> bytes:
    """An office document with a picture in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<w/>")
        archive.writestr(name, picture)
    return out.getvalue()


def pdf(picture: bytes) -> bytes:
    """A PDF with a picture in it, as programs put it there: to the byte (ISO 32000-2, 7.4.8)."""
    return b"%PDF-1.7\n1 0 obj<</Filter/DCTDecode>>stream\n" + picture + b"\nendstream endobj\n"


@pytest.mark.parametrize("place", [True, False])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_document_is_looked_into(kind: str, place: bool) -> None:
    """For places in its pictures."""
    picture = photo(kind, place=place)
    assert shows_places(packed(picture, f"a.{kind.lower()}")) == place
    if kind == "JPEG":
        assert shows_places(pdf(picture)) == place
    assert shows_places(pdf(b'<rdf exif:GPSLatitude="48,12N"/>'))
    assert not shows_places(packed(picture)[:-30])


def test_a_document_with_a_place_is_refused_by_name(tmp_path: Path) -> None:
    """With the way out."""
    root = write_hub(tmp_path, {"docs/assets/plan.pdf": pdf(photo())})
    [problem] = content_files(root)[1]
    assert str(problem) == (
        "docs/assets/plan.pdf:1: file: expected a document whose pictures do not say where they were"
        " taken, found the place of one (export it with its pictures made smaller)"
    )
