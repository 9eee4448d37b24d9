"""A bare repository that publishes: its settings, its hooks, and what was pushed, laid out to be
checked and built.

Only the content is taken from a push. The code that builds it, and mkdocs.yml, which can name code,
are those of the hub that was set up here: whoever may push can change what the site says, and not
what this machine does."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

import click

from podhub.cli.receiving.environment_file import read_environment
from podhub.cli.receiving.git_tree import read_tree, write_tree
from podhub.cli.receiving.hooks import BRANCHES, foreign_hook, receiver_of, write_hooks
from podhub.cli.receiving.own_files import link_own_files, named_files
from podhub.cli.receiving.scratch import scratch
from podhub.publish.errors import PublishError
from podhub.read.files import CONTENT_FOLDERS, write_whole

CODE = ("hooks", "scripts", "requirements/site.txt", "requirements.txt")
"""What decides how a hub is built, beside its settings and what they name"""
OURS = "hub"
"""Our folder in the repository"""
LARGEST_PUSH = "4g"


@dataclass(frozen=True)
class Published:
    """What was published last, by which settings, and when something more becomes public without a
    push."""

    commit: str | None = None
    target: str | None = None
    base_url: str | None = None
    due: datetime | None = None


@dataclass(frozen=True)
class LaidOut:
    """A push in a folder of its own."""

    commit: str
    root: Path
    held: int
    """The descriptor of the folder's lock: whoever works in the folder holds it too"""
    refused: list[str]
    """What could not be laid out, as authors read it"""


def without_push(environment: Mapping[str, str]) -> dict[str, str]:
    """An environment in which nothing is known of the push around it (githooks(5))."""
    return {name: value for name, value in environment.items() if not name.startswith("GIT_")}


@dataclass(frozen=True)
class Repository:
    """A bare repository, and the hub whose code and settings build what is pushed to it."""

    path: Path
    hub: Path

    @property
    def own(self) -> Path:
        """Our folder in it."""
        return self.path / OURS

    @property
    def cache(self) -> Path:
        """What builds of pushes remember."""
        return self.own / "cache"

    def git(self, *arguments: str, check: bool = True) -> str:
        """Ask git. Its own environment is kept: until a push is accepted, it says where the pushed
        objects lie."""
        command = ["git", f"--git-dir={self.path}", *arguments]
        done = subprocess.run(
            command,
            cwd=self.path,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
        )
        if check and done.returncode:
            raise PublishError(f"git {arguments[0]}: {done.stderr.strip()}")
        return done.stdout.strip() if done.returncode == 0 else ""

    def setting(self, name: str) -> str | None:
        """One of our settings."""
        return self.git("config", "--get", f"hub.{name}", check=False) or None

    def environment(self) -> dict[str, str]:
        """What the publisher is told beside: the keys of a store, a token. Raises PublishError."""
        return read_environment(self.own / "environment")

    @property
    def branch(self) -> str:
        """The branch that is published."""
        return self.git("symbolic-ref", "HEAD").removeprefix(BRANCHES)

    def tip(self) -> str | None:
        """The newest commit that is to be published."""
        return (
            self.git(
                "rev-parse",
                "--verify",
                "--quiet",
                f"{BRANCHES}{self.branch}^{{commit}}",
                check=False,
            )
            or None
        )

    def set_up(self, branch: str | None, settings: dict[str, str | None]) -> None:
        """Make the repository if there is none, and make it publish. Raises ClickException where
        that would harm others."""
        if not self.path.exists() or not any(self.path.iterdir()):
            self.path.mkdir(parents=True, exist_ok=True)
            self.git("init", "--quiet", "--bare")
            branch = branch or "main"
        if self.git("rev-parse", "--is-bare-repository", check=False) != "true":
            raise click.ClickException(
                f"expected a bare repository or an empty folder, found another folder: {self.path}"
            )
        if foreign := foreign_hook(self.path):
            raise click.ClickException(
                f"expected no {foreign} hook in {self.path}, found one; call podhub receive from it instead"
            )
        if branch:
            self.git("symbolic-ref", "HEAD", f"{BRANCHES}{branch}")
        for name, value in settings.items():
            if value:
                self.git("config", f"hub.{name}", value)
        # Git's own guards: broken or hostile objects, pushes without end, history that vanishes.
        for name, value in {
            "receive.fsckObjects": "true",
            "receive.maxInputSize": LARGEST_PUSH,
            "receive.denyNonFastForwards": "true",
            "receive.denyDeleteCurrent": "refuse",
            # for `git push -o accept`
            "receive.advertisePushOptions": "true",
        }.items():
            if not self.git("config", "--get", name, check=False):
                self.git("config", name, value)
        self.own.mkdir(exist_ok=True)
        write_hooks(self.path, receiver_of(self.hub))

    @contextmanager
    def laid_out(self, commit: str) -> Iterator[LaidOut]:
        """A commit's content beside this hub's own code, for a while. Raises PublishError or
        OSError where this machine fails."""
        self.own.mkdir(exist_ok=True)
        self.cache.mkdir(exist_ok=True)
        with scratch(self.own, "pushed-") as (root, held):
            link_own_files(self.hub, root)
            (root / ".cache").symlink_to(self.cache, target_is_directory=True)
            yield LaidOut(commit, root, held, self._extract(commit, root))

    def _extract(self, commit: str, root: Path) -> list[str]:
        git = ["git", f"--git-dir={self.path}"]
        try:
            entries = read_tree(git, commit, CONTENT_FOLDERS)
            if not entries:
                return ["docs:1: file: expected the folders docs/ and episodes/, found neither"]
            needed = sum(entry.size for entry in entries)
            free = shutil.disk_usage(self.path).free
            if 2 * needed > free:  # laid out, and built
                raise PublishError(
                    f"expected room on this server for {2 * needed / 1e9:.1f} GB, found {free / 1e9:.1f} GB"
                )
            return write_tree(git, entries, root)
        except subprocess.CalledProcessError as error:
            said = (error.stderr or b"").decode(errors="replace").strip()
            raise PublishError(f"git could not give what was pushed ({said or error})") from error

    def other_code(self, commit: str) -> list[str]:
        """What a commit would change in the hub itself, as far as this hub is a checkout and can
        tell."""
        ask, environment = ("rev-parse", "--verify", "--quiet"), without_push(os.environ)
        found = []
        for path in sorted({*CODE, *named_files(self.hub)}):
            there = self.git(*ask, f"{commit}:{path}", check=False)
            command = ["git", "-C", str(self.hub), *ask, f"HEAD:{path}"]
            done = subprocess.run(command, capture_output=True, text=True, env=environment)
            here = done.stdout.strip()
            if there and here and there != here:
                found.append(path)
        return found

    def accept(self, commit: str) -> None:
        """Remember that whoever pushed a commit wants it public although subscribers' apps will
        suffer."""
        self.own.mkdir(exist_ok=True)
        (self.own / "accepted").write_text(commit, encoding="utf-8")

    def is_accepted(self, commit: str) -> bool:
        """Whether this commit is the one that was pushed so: also when a timer publishes it."""
        try:
            return (self.own / "accepted").read_text(encoding="utf-8") == commit
        except OSError:
            return False

    def wanted(self) -> Published:
        """What is to be public by now."""
        return Published(self.tip(), self.setting("target"), self.setting("base-url"))

    def published(self) -> Published:
        """What was published last from here."""
        try:
            said = json.loads((self.own / "published.json").read_text(encoding="utf-8"))
            due = datetime.fromisoformat(said["due"]) if said["due"] else None
            return Published(said["commit"], said["target"], said["base_url"], due)
        except (OSError, ValueError, KeyError, TypeError):
            return Published()

    def note(self, published: Published) -> None:
        """Remember what was published."""
        due = published.due.isoformat() if published.due else None
        write_whole(self.own / "published.json", json.dumps({**asdict(published), "due": due}))
