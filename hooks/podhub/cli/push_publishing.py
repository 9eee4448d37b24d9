"""Checks what is pushed before it is accepted, and publishes the newest commit: each is laid out in
a folder of its own and handed over to `podhub publish`."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from podhub.cli.repository import NOTHING, LaidOut, Published, Repository
from podhub.cli.stopping import MISTAKE, TROUBLE
from podhub.cli.workplace import noted_due
from podhub.publish.errors import PublishError, explained
from podhub.publish.lock import locked

LONGEST = 900
"""Seconds that a push may take to check and build"""
REFUSED = "Your push was not accepted. Fix the lines above, commit, and push again."
IN_TROUBLE = (
    "Your push was not accepted, and it is no fault of your text: this server cannot publish now, see above.\n"
    "Tell whoever keeps it, and push again later. What you committed is safe with you, and the site is as it was."
)
NOT_YET = "Accepted, and not public yet: fix the lines above, commit, and push again."
LATER = (
    "Accepted and kept, and not public yet: this server cannot publish now, see above. It is no fault of your text.\n"
    "It becomes public by this server's timer, or with the next push. Tell whoever keeps it."
)


def check_push(repository: Repository, commits: list[str], *, accept: bool) -> int:
    """Check and build what is pushed, before it is accepted. Returns the exit code; what was found
    is printed.

    Where the server itself is in trouble, the push is refused too: what subscribers' apps would do
    cannot be compared then, and an author who is told that the push was accepted does not come
    back."""
    for commit in commits:
        if commit.startswith(NOTHING):
            print(
                f"hub: {repository.branch.removeprefix('refs/heads/')} is what this site shows; it stays",
                file=sys.stderr,
            )
            return 1
        print("Checking what you pushed …", file=sys.stderr, flush=True)
        code = _hand_over(
            repository, commit, "--dry-run", *(["--accept"] if accept else []), quiet=True
        )
        if code:
            print(REFUSED if code == MISTAKE else IN_TROUBLE, file=sys.stderr)
            return 1
        if accept:
            repository.accept(commit)
    return 0


def publish_newest(repository: Repository, now: datetime, *options: str) -> int:
    """Publish the newest commit, if it is not public yet or something in it has become due. Returns
    the exit code."""
    repository.own.mkdir(exist_ok=True)
    try:
        # Pushes that come at once wait here; the first to go on publishes the newest, and the
        # others find it done.
        with locked(
            repository.own / "lock",
            "this site",
            now,
            LONGEST,
            lambda text: print(text, file=sys.stderr, flush=True),
        ):
            commit, last = repository.tip(), repository.published()
            if commit is None or (last.commit == commit and not (last.due and last.due <= now)):
                return 0
            accept = ["--accept"] if repository.is_accepted(commit) else []

            def note(root: Path) -> None:
                repository.note(Published(commit, noted_due(root)))

            code = _hand_over(repository, commit, *options, *accept, then=note)
            other = repository.other_code(commit)
    except (PublishError, OSError) as error:
        code = _complain(error)
    if code:
        print(NOT_YET if code == MISTAKE else LATER, file=sys.stderr)
        return code
    for path in other:
        print(
            f"note: {path} was pushed too and is not used here: {repository.hub} builds with its own",
            file=sys.stderr,
        )
    return 0


def _hand_over(
    repository: Repository,
    commit: str,
    *options: str,
    quiet: bool = False,
    then: Callable[[Path], None] | None = None,
) -> int:
    """Lay a commit out, let `podhub publish` see to it, and when that went well do what comes
    `then`.

    Returns the exit code: MISTAKE is for the author to fix, all others are trouble of this server.
    """
    try:
        with repository.laid_out(commit) as laid:
            if laid.refused:
                print(
                    *laid.refused,
                    "",
                    "Nothing was published; the site is as it was.",
                    sep="\n",
                    file=sys.stderr,
                )
                return MISTAKE
            code = _run(repository, laid, *options, quiet=quiet)
            if then and code == 0:
                then(laid.root)
            return code
    except (PublishError, OSError) as error:
        return _complain(error)


def _complain(error: PublishError | OSError) -> int:
    print(f"hub: {explained(error) if isinstance(error, OSError) else error}", file=sys.stderr)
    return TROUBLE


def _run(repository: Repository, laid: LaidOut, *options: str, quiet: bool) -> int:
    """Let `podhub publish` do it, in a process that knows nothing of the push around it."""
    base_url = repository.setting("base-url")
    command = [
        sys.executable,
        "-m",
        "podhub.cli",
        "publish",
        repository.setting("target") or "",
        "--root",
        str(laid.root),
    ]
    command += ["--pushed", laid.commit, *options, *(["--base-url", base_url] if base_url else [])]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment |= repository.environment()
    sys.stdout.flush()
    try:
        heard = subprocess.DEVNULL if quiet else None
        # Should this process be killed, that one goes on in the folder, and the folder stays.
        return subprocess.run(
            command, env=environment, stdout=heard, timeout=LONGEST, pass_fds=(laid.held,)
        ).returncode
    except subprocess.TimeoutExpired:
        print(
            f"hub: expected a site that is built within {LONGEST // 60} minutes, found one that takes longer",
            file=sys.stderr,
        )
        return TROUBLE
