"""Which encoding a document from the web is in: by its mark, by its declaration, or by what its bytes
can be. Names mean what browsers take them for (WHATWG Encoding Standard §4.2)."""

from __future__ import annotations

import codecs
import re

_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_WIDE = (
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
"""How a document in UTF-16 begins: with its mark, or with its first tag"""
# Where browsers take a name for more than it says, so that quotes and dashes are not lost.
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
_OTHER_NAMES = {
    "x-sjis": "shift_jis",
    "x-mac-cyrillic": "mac_cyrillic",
    "x-mac-roman": "mac_roman",
    "macintosh": "mac_roman",
    "x-gbk": "gbk",
    "unicode": "utf-16",
    "ks_c_5601-1987": "euc_kr",
}


def decoded(data: bytes) -> tuple[str, str]:
    r"""The text of bytes, and what is wrong with how they say what they are; empty where nothing is.

    Bytes that are no UTF-8, in a text that is, were written by a program that took windows-1252 for
    it.

    >>> decoded(b"\xef\xbb\xbfcaf\xc3\xa9"), decoded(b"caf\xc3\xa9 caf\xe9 \x93quoted\x94")[0]
    (('café', ''), 'café café “quoted”')
    >>> decoded('<?xml version="1.0" encoding="windows-1251"?><a>Добрый</a>'.encode("cp1251"))
    ('<?xml version="1.0" encoding="windows-1251"?><a>Добрый</a>', '')
    >>> decoded('<?xml version="1.0" encoding="iso-8859-1"?><a>“é”</a>'.encode())
    ('<?xml version="1.0" encoding="iso-8859-1"?><a>“é”</a>', 'it is declared as iso-8859-1, and written in utf-8 (read as utf-8)')
    """
    for start, encoding in _WIDE:
        if data.startswith(start):
            return data.decode(encoding, "replace").removeprefix("\ufeff"), ""
    marked = data.startswith(codecs.BOM_UTF8)
    data = data.removeprefix(codecs.BOM_UTF8)
    found = None if marked else _DECLARED.search(data[:2000])
    name = found[1].decode() if found else "utf-8"
    codec = _codec(name)
    if _is_utf8(data):
        # Letters of any other encoding are no UTF-8, unless all of them are.
        wrong = codec and not codec.startswith("utf") and not data.isascii()
        says = f"it is declared as {name}, " if wrong or not codec else ""
        why = "and written in utf-8" if codec else "which nobody knows"
        return data.decode(), says and f"{says}{why} (read as utf-8)"
    if codec and not codec.startswith("utf"):
        text = data.decode(codec, "replace")
        lost = text.count("\N{REPLACEMENT CHARACTER}")
        fault = f"it is declared as {name}, and has bytes that are none ({lost} signs lost)"
        return text, fault if lost else ""
    text = re.sub(
        "[\udc80-\udcff]",
        lambda byte: bytes([ord(byte[0]) - 0xDC00]).decode("cp1252", "replace"),
        data.decode("utf-8", "surrogateescape"),
    )
    says = f"declared as {name}" if found else "taken for utf-8"
    return (
        text,
        f"it is {says}, and has bytes that are none (read as windows-1252);"
        " some apps read nothing at all",
    )


def _codec(name: str) -> str | None:
    """Python's codec for an encoding's name on the web; None for a name that nobody knows.

    >>> _codec("ISO-8859-1"), _codec("Windows-1251"), _codec("x-cp1251"), _codec("klingon"), _codec("idna")
    ('cp1252', 'cp1251', 'cp1251', None, None)
    """
    name = name.strip().lower()
    name = _OTHER_NAMES.get(name, re.sub(r"^x-(?=cp)", "", name))
    try:
        known = codecs.lookup(name).name
        # The declaration was read as ASCII. Codecs such as zlib and idna are none of documents.
        is_fit = known.startswith("utf") or b"<?xml".decode(known, "replace") == "<?xml"
    except (LookupError, UnicodeError):
        return None
    return _WIDER.get(known, known) if is_fit else None


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
