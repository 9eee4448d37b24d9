"""From `git push` to listeners, with real git, a real web server and a real podcast app; and pushes
that must not get through."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from podhub.build.database import Database
from podhub.cli.receiving.repository import Repository
from podhub.cli.receiving.scratch import scratch

from tests.build.corpus import ARTICLE, in_ones_own_words, mp3, write_hub
from tests.clients.test_apps import Gpo
from tests.running import (
    ROOT,
    Hub,
    clean_environment,
    contents,
    copy_files,
    copy_hub,
    free_port,
    until,
    web_server,
)

WHO = {
    "GIT_AUTHOR_NAME": "Ann",
    "GIT_AUTHOR_EMAIL": "ann@example.com",
    "GIT_COMMITTER_NAME": "Ann",
    "GIT_COMMITTER_EMAIL": "ann@example.com",
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_SYSTEM": "/dev/null",
}
ABOUT = "---\ntitle: About\ndescription: Who we are.\n---\n\nWe.\n"


def git(folder: Path, *arguments: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Say `git …` as a person with no settings of their own."""
    command = ["git", *map(str, arguments)]
    environment = clean_environment(**WHO, **more)
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=600
    )


@dataclass(frozen=True)
class Author:
    """Somebody with a clone."""

    hub: Hub

    def commit(self, message: str = "Write") -> None:
        """Commit all that has changed."""
        for arguments in (["add", "-A"], ["commit", "-q", "-m", message]):
            done = git(self.hub.root, *arguments)
            assert done.returncode == 0, done.stderr

    def push(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Push to the server, which on this machine has the environment of whoever pushes."""
        return git(self.hub.root, "push", *(arguments or ("origin", "main")), **environment)


@dataclass(frozen=True)
class Server:
    """A machine with this hub on it, and a repository that `receive` set up."""

    hub: Hub
    repository: Path
    public: Path

    def clone(self, folder: Path) -> Author:
        """Give somebody a clone, with the hub in it."""
        assert git(self.repository.parent, "clone", "-q", self.repository, folder).returncode == 0
        if not (folder / ".venv").exists():
            (folder / ".venv").symlink_to(self.hub.root / ".venv", target_is_directory=True)
        return Author(Hub(folder))

    def builds(self) -> int:
        """How often a push was built here."""
        data = Database(self.repository / "hub/cache/hub/store.sqlite")
        count = int(data.note("builds") or 0)
        data.close()
        return count

    def receive(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Say `scripts/hub receive REPOSITORY …`."""
        return self.hub.run("receive", self.repository, *arguments)


def said(done: subprocess.CompletedProcess[str]) -> list[str]:
    """What the server said to whoever pushed, as they read it."""
    lines = [
        line.removeprefix("remote:").strip()
        for line in done.stderr.splitlines()
        if line.startswith("remote:")
    ]
    return [line for line in lines if line]


@dataclass(frozen=True)
class Stage:
    """A server, somebody whose first push is public, and where the site answers; kept to be put
    back as it was."""

    folder: Path
    kept: Path
    server: Server
    author: Author
    port: int

    def keep(self) -> None:
        """Keep what pushes, and whoever keeps the server, change."""
        (self.kept / "installed").mkdir(parents=True)
        copy_files([self.folder / name for name in ("author", "srv")], self.kept)
        copy_files([self.folder / "installed/mkdocs.yml"], self.kept / "installed")

    def put_back(self) -> None:
        """Forget all that happened since the first push. The places stay the same, since hooks and
        clones name them."""
        changed = [path for path in self.folder.iterdir() if path.name != "installed"]
        subprocess.run(["rm", "-rf", *changed, self.folder / "installed/README"], check=True)
        copy_files(self.kept.iterdir(), self.folder)


@pytest.fixture(scope="session")
def first_push(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """The small hub with the code beside it, pushed to a fresh server."""
    folder, port = tmp_path_factory.mktemp("receive") / "stage", free_port()
    installed = copy_hub(folder / "installed")
    installed.change("mkdocs.yml", "guides/training-or-coaching.md", "guides/where-to-begin.md")
    server = Server(installed, folder / "srv" / "site.git", folder / "srv" / "site")
    done = server.receive("--base-url", f"http://127.0.0.1:{port}/")
    assert done.returncode == 0, done.stderr
    assert f"git remote add live ssh://SERVER{server.repository}" in done.stdout
    assert f"receive {server.repository} --publish" in done.stdout
    author = server.clone(folder / "author")
    for name in ("hooks", "scripts", "mkdocs.yml", "requirements", "pyproject.toml"):
        source = server.hub.root / name
        if source.is_dir():
            shutil.copytree(
                source, author.hub.root / name, ignore=shutil.ignore_patterns("__pycache__")
            )
        else:
            shutil.copy(source, author.hub.root / name)
    for file in server.hub.root.glob("requirements-*.txt"):
        shutil.copy(file, author.hub.root / file.name)
    shutil.copytree(server.hub.root / "docs" / "assets", author.hub.root / "docs" / "assets")
    author.hub.write(".gitignore", "/.venv\n/.cache/\n/site/\n__pycache__/\n")
    write_hub(author.hub.root, {"docs/about.md": ABOUT})
    git(author.hub.root, "checkout", "-q", "-B", "main")
    author.commit("Begin")
    done = author.push()
    assert done.returncode == 0, done.stderr
    git(author.hub.root, "gc", "-q")
    stage = Stage(folder, folder.with_name("kept"), server, author, port)
    stage.keep()
    return stage


@pytest.fixture
def stage(first_push: Stage) -> Stage:
    """The first push is public, and nothing else has happened."""
    first_push.put_back()
    return first_push


@pytest.fixture
def server(stage: Stage) -> Server:
    """The server of the first push."""
    return stage.server


@pytest.fixture
def author(stage: Stage) -> Author:
    """Whoever pushed first."""
    return stage.author


def test_from_a_push_to_a_listener_and_a_mistake_that_changes_nothing(
    stage: Stage, tmp_path: Path
) -> None:
    """`hub new`, edit, push: the page and the feed are live and gpo downloads; a bad push is
    refused and not a byte changes."""
    server, author, port = stage.server, stage.author, stage.port
    hub = author.hub
    assert hub.launch("new", "episode", "The first ninety days").returncode == 0
    [file] = (hub.root / "episodes").glob("*-the-first-ninety-days.md")
    text = re.sub(r"(?m)^draft: true.*\n", "", in_ones_own_words(file.read_text()))
    file.write_text(re.sub(r"(?m)^date: .*$", "date: 2026-01-07 09:00 +0000", text))
    file.with_suffix(".mp3").write_bytes(mp3(30))
    cue = "00:00.000 --> 00:02.000\nHello and welcome.\n"
    file.with_suffix(".vtt").write_text(f"WEBVTT\n\nNOTE unsure\n00:01.000 welcome\n\n{cue}")
    assert hub.launch("check").returncode == 0
    author.commit("Add an episode")
    with web_server(server.public / "current", tmp_path / "nginx", port) as url:
        builds = server.builds()
        done = author.push()
        assert done.returncode == 0, done.stderr
        assert [line for line in said(done) if line.startswith("Published to ")]
        assert server.builds() == builds + 1  # what was tried is what becomes public
        # It is tried before it is accepted, and yet each remark is read once.
        assert sum("[unsure-words]" in line for line in said(done)) == 1
        assert "The first ninety days" in fetched(f"{url}podcast/the-first-ninety-days/")
        assert "The first ninety days" in fetched(f"{url}podcast.xml")
        gpo = Gpo(tmp_path / "gpo")
        gpo("subscribe", f"{url}podcast.xml", "Ours")
        gpo("update")
        gpo("download")
        assert mp3(30) in gpo.downloads()
        before = contents(server.public / "current")
        hub.change(ARTICLE, "date: 2026-01-05 09:00 +0000", "date: next Monday")
        hub.write("docs/articles/new.md", "---\ntitel: New\n---\n")
        author.commit("Spoil it")
        done = author.push()
        assert done.returncode == 1
        lines = said(done)
        assert (
            f'{ARTICLE}:4: date: expected a date such as 2026-11-23 09:00 +0000, found "next Monday"'
            in lines
        ), done.stderr
        assert [
            line for line in lines if line.startswith("docs/articles/new.md:2: titel: expected ")
        ]
        assert (
            lines[-1] == "Your push was not accepted. Fix the lines above, commit, and push again."
        )
        assert "Traceback" not in done.stderr
        assert contents(server.public / "current") == before
        assert "Spoil it" not in git(server.repository, "log", "--oneline", "main").stdout
    hub.change(ARTICLE, "date: next Monday", "date: 2026-01-05 09:00 +0000")
    (hub.root / "docs/articles/new.md").unlink()
    author.commit("Fix it")
    assert author.push().returncode == 0


def fetched(url: str) -> str:
    """What a reader gets."""
    with urllib.request.urlopen(url, timeout=30) as answer:
        return str(answer.read().decode())


def test_pushes_one_upon_another_show_whole_sites_and_end_with_the_newest(
    server: Server, author: Author
) -> None:
    """A push during a build, and two at once: at every look `current` is one whole release, at last
    the newest."""
    ended = threading.Event()
    torn: list[str] = []
    seen: set[str] = set()

    def look() -> None:
        while not ended.is_set():
            release = (server.public / "current").resolve()
            names = [
                re.findall(r"Round (\w+)", (release / path).read_text())
                for path in ("about/index.html", "index.html")
            ]
            if names[0][:1] != names[1][:1]:
                torn.append(str(names))
            seen.update(names[0][:1])
            time.sleep(0.02)

    def write(author: Author, name: str) -> None:
        author.hub.write("docs/about.md", ABOUT.replace("We.", f"Round {name}"))
        author.hub.write(
            "docs/index.md", f"---\ntitle: Home\ndescription: Home.\n---\n\nRound {name}\n"
        )
        author.commit(name)

    write(author, "zero")
    assert author.push().returncode == 0
    other = server.clone(author.hub.root.with_name("other"))
    write(author, "one")
    write(other, "two")
    watcher = threading.Thread(target=look)
    watcher.start()
    results: list[tuple[Author, int]] = []
    pushers = [
        threading.Thread(target=lambda who=who: results.append((who, who.push().returncode)))
        for who in (author, other)
    ]
    for pusher in pushers:
        pusher.start()
    for pusher in pushers:
        pusher.join()
    # Both began at the same commit: git takes one, and tells the other to fetch first.
    assert sorted(code for _, code in results) == [0, 1]
    [winner] = [who for who, code in results if code == 0]
    first = subprocess.Popen(
        ["git", "push", "-q", "origin", "main:draft"],
        cwd=winner.hub.root,
        env=clean_environment(**WHO),
    )
    write(winner, "three")
    second = winner.push()
    write(winner, "four")
    third = winner.push()
    assert [first.wait(), second.returncode, third.returncode] == [0, 0, 0]
    ended.set()
    watcher.join()
    assert torn == []
    assert "zero" in seen
    assert "Round four" in (server.public / "current/about/index.html").read_text()
    newest = git(server.repository, "rev-parse", "main").stdout.strip()
    assert json.loads((server.repository / "hub/published.json").read_text())["commit"] == newest
    assert not list((server.repository / "hub").glob("pushed-*"))


def test_what_cannot_be_published_now_is_published_later(server: Server, author: Author) -> None:
    """A target that cannot be written to: the push is told, the site stays, and the next run of the
    timer completes it."""
    before = contents(server.public / "current")
    git(server.repository, "config", "hub.target", str(server.hub.root / "README"))
    (server.hub.root / "README").write_text("A file where a folder should be.")
    author.hub.write("docs/about.md", ABOUT.replace("We.", "Round one"))
    author.commit()
    # Nobody can tell before trying.
    done = author.push()
    assert done.returncode == 0
    assert "Traceback" not in done.stderr
    lines = said(done)
    assert [line for line in lines if line.startswith(f"hub: {server.hub.root / 'README'}: ")], (
        done.stderr
    )
    assert "It is no fault of your text." in lines[-2]
    assert "Fix" not in done.stderr
    assert contents(server.public / "current") == before
    git(server.repository, "config", "hub.target", str(server.public))
    assert server.receive("--publish").returncode == 0
    assert "Round one" in (server.public / "current/about/index.html").read_text()


def test_a_store_that_is_down_is_not_the_authors_mistake(server: Server, author: Author) -> None:
    """The push is refused, for nobody can compare; the author reads whose trouble it is, and pushes
    again when it is over."""
    git(server.repository, "config", "hub.target", ":s3:bucket/site")
    down = {
        "RCLONE_S3_PROVIDER": "Other",
        "RCLONE_S3_ENDPOINT": f"http://127.0.0.1:{free_port()}",
        "RCLONE_RETRIES": "1",
        "RCLONE_LOW_LEVEL_RETRIES": "1",
        "RCLONE_S3_ACCESS_KEY_ID": "a",
        "RCLONE_S3_SECRET_ACCESS_KEY": "b",
    }
    author.hub.write("docs/about.md", ABOUT.replace("We.", "Round one"))
    author.commit("Round one")
    done = author.push(**down)
    assert done.returncode == 1
    lines = said(done)
    assert [line for line in lines if "the store does not answer (connection refused)" in line]
    assert lines[-2] == (
        "Your push was not accepted, and it is no fault of your text: this server cannot publish now, see above."
    )
    assert "Fix" not in done.stderr
    assert "Round one" not in git(server.repository, "log", "--oneline", "main").stdout
    git(server.repository, "config", "hub.target", str(server.public))
    assert author.push().returncode == 0
    assert "Round one" in (server.public / "current/about/index.html").read_text()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a small disk")
def test_a_full_disk_is_not_the_authors_mistake(server: Server, author: Author) -> None:
    """It names the place that is full, and no text of the author's."""
    small = server.repository / "hub/cache"
    shutil.rmtree(small)
    small.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "none", small], check=True)
    try:
        author.hub.write("docs/about.md", ABOUT.replace("We.", "Round one"))
        author.commit()
        done = author.push()
    finally:
        subprocess.run(["umount", small], check=True)
    assert done.returncode == 1
    lines = said(done)
    full = [line for line in lines if line.startswith("hub: No space left on device: ")]
    assert [line for line in full if "/.cache/hub/" in line], done.stderr
    assert not [line for line in lines if "docs/" in line or ".md" in line]
    assert "it is no fault of your text" in lines[-2]
    assert author.push().returncode == 0


def test_what_apps_would_suffer_from_is_said_in_the_authors_words(
    server: Server, author: Author
) -> None:
    """An episode deleted: its file, what apps do, and in this order how to mean it; `git push -o
    accept` is how."""
    fields = (
        "title: Later\ndate: 2026-01-07 09:00 +0000\nsummary: It comes later.\nguid: later-one\n"
    )
    file = author.hub.write("episodes/002-later.md", f"---\n{fields}---\n\nNotes.\n")
    file.with_suffix(".mp3").write_bytes(mp3(20))
    author.commit("Add an episode")
    assert author.push().returncode == 0
    for gone in (file, file.with_suffix(".mp3")):
        gone.unlink()
    author.commit("Take it down")
    done = author.push()
    assert done.returncode == 1
    lines = said(done)
    [mistake] = [line for line in lines if line.startswith(f"episodes/{file.name}:1: ")]
    assert 'gone: "why"' in mistake
    [harm] = [number for number, line in enumerate(lines) if line.startswith("! Disappears: ")]
    [advice] = [number for number, line in enumerate(lines) if "as said above" in line]
    assert harm < advice
    assert "git push -o accept" in lines[advice]
    assert "--accept" not in done.stderr
    assert not [line for line in lines if "podcast.xml:" in line or str(server.public) in line]
    assert author.push("-o", "accept", "origin", "main").returncode == 0
    assert "later-one" not in (server.public / "current/podcast.xml").read_text()


def test_an_item_appears_in_its_minute_by_the_timer_alone(server: Server, author: Author) -> None:
    """Not before; and a run with nothing due builds nothing."""
    text = (author.hub.root / ARTICLE).read_text()
    text = text.replace("2026-01-05 09:00 +0000", "2099-05-05 09:00 +0200").replace(
        "The first call", "Much later"
    )
    author.hub.write("docs/articles/later.md", text.replace("aliases: [/blog/first-call/]\n", ""))
    author.commit()
    done = author.push()
    assert done.returncode == 0, done.stderr
    assert (
        "Next to become public, when you publish again: 2099-05-05 09:00 +0200  docs/articles/later.md"
        in said(done)
    )
    page = server.public / "current/articles/later/index.html"
    noted = json.loads((server.repository / "hub/published.json").read_text())
    assert datetime.fromisoformat(noted["due"]) == datetime.fromisoformat("2099-05-05 09:00+02:00")
    for moment, public in (("2099-05-05 06:59 +0000", False), ("2099-05-05 07:00 +0000", True)):
        done = server.receive("--publish", "--now", moment)
        assert done.returncode == 0, done.stderr
        assert bool(done.stdout) == public
        assert page.exists() == public


def test_what_was_tried_is_published_and_what_came_due_as_well(
    server: Server, author: Author
) -> None:
    """Also after trouble, and as time and settings have it then."""
    text = (author.hub.root / ARTICLE).read_text()
    text = text.replace("2026-01-05 09:00 +0000", "2099-05-05 09:00 +0200").replace(
        "The first call", "Much later"
    )
    author.hub.write("docs/articles/later.md", text.replace("aliases: [/blog/first-call/]\n", ""))
    author.commit()
    assert author.push().returncode == 0
    assert server.receive("--publish", "--now", "2099-05-05 07:00 +0000").returncode == 0
    assert (server.public / "current/articles/later/index.html").exists()

    author.hub.write("docs/about.md", ABOUT.replace("We.", "Round one"))
    author.commit()
    git(server.repository, "config", "hub.target", str(server.hub.root / "README"))
    (server.hub.root / "README").write_text("A file where a folder should be.")
    assert author.push().returncode == 0
    git(server.repository, "config", "hub.target", str(server.public))
    server.hub.change("mkdocs.yml", "site_name: ", "site_name: Our ")
    assert server.receive("--publish").returncode == 0
    public = server.public / "current/about/index.html"
    assert "Round one" in public.read_text()
    assert "Our " in public.read_text()


def test_a_push_cannot_run_code_on_the_server(
    server: Server, author: Author, tmp_path: Path
) -> None:
    """Neither by hooks nor settings nor templates of its own; whoever keeps the server is told, and
    decides."""
    mark = tmp_path / "ran"
    evil = f"from pathlib import Path\nPath({str(mark)!r}).touch()\n"
    for path in (
        "hooks/hub.py",
        "scripts/hub",
        "hooks/podhub/cli/publish.py",
        "hooks/podhub/__init__.py",
        "sitecustomize.py",
    ):
        author.hub.write(path, evil)
    settings = (
        (author.hub.root / "mkdocs.yml")
        .read_text()
        .replace("hooks: [hooks/hub.py]", "hooks: [sitecustomize.py]")
    )
    author.hub.write(
        "mkdocs.yml", f"{settings}\nevil: !!python/object/apply:os.system ['touch {mark}']\n"
    )
    author.hub.write(".gitattributes", "* filter=evil export-subst\ndocs/about.md export-ignore\n")
    author.hub.write("docs/about.md", ABOUT.replace("We.", "Round one, $Format:%an$"))
    author.commit()
    done = author.push()
    assert not mark.exists()
    assert done.returncode in (0, 1)
    assert "Traceback" not in done.stderr


def test_a_push_is_built_with_all_that_the_server_has(tmp_path: Path) -> None:
    """Templates, hooks, inherited settings and data of plugins are the server's; only what authors
    write comes from the push, and whoever pushes anything else is told."""
    hub, clone = tmp_path / "hub", tmp_path / "clone"
    theirs = {"base.yml": "", "overrides/home.html": "", "data/x.csv": "", "hooks/x.py": ""}
    settings = "INHERIT: base.yml\nhooks: [hooks/x.py]\ntheme: {custom_dir: ./overrides/}\n"
    for path, text in {**theirs, "mkdocs.yml": settings, "docs/a.md": "old"}.items():
        (hub / path).parent.mkdir(parents=True, exist_ok=True)
        (hub / path).write_text(text, encoding="utf-8")
    git(hub, "init", "-q")
    for command in (["add", "-A"], ["commit", "-q", "-m", "Begin"]):
        assert git(hub, *command).returncode == 0
    git(tmp_path, "clone", "-q", hub, clone)
    for path in ("docs/a.md", "overrides/home.html", "base.yml"):
        (clone / path).write_text("pushed", encoding="utf-8")
    git(clone, "commit", "-qam", "Edit")
    repository = Repository(tmp_path / "site.git", hub)
    repository.set_up("main", {})
    shutil.rmtree(repository.path / "hooks")
    assert git(clone, "push", repository.path, "HEAD:main").returncode == 0
    commit = repository.tip() or ""
    with repository.laid_out(commit) as laid:
        assert laid.refused == []
        assert {path: (laid.root / path).read_text(encoding="utf-8") for path in theirs} == theirs
        assert (laid.root / "docs/a.md").read_text(encoding="utf-8") == "pushed"
    assert repository.other_code(commit) == ["base.yml", "overrides"]
    assert (hub / "overrides/home.html").is_file()


def test_links_and_code_in_content_are_refused(server: Server, author: Author) -> None:
    """With a line each, as `check` says them."""
    before = contents(server.public / "current")
    (author.hub.root / "docs/assets").mkdir(exist_ok=True)
    (author.hub.root / "docs/assets/secret.txt").symlink_to("/etc/passwd")
    (author.hub.root / "docs/assets/up.txt").symlink_to("../../../../../config")
    author.hub.write("docs/assets/more.js", "alert(1)")
    author.commit()
    done = author.push()
    assert done.returncode == 1
    expected = "file: expected a file of its own inside docs/ or episodes/, found a link that leads elsewhere"
    assert f"docs/assets/secret.txt:1: {expected}" in said(done)
    assert f"docs/assets/up.txt:1: {expected}" in said(done)
    for name in ("secret.txt", "up.txt"):
        (author.hub.root / "docs/assets" / name).unlink()
    author.commit()
    done = author.push()
    assert done.returncode == 1
    assert [
        line
        for line in said(done)
        if line.startswith("docs/assets/more.js:1: file: expected a text")
    ]
    assert contents(server.public / "current") == before


def test_what_is_committed_is_published_to_the_byte(server: Server, author: Author) -> None:
    """Attributes leave nothing out, fill nothing in and spoil no picture."""
    attributes = (
        "* text eol=crlf\nhidden.md export-ignore\n*.md export-subst ident\nmark.png -text\n"
    )
    author.hub.write("docs/.gitattributes", attributes)
    text = "---\ntitle: Hidden\ndescription: $Format:%H$ $Id$\n---\n\nWords.\n"
    author.hub.write("docs/hidden.md", text)
    picture = bytes([137, 80, 78, 71, 13, 10, 26, 10, 10, 13, 10])
    (author.hub.root / "docs/assets").mkdir(exist_ok=True)
    (author.hub.root / "docs/assets/data.pdf").write_bytes(picture)
    author.commit()
    done = author.push()
    assert done.returncode == 0, done.stderr
    site = server.public / "current"
    assert "$Format:%H$ $Id$" in (site / "hidden/index.html").read_text()
    committed = git(author.hub.root, "cat-file", "-s", "HEAD:docs/assets/data.pdf").stdout
    assert (site / "assets/data.pdf").stat().st_size == int(committed)


def test_a_submodule_is_refused_where_it_would_be_missed(server: Server, author: Author) -> None:
    """Its files are in another repository, which the server does not have."""
    head = git(author.hub.root, "rev-parse", "HEAD").stdout.strip()
    git(author.hub.root, "update-index", "--add", "--cacheinfo", f"160000,{head},docs/more")
    git(author.hub.root, "commit", "-q", "-m", "More")
    done = author.push()
    assert done.returncode == 1
    line = "docs/more:1: file: expected files of this repository, found a submodule"
    assert line in said(done)


def test_another_branch_is_kept_and_its_author_told(server: Server, author: Author) -> None:
    """Whoever works on it would believe that it is public."""
    before = contents(server.public / "current")
    author.hub.write("docs/about.md", ABOUT.replace("We.", "We two."))
    author.commit()
    done = author.push("origin", "HEAD:master")
    assert done.returncode == 0, done.stderr
    assert said(done) == [
        "Kept, and not public: this site shows main, and you pushed master. To publish it: git push live HEAD:main"
    ]
    assert contents(server.public / "current") == before
    assert said(author.push("origin", ":master")) == []


def test_git_refuses_paths_that_leave_and_the_end_of_the_branch(
    server: Server, author: Author
) -> None:
    """A tree with a folder named .. is no tree; main cannot be deleted or rewritten; other branches
    change nothing."""
    before = contents(server.public / "current")
    blob = git(author.hub.root, "hash-object", "-w", "docs/about.md").stdout.strip()
    raw = b"100644 ..\0" + bytes.fromhex(blob)
    bad = (
        subprocess.run(
            ["git", "hash-object", "-w", "-t", "tree", "--literally", "--stdin"],
            cwd=author.hub.root,
            input=raw,
            capture_output=True,
            check=True,
        )
        .stdout.decode()
        .strip()
    )
    commit = git(author.hub.root, "commit-tree", bad, "-p", "main", "-m", "Leave").stdout.strip()
    done = author.push("origin", f"{commit}:main")
    assert done.returncode == 1
    assert author.push("origin", ":main").returncode == 1
    git(author.hub.root, "commit", "-q", "--amend", "-m", "Rewritten")
    assert author.push("--force", "origin", "main").returncode == 1
    author.hub.write("docs/about.md", ABOUT.replace("We.", "A draft"))
    author.commit()
    assert author.push("origin", "main:a-draft").returncode == 0
    assert contents(server.public / "current") == before


def test_receive_leaves_other_repositories_and_hooks_alone(hub: Hub, tmp_path: Path) -> None:
    """A working copy, a folder of files, a hook of somebody else's: one line, and nothing is
    changed."""
    git(tmp_path, "init", "-q", "work")
    (tmp_path / "files").mkdir()
    (tmp_path / "files/a.txt").write_text("a")
    git(tmp_path, "init", "-q", "--bare", "theirs.git")
    hook = tmp_path / "theirs.git/hooks/pre-receive"
    hook.write_text("#!/bin/sh\n")
    for name in ("work", "files", "theirs.git"):
        done = hub.run("receive", tmp_path / name)
        assert done.returncode == 1
        assert "expected" in done.stderr
        assert "Traceback" not in done.stderr
    assert hook.read_text() == "#!/bin/sh\n"


def test_what_a_killed_push_left_is_removed_by_the_next(server: Server, author: Author) -> None:
    """The hook and what it had started are killed; no folder of theirs stays for good."""
    own = server.repository / "hub"
    author.hub.write("docs/about.md", ABOUT.replace("We.", "Round one"))
    author.commit()
    command = ["git", "push", "-q", "origin", "main"]
    pushing = subprocess.Popen(
        command, cwd=author.hub.root, env=clean_environment(**WHO), stderr=subprocess.DEVNULL
    )
    [folder] = until(lambda: list(own.glob("pushed-*")), "the push to be laid out")
    until(lambda: processes(folder), "the build")
    for process in [*processes(server.repository, "pre-receive"), *processes(folder)]:
        os.kill(process, signal.SIGKILL)
    assert pushing.wait(timeout=60) != 0
    assert folder.exists()
    assert author.push().returncode == 0
    assert list(own.glob("pushed-*")) == []


def processes(*words: str | Path) -> list[int]:
    """The processes that were started with all of these words."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            said = process.joinpath("cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if all(str(word).encode() in said for word in words):
            found.append(int(process.name))
    return found


def test_a_folder_stays_while_somebody_works_in_it(tmp_path: Path) -> None:
    """Whoever holds its lock: also a child whose parent was killed."""
    begun = tmp_path / "begun"
    program = (
        "import subprocess, sys, time; from pathlib import Path; from podhub.cli.receiving.scratch import scratch\n"
        f"with scratch(Path({str(tmp_path)!r}), 'for-a-while-') as (folder, held):\n"
        f"    child = subprocess.Popen(['sleep', '60'], pass_fds=[held])\n"
        f"    Path({str(begun)!r}).write_text(f'{{folder}} {{child.pid}}'); time.sleep(60)\n"
    )
    path = os.pathsep.join([str(ROOT / "hooks"), str(ROOT / "scripts")])
    parent = subprocess.Popen(
        [sys.executable, "-c", program], env=clean_environment(PYTHONPATH=path)
    )
    left, pid = until(lambda: begun.exists() and begun.read_text(), "the parent").rsplit(" ", 1)
    parent.kill()
    parent.wait()
    with scratch(tmp_path, "for-a-while-"):
        assert Path(left).exists()
    os.kill(int(pid), signal.SIGKILL)
    until(
        lambda: (
            not Path("/proc", pid).exists() or "zombie" in Path("/proc", pid, "status").read_text()
        ),
        "the child's end",
    )
    with scratch(tmp_path, "for-a-while-"):
        assert not Path(left).exists()


def test_the_publishers_keys_stand_in_a_file_of_their_own(server: Server, author: Author) -> None:
    """A hook started by SSH knows them from there; a file that others can read, or of another form,
    is refused unread."""
    keys = server.repository / "hub/environment"
    keys.write_text("# The store\nRCLONE_S3_SECRET_ACCESS_KEY='a word to hide'\n")
    keys.chmod(0o644)
    author.hub.write("docs/about.md", ABOUT.replace("We.", "It is a word to hide."))
    author.commit()
    done = author.push()
    assert done.returncode == 1
    assert [
        line
        for line in said(done)
        if "expected a file that only its owner can read (chmod 600)" in line
    ]
    keys.chmod(0o600)
    done = author.push()
    assert done.returncode == 1
    assert [
        line
        for line in said(done)
        if line.startswith("hub: expected no secret in the site") and "about/index.html" in line
    ]
    keys.write_text("a word to hide\n")
    done = author.push()
    assert [
        line
        for line in said(done)
        if line.endswith("environment:1: expected NAME=value, found something else")
    ]
    assert "a word to hide" not in done.stderr


@pytest.mark.parametrize(
    ("target", "kept"), [("public", "{here}/public"), (":s3:bucket/site/", ":s3:bucket/site")]
)
def test_a_target_means_the_same_in_every_folder(
    hub: Hub, tmp_path: Path, target: str, kept: str
) -> None:
    """Hooks run in the repository, timers elsewhere, and whoever sets it up is somewhere else
    again."""
    here = tmp_path / "here"
    here.mkdir()
    assert hub.run("receive", "site.git", "--to", target, cwd=here).returncode == 0
    assert git(here / "site.git", "config", "hub.target").stdout.strip() == kept.format(here=here)


def test_setting_up_again_changes_nothing(server: Server, author: Author) -> None:
    """The same hooks, the same target; what is public is not published anew."""
    hooks = contents(server.repository / "hooks")
    before: Callable[[], list[Path]] = lambda: sorted((server.public / "releases").iterdir())  # noqa: E731
    releases = before()
    assert server.receive().returncode == 0
    assert contents(server.repository / "hooks") == hooks
    assert git(server.repository, "config", "hub.target").stdout.strip() == str(server.public)
    assert before() == releases
