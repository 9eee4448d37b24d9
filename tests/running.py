"""Runs the hub as its users do: its commands as processes, its site behind a real web server."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from podhub.build.reading import read_catalog
from podhub.build.store import STORE
from podhub.model.entries import Catalog, Entry
from podhub.read.frontmatter import parse_markdown

from tests.warm import ROOT, WarmPython

ADDRESS = re.findall(r"(?m)^site_url: (\S+)$", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"))[0]
"""Where the site is published."""
PARTS = ("docs", "episodes", "scripts", "mkdocs.yml", "pyproject.toml", "requirements")
"""What a hub needs to run; with the engine, the locked requirements and the environment that they
are installed in."""
ENGINE = "hooks"


def tool(name: str) -> str:
    """Find a program that `scripts/hub test` installed."""
    found = shutil.which(name, path=os.pathsep.join([os.environ["PATH"], "/usr/sbin", "/sbin"]))
    assert found, f"{name} is missing; scripts/hub test installs it"
    return found


def clean_environment(**more: str) -> dict[str, str]:
    """The environment of a person's shell: nothing in it of the process that runs the tests."""
    ours = (
        "PYTHONPATH",
        "HUB_NOW",
        "VIRTUAL_ENV",
        "NO_MKDOCS_2_WARNING",
        "PYTHONUTF8",
        "PYTHONDONTWRITEBYTECODE",
    )
    return {name: value for name, value in os.environ.items() if name not in ours} | more


def until(look: Callable[[], Any], what: str, seconds: float = 60) -> Any:
    """Look again and again until there is something to see; what a slow machine needs longer for is
    no failure."""
    deadline = time.monotonic() + seconds
    while not (seen := look()):
        assert time.monotonic() < deadline, f"waited {seconds} s in vain for {what}"
        time.sleep(0.1)
    return seen


@cache
def real_catalog() -> Catalog:
    """All that the real content says, with the texts, read once."""
    catalog, problems = read_catalog(ROOT)
    assert not problems
    return with_texts(catalog, ROOT)


C = TypeVar("C", bound=Catalog)
E = TypeVar("E", bound=Entry[Any])


def with_texts(catalog: C, root: Path) -> C:
    """A catalog whose documents hold the Markdown below their fields, which a hub keeps apart."""

    def read(entries: Mapping[str, E]) -> dict[str, E]:
        return {
            slug: replace(
                entry, document=replace(entry.document, body=text_below(entry.path, root))
            )
            for slug, entry in entries.items()
        }

    return replace(
        catalog,
        articles=read(catalog.articles),
        definitions=read(catalog.definitions),
        guides=read(catalog.guides),
        episodes=read(catalog.episodes),
        pages=read(catalog.pages),
    )


def all_public() -> str:
    """A time at which everything real that is no draft is public."""
    dates = [entry.date for entry in real_catalog().entries() if entry.date]
    return max([datetime(2026, 11, 24, tzinfo=UTC), *dates]).isoformat()


def text_below(path: str, root: Path = ROOT) -> str:
    """The Markdown below the fields of a file."""
    document, problems = parse_markdown((root / path).read_text(encoding="utf-8"), path)
    assert document, problems
    return document.body


@cache
def warm_python() -> WarmPython:
    """The Python of this process that has loaded the engine; it ends with the tests."""
    return WarmPython(ROOT, clean_environment())


def run_warm(
    arguments: Sequence[str | Path], cwd: Path, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Say `python -m MODULE …` or `python FILE …` in a Python that has loaded the engine."""
    return warm_python().start(arguments, cwd, clean_environment(**environment)).wait()


def free_port() -> int:
    """Find a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def listens(port: int) -> bool:
    """Whether somebody answers on a port of this machine."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its path."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


@dataclass(frozen=True)
class Hub:
    """A checkout of the hub."""

    root: Path

    def run(
        self, *arguments: str | Path, cwd: Path | None = None, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        """Say `scripts/hub …` and return what came of it: without the launcher, in a Python that
        has loaded the engine, which must be this checkout's."""
        assert (self.root / ENGINE).resolve() == ROOT / ENGINE
        command = ["-m", "podhub.cli", "--as", "scripts/hub", self.root, *arguments]
        return run_warm(command, cwd or self.root, **environment)

    def launch(
        self, *arguments: str | Path, cwd: Path | None = None, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        """Say `scripts/hub …` from the launcher on: tools of ours, and an engine of the hub's own."""
        return subprocess.run(
            [sys.executable, self.root / "scripts" / "hub", *arguments],
            cwd=cwd or self.root,
            env=clean_environment(**environment),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=300,
        )

    def build(self, output: Path, now: str, *more: str, **environment: str) -> Path:
        """Build the site, which must succeed."""
        done = self.run("site", "--output", output, "--now", now, *more, **environment)
        assert done.returncode == 0, done.stdout + done.stderr
        return output

    def write(self, path: str, text: str) -> Path:
        """Write a file of the checkout."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def change(self, path: str, old: str, new: str) -> None:
        """Replace a text that stands in a file once."""
        text = (self.root / path).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{path} has {text.count(old)} times: {old}"
        self.write(path, text.replace(old, new))

    def record(self, path: str, seconds: int, title: str = "A tone") -> None:
        """Make audio of a length."""
        tone = ["-f", "lavfi", "-i", f"sine=frequency=330:duration={seconds}"]
        form = ["-ac", "1", "-b:a", "32k", "-metadata", f"title={title}"]
        subprocess.run(
            [tool("ffmpeg"), "-v", "error", "-y", *tone, *form, self.root / path], check=True
        )


def copy_hub(target: Path, *, with_engine: bool = False) -> Hub:
    """Copy this checkout, what earlier builds made too, to be changed at will. It shares the
    installed packages, and the engine unless it is to be changed as well."""
    target.mkdir(parents=True)
    copy_files([ROOT / name for name in (*PARTS, *[ENGINE] * with_engine)], target)
    if not with_engine:
        (target / ENGINE).symlink_to(ROOT / ENGINE, target_is_directory=True)
    bring_store(target)
    (target / ".venv").symlink_to(ROOT / ".venv", target_is_directory=True)
    return Hub(target)


@cache
def build_once() -> None:
    """Have this checkout built, so that its copies need not be built from nothing. Of those who want
    it at once, one builds, and the others find it done."""
    (ROOT / STORE).parent.mkdir(exist_ok=True)
    with (
        (ROOT / STORE).with_name("first-build.lock").open("w") as lock,
        tempfile.TemporaryDirectory() as folder,
    ):
        fcntl.flock(lock, fcntl.LOCK_EX)
        Hub(ROOT).build(Path(folder, "site"), all_public())


def bring_store(target: Path) -> None:
    """Give another checkout what builds of this one remember: links to its files, which builds
    never write into, and its database. A copy that is torn, since somebody builds at the same time,
    is found out and costs only time."""
    build_once()
    store = ROOT / STORE
    (target / STORE).parent.mkdir(parents=True, exist_ok=True)
    if target.stat().st_dev != store.stat().st_dev:  # no link leads from one disk to another
        copy_files([store], _copied_store(), "-u")
        store = _copied_store() / store.name
    copy_files([store], (target / STORE).parent, "-l")
    for file in (target / STORE).glob("*.sqlite*"):
        file.unlink()
    copy_files(store.glob("*.sqlite"), target / STORE)


@cache
def _copied_store() -> Path:
    """Where this process keeps a copy of what builds remember, on the disk that tests write to."""
    return Path(tempfile.mkdtemp(prefix="hub-store-"))


def copy_files(sources: Iterable[Path], target: Path, *options: str) -> None:
    """Copy files and folders into a folder, by `cp`, which takes a fifth of the time that Python
    would. What goes away meanwhile is what Python or a build was writing, under a name of its
    own."""
    done = subprocess.run(
        ["cp", "-a", *options, *sources, target],
        capture_output=True,
        text=True,
        env={**os.environ, "LC_ALL": "C"},
    )
    lost = [line for line in done.stderr.splitlines() if "No such file" not in line]
    assert not lost, done.stderr


NGINX = """\
daemon off;
master_process off;
pid {prefix}/pid;
error_log {prefix}/error.log warn;
events {{}}
http {{
  access_log {prefix}/access.log;
  client_body_temp_path {prefix}/body;
  proxy_temp_path {prefix}/proxy;
  fastcgi_temp_path {prefix}/fastcgi;
  uwsgi_temp_path {prefix}/uwsgi;
  scgi_temp_path {prefix}/scgi;
  types {{
    text/html html; text/css css; text/plain txt; text/markdown md; text/vtt vtt; text/javascript js; application/json json map;
    application/xml xml; application/x-subrip srt; application/gzip gz; audio/mpeg mp3; audio/x-m4a m4a; audio/ogg ogg opus;
    audio/wav wav; text/x-opml opml; image/svg+xml svg; image/jpeg jpg jpeg; image/png png; image/webp webp;
  }}
  charset utf-8;
  gzip on;
  gzip_comp_level 6;
  gzip_types text/css text/plain text/vtt text/markdown text/javascript application/json application/xml application/rss+xml
    image/svg+xml;
{maps}
  server {{
{headers}
    listen 127.0.0.1:{port};
    root "{folder}";
    error_page 404 /404.html;
    location ~ /chapters\\.json$ {{ types {{}} default_type application/json+chapters; }}
  }}
}}
"""


def nginx_headers(text: str) -> tuple[str, str]:
    """Say to nginx what a `_headers` file says, for hosts that read those: a map from paths for
    each value, and what to add.

    `*` in a path stands for anything, `:name` for one step. `Content-Type` is left out: nginx has
    its own table."""
    maps, additions = [], []
    path = ""
    for line in text.splitlines():
        if line.startswith("/"):
            path = re.sub(
                r":\w+", "[^/]+", re.escape(line).replace(r"\*", ".*").replace(r"\:", ":")
            )
        elif ":" in line and not line.strip().startswith("Content-Type:"):
            name, _, value = line.strip().partition(": ")
            assert '"' not in value
            variable = f"$rule{len(maps)}"
            maps.append(
                f'  map $request_uri {variable} {{ "~^{path}([?]|$)" "{value}"; default ""; }}'
            )
            additions.append(f"    add_header {name} {variable} always;")
    return "\n".join(maps), "\n".join(additions)


@contextmanager
def web_server(folder: Path, prefix: Path, port: int, headers: str = "") -> Iterator[str]:
    """Serve a folder by nginx as a process of our own; gives its address. It follows `headers`, the
    text of a `_headers` file."""
    prefix.mkdir(parents=True, exist_ok=True)
    config = prefix / "nginx.conf"
    maps, additions = nginx_headers(headers)
    config.write_text(
        NGINX.format(prefix=prefix, folder=folder, port=port, maps=maps, headers=additions)
    )
    errors = prefix / "error.log"
    server = subprocess.Popen([tool("nginx"), "-p", prefix, "-c", config, "-e", errors])
    try:
        until(lambda: listens(port) or server.poll() is not None, "nginx")
        assert server.poll() is None, errors.read_text()
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait(timeout=10)
