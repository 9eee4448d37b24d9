"""`scripts/hub bench`: our build beside a plain Material build of the same Markdown, measured in
one run.

The corpus is made anew from a seed, outside the repository. Both builds run as processes of their
own, one after the other, and the system says what each used; times on a shared machine are noisy,
so the ratios are what counts."""

from __future__ import annotations

import json
import math
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import click
from podhub.cli.console import ROOT, out
from rich.table import Table

from tools.bench_feed import bench_feed, print_runs
from tools.bench_publish import bench_publish
from tools.bench_search import measure_search
from tools.corpus import link_hub, write_corpus

USUAL = {"site": "100,1000,5000", "feed": "100,1000,10000", "search": "1000", "publish": "100,1000"}
PLAIN, OURS, SILENT = "plain", "ours", "ours, no transcripts"


@dataclass(frozen=True)
class Run:
    """What one build used and made."""

    items: int
    pages: int
    cpu: float
    """Seconds, children included"""
    wall: float
    """Seconds"""
    memory: float
    """MB at the peak"""
    size: float
    """MB of output"""
    largest: float
    """kB of HTML in the largest article page"""


@click.command()
@click.argument("what", type=click.Choice(["site", "feed", "search", "publish"]), default="site")
@click.option("--sizes", help="Items in each corpus. Usually 100,1000 and more.")
@click.option("--seed", default=20261123, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
def bench(what: str, sizes: str | None, seed: int, as_json: bool) -> None:
    """Measure our build beside plain MkDocs with Material: the same Markdown, the same navigation,
    no hooks.

    `scripts/hub bench feed` measures the podcast feed beside bare feedgen with the same episodes,
    `scripts/hub bench search` what a question costs somebody who searches, `scripts/hub bench
    publish` what publishing to a store costs, by what is there and by what has changed."""
    counts = [int(size) for size in (sizes or USUAL[what]).split(",")]
    if what == "publish":
        bench_publish(counts, seed, as_json)
        return
    if what == "search":
        for items in counts:
            _measure_search(items, seed)
        return
    if what == "feed":
        runs = bench_feed(counts, seed)
        if as_json:
            print(json.dumps([run.__dict__ for run in runs], indent=1))
        else:
            print_runs(runs)
        return
    results: dict[str, list[Run]] = {PLAIN: [], OURS: [], SILENT: []}
    for items in counts:
        with tempfile.TemporaryDirectory(prefix="hub-bench-") as folder:
            ours, plain = Path(folder, "ours"), Path(folder, "plain")
            write_corpus(ours, items, seed)
            link_hub(ours)
            _plain_twin(ours, plain)
            results[PLAIN].append(_measure(plain, items))
            results[OURS].append(_measure(ours, items))
            # Plain MkDocs knows no transcripts; without them both builds read the same text.
            for transcript in (ours / "episodes").glob("*.vtt"):
                transcript.unlink()
            results[SILENT].append(_measure(ours, items))
    if as_json:
        print(
            json.dumps(
                {name: [run.__dict__ for run in runs] for name, runs in results.items()}, indent=1
            )
        )
    else:
        _print(results)


def _measure_search(items: int, seed: int) -> None:
    """Build a corpus and ask for words of it: one, two and three at a time."""
    with tempfile.TemporaryDirectory(prefix="hub-bench-") as folder:
        root = Path(folder, "ours")
        write_corpus(root, items, seed)
        link_hub(root)
        run = _measure(root, items)
        article = (root / "docs/articles/article-00001.md").read_text(encoding="utf-8")
        words = re.findall(r"\b[a-z]{4,6}\b", article.split("##")[2])
        out.print(f"{items:,} items, built in {run.cpu:.1f} CPU s with their index")
        questions = [
            words[3],
            words[5],
            *(" ".join(words[at : at + count]) for at, count in ((8, 2), (20, 2), (30, 3))),
        ]
        measure_search(root / "site", questions)


def _plain_twin(ours: Path, plain: Path) -> None:
    """The same Markdown for MkDocs alone: episodes become pages, list pages become what authors
    would write at least."""
    shutil.copytree(ours / "docs", plain / "docs", ignore=shutil.ignore_patterns("*.yml"))
    for episode in (ours / "episodes").glob("*.md"):
        text = episode.read_text(encoding="utf-8").replace("../docs/", "../")
        (plain / "docs" / "podcast" / episode.name).write_text(text, encoding="utf-8")
    for article in plain.glob("docs/*/*.md"):
        text = article.read_text(encoding="utf-8").replace("../../episodes/", "../podcast/")
        article.write_text(text.replace("#t=", "#t"), encoding="utf-8")
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    # Without our `plugins: []`, MkDocs makes its stock search.
    dropped = (
        "plugins:",
        "hooks:",
        "watch:",
        "extra_css:",
        "extra_javascript:",
        "  logo:",
        "  favicon:",
    )
    kept = [line for line in settings.split("\n") if not line.startswith(dropped)]
    kept.append('not_in_nav: "/*/**"')
    # What Material has by itself, which ours replaces.
    kept = [line.replace("plugins: []", "plugins: [search]") for line in kept]
    (plain / "mkdocs.yml").write_text(
        "\n".join(kept).replace("anchors: warn", "anchors: ignore"), encoding="utf-8"
    )


def _measure(root: Path, items: int) -> Run:
    """Build once, cold, in a process of its own."""
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--quiet",
        "--config-file",
        str(root / "mkdocs.yml"),
    ]
    environment = {**os.environ, "HUB_NOW": "2026-11-23 09:00 +0000", "NO_MKDOCS_2_WARNING": "1"}
    started = time.monotonic()
    process = subprocess.Popen(command, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - started
    if status:
        raise click.ClickException(f"the build of {items} items failed")
    site = root / "site"
    files = [file for file in site.rglob("*") if file.is_file()]
    articles = [file.stat().st_size for file in site.glob("articles/*/index.html")]
    pages = sum(file.suffix == ".html" for file in files)
    # Linux counts in kB, macOS in bytes.
    peak = usage.ru_maxrss / (1_000 if sys.platform.startswith("linux") else 1_000_000)
    size = sum(file.stat().st_size for file in files if file.suffix not in (".wav", ".mp3")) / 1e6
    return Run(
        items, pages, usage.ru_utime + usage.ru_stime, wall, peak, size, max(articles) / 1000
    )


def _print(results: dict[str, list[Run]]) -> None:
    table = Table(
        "items",
        "build",
        "pages",
        "CPU s",
        "wall s",
        "peak MB",
        "output MB",
        "ms/page",
        "article kB",
    )
    for runs in zip(*results.values(), strict=True):
        plain = runs[0]
        for name, run in zip(results, runs, strict=True):
            against = f"  ×{run.cpu / plain.cpu:.2f}" if run is not plain else ""
            memory = f"  ×{run.memory / plain.memory:.2f}" if run is not plain else ""
            table.add_row(
                f"{run.items:,}",
                name,
                f"{run.pages:,}",
                f"{run.cpu:.2f}{against}",
                f"{run.wall:.2f}",
                f"{run.memory:.0f}{memory}",
                f"{run.size:.1f}",
                f"{run.cpu / run.pages * 1000:.2f}",
                f"{run.largest:.1f}",
                end_section=name == SILENT,
            )
    out.print(table)
    for name, grown in results.items():
        for smaller, larger in pairwise(grown):
            exponent = math.log(larger.cpu / smaller.cpu) / math.log(larger.items / smaller.items)
            out.print(
                f"{name}: CPU grows from {smaller.items:,} to {larger.items:,} items with exponent {exponent:.2f}"
            )
