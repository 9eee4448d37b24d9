"""Feeds that are not quite XML lose no word; what is wrong with them is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from podhub.importing.source import Source
from podhub.net import feed_documents
from podhub.net.feed_documents import UnreadableFeedError, read_documents

HEAD = b'<rss version="2.0"><channel><title>'
TAIL = b"</title></channel></rss>"
DECLARED = """<?xml version="1.0" encoding="{}"?>
<rss version="2.0"><channel><title>{}</title></channel></rss>"""


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
    assert "some apps read nothing at all" in faults[0]


@pytest.mark.parametrize(
    ("data", "expected", "fault"),
    [
        # A declared encoding is used also where the XML needs repair.
        (DECLARED.format("windows-1251", "Кофе & Ко").encode("cp1251"), "Кофе & Ко", ""),
        (DECLARED.format("windows-1251", "Кофе&nbsp;\x08Ко").encode("cp1251"), "Кофе\xa0Ко", ""),
        (DECLARED.format("Shift_JIS", "営業 & 話").encode("cp932"), "営業 & 話", ""),
        (DECLARED.format("iso-8859-2", "Łódź & Kraków").encode("iso8859-2"), "Łódź & Kraków", ""),
        # A mark says more than a declaration, and a name means what browsers take it for.
        (b"\xef\xbb\xbf" + DECLARED.format("windows-1251", "Кофе & Ко").encode(), "Кофе & Ко", ""),
        (DECLARED.format("iso-8859-1", "“é”").encode("cp1252"), "“é”", None),
        (DECLARED.format("UTF-16", "Q & é").encode("utf-16-le"), "Q & é", ""),
        # What cannot be is said, with what was taken instead.
        (DECLARED.format("iso-8859-1", "“é”").encode(), "“é”", "declared as iso-8859-1"),
        (DECLARED.format("klingon", "é").encode(), "é", "declared as klingon"),
        (DECLARED.format("utf-8", "é").encode("cp1252"), "é", "read as windows-1252"),
        (
            b"\n\n<br />Notice!\n" + DECLARED.format("windows-1251", "Кофе").encode("cp1251"),
            "Кофе",
            "",
        ),
        (HEAD.replace(b'"2.0"', b"2.0") + b"A < B & C" + TAIL, "A < B & C", ""),
    ],
)
def test_an_encoding_is_what_it_says_or_what_it_can_be(
    tmp_path: Path, data: bytes, expected: str, fault: str | None
) -> None:
    """By its mark, by its declaration, and where that cannot be, told."""
    found, faults = title(tmp_path, data)
    assert found == expected
    assert (fault is None and not faults) or (fault is not None and fault in faults[0])


def test_what_is_right_is_read_as_it_is(tmp_path: Path) -> None:
    """With its own encoding."""
    data = b'<?xml version="1.0" encoding="iso-8859-1"?>' + HEAD + b"Caf\xe9" + TAIL
    assert title(tmp_path, data) == ("Café", [])


def test_a_feed_reads_no_other_file(tmp_path: Path) -> None:
    """Neither by an entity of its own nor where it is repaired."""
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


@pytest.mark.parametrize("name", ["undefined", "idna", "punycode", "zlib", "cp037"])
def test_an_encoding_that_no_document_has(tmp_path: Path, name: str) -> None:
    """Python knows it, and can make no text of it."""
    declared = f'<?xml version="1.0" encoding="{name}"?>'.encode()
    found, faults = title(tmp_path, declared + HEAD + b"Caf\xe9" + TAIL)
    assert found == "Café"
    assert f"declared as {name}" in faults[0]


def test_a_feed_without_end_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not read goes missing in no silence; a feed of just as many documents is whole."""
    monkeypatch.setattr(feed_documents, "MAX_PAGES", 2)
    link = (
        '<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="{}" href="https://a.example/{}"/>'
    )
    for number, older in ((1, "2.xml"), (2, "3.xml"), (3, "")):
        links = link.format("self", f"{number}.xml") + (link.format("next", older) if older else "")
        text = f'<rss version="2.0"><channel>{links}</channel></rss>'
        (tmp_path / f"{number}.xml").write_text(text)
    documents, faults = read_documents(str(tmp_path / "1.xml"))
    assert len(documents) == 2
    assert faults == ["it has more than 2 documents (what is older was not read)"]
    assert read_documents(str(tmp_path / "2.xml"))[1] == []


@pytest.mark.parametrize("where", ["https://a.example/1.xml", ""])
def test_a_link_that_is_no_address_leads_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    """To older episodes, or to the feed itself."""
    link = '<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="{}" href="http://["/>'
    text = f'<rss version="2.0"><channel>{link.format("self")}{link.format("next")}</channel></rss>'
    (tmp_path / "1.xml").write_text(text)
    monkeypatch.setattr(feed_documents, "fetch", lambda address: text.encode())
    _, faults = read_documents(where or str(tmp_path / "1.xml"))
    assert faults == ["it leads to older episodes at http://[, where nothing is"]
