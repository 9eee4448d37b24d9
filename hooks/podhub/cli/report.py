"""`scripts/hub report`: what a change will do, before it is public."""

from __future__ import annotations

import sys
import tempfile
from contextlib import redirect_stderr
from datetime import datetime
from io import StringIO
from pathlib import Path
from urllib.parse import quote

import click

from podhub.cli.console import ROOT, now_option
from podhub.cli.revision import lay_out
from podhub.cli.site import build_into
from podhub.history.feed_diff import Change, compare_feeds
from podhub.history.feed_reader import read_feed
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
@click.option("--root", type=click.Path(file_okay=False, path_type=Path), default=ROOT, hidden=True)
def report(revision: str | None, now: datetime, links: str | None, root: Path) -> None:
    """Say what changed since a Git REVISION, such as main: what becomes public and when, what
    subscribers' apps will do, and what could be better.

    Without a revision it looks at everything. It prints at most fifteen lines, and none where there
    is nothing to say."""
    with tempfile.TemporaryDirectory(prefix="hub-report-") as made:
        folder = Path(made)
        after = _built(root, folder / "after", now)
        if after is None:
            sys.exit(1)
        before = None
        if revision:
            (folder / "content").mkdir()
            old = lay_out(root, revision, folder / "content")
            # What was wrong then is no news, but then there is nothing to compare with.
            with redirect_stderr(StringIO()):
                before = _built(old, folder / "before", now)
        feed = _in_apps(folder / "before", folder / "after") if before else []
        for remark in remarks_on(before, after, now, feed):
            print(_markdown(remark, links) if links else remark)


def _in_apps(before: Path, after: Path) -> list[Change]:
    """What subscribers' apps will do with the feed of the second of two built sites; nothing where
    there is no show yet."""
    try:
        return compare_feeds(read_feed(str(before)), read_feed(str(after)))
    except UnreadableFeedError:
        return []


def _built(root: Path, site: Path, now: datetime) -> Built | None:
    """Build a checkout; None after its mistakes were printed."""
    hub = build_into(site, root, now, None)
    if hub is None:
        return None
    files = [
        file
        for folder in ("docs", "episodes")
        for file in (root / folder).rglob("*")
        if file.suffix.lower() in PICTURES
    ]
    pictures = {file.relative_to(root).as_posix(): file.stat().st_size for file in sorted(files)}
    show = hub.catalog.show
    return Built(
        hub.everything, hub.catalog, hub.graph, show.fields.language if show else "en", pictures
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
