"""The kinds of address that front matter holds: on the web, on this site, of a file beside it, of a
mailbox."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated

from pydantic import Field, PlainValidator, WithJsonSchema

from podhub.model import values
from podhub.model.audio_types import AUDIO_EXTENSIONS
from podhub.model.expectations import refusal, rule
from podhub.model.site_path import SitePath


def _site_path(value: object, parse: Callable[[str], SitePath]) -> SitePath:
    try:
        return parse(value.strip() if isinstance(value, str) else "")
    except ValueError as error:
        raise refusal(str(error).removeprefix("expected ")) from None


def _old_address(text: str) -> SitePath:
    # Hosts keep files and folders that begin with a dot to themselves.
    if not re.match(r"/[^/?#]", text) or re.search(r"[?#]|/\.(?!well-known/)", text):
        raise ValueError("expected an old address on this site such as /blog/first-seeds/")
    return SitePath.of_address(text)


WebAddress = Annotated[
    str,
    rule("a web address such as https://example.com/page", values.is_web_address),
    Field(max_length=2000),
]
SecureAddress = Annotated[
    str,
    rule(
        "a web address that starts with https://",
        lambda text: values.is_web_address(text) and text.startswith("https://"),
    ),
    Field(max_length=2000),
]
PictureAddress = Annotated[
    str,
    rule(
        "an address that starts with https://, or a path on this site such as /assets/banner.jpg",
        lambda text: (
            (values.is_web_address(text) and text.startswith("https://"))
            or re.fullmatch(r"/(?!/)[\w\-./]+", text, re.ASCII)
        ),
    ),
]
SourceAddress = Annotated[
    str,
    rule(
        "an address that starts with https:// or ipfs://",
        lambda text: (
            re.match("(https|ipfs)://", text)
            and values.is_web_address(re.sub("^ipfs", "https", text))
        ),
    ),
    Field(max_length=2000),
]
# Apple decides by the end of the address whether an episode is shown at all.
AudioAddress = Annotated[
    SecureAddress,
    rule("an address without letters beyond A to Z (write é as %C3%A9)", str.isascii),
    rule(
        f"an address that ends in one of {', '.join(AUDIO_EXTENSIONS)}",
        lambda text: text.lower().endswith(AUDIO_EXTENSIONS),
    ),
]
PageAddress = Annotated[
    str,
    rule(
        "a web address or a page of this site such as /about/",
        lambda text: (
            values.is_web_address(text) or re.fullmatch(r"/(?!/)[\w\-./#]*", text, re.ASCII)
        ),
    ),
]
OldAddress = Annotated[
    SitePath,
    PlainValidator(lambda value: _site_path(value, _old_address)),
    WithJsonSchema({"type": "string", "pattern": "^/[^/?#]"}),
]
"""Where a page was: a redirect is written there."""
PublicPage = Annotated[
    SitePath, PlainValidator(lambda value: _site_path(value, SitePath.of_address))
]
"""Where a page is or was, without the slash before it, as the ledger notes it."""
Email = Annotated[str, rule("an e-mail address", values.is_mail_address), Field(max_length=255)]
FileName = Annotated[
    str,
    rule(
        "a file's name, relative to this file's folder, with forward slashes",
        lambda text: (
            text
            and not text.startswith(("/", "~"))
            and ":" not in text
            and "\\" not in text
            and "\0" not in text
        ),
    ),
]
