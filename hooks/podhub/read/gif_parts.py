"""GIF pictures without the comments and programs' notes in them (GIF89a, 24 and 26)."""

from __future__ import annotations

_SHOWN = (b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012")
"""Notes of programs that change what is seen: repetition, colours."""
_IMAGE, _EXTENSION, _END = 0x2C, 0x21, 0x3B
_COMMENT, _PROGRAM = 0xFE, 0xFF


def without_gif_notes(source: bytes) -> bytes:
    """A GIF without what is not shown, frame by frame as it was."""
    at = 13 + _table(source[10:11])
    shown = [source[:at]]
    while at + 2 <= len(source) and source[at] in (_IMAGE, _EXTENSION):
        kind, label = source[at], source[at + 1]
        # An image has a head of ten bytes, maybe a table of colours, and a byte before its data.
        data = at + (11 + _table(source[at + 9 : at + 10]) if kind == _IMAGE else 2)
        end = _end_of_blocks(source, data)
        is_shown = kind == _IMAGE or not (
            label == _COMMENT or (label == _PROGRAM and source[data + 1 : data + 12] not in _SHOWN)
        )
        shown += [source[at:end]] if is_shown else []
        at = end
    shown.append(source[at : at + 1] if source[at : at + 1] == bytes([_END]) else source[at:])
    return b"".join(shown)


def _table(flags: bytes) -> int:
    """Bytes of the table of colours that follows, if one does."""
    return 3 << (flags[0] & 7) + 1 if flags and flags[0] & 0x80 else 0


def _end_of_blocks(source: bytes, at: int) -> int:
    """Where a chain of blocks ends, each behind its length; the last has none."""
    while at < len(source) and source[at]:
        at += source[at] + 1
    return at + 1
