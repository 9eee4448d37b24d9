"""`scripts/hub receive`: a bare repository that publishes what is pushed to it, and refuses what
would not build.

Git runs two hooks. `pre-receive` checks and builds exactly what is pushed, before it is accepted;
`post-receive` publishes the newest commit. What is public changes only by `scripts/hub publish`,
which swaps whole releases."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

import click

from podhub.build.reading import read_catalog
from podhub.cli.building import store_of
from podhub.cli.console import ROOT, next_due, now_option
from podhub.cli.publishing import MISTAKE, TROUBLE, stopping
from podhub.cli.repository import HOOKS, NOTHING, LaidOut, Published, Repository
from podhub.model.entries import Catalog
from podhub.publish.errors import PublishError, explained
from podhub.publish.lock import locked
from podhub.publish.target import FolderTarget, parse_target

LONGEST = 900
"""Seconds that a push may take to check and build"""
ACCEPT = "accept"
BRANCHES = "refs/heads/"
REFUSED = "Your push was not accepted. Mend the lines above, commit, and push again."
IN_TROUBLE = (
    "Your push was not accepted, and it is no fault of your text: this server cannot publish now, see above.\n"
    "Tell whoever keeps it, and push again later. What you committed is safe with you, and the site is as it was."
)
NOT_YET = "Accepted, and not public yet: mend the lines above, commit, and push again."
LATER = (
    "Accepted and kept, and not public yet: this server cannot publish now, see above. It is no fault of your text.\n"
    "It becomes public by this server's timer, or with the next push. Tell whoever keeps it."
)


@click.command()
@click.argument("directory", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--to",
    "target",
    metavar="TARGET",
    help="Where to publish. Usually a folder beside it, without .git.",
)
@click.option(
    "--branch",
    metavar="NAME",
    help="The branch that is published. Usually main, or what the repository names.",
)
@click.option("--base-url", metavar="URL", help="The site's address, if other than in mkdocs.yml.")
@click.option(
    "--publish", "again", is_flag=True, help="Publish what has become due since. For a timer."
)
@now_option
@click.option("--hook", type=click.Choice(HOOKS), hidden=True)
@click.pass_context
def receive(
    context: click.Context,
    directory: Path,
    target: str | None,
    branch: str | None,
    base_url: str | None,
    again: bool,
    now: datetime,
    hook: str | None,
) -> None:
    """Make DIRECTORY a Git repository that publishes what is pushed to it.

    A push with a mistake is refused, and its author reads the lines to mend. Anything else is built
    and made public; a web server shows TARGET/current (examples in servers/). If DIRECTORY is not
    there, it is made. What subscribers' apps would suffer from is refused as well; an author who
    means it says: git push -o accept

    \b
    scripts/hub receive /srv/site.git              published to /srv/site/
    scripts/hub receive /srv/site.git --publish    what has become due; run it every minute

    Only docs/ and episodes/ are taken from a push. The code and mkdocs.yml are those of this
    checkout, so that nobody who pushes can run anything on this machine."""
    repository = Repository(directory.resolve())
    with stopping():
        if hook == "pre-receive":
            sys.exit(
                _try(repository, _pushed(repository, sys.stdin), accept=ACCEPT in _push_options())
            )
        if hook == "post-receive":
            lines = list(sys.stdin)
            _tell_unshown(repository, lines)
            sys.exit(_publish(repository, now) if _pushed(repository, lines) else 0)
        if again:
            # The present is left to `publish`, which looks whether the clock can be right.
            is_asked = context.get_parameter_source("now") is not click.core.ParameterSource.DEFAULT
            sys.exit(_publish(repository, now, *(["--now", now.isoformat()] if is_asked else [])))
        beside = (
            directory.resolve().with_suffix("")
            if directory.suffix == ".git"
            else directory.resolve() / "live"
        )
        known = repository.path.exists() and repository.setting("target")
        repository.set_up(
            branch,
            {"target": _whole(target) if target else known or str(beside), "base-url": base_url},
        )
        _explain(repository)
        if repository.tip():
            sys.exit(_publish(repository, now))


def _whole(target: str) -> str:
    """The target in a form that means the same in every folder: hooks and timers run in others than
    whoever sets this up."""
    try:
        found = parse_target(target)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--to") from None
    return str(found.path.absolute()) if isinstance(found, FolderTarget) else found.remote


def _pushed(repository: Repository, lines: Iterable[str]) -> list[str]:
    """The commits that a push puts onto the published branch: one or none. Git tells `old new ref`,
    a line each."""
    return [new for _, new, ref in (line.split() for line in lines) if ref == repository.branch]


def _tell_unshown(repository: Repository, lines: Iterable[str]) -> None:
    """Tell whoever pushed another branch alone that the site does not show it."""
    pushed = [line.split()[1:] for line in lines]
    branches = [
        ref.removeprefix(BRANCHES)
        for new, ref in pushed
        if ref.startswith(BRANCHES) and not new.startswith(NOTHING)
    ]
    shown = repository.branch.removeprefix(BRANCHES)
    if branches and shown not in branches:
        print(
            f"Kept, and not public: this site shows {shown}, and you pushed {', '.join(branches)}. "
            f"To publish it: git push live HEAD:{shown}",
            file=sys.stderr,
        )


def _push_options() -> list[str]:
    """What whoever pushes said with `-o` (githooks(5), "pre-receive")."""
    count = os.environ.get("GIT_PUSH_OPTION_COUNT", "0")
    return [os.environ.get(f"GIT_PUSH_OPTION_{number}", "") for number in range(int(count))]


def _try(repository: Repository, commits: list[str], *, accept: bool) -> int:
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


def _publish(repository: Repository, now: datetime, *options: str) -> int:
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
                repository.note(Published(commit, next_due(_catalog(root), now)))

            code = _hand_over(repository, commit, *options, *accept, then=note)
            other = repository.other_code(commit)
    except (PublishError, OSError) as error:
        code = _complain(error)
    if code:
        print(NOT_YET if code == MISTAKE else LATER, file=sys.stderr)
        return code
    for path in other:
        print(
            f"note: {path} was pushed too and is not used here: {ROOT} builds with its own",
            file=sys.stderr,
        )
    return 0


def _catalog(root: Path) -> Catalog:
    with store_of(root) as store:
        return read_catalog(root, check_links=False, memo=store)[0]


def _hand_over(
    repository: Repository,
    commit: str,
    *options: str,
    quiet: bool = False,
    then: Callable[[Path], None] | None = None,
) -> int:
    """Lay a commit out, let `scripts/hub publish` see to it, and when that went well do what comes
    `then`.

    Returns the exit code: MISTAKE is for the author to mend, all others are trouble of this server.
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
    """Let `scripts/hub publish` do it, in a process that knows nothing of the push around it."""
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


def _explain(repository: Repository) -> None:
    """Say what is left to do: for authors, for the web server, for a timer."""
    branch = repository.branch.removeprefix("refs/heads/")
    program = ROOT / "scripts" / "hub"
    print(
        f"{repository.path} now publishes what is pushed to {branch}, into {repository.setting('target')}"
    )
    print("\nAuthors, once and then for each change (the server's name for SERVER):")
    print(f"  git remote add live ssh://SERVER{repository.path}")
    print(f"  git push live {branch}")
    print("\nThe web server: see servers/nginx.conf or servers/Caddyfile")
    print(
        "\nThe keys of a store and HUB_PODPING_TOKEN, if there are any, as NAME=value in a file that only its owner can read:"
    )
    print(f"  install -m 600 /dev/null {repository.own / 'environment'}")
    print("\nWhat has a date to come appears in its minute with this line in `crontab -e`:")
    print(f"  * * * * *  {program} receive {repository.path} --publish")
