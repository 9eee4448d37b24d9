"""The groups of fields that describe files of a show or an episode: recordings elsewhere, the same
episode as another file, pictures.

Limits are those of PSP-1, Apple and the Podcasting 2.0 namespace (podcast-namespace, docs/tags/).
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from podhub.model.address_fields import (
    AudioAddress,
    FileName,
    PictureAddress,
    SecureAddress,
    SourceAddress,
)
from podhub.model.fields import AspectRatio, Count, Integrity, Label, Language, Line, Name, Time
from podhub.model.items import Model

AudioType = Literal[
    "audio/mpeg",
    "audio/x-m4a",
    "audio/ogg",
    "audio/opus",
    "audio/wav",
    "video/mp4",
    "video/x-m4v",
    "video/quicktime",
]


class RemoteAudio(Model):
    """Audio that lives at an address of its own. Its facts come from the lock, since a build must
    not go and fetch them."""

    url: AudioAddress
    """Where the file is"""
    bytes: Count | None = None
    """Its size in bytes, if `podhub measure` cannot look"""
    duration: Annotated[Time, Field(gt=0)] | None = None
    """Its length, such as "38:20", if `podhub measure` cannot look"""
    type: AudioType | None = None
    """What it is, if `podhub measure` cannot look"""

    @model_validator(mode="before")
    @classmethod
    def _bare_address(cls, value: object) -> object:
        return {"url": value} if isinstance(value, str) else value


Audio = Annotated[
    Annotated[FileName, Tag("file")] | Annotated[RemoteAudio, Tag("address")],
    Discriminator(
        lambda value: (
            "address" if isinstance(value, dict | RemoteAudio) or "://" in str(value) else "file"
        )
    ),
]


class Alternate(Model):
    """The same episode as another file."""

    url: SecureAddress
    """Where it is"""
    type: AudioType
    """What it is"""
    bytes: Count
    """Its size; apps leave out a file that has none"""
    bitrate: Count | None = None
    """Bits a second"""
    height: Count | None = None
    """Of a video, in px"""
    lang: Language | None = None
    """The language spoken in it, if another"""
    title: Label | None = None
    """What to call it, at most 32 characters"""
    rel: Label | None = None
    """The same word groups files that are the same recording, at most 32 characters"""
    codecs: Name | None = None
    """As RFC 6381 writes them, such as opus"""
    sources: tuple[SourceAddress, ...] = ()
    """More addresses of the same file: https, ipfs, or a .torrent"""
    integrity: Integrity | None = None
    """Its checksum as web pages write it, such as sha256-…"""


class Picture(Model):
    """A picture for apps, beside the artwork."""

    url: PictureAddress
    """Where it is: https://…, or a path on this site such as /assets/banner.jpg"""
    alt: Line | None = None
    """What it shows, for people who cannot see it"""
    purpose: Name | None = None
    """What it is for: artwork, social, canvas, banner, publisher, circular"""
    aspect_ratio: AspectRatio | None = None
    """Such as 16/9"""
    width: Count | None = None
    """In px"""
    height: Count | None = None
    """In px"""
    type: (
        Literal["image/jpeg", "image/png", "image/webp", "image/svg+xml", "image/gif", "video/mp4"]
        | None
    ) = None
    """What it is"""
