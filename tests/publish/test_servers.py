"""The examples in podhub/servers/: what nginx and Caddy answer for every file of a site, as it stands
behind `current`."""

from __future__ import annotations

import gzip
import os
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from podhub.publish.kinds import kinds, read_headers

from tests.running import ROOT, free_port, listens, tool, until

AROUND_NGINX = """\
daemon off;
master_process off;
pid {folder}/pid;
error_log {folder}/error.log warn;
events {{}}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
{example}
}}
"""
AROUND_CADDY = "{{\n\tadmin off\n\tauto_https off\n}}\n{example}"
PAGES_SAY_IT_THEMSELVES = "content-security-policy"
"""Of this the pages carry all that a page can; the servers add what is left, and a test of its own
looks at that."""


def nginx(port: int, current: Path, folder: Path) -> list[str]:
    """The command that runs nginx with our example, which `nginx -t` must find right."""
    example = (ROOT / "hooks/podhub/servers/nginx.conf").read_text()
    for old, new in (
        ("listen 80;", f"listen 127.0.0.1:{port};"),
        ("root /srv/site/current;", f"root {current};"),
    ):
        assert example.count(old) == 1
        example = example.replace(old, new)
    (folder / "nginx.conf").write_text(AROUND_NGINX.format(folder=folder, example=example))
    command = [
        tool("nginx"),
        "-p",
        str(folder),
        "-c",
        str(folder / "nginx.conf"),
        "-e",
        str(folder / "error.log"),
    ]
    tested = subprocess.run([*command, "-t"], capture_output=True, text=True)
    assert tested.returncode == 0, tested.stderr
    assert "[warn]" not in tested.stderr
    return command


def caddy(port: int, current: Path, folder: Path) -> list[str]:
    """The command that runs Caddy with our example, without asking for a certificate."""
    example = (ROOT / "hooks/podhub/servers/Caddyfile").read_text()
    for old, new in (
        ("hub.example.com {", f"http://127.0.0.1:{port} {{"),
        ("root * /srv/site/current", f"root * {current}"),
    ):
        assert example.count(old) == 1
        example = example.replace(old, new)
    (folder / "Caddyfile").write_text(AROUND_CADDY.format(example=example))
    return [tool("caddy"), "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]


@dataclass(frozen=True)
class Answer:
    """What a server answers."""

    status: int
    headers: dict[str, list[str]]
    body: bytes

    def __getitem__(self, name: str) -> str:
        """A header that is there at most once."""
        assert len(self.headers.get(name, [])) <= 1, name
        return self.headers.get(name, [""])[0]


@dataclass(frozen=True)
class Serving:
    """A server with our example in front of a site."""

    url: str
    folder: Path

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Ask for a path."""
        fields = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(self.url + path, method=method, headers=fields)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                status, found, body = answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as error:
            status, found, body = error.code, error.headers, error.read()
        return Answer(status, {name.lower(): found.get_all(name, []) for name in found}, body)

    def paths(self) -> list[str]:
        """Every file that is to be fetched."""
        files = (
            file.relative_to(self.folder).as_posix()
            for file in self.folder.rglob("*")
            if file.is_file()
        )
        return sorted(path for path in files if not path.startswith("_"))


@pytest.fixture(scope="module", params=[nginx, caddy], ids=["nginx", "caddy"])
def serving(
    request: pytest.FixtureRequest, plain_site: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Serving]:
    """A release behind `current`, behind one of the servers."""
    folder, port = tmp_path_factory.mktemp("server"), free_port()
    (folder / "current").symlink_to(plain_site, target_is_directory=True)
    command = request.param(port, folder / "current", folder)
    log = (folder / "log").open("w")
    server = subprocess.Popen(
        command, stdout=log, stderr=log, env={**os.environ, "HOME": str(folder)}
    )
    try:
        until(lambda: listens(port) or server.poll() is not None, "the server")
        assert server.poll() is None, (folder / "log").read_text()
        yield Serving(f"http://127.0.0.1:{port}/", plain_site)
    finally:
        server.terminate()
        server.wait(timeout=20)
        log.close()


def test_every_file_has_its_type_and_its_time(serving: Serving) -> None:
    """As an object store is told by `publish`, and as the site's own `_headers` say."""
    own = serving.folder / "_headers"
    text = own.read_text() if own.exists() else ""
    kind = kinds(text)
    wrong = []
    for path in serving.paths():
        answer, expected = serving.ask(path, "HEAD"), kind(path)
        type_ = answer["content-type"].partition(";")[0]
        found = (answer.status, type_, answer["cache-control"])
        if found != (200, expected.content_type.partition(";")[0], expected.cache_control):
            wrong.append(f"{path}: {found}")
        for pattern, fields in read_headers(text):
            if pattern.fullmatch(f"/{path}"):
                told = {
                    "content-type",
                    "cache-control",
                    "strict-transport-security",
                    PAGES_SAY_IT_THEMSELVES,
                }
                wrong += [
                    f"{path}: {name}: {answer[name]}"
                    for name in fields.keys() - told
                    if answer[name] != fields[name]
                ]
    assert wrong == []


def test_text_is_compressed_and_sound_is_sent_in_pieces(serving: Serving) -> None:
    """Whole again when unpacked; ranges of recordings, also for who would take them compressed;
    unchanged things are not sent."""
    for path in ("index.html", "podcast.xml", "articles.xml", "sitemap.xml"):
        answer = serving.ask(path, Accept_Encoding="gzip")
        assert answer["content-encoding"] == "gzip", path
        assert "Accept-Encoding" in answer["vary"]
        assert gzip.decompress(answer.body) == (serving.folder / path).read_bytes()
        unchanged = serving.ask(path, If_None_Match=serving.ask(path, "HEAD")["etag"])
        assert (unchanged.status, unchanged.body) == (304, b"")
    [audio] = [path for path in serving.paths() if path.startswith("audio/")][:1]
    whole = (serving.folder / audio).read_bytes()
    for piece, expected in (
        ("bytes=0-1", whole[:2]),
        ("bytes=-5", whole[-5:]),
        (f"bytes={len(whole) - 3}-", whole[-3:]),
    ):
        answer = serving.ask(audio, Range=piece, Accept_Encoding="gzip")
        assert (answer.status, answer.body, answer["content-encoding"]) == (206, expected, "")
    assert serving.ask(audio, "HEAD")["accept-ranges"] == "bytes"
    assert serving.ask(audio, "HEAD")["content-length"] == str(len(whole))


def test_addresses_lead_where_they_should(serving: Serving) -> None:
    """A page without its last slash, a page that is not there, and files that are not for
    readers."""
    assert serving.ask("about").body == (serving.folder / "about/index.html").read_bytes()
    for path in ("no/such/page/", "no-such.xml", "_headers", "_redirects", ".git/config"):
        answer = serving.ask(path)
        assert answer.status == 404, path
        assert answer["content-type"].startswith("text/html"), path
        assert answer.body == (serving.folder / "404.html").read_bytes()


def test_other_sites_may_show_only_the_players(serving: Serving) -> None:
    """`frame-ancestors` on every page but those below an episode; no sniffing, and podcast apps on
    the web may read the feed."""
    [page] = [
        path
        for path in serving.paths()
        if path.startswith("podcast/") and path.endswith("/chapters.json")
    ][:1]
    episode = page.removesuffix("chapters.json")
    for path in (
        "",
        "about/",
        "podcast/",
        "podcast/page/2/",
        "definitions/",
        episode,
        f"{episode}index.html",
    ):
        assert serving.ask(path)["content-security-policy"] == "frame-ancestors 'none'", path
    for path in (page, f"{episode}embed/"):
        assert (
            serving.ask(path)["content-security-policy"] == "" or serving.ask(path).status == 404
        ), path
    assert serving.ask("podcast.xml")["access-control-allow-origin"] == "*"
    assert serving.ask("index.html")["x-content-type-options"] == "nosniff"
    assert serving.ask("index.html")["access-control-allow-origin"] == ""
