"""`podhub import`: a podcast moves in from any other host."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from podhub.cli.import_summary import tell_imported, tell_texts
from podhub.cli.next_steps import print_next
from podhub.cli.options import FeedPlace
from podhub.cli.place import root_option
from podhub.cli.progress import Fetching, err, say
from podhub.cli.stopping import refuse
from podhub.importing.attachments import Attachments
from podhub.importing.importing import Imported, RefusedError
from podhub.importing.importing import import_feed as bring_in
from podhub.importing.markdown.folder import import_folder
from podhub.net.downloads import Downloads
from podhub.net.feed_documents import UnreadableFeedError, read_documents

BEGUN = ".cache/hub/import"


@click.command(name="import")
@click.argument("feed", type=FeedPlace(), metavar="FEED|FOLDER")
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
        texts, problems = import_folder(Path(feed), root)
        if problems:
            refuse(*problems)
        print_next(tell_texts(texts, root), root)
        return
    imported = bring_feed(feed, root, keep_media=keep_media, mine=mine)
    print_next(tell_imported(imported, root, feed), root)


def bring_feed(feed: str, root: Path, *, keep_media: bool, mine: bool) -> Imported:
    """Turn a feed into files below `root`, showing how far it is. Ends the command where it cannot
    be."""
    try:
        documents, faults = read_documents(feed)
        with Fetching() as bar:
            attachments = Attachments(root, Downloads(root / BEGUN), bar.show)
            imported = bring_in(
                documents, root, attachments, keep_media=keep_media, mine=mine, watch=_tell_episode
            )
    except (UnreadableFeedError, RefusedError) as error:
        sys.exit(f"hub: expected {error}")
    for fault in faults:
        say(f"careful: {fault}")
    return imported


def _tell_episode(done: int, count: int, title: str) -> None:
    """Say which episode's turn it is."""
    if err.is_terminal:
        err.print(f"{done + 1} of {count}  {title}")
    else:
        say(f"{done + 1} of {count}: {title}")
