"""One rclone that does all that is asked of it, and that nobody else can ask; it ends with whoever
started it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from podhub.publish import rclone_server
from podhub.publish.errors import PublishError
from podhub.publish.kinds import Kind
from podhub.publish.rclone import Rclone
from podhub.publish.rclone_server import RcloneError, RcloneServer
from podhub.publish.target import StoreTarget

from tests.running import ROOT, clean_environment, until

KIND = Kind("text/plain", "no-store")


def rclone(folder: Path, **environment: str) -> Rclone:
    """A store that is a folder."""
    target = StoreTarget(f":local:{folder}")
    return Rclone(target, clean_environment(RCLONE_CONFIG=os.devnull, **environment))


def running(process: int) -> bool:
    """Whether a process is there and no zombie."""
    try:
        return "zombie" not in Path(f"/proc/{process}/status").read_text()
    except FileNotFoundError:
        return False


def test_nobody_else_can_ask_it() -> None:
    """Its port is open to all users of the machine."""
    server = RcloneServer([], clean_environment(RCLONE_RC_NO_AUTH="true"), None)
    try:
        assert server.call("rc/noopauth", a="b") == {"a": "b"}
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(f"http://127.0.0.1:{server._port}/rc/noopauth", b"{}")
        with refused.value as answer:
            assert answer.code == 401
    finally:
        server.end()


def test_it_ends_with_whoever_started_it_however_that_ends() -> None:
    """Else it would go on to send the files of a release that nobody wants any more."""
    program = (
        "import os; from podhub.publish.rclone_server import RcloneServer\n"
        "server = RcloneServer([], dict(os.environ), None); server.call('rc/noop')\n"
        "print(server._process.pid, flush=True); input()"
    )
    path = clean_environment(PYTHONPATH=str(ROOT / "hooks"))
    command = [sys.executable, "-c", program]
    parent = subprocess.Popen(
        command, env=path, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with parent:
        assert parent.stdout
        child = int(parent.stdout.readline())
        assert running(child)
        parent.kill()
    until(lambda: not running(child), "the end of rclone")


def test_where_the_kernel_does_not_see_to_that_its_input_does() -> None:
    """As on macOS and Windows."""
    program = "import sys; from podhub.publish.tether import run_beside\nsys.exit(run_beside(sys.argv[1:]))"
    path = clean_environment(PYTHONPATH=str(ROOT / "hooks"))
    command = [sys.executable, "-c", program, sys.executable, "-c"]
    with subprocess.Popen([*command, "exit(7)"], env=path, stdin=subprocess.PIPE) as beside:
        assert beside.wait() == 7
    asleep = "import os, time; print(os.getpid(), flush=True); time.sleep(600)"
    with subprocess.Popen(
        [*command, asleep], env=path, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as beside:
        assert beside.stdout
        child = int(beside.stdout.readline())
        assert running(child)
        beside.communicate()  # closes its input
    until(lambda: not running(child), "the end of the program")
    assert beside.returncode != 0


def test_one_that_ended_is_started_again(tmp_path: Path) -> None:
    """Somebody may have stopped it, and what was begun is still to be cleared up."""
    with rclone(tmp_path) as store:
        store.write("a", b"1")
        process = store._server._process
        assert process
        process.kill()
        process.wait()
        assert store.read("a") == b"1"
        assert store._server._process is not process


def test_whoever_stops_us_stops_what_it_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before anything else is done: it must not write into a store that is no longer ours."""
    names = [f"a{number}" for number in range(500)]
    for name in names:
        (tmp_path / name).write_bytes(b"1")
    with rclone(tmp_path / "store") as store:
        store.write("b", b"2")
        process = store._server._process

        def stop(_: float) -> None:
            signal.raise_signal(signal.SIGINT)

        monkeypatch.setattr(rclone_server.time, "sleep", stop)
        with pytest.raises(KeyboardInterrupt):
            store.send(tmp_path, names, KIND, lambda _: None)
        assert process
        assert process.returncode is not None
        assert store.read("b") == b"2"


@pytest.mark.parametrize(("retries", "times"), [("1", 1), ("3", 3)])
def test_it_is_tried_as_often_as_whoever_publishes_says(
    tmp_path: Path, retries: str, times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With what lies between two tries in the form that rclone takes."""
    tried, slept = [], []
    settings = {"RCLONE_RETRIES": retries, "RCLONE_RETRIES_SLEEP": "1m30s"}
    with rclone(tmp_path, **settings) as store:
        call = store._server.call

        def fail(command: str, **said: object) -> object:
            if command != "operations/delete":
                return call(command, **said)
            tried.append(command)
            raise RcloneError(["StatusCode: 503"])

        monkeypatch.setattr(store._server, "call", fail)
        monkeypatch.setattr(time, "sleep", slept.append)
        with pytest.raises(PublishError, match="it cannot serve now"):
            store.remove(["a"])
    assert len(tried) == times
    assert slept == [90] * (times - 1)


def test_one_that_does_not_start_says_why(tmp_path: Path) -> None:
    """As it does where a setting is of no form that it knows."""
    with (
        rclone(tmp_path, RCLONE_TRANSFERS="many") as store,
        pytest.raises(PublishError, match="transfers"),
    ):
        store.listing()
