"""Everything that is wrong with a hub, at once: what `check` prints, and what stops a build."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from podhub.build.reading import read_catalog
from podhub.history.guard import guard
from podhub.history.ledger import Ledger
from podhub.links.pages import site_pages
from podhub.model.entries import Catalog
from podhub.model.problems import Problem, Remark
from podhub.model.settings import Settings
from podhub.model.values import absolute
from podhub.outputs.feed.podcast import PODCAST_FEED
from podhub.read.nav import check_nav
from podhub.read.podcast_rules import check_guid
from podhub.read.settings import read_settings


@dataclass(frozen=True)
class Inspection:
    """A hub as it was read."""

    catalog: Catalog
    ledger: Ledger
    problems: list[Problem]
    remarks: tuple[Remark, ...] = ()
    """Advice: printed after the mistakes, and no reason to stop."""
    settings: Settings = field(default_factory=Settings)

    @property
    def unfit(self) -> set[str]:
        """The files that a preview must leave out. One with only a wrong link in its text can be
        shown while it is mended."""
        return {problem.path for problem in self.problems if problem.field not in ("link", "text")}


def inspect(
    root: Path, now: datetime, base_url: str | None = None, *, guarded: bool = True
) -> Inspection:
    """Read the settings and all content below `root`, and hold what is public at `now` against what
    has been.

    `base_url` is the site's address where it is other than in the settings. Without `guarded`, what breaks with the ledger is let through: `scripts/hub diff` asks what
    would happen."""
    settings, unsettled = read_settings(root)
    catalog, problems = read_catalog(root)
    ledger, broken = guard(root, catalog, now, problems)
    if site_url := base_url or settings.site_url:
        problems += check_guid(catalog, absolute(site_url, PODCAST_FEED), ledger.show)
    # A page with a mistake of its own will be there again.
    sources = {problem.path.removeprefix("docs/") for problem in problems}
    sources |= {page.source for page in site_pages(catalog.public(now))}
    problems += [*unsettled, *check_nav(settings.nav, sources)]
    problems = sorted([*problems, *(broken if guarded else ())])
    return Inspection(catalog, ledger, problems, catalog.remarks, settings)
