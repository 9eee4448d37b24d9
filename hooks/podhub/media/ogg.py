"""What is in an Ogg file, and whether it is whole and one recording (RFC 3533)."""

from __future__ import annotations

from typing import IO

from podhub.media.streams import FEW_PLAY, NotAudioError, read_at

PAGE = 65_307
"""The longest page that Ogg knows (bytes)."""
BEGINS = 2
"""Of a page's flags: the first of a stream"""
CODECS = {b"\x01vorbis": "vorbis", b"OpusHead": "opus"}
OTHERS = {
    b"\x7fFLAC": "Ogg FLAC audio",
    b"Speex": "Speex audio",
    b"\x80theora": "Ogg video",
    b"fishead": "Ogg video",
}


def ogg_kind(stream: IO[bytes], size: int, head: bytes) -> str:
    """Name the codec of an Ogg file that begins with `head`: vorbis or opus. Raises NotAudioError."""
    first = head[27 + head[26] :] if len(head) > 26 else b""
    for sign, what in OTHERS.items():
        if first.startswith(sign):
            raise NotAudioError(f"{what}, {FEW_PLAY}", ".mp3")
    kind = next((kind for sign, kind in CODECS.items() if first.startswith(sign)), None)
    if kind is None:
        raise NotAudioError("an Ogg file of a kind that few apps play", ".mp3")
    tail = read_at(stream, max(0, size - PAGE), PAGE)
    page = tail[tail.rfind(b"OggS") :]
    # RFC 3533, 6: the sixth byte says whether the page is the last; its segments, how long it is.
    length = 27 + page[26] + sum(page[27 : 27 + page[26]]) if len(page) > 26 else PAGE + 1
    if len(page) < length or not page[5] & 4:
        what = "an Ogg file that breaks off before its last page (copy or export it again)"
        raise NotAudioError(what)
    return kind


def refuse_chain(stream: IO[bytes], size: int) -> None:
    """Refuse several recordings in a row, which Ogg allows: the length that the last one says is not
    that of the whole, and many apps stop after the first. Raises NotAudioError."""
    at, is_running = 0, False
    while at < size:
        page = read_at(stream, at, 27 + 255)
        if len(page) < 27 or not page.startswith(b"OggS"):
            return
        begins = bool(page[5] & BEGINS)  # those of one recording stand together at its beginning
        if begins and is_running:
            what = "several recordings in one Ogg file, of which many apps play the first"
            raise NotAudioError(what, ".mp3")
        is_running = not begins
        at += 27 + page[26] + sum(page[27 : 27 + page[26]])
