"""What the commands that build have in common: a store, a plan, a folder with the site in it."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from jinja2 import TemplateError

from podhub.build.hub import View
from podhub.build.layout import LaidOut
from podhub.build.plan import Plan, plan_site
from podhub.build.store import STORE, Store, open_store
from podhub.cli.console import tell
from podhub.outputs.pages.environment import THEME


@dataclass(frozen=True)
class Built:
    """A site in a folder."""

    plan: Plan
    laid_out: LaidOut
    page_plugins: tuple[str, ...]
    """MkDocs' plugins for whose sake all pages were made anew"""


@contextmanager
def store_of(root: Path, *, fresh: bool = False) -> Iterator[Store]:
    """The store of a checkout, for a while."""
    store = open_store(root / STORE, fresh=fresh)
    try:
        yield store
        store.tidy()
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

    try:
        built = build_site(plan, folder)
    except TemplateError as error:
        said = f"{_place(error, view.root)}: expected what pages and our templates have (podhub help templates)"
        print(f"{said}, found: {error}", file=sys.stderr)
        return None
    if built is None:
        return None
    laid_out, page_plugins = built
    return Built(plan, laid_out, page_plugins)


def _place(error: TemplateError, root: Path) -> str:
    """The hub's own template in which it went wrong, and the line. Raises the error where that is
    none of the hub's."""
    frames = traceback.extract_tb(error.__traceback__)
    for frame in reversed(frames):
        file = Path(frame.filename)
        if (
            file.suffix == ".html"
            and file.is_relative_to(root.resolve())
            and THEME not in file.parents
        ):
            return f"{file.relative_to(root.resolve()).as_posix()}:{frame.lineno}: template"
    raise error
