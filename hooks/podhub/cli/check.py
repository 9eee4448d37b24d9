"""`podhub check`: every mistake in the content, in a second, without building."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from podhub.adapters.mkdocs_settings import is_more_than_ours, refused_settings
from podhub.build.hub import View
from podhub.build.plan import Plan, plan_site
from podhub.build.store import Store
from podhub.cli.building import looked_at
from podhub.cli.console import number, out, tell
from podhub.cli.live_feed import live_feed_problems
from podhub.cli.measurements import keep_measurements
from podhub.cli.options import against_option, now_option
from podhub.cli.place import root_option
from podhub.cli.stopping import stop
from podhub.cli.waiting import held_back
from podhub.media.audio_lock import LOCK
from podhub.model.problems import Problem, Remark


@click.command()
@now_option
@against_option
@root_option
def check(now: datetime, against: str | None, root: Path) -> None:
    """Check all content and print every mistake with its file and line.

    \b
    A line such as
      episodes/004-first-seeds.md:7: date: expected a date such as 2026-11-23 09:00 +0000, found "next Monday"
    names the file, the line in it, the field, what belongs there and what stands there now.
    """

    def look(store: Store) -> tuple[Plan, list[Problem], tuple[Remark, ...]]:
        plan = plan_site(View(root, now), store)
        problems = [*plan.problems, *live_feed_problems(against, root, plan.hub.everything, now)]
        if problems or not is_more_than_ours(root):
            return plan, problems + refused_settings(root), plan.remarks
        # Only now, since it takes as long to load as all that was done until here.
        from podhub.adapters.mkdocs_build import build_site

        tried, problems = build_site(plan, None)
        return plan, problems, (*plan.remarks, *(tried.remarks if tried else ()))

    plan, problems, remarks = looked_at(root, look)
    catalog = plan.hub.everything
    if problems:
        stop(sorted(problems), remarks)
    kinds = ("article", "definition", "episode", "guide", "page")
    counts = [number(len(found), kind) for kind in kinds if (found := getattr(catalog, f"{kind}s"))]
    out.print(f"All right: {', '.join(counts)}.")
    keep_measurements(root, catalog)
    tell(remarks)
    for line in held_back(catalog, now):
        out.print(f"  held back: {line}")
    for episode in catalog.episodes.values():
        if not episode.audio.present:
            out.print(f"  not on this machine: {episode.audio.source} (its facts are in {LOCK})")
