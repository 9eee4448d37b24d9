"""The words of a transcript, which take a while to read and are seldom needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import overload

from podhub.model.media import Cue


class Cues(Sequence[Cue]):
    """A transcript: how many cues it has and who speaks in it are known at once; the cues
    themselves are read when somebody looks at them."""

    def __init__(
        self,
        count: int = 0,
        voices: tuple[tuple[str, int], ...] = (),
        load: Callable[[], tuple[Cue, ...]] = tuple,
    ) -> None:
        self._count, self._load = count, load
        self.voices = voices
        """Each speaker with the line of the file where they are first named"""

    @cached_property
    def _cues(self) -> tuple[Cue, ...]:
        return self._load()

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Cue]:
        return iter(self._cues)

    @overload
    def __getitem__(self, index: int) -> Cue: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Cue, ...]: ...
    def __getitem__(self, index: int | slice) -> Cue | tuple[Cue, ...]:
        return self._cues[index]


def voices(cues: Iterable[Cue]) -> tuple[tuple[str, int], ...]:
    """Each speaker of some cues, with the line of the first.

    >>> voices([Cue(0, 1, "Hello.", "Ann", line=3), Cue(1, 2, "Hm."), Cue(2, 3, "Bye.", "Ann", line=9)])
    (('Ann', 3),)
    """
    first: dict[str, int] = {}
    for cue in cues:
        if cue.speaker:
            first.setdefault(cue.speaker, cue.line)
    return tuple(first.items())
