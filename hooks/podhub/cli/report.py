"""`podhub report`: what a change will do, before it is public."""

from __future__ import annotations

import tempfile
from datetime import datetime
from functools import partial
from pathlib import Path
from urllib.parse import quote

import click

from podhub.build.hub import View
from podhub.build.plan import Plan, plan_site
from podhub.cli.building import store_of
from podhub.cli.options import now_option
from podhub.cli.place import root_option
from podhub.cli.revision import lay_out, planned_feed
from podhub.cli.stopping import refuse
from podhub.history.feed_diff import Change, compare_feeds
from podhub.net.feed_documents import UnreadableFeedError
from podhub.review.report import Built, Remark
from podhub.review.report import report as remarks_on

PICTURES = {".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg"}


@click.command()
@click.argument("revision", required=False)
@now_option
@click.option(
    "--links", metavar="URL", help="Write Markdown whose places are links below this address."
)
@root_option
def report(revision: str | None, now: datetime, links: str | None, root: Path) -> None:
    """Say what changed since a Git REVISION, such as main: what becomes public and when, what
    subscribers' apps will do, and what could be better.

    Without a revision it looks at everything. It prints at most fifteen lines, and none where there
    is nothing to say."""
    with tempfile.TemporaryDirectory(prefix="hub-report-") as made, store_of(root) as store:
        after = plan_site(View(root, now), store)
        if after.problems:
            refuse(*after.problems)
        # What was wrong then is no news, but then there is nothing to compare with.
        before = (
            plan_site(View(lay_out(root, revision, Path(made)), now), store) if revision else None
        )
        if before and before.problems:
            before = None
        changes = _in_apps(before, after) if before else []
        said = remarks_on(_built(before) if before else None, _built(after), now, changes)
        for remark in said:
            print(_markdown(remark, links) if links else remark)


def _in_apps(before: Plan, after: Plan) -> list[Change]:
    """What subscribers' apps will do with the feed of the second of two plans; nothing where there
    is no show yet."""
    try:
        return compare_feeds(planned_feed(before), planned_feed(after))
    except UnreadableFeedError:
        return []


def _built(plan: Plan) -> Built:
    """What the report looks at."""
    sources, show = plan.hub.sources, plan.hub.shown.show
    return Built(
        plan.hub.everything,
        plan.hub.shown,
        plan.linked.graph,
        {url: partial(plan.linked.html, url) for url in plan.linked.texts},
        show.fields.language if show else "en",
        {p: one.size for p, one in sources.files.items() if Path(p).suffix.lower() in PICTURES},
    )


def _markdown(remark: Remark, base: str) -> str:
    """A remark as an item of a list, its place a link. What authors wrote is shown as it is, never
    run or rendered."""
    text = remark.text.replace("`", "'")
    place = (
        f" ([{remark.path}:{remark.line}]({base.rstrip('/')}/{quote(remark.path)}#L{remark.line}))"
        if remark.path
        else ""
    )
    return f"- `{text}`{place}"
