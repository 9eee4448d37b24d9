"""`podhub ledger`: write down what is public, so that no build can break with it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from podhub.build.reading import read_catalog
from podhub.cli.console import number, out
from podhub.cli.live_feed import live_feed_problems
from podhub.cli.measurements import keep_measurements
from podhub.cli.options import against_option, now_option
from podhub.cli.place import root_option
from podhub.cli.stopping import stop
from podhub.history.guard import guard
from podhub.history.ledger import LEDGER, with_public
from podhub.history.ledger_text import write_ledger
from podhub.links.named_pages import named_pages
from podhub.links.pages import site_pages
from podhub.read.no_memo import NoMemo


@click.command()
@now_option
@against_option
@root_option
def ledger(now: datetime, against: str | None, root: Path) -> None:
    """Write every episode and page that is public into episodes/ledger.yml, which belongs in Git.

    Apps know an episode by its guid and the address of its recording, and the show by a guid of its
    own. From then on, `check` and every build stop when one of them vanishes, changes or is used
    again; they name every other page whose address would be lost. What you do on purpose, you say in
    a line of the ledger:

    \b
    48c2db22-a760-48c2-891b-ae6d4b1103a4:
      page: podcast/compost-or-manure/
      audio: audio/001-compost-or-manure.mp3
      first: 2026-11-18 09:00 +0000
      gone: "The guest asked us to take it down"

    \b
    gone: "why"       it was taken down
    moved: "why"      its page has a new address; the old one leads there
    replaced: "why"   another recording stands at the same address; apps that have the old one keep it
    """
    catalog, problems = read_catalog(root)
    known, found = guard(root, catalog, now, problems, NoMemo())
    problems = sorted([*problems, *found, *live_feed_problems(against, root, catalog, now)])
    if problems:
        stop(problems, then="The ledger is as it was.")
    keep_measurements(root, catalog)
    public = catalog.public(now)
    after = with_public(known, public, named_pages(public, site_pages(public)))
    count = f"{number(len(after.episodes), 'episode')}, {number(len(after.pages), 'page')}"
    if write_ledger(root, after):
        new = number(len(after.episodes.keys() - known.episodes.keys()), "new episode")
        out.print(f"Wrote {LEDGER}: {count}, {new}. Commit it.")
    else:
        out.print(f"{LEDGER} is up to date: {count}.")
