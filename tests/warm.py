"""A Python that has loaded the engine already, and is forked for each command that a test runs.

A fork is a process as any other, with streams, an environment, a folder and an exit code of its own,
and without the start, which takes three times as long as a whole `check`. What is loaded is the engine
that stands beside these tests. All forks of one Python share its hash seed."""

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
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, NoReturn

ROOT = Path(__file__).resolve().parents[1]
ENVIRONMENT = {
    "PYTHONPATH": os.pathsep.join([str(ROOT / "hooks"), str(ROOT / "scripts")]),
    "PYTHONUTF8": "1",
    "NO_MKDOCS_2_WARNING": "1",
}
"""What `scripts/hub` says to every command"""
PATIENCE = 300
"""Seconds that a command may take"""


class WarmPython:
    """The Python that has loaded the engine, for those who ask it."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="warm-")
        self._address = f"{self._folder.name}/asked"
        self._process = subprocess.Popen(
            [sys.executable, __file__, self._address],
            env={**os.environ, **ENVIRONMENT},
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
        )
        while not Path(self._address).exists():
            assert self._process.poll() is None
            time.sleep(0.01)

    def run(
        self, arguments: Sequence[str | Path], cwd: Path, environment: Mapping[str, str]
    ) -> subprocess.CompletedProcess[str]:
        """Say `python -m MODULE …` or `python FILE …`, and return what came of it."""
        words = [str(argument) for argument in arguments]
        with (
            socket.socket(socket.AF_UNIX) as asked,
            tempfile.TemporaryFile() as out,
            tempfile.TemporaryFile() as err,
        ):
            asked.settimeout(PATIENCE)
            asked.connect(self._address)
            socket.send_fds(asked, [b"\n"], [out.fileno(), err.fileno()])
            asked.sendall(json.dumps([words, str(cwd), dict(environment)]).encode())
            asked.shutdown(socket.SHUT_WR)
            return subprocess.CompletedProcess(words, _ended(asked), _text(out), _text(err))

    def close(self) -> None:
        """Let it go."""
        self._process.communicate()
        self._folder.cleanup()


def _ended(asked: socket.socket) -> int:
    """The code that the command ended with; one that takes too long is killed."""
    with asked.makefile("r") as answer:
        pid = int(answer.readline())
        try:
            return int(answer.readline())
        except TimeoutError:
            os.kill(pid, signal.SIGKILL)
            raise


def _text(file: BinaryIO) -> str:
    file.seek(0)
    return file.read().decode().replace("\r\n", "\n")


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
        listening.bind(address)
        listening.listen()
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
    os.environ.update(environment | ENVIRONMENT)
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
