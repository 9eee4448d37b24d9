"""What can go wrong while publishing, said to the author."""

from __future__ import annotations


class PublishError(Exception):
    """Publishing stopped. The text is for the author: what happened, and what to do about it."""


class ContentError(PublishError):
    """What stopped it stands in what authors wrote: they can fix it. All else is trouble of the
    place or of this machine."""


class BusyError(PublishError):
    """Somebody else is publishing to the same place."""


def explained(error: OSError) -> str:
    """What the system refused, and where, in words.

    >>> explained(OSError(28, "No space left on device", "recording.mp3", None, "site/recording.mp3"))
    'No space left on device: site/recording.mp3'
    """
    # Of a copy, the second name is the one that was written to.
    where = error.filename2 or error.filename
    return f"{error.strerror or error}{f': {where}' if where else ''}"
