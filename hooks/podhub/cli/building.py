"""What the commands that build have in common: a store, a plan, a folder with the site in it."""

from __future__ import annotations

import errno
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from podhub.build.hub import View
from podhub.build.layout import LaidOut
from podhub.build.plan import Plan, plan_site
from podhub.build.store import STORE, Store, open_store
from podhub.cli.console import tell
from podhub.model.problems import Remark
from podhub.publish.errors import explained

T = TypeVar("T")

NO_ROOM = (errno.EROFS, errno.ENOSPC, errno.EDQUOT)
"""How a system refuses to write, whoever asks"""


@dataclass(frozen=True)
class Built:
    """A site in a folder."""

    plan: Plan
    laid_out: LaidOut
    page_plugins: tuple[str, ...]
    """MkDocs' plugins for whose sake all pages were made anew"""
    remarks: tuple[Remark, ...]
    """Advice, on content and plugins"""


@contextmanager
def store_of(root: Path, *, fresh: bool = False) -> Iterator[Store]:
    """The store of a checkout, for a while."""
    store = open_store(root / STORE, fresh=fresh)
    try:
        yield store
        store.tidy()
    finally:
        store.close()


def looked_at(root: Path, look: Callable[[Store], T]) -> T:
    """What `look` finds in a checkout; it writes nothing. Where the store cannot be written either, on
    a full disk or one for reading alone, nothing is remembered this time."""
    try:
        with store_of(root) as store:
            return look(store)
    except OSError as error:
        if error.errno not in NO_ROOM:
            raise
        print(f"note: {explained(error)}; nothing is remembered this time", file=sys.stderr)
    with tempfile.TemporaryDirectory(prefix="hub-") as elsewhere:
        store = open_store(Path(elsewhere))
        try:
            return look(store)
        finally:
            store.close()


def build_into(folder: Path, view: View, store: Store) -> Built | None:
    """Build into a folder that is not there; None after every mistake was printed.

    Raises OSError where this machine is at fault: a full disk is no mistake in the content."""
    plan = plan_site(view, store)
    if plan.problems:
        print(*plan.problems, sep="\n", file=sys.stderr)
        tell(plan.remarks)
        return None
    # Only now, since it takes as long to load as all that was done until here.
    from podhub.adapters.mkdocs_build import build_site

    site, problems = build_site(plan, folder)
    if not site or not site.laid_out:
        print(*problems, sep="\n", file=sys.stderr)
        return None
    return Built(plan, site.laid_out, site.page_plugins, (*plan.remarks, *site.remarks))
