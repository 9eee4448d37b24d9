"""What is made once for all processes that run tests beside each other."""

from __future__ import annotations

import fcntl
import os
import pickle
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TypeVar

import pytest

Made = TypeVar("Made")


def run_folder(factory: pytest.TempPathFactory) -> Path:
    """The folder for what all processes of this run write."""
    own = factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@contextmanager
def made_once(
    folder: Path, name: str, make: Callable[[], AbstractContextManager[Made]]
) -> Iterator[Made]:
    """Give what the first process to ask for a name has made: a value that can be pickled, of which
    nobody changes anything. Its maker takes it down when nobody uses it any more; who asks later
    makes it anew."""
    said = folder / f"{name}.pickle"
    with (folder / f"{name}.turn").open("w") as turn, (folder / f"{name}.users").open("w") as users:
        fcntl.flock(turn, fcntl.LOCK_EX)
        fcntl.flock(users, fcntl.LOCK_SH)  # waits while it is taken down
        if said.exists():
            fcntl.flock(turn, fcntl.LOCK_UN)
            yield pickle.loads(said.read_bytes())
            return
        with make() as made:
            said.write_bytes(pickle.dumps(made))
            fcntl.flock(turn, fcntl.LOCK_UN)
            try:
                yield made
            finally:
                fcntl.flock(users, fcntl.LOCK_EX)  # waits for all who use it
                said.unlink()
