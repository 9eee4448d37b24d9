"""Checks what is pushed before it is accepted, and publishes the newest commit. `podhub publish` tries
it in a folder of its own; what was built then becomes public, or is built anew if anything is not
as it was."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from datetime import datetime

from podhub.cli.publishing.workplace import noted_due
from podhub.cli.receiving.hooks import NOTHING
from podhub.cli.receiving.repository import Repository, without_push
from podhub.cli.stopping import MISTAKE, NOT_AS_TRIED, TROUBLE
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


def check_push(repository: Repository, commit: str, *, accept: bool) -> int:
    """Check and build what is pushed, before it is accepted. Returns the exit code; what was found
    is printed.

    Where the server itself is in trouble, the push is refused too: what subscribers' apps would do
    cannot be compared then, and an author who is told that the push was accepted does not come
    back."""
    if commit.startswith(NOTHING):
        print(f"hub: {repository.branch} is what this site shows; it stays", file=sys.stderr)
        return MISTAKE
    _tell("Checking what you pushed …")
    insisting = ["--accept"] if accept else []
    code = _hand_over(repository, commit, "--dry-run", *insisting, quiet=True)
    if code:
        print(REFUSED if code == MISTAKE else IN_TROUBLE, file=sys.stderr)
        return MISTAKE
    if accept:
        repository.accept(commit)
    return 0


def publish_newest(
    repository: Repository, now: datetime, *options: str, is_tried: bool = False
) -> int:
    """Publish the newest commit, if it is not public yet or something in it has become due. Returns
    the exit code. One that `is_tried` is not built again, if all is as it was then."""
    repository.own.mkdir(exist_ok=True)
    try:
        # Pushes that come at once wait here; the first to go on publishes the newest, and the
        # others find it done.
        with locked(repository.own / "lock", "this site", now, LONGEST, _tell):
            wanted, last = repository.wanted(), repository.published()
            is_public = wanted == replace(last, due=None) and not (last.due and last.due <= now)
            if wanted.commit is None or (is_public and not is_tried):
                return 0
            if is_public:
                code = 0
                _tell("What you pushed is public already.")
            else:
                code = _publish(repository, wanted.commit, *options, is_tried=is_tried)
                if code == 0:
                    repository.note(replace(wanted, due=noted_due(repository.cache)))
            other = repository.other_code(wanted.commit)
    except (PublishError, OSError) as error:
        code = _complain(error)
    if code:
        print(NOT_YET if code == MISTAKE else LATER, file=sys.stderr)
        return code
    for path in other:
        own = f"{repository.hub} builds with its own"
        print(f"note: {path} was pushed too and is not used here: {own}", file=sys.stderr)
    return 0


def _publish(repository: Repository, commit: str, *options: str, is_tried: bool) -> int:
    """Make a commit public: as it was built when it was tried, if that can be. Returns the exit
    code."""
    if is_tried:
        tried = "--pushed", commit, "--cache", str(repository.cache)
        code = _run(repository, "publish_tried", *tried)
        if code != NOT_AS_TRIED:
            return code
    accept = ["--accept"] if repository.is_accepted(commit) else []
    return _hand_over(repository, commit, *options, *accept)


def _hand_over(repository: Repository, commit: str, *options: str, quiet: bool = False) -> int:
    """Lay a commit out, and let `podhub publish` see to it.

    Returns the exit code: MISTAKE is for the author to fix, all others are trouble of this server.
    """
    try:
        with repository.laid_out(commit) as laid:
            if laid.refused:
                lines = *laid.refused, "", "Nothing was published; the site is as it was."
                print(*lines, sep="\n", file=sys.stderr)
                return MISTAKE
            place = "--root", str(laid.root), "--pushed", laid.commit
            # Should this process be killed, that one goes on in the folder, and the folder stays.
            return _run(repository, "publish", *place, *options, quiet=quiet, held=(laid.held,))
    except (PublishError, OSError) as error:
        return _complain(error)


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _complain(error: PublishError | OSError) -> int:
    print(f"hub: {explained(error) if isinstance(error, OSError) else error}", file=sys.stderr)
    return TROUBLE


def _run(
    repository: Repository,
    command: str,
    *options: str,
    quiet: bool = False,
    held: tuple[int, ...] = (),
) -> int:
    """Let a command do it, in a process that knows nothing of the push around it, and that holds
    the same locks. Returns its exit code."""
    program = [sys.executable, "-m", "podhub.cli", command, repository.setting("target") or ""]
    base_url = repository.setting("base-url")
    program += [*options, *(["--base-url", base_url] if base_url else [])]
    environment = without_push(os.environ) | repository.environment()
    sys.stdout.flush()
    try:
        heard = subprocess.DEVNULL if quiet else None
        return subprocess.run(
            program, env=environment, stdout=heard, timeout=LONGEST, pass_fds=held
        ).returncode
    except subprocess.TimeoutExpired:
        print(
            f"hub: expected a site that is built within {LONGEST // 60} minutes, found one that takes longer",
            file=sys.stderr,
        )
        return TROUBLE
