"""Runs a program and says what it cost: the time on the wall, and the processor time and memory of
all its processes together.

Memory is the sum of the processes' proportional set sizes (PSS), in which a page that several of
them share counts once (proc_pid_smaps(5)); Linux alone tells it."""

from __future__ import annotations

import os
import signal
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import click

EVERY = 0.05
"""Seconds between two looks at the processes"""
MOST_RUNS, ENOUGH = 3, 60
"""Short runs are done so often, and no more once they have taken so many seconds."""
PATIENCE = 20
"""Seconds that a server has to end"""
ENDED = (OSError, ValueError, IndexError, StopIteration)
"""What reading about a process raises that has ended meanwhile"""


@dataclass(frozen=True)
class Usage:
    """What a run cost."""

    wall: float
    """Seconds"""
    cpu: float
    """Seconds, of all processes"""
    memory: float
    """MB of all processes together at the peak; 0 if unknown"""
    largest: float
    """MB of the largest process's resident set at its peak; 0 if unknown. Not what `wait4` says of
    it: that counts whoever started the process too."""


@dataclass
class _Sampler:
    """Looks at a process and all that it starts again and again, until told to stop."""

    process: int
    memory: float = 0
    """MB of all at the peak"""
    largest: float = 0
    """MB of the largest at its peak"""
    done: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        """Look until `done` is set."""
        while not self.done.wait(EVERY):
            together = 0.0
            for process in _tree(self.process):
                with suppress(*ENDED):
                    together += _value(process, "smaps_rollup", "Pss")
                    self.largest = max(self.largest, _value(process, "status", "VmHWM"))
            self.memory = max(self.memory, together)


def _tree(process: int) -> Iterator[int]:
    """A process and all that descend from it."""
    yield process
    for children in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(OSError):
            for child in children.read_text().split():
                yield from _tree(int(child))


def _value(process: int, file: str, name: str) -> float:
    """What a file of a process in /proc says under a name, in MB."""
    lines = Path(f"/proc/{process}/{file}").read_text().splitlines()
    return next(int(line.split()[1]) / 1_000 for line in lines if line.startswith(f"{name}:"))


def measure(command: Sequence[str | Path], environment: Mapping[str, str]) -> Usage:
    """Run a command to its end. Raises ClickException with what it said where it fails."""
    with tempfile.TemporaryFile() as said:
        started = time.monotonic()
        process = subprocess.Popen(command, env=environment, stdout=said, stderr=said)
        sampler = _Sampler(process.pid)
        looking = threading.Thread(target=sampler.run)
        looking.start()
        try:
            _, status, used = os.wait4(process.pid, 0)
            wall = time.monotonic() - started
        finally:
            sampler.done.set()
            looking.join()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise click.ClickException(
                f"{' '.join(map(str, command))}\n{said.read().decode(errors='replace')[-4_000:]}"
            )
    return Usage(wall, used.ru_utime + used.ru_stime, sampler.memory, sampler.largest)


def several(run: Callable[[], Usage]) -> Usage:
    """The medians of some runs; of one, where it takes long."""
    started = time.monotonic()
    runs = [run()]
    while len(runs) < MOST_RUNS and time.monotonic() - started < ENOUGH / 2:
        runs.append(run())
    medians = {
        name: statistics.median(getattr(run, name) for run in runs)
        for name in Usage.__dataclass_fields__
    }
    return Usage(**medians)


@contextmanager
def running(
    command: Sequence[str | Path], environment: Mapping[str, str]
) -> Iterator[subprocess.Popen[bytes]]:
    """A program that goes on until it is told to end, such as a server."""
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, env=environment, stdout=quiet, stderr=quiet)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
