"""Feeds that are not quite XML lose no word; what is wrong with them is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from podhub.importing.source import Source
from podhub.net.feed_documents import UnreadableFeedError, read_documents

HEAD = b'<rss version="2.0"><channel><title>'
TAIL = b"</title></channel></rss>"


def title(folder: Path, data: bytes) -> tuple[str, list[str]]:
    """The title of a feed and its faults."""
    (folder / "feed.xml").write_bytes(data)
    documents, faults = read_documents(str(folder / "feed.xml"))
    return Source(documents[0].channel).text("title"), faults


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b'<?xml version="1.0" encoding="utf-8"?>' + HEAD + b"Caf\xe9" + TAIL, "Café"),
        (HEAD + "Café “x”".encode("cp1252") + TAIL, "Café “x”"),
        (HEAD + "né ".encode() + b"\x93x\x94" + TAIL, "né “x”"),
        (HEAD + b"Q&A &eacute;&nbsp;&unknown; &lt;b&gt;" + TAIL, "Q&A é\xa0&unknown; <b>"),
        (HEAD + b"a\x08b" + TAIL, "ab"),
        (b"Warning: line 1\n<?xml version='1.0'?>" + HEAD + b"A" + TAIL, "A"),
        (HEAD + b"<![CDATA[R&B &amp; \xe9]]>" + TAIL, "R&B &amp; é"),
        (
            ("<?xml version='1.0' encoding='utf-8'?>" + (HEAD + b"A & B" + TAIL).decode()).encode(
                "utf-16"
            ),
            "A & B",
        ),
    ],
)
def test_nothing_is_lost(tmp_path: Path, data: bytes, expected: str) -> None:
    """Apps that read nothing of it are spoken of."""
    found, faults = title(tmp_path, data)
    assert found == expected
    assert "not well-formed" in faults[0]


def test_what_is_right_is_read_as_it_is(tmp_path: Path) -> None:
    """With its own encoding."""
    data = b'<?xml version="1.0" encoding="iso-8859-1"?>' + HEAD + b"Caf\xe9" + TAIL
    assert title(tmp_path, data) == ("Café", [])


def test_a_feed_reads_no_other_file(tmp_path: Path) -> None:
    """Neither by an entity of its own nor where it is mended."""
    (tmp_path / "secret").write_text("secret")
    entity = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{tmp_path / "secret"}">]>'.encode()
    assert title(tmp_path, entity + HEAD + b"A &x;" + TAIL)[0].strip() in ("A", "A &x;")
    assert "secret" not in title(tmp_path, entity + HEAD + b"A &x; & B" + TAIL)[0]


@pytest.mark.parametrize(
    "data", [b"", b"words", b"\xff\xfe", b"<html><body>404</body></html>", b"<rss/>"]
)
def test_what_is_no_feed_is_refused(tmp_path: Path, data: bytes) -> None:
    """In words."""
    with pytest.raises(UnreadableFeedError, match=r"a podcast.s feed at .*, found"):
        title(tmp_path, data)
