"""What is known of recordings, pictures and transcripts once they have been read."""

from __future__ import annotations

from dataclasses import dataclass, field, fields

from podhub.model.podcast_parts import RecordedMoment


@dataclass(frozen=True)
class RecordingFacts:
    """What is measured of a recording once."""

    bytes: int
    seconds: float
    type: str
    sha256: str | None = None
    """None for a recording elsewhere that was not read whole."""
    chapters: tuple[RecordedMoment, ...] = ()
    """Those that stand in it"""
    chapter_pictures: int = 0
    """How many pictures stand in it to be shown with them"""


@dataclass(frozen=True)
class Audio:
    """What a feed must say of an episode's audio."""

    url: str
    """A path on this site such as `audio/001-slug.mp3`, or a full address elsewhere."""
    bytes: int
    seconds: float
    type: str
    source: str | None = None
    """Its file in the repository, whether or not that is on this machine; None for an address
    elsewhere."""
    sha256: str | None = None
    present: bool = True
    """Whether its file is on this machine. A build that knows the facts needs no more."""
    chapters: tuple[RecordedMoment, ...] = ()
    """Those that stand in it"""
    chapter_pictures: int = 0
    """How many pictures stand in it to be shown with them"""
    measured: bool = True
    """False where the facts are what the author wrote: nobody has looked."""

    @property
    def facts(self) -> RecordingFacts:
        """What the lock holds of it."""
        return RecordingFacts(
            **{one.name: getattr(self, one.name) for one in fields(RecordingFacts)}
        )

    @property
    def lock_name(self) -> str:
        """What the lock knows it by."""
        return self.source or self.url


@dataclass(frozen=True)
class Artwork:
    """A picture of the show or of an episode."""

    source: str
    """The file in the repository."""
    url: str
    """Its path on the site. It holds a part of the content's hash: apps keep artwork by address and
    never look again."""
    side: int
    """px"""


@dataclass(frozen=True)
class MomentPicture:
    """A picture that an app shows while a moment plays."""

    source: str
    """The file in the repository."""
    url: str
    """Its path on the site."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A few words of speech."""

    start: float
    """Seconds"""
    end: float
    """Seconds"""
    text: str
    speaker: str | None = None
    opens: bool = False
    """Whether the file says that a paragraph begins here."""
    line: int = field(default=0, compare=False)
    """Where it stands in its file, counted from 1; 0 for cues that were made."""

    def __reduce__(self) -> tuple[type[Cue], tuple[object, ...]]:
        """Stores hold many thousands: they are read twice as fast as by names of fields."""
        return Cue, (self.start, self.end, self.text, self.speaker, self.opens, self.line)
