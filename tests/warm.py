"""A Python that has loaded the engine already, and is forked for each command that a test runs.

A fork is a process as any other, with streams, an environment, a folder and an exit code of its own,
and without the start, which takes three times as long as a whole `check`. It has the umask and the
limits of the Python that was forked, and the same hash seed as its other forks."""

from __future__ import annotations

import atexit
import gc
import importlib
import json
import os
import pkgutil
import runpy
import selectors
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import BinaryIO, NoReturn, TextIO

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 300
"""Seconds that a command may take"""


class WarmPython:
    """The Python that has loaded the engine of a checkout, for those who ask it."""

    def __init__(self, root: Path, environment: Mapping[str, str]) -> None:
        self._engine = {  # as `scripts/hub` has it
            "PYTHONPATH": os.pathsep.join([str(root / "hooks"), str(root / "scripts")]),
            "PYTHONUTF8": "1",
            "NO_MKDOCS_2_WARNING": "1",
        }
        self._folder = TemporaryDirectory(prefix="warm-")
        self._address = f"{self._folder.name}/asked"
        self._process = subprocess.Popen(
            [sys.executable, __file__, self._address],
            env={**environment, **self._engine},
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
        )
        while not Path(self._address).exists():
            assert self._process.poll() is None
            time.sleep(0.01)

    def start(
        self, arguments: Sequence[str | Path], cwd: Path, environment: Mapping[str, str]
    ) -> Command:
        """Say `python -m MODULE …` or `python FILE …`."""
        words = [str(argument) for argument in arguments]
        out, err = TemporaryFile(), TemporaryFile()  # noqa: SIM115 (the command closes them)
        with socket.socket(socket.AF_UNIX) as asked:
            asked.settimeout(PATIENCE)
            asked.connect(self._address)
            socket.send_fds(asked, [b"\n"], [out.fileno(), err.fileno()])
            asked.sendall(json.dumps([words, str(cwd), {**environment, **self._engine}]).encode())
            asked.shutdown(socket.SHUT_WR)
            return Command(words, asked.makefile("r"), out, err)

    def close(self) -> None:
        """Let it go."""
        self._process.communicate()
        self._folder.cleanup()


class Command:
    """A fork of the warm Python."""

    def __init__(self, words: list[str], answer: TextIO, out: BinaryIO, err: BinaryIO) -> None:
        self._words, self._answer, self._streams = words, answer, (out, err)
        self.pid = int(answer.readline())

    def kill(self) -> None:
        """Kill it, if it has not ended."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> subprocess.CompletedProcess[str]:
        """What came of it. Whatever takes too long is killed."""
        try:
            code = int(self._answer.readline())
        except TimeoutError:
            self.kill()
            raise
        said = []
        for stream in self._streams:
            stream.seek(0)
            said.append(stream.read().decode().replace("\r\n", "\n"))
            stream.close()
        self._answer.close()
        return subprocess.CompletedProcess(self._words, code, *said)


def _load() -> None:
    """Load all modules of the engine, and leave what they hold out of every search for garbage."""
    import podhub

    for module in pkgutil.walk_packages(podhub.__path__, "podhub."):
        if not module.name.endswith(".__main__"):
            importlib.import_module(module.name)
    gc.collect()
    gc.freeze()


def _serve(address: str) -> None:
    """Fork for each who asks, and say what the fork ended with, until standard input is closed."""
    with socket.socket(socket.AF_UNIX) as listening, selectors.DefaultSelector() as waiting:
        listening.bind(f"{address}.new")
        listening.listen()
        Path(f"{address}.new").rename(address)  # whoever finds it is answered
        waiting.register(listening, selectors.EVENT_READ)
        waiting.register(sys.stdin, selectors.EVENT_READ)
        while True:
            for key, _ in waiting.select():
                if key.fileobj is sys.stdin:
                    return
                if key.fileobj is listening:
                    asked, _ = listening.accept()
                    pid = os.fork()
                    if not pid:
                        _become(asked)
                    asked.sendall(f"{pid}\n".encode())
                    waiting.register(os.pidfd_open(pid), selectors.EVENT_READ, (pid, asked))
                else:
                    waiting.unregister(key.fd)
                    os.close(key.fd)
                    _say_how_it_ended(*key.data)


def _say_how_it_ended(pid: int, asked: socket.socket) -> None:
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    with asked, suppress(BrokenPipeError):  # whoever asked may have lost patience
        asked.sendall(f"{code}\n".encode())


def _become(asked: socket.socket) -> NoReturn:
    """Be the process that somebody asked for, to its end."""
    with asked:
        _, streams, *_ = socket.recv_fds(asked, 1, 2)
        words, cwd, environment = json.loads(asked.makefile("rb").read())
    for number, stream in enumerate([os.open(os.devnull, os.O_RDONLY), *streams]):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    codes = [1]
    atexit.register(lambda: _end(codes[-1]))  # what is registered first comes last
    try:
        if words[0] == "-m":
            sys.argv = words[1:]
            runpy.run_module(words[1], run_name="__main__", alter_sys=True)
        else:
            sys.argv = words
            sys.path[0] = str(Path(words[0]).parent)
            runpy.run_path(words[0], run_name="__main__")
        sys.exit()
    except SystemExit as end:
        codes.append(end.code if isinstance(end.code, int) else int(end.code is not None))
        raise


def _end(code: int) -> NoReturn:
    """End without giving back all memory first, which takes as long as many a command."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    _load()
    _serve(sys.argv[1])
