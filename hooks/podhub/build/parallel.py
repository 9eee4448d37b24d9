"""Runs many jobs on all cores, in forks of this process: nothing has to be sent to them, and
only results come back."""

from __future__ import annotations

import gc
import math
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")

TRIED = 0.05
"""Seconds that jobs are run here, to see how long they take"""
WORTH = 0.2
"""Seconds that all others must take before they are worth a process on each core"""
CHUNK = 16
"""Jobs that a process is given at once, if each process gets several times as many"""
SHARES = 4
"""Times that each process asks for jobs at least, so that none waits long for the others"""
ENDING = (signal.SIGTERM,)

_jobs: Sequence[Callable[[], object]] = ()
"""What this process, a fork of the one that has the jobs, may be asked to do."""


def run_all(jobs: Sequence[Callable[[], T]]) -> Iterator[T]:
    """Yield the result of each job, in order. The first error that a job raises is raised here.

    The first jobs run here. What they have loaded, the forks share; and where all others will not
    take long, where this process cannot be forked, or one core is all there is, they run here too; so
    do the jobs that a job has: all cores are at work by then."""
    is_fork = multiprocessing.current_process().daemon
    spent, tried = 0.0, math.inf if is_fork else TRIED  # seconds
    for done, job in enumerate(jobs, start=1):
        begun = time.monotonic()
        result = job()
        spent += time.monotonic() - begun
        yield result
        if spent > tried and spent / done * (len(jobs) - done) > WORTH:
            if (workers := _workers()) > 1:
                yield from _in_forks(jobs[done:], workers)
                return
            tried = math.inf


def _workers() -> int:
    """How many processes may work."""
    # To count the cores takes as long as many a job: Linux reads files for that.
    return os.cpu_count() or 1 if can_fork() else 1


def _in_forks(jobs: Sequence[Callable[[], T]], workers: int) -> Iterator[T]:
    chunk = max(1, min(CHUNK, len(jobs) // (workers * SHARES)))
    context = multiprocessing.get_context("fork")
    # Forks are told to end by this signal, and none may take it while it still has our answer to it:
    # it would live on, and we would wait for it.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
    try:
        pool = context.Pool(workers, initializer=_take, initargs=(jobs,))
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    with pool:
        yield from pool.imap(_run, range(len(jobs)), chunk)


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
    signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)


def _run(number: int) -> object:
    return _jobs[number]()
