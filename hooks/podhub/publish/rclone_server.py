"""One rclone for many requests: to start it takes longer than most of them take.

It answers on this machine alone (rclone.org/rc), to whoever knows a password that is made for it. A
store's keys and the names of files are in its environment and in what it is asked, and never in a
list of processes."""

from __future__ import annotations

import base64
import http.client
import json
import os
import re
import secrets
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, Any

from podhub.publish import tether
from podhub.publish.errors import PublishError
from podhub.publish.rclone_log import message_in

PROGRAM = Path(sys.executable).with_name("rclone.exe" if os.name == "nt" else "rclone")
HOST, USER = "127.0.0.1", "hub"
ALWAYS = ["--use-json-log", "--log-level=NOTICE", "--ask-password=false"]
ANSWERS = re.compile(rf"Serving remote control on http://{re.escape(HOST)}:(\d+)/")
OURS = ("RCLONE_RC", "RCLONE_LOG_", "RCLONE_VERBOSE", "RCLONE_QUIET")
"""How rclone is asked, and what it logs, is settled here."""
LONGEST_PAUSE = 0.5
"""Seconds between two looks at how far it is"""


class RcloneError(Exception):
    """What rclone said when something did not work, the most telling first."""

    def __init__(self, said: list[str], *, is_missing: bool = False) -> None:
        super().__init__(*said[:1])
        self.said, self.is_missing = said, is_missing


class RcloneServer:
    """An rclone that starts when it is first asked for something, and ends with this process."""

    def __init__(
        self, options: list[str], environment: Mapping[str, str], held: int | None
    ) -> None:
        """`held` is the file descriptor of a lock that stays held while it lives."""
        if not PROGRAM.exists():
            raise PublishError(
                'expected rclone beside Python, found none (pip install "podhub[publish]")'
            )
        theirs = {name: text for name, text in environment.items() if not name.startswith(OURS)}
        self._password = secrets.token_urlsafe()
        self._environment = {**theirs, "RCLONE_RC_USER": USER, "RCLONE_RC_PASS": self._password}
        self._options, self._held = options, held
        self._process: subprocess.Popen[bytes] | None = None
        self._listening: threading.Thread | None = None
        self._starting = threading.Lock()
        self._port: int | None = None
        self._errors: list[str] = []

    def call(self, command: str, **said: Any) -> dict[str, Any]:
        """Have something done, and wait for it. Raises RcloneError."""
        before = len(self._errors)
        try:
            with self._starting:
                if self._process is None or self._process.poll() is not None:
                    self._start()
            status, answer = self._ask(command, said)
        except (OSError, http.client.HTTPException) as error:
            raise RcloneError([*self._errors[before:], f"rclone ended ({error})"]) from None
        except BaseException:  # somebody stops us: so does what was begun
            self.end()
            raise
        if status != http.HTTPStatus.OK:
            is_missing = status == http.HTTPStatus.NOT_FOUND
            raise RcloneError([answer["error"], *self._errors[before:]], is_missing=is_missing)
        return answer

    def run(self, command: str, progress: Callable[[int], None], **said: Any) -> None:
        """Have something done that takes its time; `progress` hears how many bytes have gone out so
        far. Raises RcloneError."""
        before, pause = len(self._errors), 0.005
        try:
            job = self.call(command, _async=True, **said)["jobid"]
            while not (status := self.call("job/status", jobid=job))["finished"]:
                time.sleep(pause)
                pause = min(2 * pause, LONGEST_PAUSE)
                progress(int(self.call("core/stats", group=f"job/{job}")["bytes"]))
        except BaseException:
            self.end()
            raise
        if not status["success"]:
            raise RcloneError([status["error"], *self._errors[before:]])

    def end(self) -> None:
        """End it, and whatever it is doing."""
        process, self._process = self._process, None
        if process is None:
            return
        if process.stdin:
            process.stdin.close()
        if sys.platform == "linux":  # elsewhere it ends since its input has
            process.kill()
        process.wait()
        if self._listening:
            self._listening.join()

    def _start(self) -> None:
        self.end()  # or what is left of one that ended by itself
        command = [str(PROGRAM), "rcd", f"--rc-addr={HOST}:0", *ALWAYS, *self._options]
        self._process = subprocess.Popen(  # noqa: S603 (rclone, with arguments that are no shell's)
            [sys.executable, "-I", "-S", tether.__file__, str(os.getpid()), *command],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=self._environment,
            pass_fds=() if self._held is None or os.name == "nt" else (self._held,),
            start_new_session=True,  # a Ctrl-C ends us, who then have it clear up
        )
        before, known = len(self._errors), threading.Event()
        log = self._process.stderr
        self._listening = threading.Thread(target=self._listen, args=(log, known), daemon=True)
        self._listening.start()
        known.wait()
        if self._port is None:
            raise RcloneError(self._errors[before:])

    def _listen(self, log: IO[bytes], known: threading.Event) -> None:
        """Keep what it logs, which says where it answers, and of each file what was wrong."""
        self._port = None
        with log:
            for line in log:
                message = message_in(line)
                if found := ANSWERS.search(message):
                    self._port = int(found[1])
                    known.set()
                else:
                    self._errors.append(message)
        known.set()

    def _ask(self, command: str, said: Mapping[str, Any]) -> tuple[int, dict[str, Any]]:
        who = base64.b64encode(f"{USER}:{self._password}".encode()).decode()
        headers = {"Content-Type": "application/json", "Authorization": f"Basic {who}"}
        connection = http.client.HTTPConnection(HOST, self._port)
        try:
            connection.request("POST", f"/{command}", json.dumps(said), headers)
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())
        finally:
            connection.close()
