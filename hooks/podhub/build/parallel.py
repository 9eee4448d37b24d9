"""Runs many small jobs on all cores, in forks of this process: nothing has to be sent to them, and
only results come back."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")

FEW = 48
"""Jobs that are not worth a process."""
CHUNK = 16
"""Jobs that a process is given at once."""

_jobs: Sequence[Callable[[], object]] = ()
"""What this process, a fork of the one that has the jobs, may be asked to do."""


def run_all(jobs: Sequence[Callable[[], T]]) -> Iterator[T]:
    """Yield the result of each job, in order. The first error that a job raises is raised here.

    Where this process cannot be forked, or where one core is all there is, jobs run one after
    another."""
    enough = len(jobs) // FEW
    # To count the cores takes as long as many a job: Linux reads files for that.
    workers = min(os.cpu_count() or 1, enough) if enough > 1 else 1
    if workers < 2 or not can_fork():
        for job in jobs:
            yield job()
        return
    context = multiprocessing.get_context("fork")
    with context.Pool(workers, initializer=_take, initargs=(jobs,)) as pool:
        yield from pool.imap(_run, range(len(jobs)), CHUNK)


def can_fork() -> bool:
    """Whether a fork of this process is sound: on Linux, and with no other thread, whose locks would
    stay locked for ever."""
    return sys.platform == "linux" and threading.active_count() == 1


def _take(jobs: Sequence[Callable[[], object]]) -> None:
    global _jobs
    _jobs = jobs
    # What a job leaves behind is looked for (cli/commands looks for none): it is half of what a fork
    # would hold in the end. What was there before stays out of it, and shared with the others.
    gc.freeze()
    gc.enable()
    # Whoever was forked may end in a way of its own when it is told to; a fork just ends.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _run(number: int) -> object:
    return _jobs[number]()
