"""A port that a preview does not get: why, in a line."""

from __future__ import annotations

import errno
import importlib
import socket
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from podhub.adapters.web_server import HOST, WebServer

serve = importlib.import_module("podhub.cli.serve")


def test_a_port_that_is_taken_is_an_error_and_nothing_else(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The web server's library says it in its own words, and would end the program."""
    with socket.create_server((HOST, 0)) as taken:
        with pytest.raises(OSError) as found:  # noqa: PT011 (its number is looked at)
            WebServer(taken.getsockname()[1], lambda path: None)
        assert found.value.errno == errno.EADDRINUSE
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (errno.EADDRINUSE, "hub: port 80 is in use already (another preview?); try: podhub serve"),
        (errno.EACCES, "hub: expected to serve on port 80, found Permission denied\n"),
    ],
)
def test_it_is_said_why(monkeypatch: pytest.MonkeyPatch, error: int, said: str) -> None:
    """A port below 1024 is the system administrator's on many systems."""

    def refuse(*arguments: object) -> None:
        raise OSError(error, "Permission denied")

    monkeypatch.setattr(
        serve, "signal", SimpleNamespace(signal=lambda *one: None, SIGTERM=15, SIGINT=2)
    )
    monkeypatch.setattr(serve, "Preview", lambda view, say: SimpleNamespace(find=None))
    monkeypatch.setattr(serve, "WebServer", refuse)
    done = CliRunner().invoke(serve.serve, ["--port", "80"])
    assert done.exit_code == 1
    assert said in done.output
