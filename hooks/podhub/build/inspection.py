"""Everything that is wrong with a hub, at once: what `check` prints, and what stops a build."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from podhub.build.reading import read_catalog
from podhub.history.guard import guard
from podhub.history.ledger import Ledger
from podhub.model.entries import Catalog
from podhub.model.problems import Problem, Remark
from podhub.model.values import absolute
from podhub.outputs.feed.podcast import PODCAST_FEED
from podhub.read.podcast_rules import check_guid


@dataclass(frozen=True)
class Inspection:
    """A hub as it was read."""

    catalog: Catalog
    ledger: Ledger
    problems: list[Problem]
    remarks: tuple[Remark, ...] = ()
    """Advice: printed after the mistakes, and no reason to stop."""

    @property
    def unfit(self) -> set[str]:
        """The files that a preview must leave out. One with only a wrong link in its text can be
        shown while it is mended."""
        return {problem.path for problem in self.problems if problem.field not in ("link", "text")}


def inspect(root: Path, now: datetime, site_url: str | None, *, guarded: bool = True) -> Inspection:
    """Read all content below `root` and hold what is public at `now` against what has been.

    Without `guarded`, what breaks with the ledger is let through: `scripts/hub diff` asks what
    would happen."""
    catalog, problems = read_catalog(root)
    ledger, broken = guard(root, catalog, now, problems)
    if site_url:
        problems += check_guid(catalog, absolute(site_url, PODCAST_FEED), ledger.show)
    problems = sorted([*problems, *(broken if guarded else ())])
    return Inspection(catalog, ledger, problems, catalog.remarks)
