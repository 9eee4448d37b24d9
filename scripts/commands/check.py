"""`scripts/hub check`: every mistake in the content, in a second, without building."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click
from mkdocs.utils.yaml import yaml_load
from podhub.content.catalog import read_catalog
from podhub.content.podcast_rules import check_guid
from podhub.content.values import absolute
from podhub.outputs.feed import PODCAST_FEED

from commands.console import ROOT, held_back, now_option, number, out, report


@click.command()
@now_option
@click.option("--root", type=click.Path(file_okay=False, path_type=Path), default=ROOT, hidden=True)
def check(now: datetime, root: Path) -> None:
    """Check all content and print every mistake with its file and line.

    \b
    A line such as
      episodes/004-ramp-time.md:7: date: expected a date such as 2026-11-23 09:00 +0000, found "next Monday"
    names the file, the line in it, the field, what belongs there and what stands there now.
    """
    catalog, problems = read_catalog(root)
    site_url = yaml_load((root / "mkdocs.yml").read_text(encoding="utf-8")).get("site_url")
    if site_url:  # a build explains why it needs one
        problems += check_guid(catalog, absolute(site_url, PODCAST_FEED))
    if problems:
        report(problems)
        sys.exit(1)
    kinds = ("article", "definition", "episode", "guide", "page")
    counts = [number(len(found), kind) for kind in kinds if (found := getattr(catalog, f"{kind}s"))]
    out.print(f"All right: {', '.join(counts)}.")
    for line in held_back(catalog, now):
        out.print(f"  held back: {line}")
