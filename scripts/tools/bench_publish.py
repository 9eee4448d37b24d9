"""`scripts/hub bench publish`: what a publication costs, by what is there and by what has changed.

A hub of articles, definitions and episodes with recordings is built and published to SeaweedFS,
with everything between rclone and the server counted: first all of it, then again with nothing
changed, then after changes. The same for hubs of other sizes."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from podhub.cli.console import out
from rich.table import Table

from tools.bench_builders import ENVIRONMENT, hub_command
from tools.corpus import EPISODE_SECONDS, LOWEST_RATE, link_hub, write_corpus, write_recording
from tools.counting import Counted, counting
from tools.seaweed import BUCKET, Seaweed, seaweed

GIGABYTES = 2.0
"""Recordings of a hub of a thousand items; others in proportion"""
ONE, TEN = 1, 10


@dataclass(frozen=True)
class Run:
    """One publication."""

    items: int
    change: str
    files: int
    """Sent"""
    requests: int
    megabytes: float
    """Sent, with all that the publisher keeps beside the site"""
    seconds: float
    """Publishing alone, without checking and building"""
    build: float
    """Seconds of checking, building, and reading what was built"""


def bench_publish(sizes: list[int], seed: int) -> list[Run]:
    """Measure publications to a store of growing size."""
    runs = []
    for items in sizes:
        with tempfile.TemporaryDirectory(prefix="hub-bench-") as folder:
            root = Path(folder, "hub")
            write_corpus(root, items, seed, recordings=True)
            link_hub(root)
            _record(root, GIGABYTES * items / 1000 * 1e9, seed)
            with seaweed(Path(folder, "store")) as server, counting(server.port) as counted:
                runs += _publications(root, items, server, counted)
    return runs


def _record(root: Path, size: float, seed: int) -> None:
    """Give every episode a recording of noise, which nothing can make smaller."""
    files = sorted(root.joinpath("episodes").glob("*.wav"))
    dice = random.Random(seed)  # noqa: S311 (noise, not a secret)
    rate = max(LOWEST_RATE, round(size / len(files) / EPISODE_SECONDS))
    for file in files:
        write_recording(file, rate, dice.randbytes(rate * EPISODE_SECONDS))


def _publications(root: Path, items: int, server: Seaweed, counted: Counted) -> list[Run]:
    yesterday = time.time() - 86_400
    for file in root.joinpath("episodes").glob("*.wav"):
        os.utime(file, (yesterday, yesterday))
    runs = [
        _publish(root, items, "all of it", server, counted),
        _publish(root, items, "nothing", server, counted),
    ]
    for count in (ONE, TEN):
        for page in sorted(root.joinpath("episodes").glob("*.md"))[3 : 3 + count]:
            page.write_text(
                page.read_text(encoding="utf-8") + f"\nOne more sentence, the {count}th.\n",
                encoding="utf-8",
            )
        change = "1 episode" if count == 1 else f"{count} episodes"
        runs.append(_publish(root, items, change, server, counted))
    return runs


def _publish(root: Path, items: int, change: str, server: Seaweed, counted: Counted) -> Run:
    counted.reset()
    environment = ENVIRONMENT | server.environment(counted.port)
    place = f":s3:{BUCKET}/site"
    command = hub_command("publish", root, place, "--no-look")
    started = time.monotonic()
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, encoding="utf-8"
    )
    wall = time.monotonic() - started
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    requests, sent = counted.reset()
    said = re.search(r": (\d+) files? \(.* in ([\d.]+) s, ([\d.]+) s of it publishing", done.stdout)
    if said is None:
        sys.exit(f"hub: expected a summary, found {done.stdout}")
    publishing = float(said[3])
    return Run(
        items, change, int(said[1]), requests.total(), sent / 1e6, publishing, wall - publishing
    )


def print_runs(runs: list[Run]) -> None:
    """Show them as a table."""
    table = Table(
        "items", "changed", "files sent", "requests", "MB sent", "publishing s", "check and build s"
    )
    for column in table.columns[2:]:
        column.justify = "right"
    for run in runs:
        table.add_row(
            f"{run.items:,}",
            run.change,
            f"{run.files:,}",
            f"{run.requests:,}",
            f"{run.megabytes:,.3f}",
            f"{run.seconds:.1f}",
            f"{run.build:.1f}",
            end_section=run.change == f"{TEN} episodes",
        )
    out.print(table)
