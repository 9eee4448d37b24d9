"""Why a command stopped: in lines, and by an exit code."""

from __future__ import annotations

import signal
import sys
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

import click

from podhub.cli.console import number, tell
from podhub.model.problems import Problem, Remark
from podhub.publish.errors import ContentError, PublishError, explained

MISTAKE, TROUBLE, INTERRUPTED = 1, 3, 130
"""Exit codes: a mistake that authors can fix, trouble of the place or of this machine, a run that
somebody stopped"""
NOT_AS_TRIED = 4
"""Exit code between our own programs: nothing was done, since what was tried is not known, or no
longer holds"""


def refuse(*problems: Problem) -> NoReturn:
    """Print problems, one line each, exactly as they are, and end the command."""
    print(*problems, sep="\n", file=sys.stderr)
    sys.exit(MISTAKE)


def stop(
    problems: Iterable[Problem],
    remarks: Iterable[Remark] = (),
    then: str = "Nothing was published.",
) -> NoReturn:
    """The same, and say how many there are and what comes of it, the remarks between."""
    lines = [str(problem) for problem in problems]
    print(*lines, sep="\n", file=sys.stderr)
    tell(remarks)
    print(f"\n{number(len(lines), 'mistake')} to fix. {then}".rstrip(), file=sys.stderr)
    sys.exit(MISTAKE)


@contextmanager
def stopping() -> Iterator[None]:
    """Say in a line why publishing stopped, and end with the right code."""
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        yield
    except ContentError as error:
        _end(str(error), MISTAKE)
    except PublishError as error:
        _end(str(error), TROUBLE)
    except OSError as error:
        _end(f"{explained(error)}; what is public is as it was", TROUBLE)
    except KeyboardInterrupt:
        print(file=sys.stderr)
        _end("stopped; what is public is whole, and the next run goes on from there", INTERRUPTED)
    except click.ClickException:
        raise
    except Exception:
        # A fault of ours. Python would end with 1, and an author would look for a mistake of their
        # own.
        traceback.print_exc()
        _end(
            "expected no such error, found the one above; what is public is whole. It is no mistake in a text",
            TROUBLE,
        )


def _end(text: str, code: int) -> NoReturn:
    print(f"hub: {text}", file=sys.stderr)
    sys.exit(code)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
