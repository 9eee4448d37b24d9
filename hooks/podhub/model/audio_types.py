"""The forms in which recordings are published."""

from __future__ import annotations

AUDIO_TYPES = {
    ".mp3": ("audio/mpeg",),
    ".m4a": ("audio/x-m4a",),
    ".ogg": ("audio/ogg",),
    ".opus": ("audio/opus", "audio/ogg"),
    ".wav": ("audio/wav",),
    ".mp4": ("video/mp4",),
    ".m4v": ("video/x-m4v",),
    ".mov": ("video/quicktime",),
}
"""What the end of a recording's name says of it, in the names of PSP-1 and Apple, and for Opus of RFC 7845;
the last is what we write. Apps believe the end where it and the type differ."""
AUDIO_EXTENSIONS = tuple(AUDIO_TYPES)
