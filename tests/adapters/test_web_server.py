"""A preview is for this machine, and shows the site alone."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from podhub.adapters.preview import Preview
from podhub.adapters.web_server import HOST, WebServer
from podhub.build.hub import View

from tests.build.corpus import NOW, write_hub


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebServer]:
    """A preview of the small hub."""
    root = write_hub(tmp_path_factory.mktemp("preview") / "hub")
    preview = Preview(lambda: View(root, NOW, preview=True), print)
    one = WebServer(0, preview.find)
    yield one
    one.close()
    preview.end()
    preview.close()


def asked(server: WebServer, path: str, host: str = "localhost") -> int:
    """The status with which the preview answers."""
    with closing(http.client.HTTPConnection(HOST, server.port)) as connection:
        connection.request("GET", path, headers={"Host": host})
        answer = connection.getresponse()
        answer.read()  # whoever goes earlier leaves a file open for a while
        return answer.status


@pytest.mark.parametrize("way", ["../..", "..%2f..", "%2e%2e/%2e%2e", "..%5c.."])
def test_no_file_beside_the_site_is_shown(server: WebServer, way: str) -> None:
    """Whoever writes an address may write dots into it, which no browser takes out."""
    assert Path(__file__).is_file()
    assert asked(server, "/assets/player.js") == 200
    assert asked(server, f"/assets/{way}/__init__.py") == 404
    assert asked(server, f"/assets/{way}{'/..' * 20}{__file__}") == 404


@pytest.mark.parametrize(
    ("host", "status"),
    [("localhost:8000", 200), ("127.0.0.1", 200), ("hub.localhost", 200), ("else.example", 400)],
)
def test_no_other_site_reads_a_preview(server: WebServer, host: str, status: int) -> None:
    """A site's owner may let its name lead to this machine: to a browser, both are one then."""
    assert asked(server, "/", host) == status
