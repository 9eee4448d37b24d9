"""`podhub site`: build the whole site beside the old one, and put it in place only when it is
right."""

from __future__ import annotations

import os
import sys
import time
from datetime import datetime
from pathlib import Path

import click
from rich.markup import escape

from podhub.build.hub import View
from podhub.build.layout import folder_beside, swap
from podhub.build.rechecks import StaleError
from podhub.build.store import STORE
from podhub.cli.building import Built, build_into, store_of
from podhub.cli.console import number, out, tell
from podhub.cli.live_feed import is_news, live_feed_problems
from podhub.cli.measurements import keep_measurements
from podhub.cli.next_steps import naming
from podhub.cli.options import LocalPath, against_option, base_url_option, now_option
from podhub.cli.place import root_option
from podhub.cli.publishing.built_site import missing_recordings, stop_without
from podhub.cli.waiting import held_back, next_due
from podhub.publish.errors import explained
from podhub.read.files import CONTENT_FOLDERS

MARK = "sitemap.xml"
"""A folder that holds this was built by us and may be replaced."""


@click.command()
@click.option(
    "--output",
    type=LocalPath(file_okay=False),
    help="Where to put the site. Usually site/",
)
@now_option
@against_option
@base_url_option
@click.option(
    "--fresh", is_flag=True, help="Build everything again, and use nothing from earlier builds."
)
@click.option(
    "--whole",
    is_flag=True,
    help="Stop if a recording is not on this machine: for a site that is published as it is.",
)
@click.option(
    "--news",
    type=LocalPath(),
    help="Append news=true to a file if the feed is other than --against.",
)
@root_option
def site(
    output: Path | None,
    now: datetime,
    against: str | None,
    base_url: str | None,
    fresh: bool,
    whole: bool,
    news: Path | None,
    root: Path,
) -> None:
    """Check everything, then build the site and the feeds.

    The new site replaces the old one only when everything is right. Otherwise every mistake is
    printed with its file and line, and the site in the folder stays as it was. What has not changed
    since an earlier build is not made again."""
    target = (output or root / "site").absolute()
    _refuse_foreign(target, root)
    started = time.monotonic()
    view = View(root, now, base_url)
    try:
        with store_of(root, fresh=fresh) as store:
            target.parent.mkdir(parents=True, exist_ok=True)
            with folder_beside(target, root / STORE) as beside:
                built = build_into(beside, view, store)
                if built is None or _breaks(against, built):
                    print("\nNothing was published; the site is as it was.", file=sys.stderr)
                    sys.exit(1)
                if whole:
                    shown = built.plan.hub.shown
                    stop_without(missing_recordings(root, shown, built.laid_out.missing))
                swap(beside, target)
    except (OSError, StaleError) as error:
        reason = explained(error) if isinstance(error, OSError) else str(error)
        sys.exit(f"hub: {reason}; the site is as it was")
    if news and against and is_news(target, against):
        with news.open("a", encoding="utf-8") as file:
            file.write("news=true\n")
    keep_measurements(root, built.plan.hub.everything)
    tell(built.remarks)
    _summary(built, target, time.monotonic() - started)


def _breaks(against: str | None, built: Built) -> bool:
    """Whether the site would break with a live feed; how, is printed."""
    hub = built.plan.hub
    problems = live_feed_problems(against, hub.view.root, hub.everything, hub.view.now)
    if problems:
        print(*problems, sep="\n", file=sys.stderr)
    return bool(problems)


def _refuse_foreign(target: Path, root: Path) -> None:
    """Replacing a folder deletes it: only an empty one, or one that we built, may be named. Among the
    content, a site would be taken for what authors write."""
    place = target.resolve()
    if any(place.is_relative_to((root / name).resolve()) for name in CONTENT_FOLDERS):
        found = f"expected a folder outside docs/ and episodes/, found {target}"
        raise click.BadParameter(found, param_hint="--output")
    if target.exists() and any(target.iterdir()) and not (target / MARK).exists():
        found = f"expected an empty folder or a built site, found other files in {target}"
        raise click.BadParameter(found, param_hint="--output")


def _summary(built: Built, target: Path, seconds: float) -> None:
    plan, hub = built.plan, built.plan.hub
    counts, shown = plan.linked.graph.counts, hub.shown
    out.print(
        f"[bold]{number(len(plan.pages), 'page')}[/]: {number(len(shown.articles), 'article')}, "
        f"{number(len(shown.definitions), 'definition')}, {number(len(shown.episodes), 'episode')}",
        markup=True,
    )
    out.print(
        f"[bold]{counts['links'] + counts['terms'] + counts['heard']} links made[/]: "
        f"{counts['links']} by hand, {counts['terms']} from defined words, {counts['heard']} into the audio",
        markup=True,
    )
    held = held_back(hub.everything, hub.view.now)
    out.print(f"[bold]{len(held)} held back[/]" + (":" if held else ""), markup=True)
    for line in held:
        out.print(f"  {line}")
    if due := next_due(hub.everything, hub.view.now):
        out.print(
            f"[bold]Next due {due:%Y-%m-%d %H:%M %z}[/], when the site is built and published then",
            markup=True,
        )
    if missing := built.laid_out.missing:
        lines = number(len(missing), "recording")
        out.print(
            f"[bold]{lines} not on this machine[/], so not in the site; put them there before you publish:",
            markup=True,
        )
        for path in sorted(recording.path for recording in missing):
            out.print(f"  {path}")
    if built.page_plugins:
        names = ", ".join(built.page_plugins)
        out.print(f"All pages were made anew, since these plugins may change them: {names}")
    size = sum(content.size for content in built.laid_out.files.values())
    made = number(plan.store.made, "part")
    place = f"{os.path.relpath(target)}{os.sep}"
    took = f"[bold]{seconds:.1f} s[/], {made} made, {size / 1_000_000:.1f} MB, in {escape(place)}"
    out.print(took, markup=True)
    out.print(f"Look at it: podhub serve{naming(plan.hub.view.root)}")
