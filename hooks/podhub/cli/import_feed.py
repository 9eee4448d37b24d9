"""`podhub import`: a podcast moves in from any other host."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)

from podhub.build.reading import read_catalog
from podhub.cli.console import keep_measurements, number, out
from podhub.cli.import_texts import import_texts
from podhub.cli.place import root_option
from podhub.cli.progress import err, say
from podhub.importing.attachments import Attachments
from podhub.importing.importing import Imported, RefusedError
from podhub.importing.importing import import_feed as bring_in
from podhub.model.entries import Catalog
from podhub.net.downloads import Downloads
from podhub.net.feed_documents import UnreadableFeedError, read_documents

NAMED = 5
"""Episodes that are named where many have no transcript"""
BEGUN = ".cache/hub/import"


@click.command(name="import")
@click.argument("feed", metavar="FEED|FOLDER")
@click.option(
    "--keep-media",
    is_flag=True,
    help="Leave recordings where they are; write down their addresses.",
)
@click.option(
    "--mine", is_flag=True, help="The feed is locked against other hosts, and you are its owner."
)
@root_option
def import_feed(feed: str, keep_media: bool, mine: bool, root: Path) -> None:
    """Turn a podcast's feed, an address or a file, into this hub's files: the show, and a Markdown
    file for each episode.

    \b
    podhub import https://example.com/podcast.xml
    podhub import old-feed.xml --keep-media

    Ids, dates, seasons, people, chapters, transcripts and artwork come over as they are, show notes
    as Markdown, recordings as files beside the episodes. What cannot be carried over is listed.
    Nothing that is here already is changed: an import that broke off goes on where it stopped, and
    a later one brings only what is new.

    A FOLDER of Markdown files from Hugo, Jekyll, Eleventy, Obsidian or MkDocs becomes articles and
    definitions in the same way.

    Subscribers keep their episodes, since the ids stay. What to do before and after:
    docs/contributing/moving-in.md."""
    if Path(feed).is_dir():
        import_texts(Path(feed), root)
        return
    imported = bring_feed(feed, root, keep_media=keep_media, mine=mine)
    _tell(imported, root, feed)


def bring_feed(feed: str, root: Path, *, keep_media: bool, mine: bool) -> Imported:
    """Turn a feed into files below `root`, showing how far it is. Ends the command where it cannot
    be."""
    try:
        documents, faults = read_documents(feed)
        with _Bars() as bars:
            attachments = Attachments(root, Downloads(root / BEGUN), bars.download)
            imported = bring_in(
                documents, root, attachments, keep_media=keep_media, mine=mine, watch=bars.episode
            )
    except (UnreadableFeedError, RefusedError) as error:
        sys.exit(f"hub: expected {error}")
    for fault in faults:
        say(f"careful: {fault}")
    return imported


def _tell(imported: Imported, root: Path, feed: str) -> None:
    """What came over, what did not, and what to do next."""
    for line in imported.told:
        print(line, file=sys.stderr)
    catalog, problems = read_catalog(root, check_links=False)
    keep_measurements(root, catalog)
    episodes = [path for path in imported.written if path.endswith(".md")]
    show = " and the show" if len(episodes) < len(imported.written) else ""
    known = f"; {number(len(imported.known), 'episode')} here already" if imported.known else ""
    out.print(f"\nWrote {number(len(episodes), 'episode')}{show}{known}.")
    if imported.told:
        out.print(
            f"{number(len(imported.told), 'line')} above: what could not be carried over, or not as it was."
        )
    steps = _to_transcribe(catalog) | {
        "check": f"{number(len(problems), 'mistake')} to mend first"
        if problems
        else "see that nothing is wrong",
        f"diff {feed}": "what subscribers' apps will do",
        "serve": "look at it",
        "ledger": "write down what is public, so that no episode is lost from now on",
    }
    width = max(map(len, steps))
    out.print(
        "\nNext:",
        *(f"  podhub {step:<{width}}  {why}" for step, why in steps.items()),
        sep="\n",
        markup=False,
    )


def _to_transcribe(catalog: Catalog) -> dict[str, str]:
    """The step that gives words to episodes which came without any, and which they are."""
    missing = [e for e in catalog.episodes.values() if e.audio.url and not e.cues]
    if not missing:
        return {}
    named = ", ".join(entry.slug for entry in missing[:NAMED])
    more = f" and {len(missing) - NAMED} more" if len(missing) > NAMED else ""
    return {"transcribe --missing": f"write down what is said in {named}{more}: no transcript came"}


class _Bars:
    """How far an import is: a bar for the episodes and one for the recording under way, where
    somebody watches."""

    def __init__(self) -> None:
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            DownloadColumn(),
            TimeRemainingColumn(),
        )
        self._bar = Progress(*columns, console=err, transient=True, disable=not err.is_terminal)
        self._task: TaskID | None = None

    def __enter__(self) -> _Bars:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def episode(self, done: int, count: int, title: str) -> None:
        """Note which episode's turn it is."""
        if err.is_terminal:
            self._bar.console.print(f"{done + 1} of {count}  {title}", markup=False)
        else:
            say(f"{done + 1} of {count}: {title}")

    def download(self, name: str, done: int, size: int) -> None:
        """Note how much of a recording is there."""
        if self._task is None or self._bar.tasks[0].description != name:
            if self._task is not None:
                self._bar.remove_task(self._task)
            self._task = self._bar.add_task(name, total=None)
        self._bar.update(self._task, completed=done, total=size or None)
