"""What publishing does beside building: hold the checkout, mind the clock, send, and say in a line why it stopped."""

from __future__ import annotations

import signal
import sys
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from types import FrameType
from typing import NoReturn

import click
from podhub.publish.built import BuiltFile
from podhub.publish.errors import ContentError, PublishError, explained
from podhub.publish.lock import locked
from podhub.publish.place import Outlook, Place, Terms

from commands.progress import Sending

WORK = Path(".cache", "hub", "publish")
SLACK = timedelta(minutes=5)
"""How far a clock may be from another"""
MISTAKE, TROUBLE, INTERRUPTED = 1, 3, 130
"""Exit codes: a mistake that authors can mend, trouble of the place or of this machine, a run that somebody stopped"""


@contextmanager
def workplace(root: Path, terms: Terms) -> Iterator[tuple[Path, Terms]]:
    """The folder that builds are made in, for this process alone, and the terms with its lock."""
    work = root / WORK
    work.mkdir(parents=True, exist_ok=True)
    with locked(work / "lock", "this checkout", terms.clock, terms.wait, terms.tell) as held:
        yield work, replace(terms, held=held)


def check_clock(clock: datetime, last: datetime | None) -> None:
    """Refuse to publish by a clock that stands before the last publication: episodes would seem to lie in the future."""
    if last and clock < last - SLACK:
        raise PublishError(
            f"expected a time after the last publication ({last:%Y-%m-%d %H:%M %z}), found {clock:%Y-%m-%d %H:%M %z} on this "
            "machine's clock; set the clock, or give the time with --now"
        )


def check_apart(ahead: timedelta | None, whose: str) -> None:
    """Refuse to publish by a clock that is far from another: one ahead makes public what has a date to come."""
    if ahead is not None and abs(ahead) > SLACK:
        minutes, side = round(abs(ahead) / timedelta(minutes=1)), "ahead" if ahead > timedelta(0) else "behind"
        raise PublishError(
            f"expected a clock within {SLACK // timedelta(minutes=1)} minutes of {whose}, found this machine's {minutes} minutes "
            f"{side}: items would become public at the wrong time; set the clock, or give the time with --now"
        )


def send(there: Place, folder: Path, files: Mapping[str, BuiltFile], outlook: Outlook) -> list[str]:
    """Make a built site public, and show how far it is."""
    with Sending(sum(file.size for file in outlook.sent)) as bar:
        return there.publish(folder, files, bar.more)


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
        # A fault of ours. Python would end with 1, and an author would look for a mistake of their own.
        traceback.print_exc()
        _end("expected no such error, found the one above; what is public is whole. It is no mistake in a text", TROUBLE)


def _end(text: str, code: int) -> NoReturn:
    print(f"hub: {text}", file=sys.stderr)
    sys.exit(code)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
