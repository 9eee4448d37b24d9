"""Two more browsers, driven by the standards they speak: Firefox by WebDriver BiDi, WebKit by WebDriver (W3C).

Both are Debian's; neither can be driven by Playwright, which wants builds of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol
from urllib.error import URLError
from urllib.request import Request, urlopen

import websocket

from tests.running import free_port

WAIT = 60
"""Seconds for a browser on a busy machine to start, or to answer."""


class Engine(Protocol):
    """A browser with one tab."""

    def open(self, url: str) -> None:
        """Load a page and wait until it is there."""

    def run(self, script: str) -> Any:
        """The value of an expression in the page, awaited where it is a promise."""

    def press(self, selector: str) -> None:
        """Press the middle of the first such element with the mouse, as a person does."""

    def point(self, selector: str) -> None:
        """Bring the mouse over the middle of the first such element."""


PLACE = """
(() => {
  const element = document.querySelector(%s);
  element.scrollIntoView({ block: "center", behavior: "instant" });
  const { left, top, width, height } = element.getBoundingClientRect();
  return [Math.round(left + width / 2), Math.round(top + height / 2)];
})()
"""


def _mouse(place: list[int], *, presses: bool) -> list[dict[str, Any]]:
    """A way of the mouse, as both protocols describe it."""
    x, y = place
    steps: list[dict[str, Any]] = [{"type": "pointerMove", "x": x, "y": y}]
    if presses:
        steps += [{"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
    return [{"type": "pointer", "id": "mouse", "actions": steps}]


class Firefox:
    """A tab of Firefox (w3.org/TR/webdriver-bidi)."""

    def __init__(self, port: int) -> None:
        address = f"ws://127.0.0.1:{port}/session"
        self._socket = _patiently(
            lambda: websocket.create_connection(address, timeout=WAIT, suppress_origin=True)
        )
        self._last = 0
        self._send("session.new", capabilities={})
        self._tab = self._send("browsingContext.getTree")["contexts"][0]["context"]

    def open(self, url: str) -> None:
        """Load a page and wait until it is there."""
        self._send("browsingContext.navigate", context=self._tab, url=url, wait="complete")

    def run(self, script: str) -> Any:
        """The value of an expression in the page, awaited where it is a promise."""
        # BiDi wraps each part of a value; a text of JSON is one part.
        text = f"Promise.resolve({script}).then((value) => JSON.stringify(value ?? null))"
        answer = self._send(
            "script.evaluate",
            expression=text,
            target={"context": self._tab},
            awaitPromise=True,
        )
        assert answer["type"] == "success", answer
        return json.loads(answer["result"]["value"])

    def press(self, selector: str) -> None:
        """Press the middle of the first such element with the mouse, as a person does."""
        self._move(selector, presses=True)

    def point(self, selector: str) -> None:
        """Bring the mouse over the middle of the first such element."""
        self._move(selector, presses=False)

    def _move(self, selector: str, *, presses: bool) -> None:
        actions = _mouse(self.run(PLACE % json.dumps(selector)), presses=presses)
        self._send("input.performActions", context=self._tab, actions=actions)

    def close(self) -> None:
        """End the session, and with it the browser."""
        self._send("browser.close")
        self._socket.close()

    def _send(self, method: str, **params: object) -> Any:
        self._last += 1
        self._socket.send(json.dumps({"id": self._last, "method": method, "params": params}))
        while True:
            answer = json.loads(self._socket.recv())
            if answer.get("id") == self._last:
                assert answer["type"] == "success", answer
                return answer["result"]


class WebKit:
    """A tab of WebKitGTK's browser (w3.org/TR/webdriver2)."""

    def __init__(self, port: int) -> None:
        self._driver = f"http://127.0.0.1:{port}/session"
        self._session = ""
        made = _patiently(lambda: self._call("POST", "", capabilities={}))
        self._session = f"/{made['sessionId']}"

    def open(self, url: str) -> None:
        """Load a page and wait until it is there."""
        self._call("POST", "/url", url=url)

    def run(self, script: str) -> Any:
        """The value of an expression in the page, awaited where it is a promise."""
        body = f"const done = arguments[0]; Promise.resolve({script}).then((value) => done(value ?? null))"
        return self._call("POST", "/execute/async", script=body, args=[])

    def press(self, selector: str) -> None:
        """Press the middle of the first such element with the mouse, as a person does."""
        self._move(selector, presses=True)

    def point(self, selector: str) -> None:
        """Bring the mouse over the middle of the first such element."""
        self._move(selector, presses=False)

    def _move(self, selector: str, *, presses: bool) -> None:
        actions = _mouse(self.run(PLACE % json.dumps(selector)), presses=presses)
        self._call("POST", "/actions", actions=actions)

    def close(self) -> None:
        """End the session, and with it the browser."""
        self._call("DELETE", "")

    def _call(self, method: str, path: str, **body: object) -> Any:
        data = json.dumps(body).encode() if method == "POST" else None
        request = Request(f"{self._driver}{self._session}{path}", data, method=method)
        request.add_header("Content-Type", "application/json")
        with urlopen(request, timeout=WAIT) as answer:
            return json.load(answer)["value"]


def _patiently(start: Callable[[], Any]) -> Any:
    """What somebody answers who is only just starting."""
    until = time.monotonic() + WAIT
    while True:
        try:
            return start()
        except (URLError, ConnectionError, websocket.WebSocketException):
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


@contextmanager
def firefox(folder: Path) -> Iterator[Firefox]:
    """Firefox without a window; `folder` is for its profile."""
    port = free_port()
    command = [_program("firefox-esr"), "--headless", "--no-remote", "--profile", folder]
    with _running([*command, f"--remote-debugging-port={port}"], {"HOME": str(folder)}):
        tab = Firefox(port)
        try:
            yield tab
        finally:
            tab.close()


@contextmanager
def webkit(folder: Path) -> Iterator[WebKit]:
    """WebKit on a screen that nobody sees."""
    port, display = free_port(), folder / "display"
    reading, writing = os.pipe()
    screen = [_program("Xvfb"), "-displayfd", str(writing), "-screen", "0", "1280x800x24"]
    with _running([*screen, "-nolisten", "tcp"], {}, writing):
        os.close(writing)
        with os.fdopen(reading) as told:
            display = told.readline().strip()
        settings = {
            "DISPLAY": f":{display}",
            "HOME": str(folder),
            "LIBGL_ALWAYS_SOFTWARE": "1",
            "WEBKIT_DISABLE_DMABUF_RENDERER": "1",  # without a card it draws twice as fast
        }
        command = [_program("WebKitWebDriver"), f"--port={port}", "--host=127.0.0.1"]
        with _running(command, settings):
            tab = WebKit(port)
            try:
                yield tab
            finally:
                tab.close()


def _program(name: str) -> str:
    found = shutil.which(name)
    assert found, f"these tests need {name}; scripts/hub test installs it"
    return found


@contextmanager
def _running(
    command: list[str | Path], settings: dict[str, str], *files: int
) -> Iterator[subprocess.Popen[bytes]]:
    quiet = subprocess.DEVNULL
    environment = {**os.environ, **settings}
    process = subprocess.Popen(command, env=environment, stdout=quiet, stderr=quiet, pass_fds=files)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(WAIT)
