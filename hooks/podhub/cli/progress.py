"""Shows how far a command is: a bar for people, lines where nobody watches."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Self

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    ProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)

err = Console(stderr=True, highlight=False, soft_wrap=True, markup=False)


def say(text: str) -> None:
    """Tell the person who waits, on standard error."""
    print(f"hub: {text}", file=sys.stderr, flush=True)


class _Bar:
    """A bar that people see as long as a block runs."""

    def __init__(self, *columns: ProgressColumn) -> None:
        self._bar = Progress(*columns, console=err, transient=True, disable=not err.is_terminal)

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()


class Sending(_Bar):
    """So many bytes to send, part after part."""

    def __init__(self, total: int) -> None:
        described = TextColumn("{task.description:>9}")
        super().__init__(described, BarColumn(), DownloadColumn(), TimeRemainingColumn())
        self._task = self._bar.add_task("", total=total)
        self._part = ""

    def more(self, part: str, size: int) -> None:
        """Note that so many bytes more of a part have gone out."""
        if part != self._part and not err.is_terminal:
            say(f"sending {part} …")
        self._part = part
        self._bar.update(self._task, description=part, advance=size)


class Fetching(_Bar):
    """Files that are fetched one after the other: how much is there of each."""

    def __init__(self) -> None:
        described = TextColumn("{task.description}", markup=False)
        super().__init__(described, BarColumn(), DownloadColumn(), TimeRemainingColumn())

    def show(self, name: str, done: int, size: int) -> None:
        """Note how many bytes of a file are there; its `size` is 0 where that is not known."""
        if [task.description for task in self._bar.tasks] != [name]:
            for before in self._bar.task_ids:
                self._bar.remove_task(before)
            self._bar.add_task(name, total=None)
        self._bar.update(self._bar.task_ids[0], completed=done, total=size or None)


class Portion(_Bar):
    """How much of one thing is done: a bar for people, a line for each fifth of it where nobody
    watches. `write` writes an amount in words."""

    def __init__(self, name: str, total: float, write: Callable[[float], str]) -> None:
        described = TextColumn("{task.description}", markup=False)
        done = TextColumn("{task.fields[done]}")
        super().__init__(described, BarColumn(), done, TimeRemainingColumn())
        self._task = self._bar.add_task(name, total=total or None, done="")
        self._name, self._total, self._write = name, total, write
        self._next = 0.0

    def show(self, done: float) -> None:
        """Note that so much is done."""
        of = f" of {self._write(self._total)}" if self._total else ""
        if not err.is_terminal and self._total and done >= self._next * self._total:
            say(f"{self._name}: {self._write(done)}{of}")
            self._next = min(done / self._total, 1) + 0.2
        self._bar.update(self._task, completed=done, done=f"{self._write(done)}{of}")
