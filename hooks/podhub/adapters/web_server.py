"""A web server for the preview, on this machine alone: it shows files by their path on the site,
sends parts of them to players that ask, and tells open pages when to load anew."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable
from contextlib import redirect_stderr
from pathlib import Path

from werkzeug.exceptions import NotFound
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server
from werkzeug.utils import redirect, send_file
from werkzeug.wrappers import Request, Response

from podhub.publish.kinds import TYPES

HOST = "127.0.0.1"
TRUSTED = [HOST, "localhost", ".localhost"]
"""Names by which somebody may ask. A site elsewhere can let a name of its own lead to this machine, and
its pages could read what is answered there (DNS rebinding)."""
RELOAD = "/.preview/reload.js"
NEWS = "/.preview/news"
PATIENCE = 30
"""Seconds that a page waits for news before it asks again"""
_SCRIPT = f"""\
const seen = document.currentScript.dataset.version
const reload = () => {{
  // What plays goes on afterwards: as if its second had been pressed (early.js, player.js).
  if ([...document.querySelectorAll("audio")].some((audio) => !audio.paused)) sessionStorage.setItem("hub:play", location.href)
  location.reload()
}}
const ask = async () => {{
  try {{
    const answer = await fetch(`{NEWS}?${{seen}}`, {{cache: "no-store"}})
    if ((await answer.text()) !== seen) return reload()
    ask()
  }} catch {{
    setTimeout(ask, 500)
  }}
}}
ask()
"""

Find = Callable[[str], bytes | Path | None]
"""Gives the content of a file of the site by its path, or where it lies; None where there is none."""


class WebServer:
    """Answers browsers and players until it is closed. Raises OSError where it does not get the port.

    `find` is called by one thread at a time."""

    def __init__(self, port: int, find: Find) -> None:
        self._find = find
        self._finding = threading.Lock()
        self._version = 0
        self._news = threading.Condition()
        application = Request.application(self._answer)
        try:
            # The library says in its own words why not, and ends the program.
            with redirect_stderr(io.StringIO()):
                self._server: BaseWSGIServer = make_server(
                    HOST, port, application, threaded=True, request_handler=_Silent
                )
        except SystemExit as error:
            raise (error.__context__ or error) from None
        self.port = self._server.port
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def tell(self) -> None:
        """Let every open page load anew."""
        with self._news:
            self._version += 1
            self._news.notify_all()

    def close(self) -> None:
        """Answer no more."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _answer(self, request: Request) -> Response:
        request.trusted_hosts = TRUSTED
        _ = request.host  # raises SecurityError, which is an answer
        if request.path == RELOAD:
            return Response(_SCRIPT, mimetype="text/javascript")
        if request.path == NEWS:
            return Response(self._wait(request.query_string.decode()), mimetype="text/plain")
        path = request.path.lstrip("/")
        version = self._version
        file = path if path and not path.endswith("/") else f"{path}index.html"
        found = self._look(file)
        if found is None and not path.endswith("/") and self._look(f"{path}/index.html"):
            return redirect(f"{request.path}/", 302)
        status = 200
        if found is None:
            status, file, found = 404, "404.html", self._look("404.html")
        if found is None:
            raise NotFound
        if isinstance(found, bytes) and file.endswith(".html"):
            found = _with_reload(found, version)
        content = found if isinstance(found, Path) else io.BytesIO(found)
        response = send_file(
            content,
            request.environ,
            # Without its charset, which is added to what is text.
            mimetype=TYPES.get(Path(file).suffix, "").partition(";")[0] or None,
            download_name=Path(file).name,
            conditional=status == 200,
            max_age=0,
        )
        response.headers["Cache-Control"] = "no-store"
        response.status_code = status if status != 200 else response.status_code
        return response

    def _look(self, file: str) -> bytes | Path | None:
        with self._finding:
            return self._find(file)

    def _wait(self, seen: str) -> str:
        """The version that is shown, as soon as it is another than a page has seen."""
        with self._news:
            self._news.wait_for(lambda: str(self._version) != seen, PATIENCE)
            return str(self._version)


class _Silent(WSGIRequestHandler):
    """Logs nothing: the preview's own words are what counts."""

    def log(self, type: str, message: str, *args: object) -> None:
        """Say nothing."""


def _with_reload(page: bytes, version: int) -> bytes:
    script = f'<script src="{RELOAD}" data-version="{version}"></script>'.encode()
    head, end, rest = page.rpartition(b"</body>")
    return head + script + end + rest if end else page + script
