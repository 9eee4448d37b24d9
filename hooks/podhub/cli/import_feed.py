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

from podhub.cli.import_summary import tell_imported
from podhub.cli.import_texts import import_texts
from podhub.cli.next_steps import print_next
from podhub.cli.place import root_option
from podhub.cli.progress import err, say
from podhub.importing.attachments import Attachments
from podhub.importing.importing import Imported, RefusedError
from podhub.importing.importing import import_feed as bring_in
from podhub.net.downloads import Downloads
from podhub.net.feed_documents import UnreadableFeedError, read_documents

BEGUN = ".cache/hub/import"


@click.command(name="import")
@click.argument("feed", metavar="FEED|FOLDER")
@click.option(
    "--keep-media",
    is_flag=True,
    help="Leave recordings where they are, and write down their addresses.",
)
@click.option(
    "--mine", is_flag=True, help="The feed is locked against other hosts, and you are its owner."
)
@root_option
def import_feed(feed: str, keep_media: bool, mine: bool, root: Path) -> None:
    """Turn a podcast's feed into files of this hub: the show, and a Markdown file for each episode.
    FEED is an address or a file.

    \b
    podhub import https://example.com/podcast.xml
    podhub import old-feed.xml --keep-media

    Ids, dates, seasons, people, chapters, transcripts and artwork stay as they are. Show notes become
    Markdown, and recordings are downloaded beside the episodes. What cannot be carried over is
    listed. Files that exist already are not changed: run it again to continue an import that was
    interrupted, or to bring what is new.

    A FOLDER of Markdown files from Hugo, Jekyll, Eleventy, Obsidian or MkDocs becomes articles and
    definitions in the same way.

    Subscribers keep their episodes, since the ids stay. What to do before and after: podhub help
    move-in"""
    if Path(feed).is_dir():
        import_texts(Path(feed), root)
        return
    imported = bring_feed(feed, root, keep_media=keep_media, mine=mine)
    print_next(tell_imported(imported, root, feed), root)


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
