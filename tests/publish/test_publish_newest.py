"""When a repository publishes its newest commit, and when that is public already."""

from __future__ import annotations

import json
import shlex
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from podhub.cli.publishing.workplace import WORK, note_due
from podhub.cli.receive import receive
from podhub.cli.receiving import publishing
from podhub.cli.receiving.hooks import HOOKS, write_hooks
from podhub.cli.receiving.publishing import publish_newest
from podhub.cli.receiving.repository import Repository

NOW = datetime(2026, 11, 28, 9, tzinfo=UTC)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A repository with a commit, which nothing was published from."""
    found = Repository(tmp_path / "site.git", tmp_path / "hub")
    found.set_up("main", {"target": str(tmp_path / "public")})
    tree = found.git("hash-object", "-t", "tree", "-w", "/dev/null")
    who = ["-c", "user.name=Ann", "-c", "user.email=ann@example.com"]
    commit = found.git(*who, "commit-tree", tree, "-m", "Begin")
    found.git("update-ref", f"refs/heads/{found.branch}", commit)
    subprocess.run(["git", "init", "-q", found.hub], check=True)
    return found


@pytest.fixture
def published(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether what was tried was asked for, at each publication."""
    calls: list[bool] = []
    (repository.cache / WORK).mkdir(parents=True)

    def publish(where: Repository, commit: str, *options: str, is_tried: bool) -> int:
        calls.append(is_tried)
        note_due(where.cache / WORK, NOW + timedelta(hours=1))
        return 0

    monkeypatch.setattr(publishing, "_publish", publish)
    return calls


def test_it_is_published_once_for_each_place_and_address(
    repository: Repository, published: list[bool]
) -> None:
    """By the timer as well: whoever gives the site another address sets it up again and does not
    push."""
    for name, value in (("target", "/srv/other"), ("base-url", "https://e.org/")):
        for _ in range(2):
            assert publish_newest(repository, NOW) == 0
        repository.git("config", f"hub.{name}", value)
    for _ in range(2):
        assert publish_newest(repository, NOW) == 0
    assert len(published) == 3
    assert publish_newest(repository, NOW + timedelta(hours=1)) == 0
    assert len(published) == 4


def test_what_an_older_release_noted_is_made_sure_of(
    repository: Repository, published: list[bool]
) -> None:
    """It did not say by which settings."""
    note = repository.own / "published.json"
    note.write_text(json.dumps({"commit": repository.tip(), "due": None}), encoding="utf-8")
    for _ in range(2):
        assert publish_newest(repository, NOW) == 0
    assert len(published) == 1


def test_whoever_pushes_is_told_that_it_is_public_already(
    repository: Repository, published: list[bool], capsys: pytest.CaptureFixture[str]
) -> None:
    """The timer, or a push at the same moment, was faster; a timer with nothing to do is silent."""
    assert publish_newest(repository, NOW) == 0
    assert publish_newest(repository, NOW) == 0
    assert capsys.readouterr().err == ""
    assert publish_newest(repository, NOW, is_tried=True) == 0
    assert capsys.readouterr().err == "What you pushed is public already.\n"
    assert published == [False]


def test_a_repository_may_be_moved(repository: Repository, tmp_path: Path) -> None:
    """Its hooks go on with the place that it has now, also one with a space in its name."""
    write_hooks(repository.path, ["echo", "Told:"])
    moved = tmp_path / "other disk" / "site.git"
    moved.parent.mkdir()
    repository.path.rename(moved)
    commit = Repository(moved, repository.hub).tip()
    command = ["git", "push", str(moved), f"{commit}:refs/heads/other"]
    done = subprocess.run(command, cwd=moved, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    for hook in HOOKS:
        assert f"remote: Told: {moved} --hook {hook}" in done.stderr


def test_an_address_that_no_site_can_have_is_refused_at_once(tmp_path: Path) -> None:
    """Noted, it would refuse every push, and whoever pushes cannot help it."""
    folder = tmp_path / "site.git"
    done = CliRunner().invoke(
        receive, [str(folder), "--base-url", "e.org", "--root", str(tmp_path)]
    )
    assert done.exit_code == 2
    assert 'expected an address such as https://example.com/, found "e.org"' in done.output
    assert not folder.exists()


def test_what_is_left_to_do_can_be_copied_into_a_shell(tmp_path: Path) -> None:
    """Also where a folder has a space in its name."""
    done = CliRunner().invoke(receive, [str(tmp_path / "my site.git"), "--root", str(tmp_path)])
    assert done.exit_code == 0, done.output
    lines = [line for line in done.output.splitlines() if line.startswith("  ")]
    assert len(lines) == 4
    for line in lines:
        assert ("site.git" in line) == any("my site.git" in word for word in shlex.split(line))
