"""What can go wrong while publishing, said to the author."""

from __future__ import annotations


class PublishError(Exception):
    """Publishing stopped. The text is for the author: what happened, and what to do about it."""


class BusyError(PublishError):
    """Somebody else is publishing to the same place."""
