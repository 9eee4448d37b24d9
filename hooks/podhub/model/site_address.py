"""Where the site is on the web."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

import idna

from podhub.model.site_path import SitePath
from podhub.model.values import is_web_address

_EXAMPLE = "an address such as https://example.com/"


def parse_site_address(text: str) -> str:
    """The site's address, with the slash at its end that all other addresses stand behind.

    Raises ValueError, in words for an author.

    >>> parse_site_address("https://example.com"), parse_site_address("http://127.0.0.1:8000/hub/")
    ('https://example.com/', 'http://127.0.0.1:8000/hub/')
    >>> parse_site_address("https://b\\u00fccher.example/gr\\u00fcn")
    Traceback (most recent call last):
    ValueError: expected https://xn--bcher-kva.example/gr%C3%BCn/, as feeds have to write it
    >>> parse_site_address("https://example.com/?a=1")
    Traceback (most recent call last):
    ValueError: expected an address without ? and # and what stands behind them
    >>> parse_site_address("ftp://example.com/")
    Traceback (most recent call last):
    ValueError: expected an address such as https://example.com/
    """
    try:
        parts = urlsplit(text)
        port = f":{parts.port}" if parts.port is not None else ""
        host = _host(parts.hostname or "")
    except ValueError:  # urlsplit's words are no author's
        raise ValueError(f"expected {_EXAMPLE}") from None
    if not host or not is_web_address(text):
        raise ValueError(f"expected {_EXAMPLE}")
    if "?" in text or "#" in text:
        raise ValueError("expected an address without ? and # and what stands behind them")
    if "@" in parts.netloc:
        raise ValueError("expected an address without a name and a password")
    SitePath(parts.path.strip("/"))
    path = quote(parts.path.rstrip("/"), safe="/%!$&'()*+,;=:@~")
    address = f"{parts.scheme}://{host}{port}{path}/"
    if address != f"{text.rstrip('/')}/":
        raise ValueError(f"expected {address}, as feeds have to write it")
    return address


def _host(name: str) -> str:
    """A host as feeds write it (RFC 5891; letters are read as browsers read them, UTS 46). Raises
    ValueError."""
    if ":" in name:
        return f"[{name}]"  # IPv6, which urlsplit has checked
    if not re.fullmatch(r"[^\s.]+(?:\.[^\s.]+)*\.?", name):
        raise ValueError("no host")
    return name if name.isascii() else idna.encode(name, uts46=True).decode()
