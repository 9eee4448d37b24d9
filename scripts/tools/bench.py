"""`scripts/hub bench`: what the hub costs, and whether two builds make the same."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click
from podhub.cli.console import out
from podhub.cli.options import LocalPath

from tools.bench_builders import ENVIRONMENT, HUGO, PLAIN, ours, plain
from tools.bench_site import PARTS, bench_site, print_figures
from tools.corpus import link_hub, write_corpus
from tools.measuring import measure

Command = TypeVar("Command", bound=Callable[..., None])


class _SiteFirst(click.Group):
    """A group whose first command is meant where none is named."""

    def parse_args(self, context: click.Context, arguments: list[str]) -> list[str]:
        """Put the command's name before the options where it is missing."""
        if not arguments or (arguments[0] not in self.commands and arguments[0] != "--help"):
            arguments = ["site", *arguments]
        return super().parse_args(context, arguments)


class _Sizes(click.ParamType[list[int]]):
    """Numbers with commas between them."""

    name = "numbers"

    def convert(
        self, value: Any, param: click.Parameter | None, context: click.Context | None
    ) -> list[int]:
        """Read the numbers."""
        try:
            return [int(size) for size in value.split(",")]
        except ValueError:
            self.fail(f'expected numbers such as 200,2000, found "{value}"', param, context)


def sizes_option(usual: str) -> Callable[[Command], Command]:
    """`--sizes`: how many items or pages each corpus has."""
    return click.option("--sizes", type=_Sizes(), default=usual, show_default=True)


seed_option = click.option("--seed", default=20261123, show_default=True)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON, not a table.")
pages_option = click.option("--pages", default=2_000, show_default=True)


@click.group(cls=_SiteFirst)
def bench() -> None:
    """Measure the hub. Without a command: its builds beside others, as `bench site` does."""


@bench.command()
@sizes_option("200,2000")
@seed_option
@json_option
@click.option(
    "--only",
    type=click.Choice(PARTS),
    multiple=True,
    help="Measure this beside the build from nothing; usually all.",
)
@click.option(
    "--beside",
    type=click.Choice([PLAIN, HUGO], case_sensitive=False),
    multiple=True,
    default=[PLAIN, HUGO],
    help="Builders to stand beside; usually both, Hugo where there is one.",
)
def site(
    sizes: list[int], seed: int, as_json: bool, only: Sequence[str], beside: Sequence[str]
) -> None:
    """Builds, edits, previews and pushes beside plain Material and Hugo: the same Markdown in one
    run. Ratios are to plain Material's build from nothing."""
    figures = bench_site(sizes, seed, only or PARTS, beside)
    _show(figures, print_figures, as_json)


@bench.command()
@sizes_option("100,1000,10000")
@seed_option
@json_option
def feed(sizes: list[int], seed: int, as_json: bool) -> None:
    """The podcast's feed beside bare feedgen with the same episodes."""
    from tools.bench_feed import bench_feed, print_runs

    _show(bench_feed(sizes, seed), print_runs, as_json)


@bench.command()
@sizes_option("1000")
@seed_option
def search(sizes: list[int], seed: int) -> None:
    """What indexing costs beside Pagefind, and what a question costs somebody who searches."""
    for pages in sizes:
        _measure_search(pages, seed)


@bench.command()
@sizes_option("100,1000")
@seed_option
@json_option
def publish(sizes: list[int], seed: int, as_json: bool) -> None:
    """What publishing to a store costs, by what is there and by what has changed."""
    from tools.bench_publish import bench_publish, print_runs

    _show(bench_publish(sizes, seed), print_runs, as_json)


@bench.command()
@pages_option
@seed_option
@click.option("--edit", is_flag=True, help="A build after an edit, not one from nothing.")
@click.option("--lines", default=25, show_default=True, help="How many modules to show.")
def profile(pages: int, seed: int, edit: bool, lines: int) -> None:
    """Where the time of a build goes, by module and function, on one core."""
    from tools.bench_profile import bench_profile, print_modules

    print_modules(bench_profile(pages, seed, edit=edit), lines)


@bench.command()
@click.argument("folder", type=LocalPath())
@pages_option
@seed_option
def corpus(folder: Path, pages: int, seed: int) -> None:
    """Write the corpus that the others measure, to look at it or build it by hand."""
    write_corpus(folder, pages, seed)
    link_hub(folder)


@bench.command()
@click.option("--steps", default=1_000, show_default=True)
@seed_option
def edits(steps: int, seed: int) -> None:
    """Edit a small hub at random; after each step, hold a build with a memory against one from
    nothing. The same seed makes the same steps."""
    from tools.edits.running import run_edits

    run_edits(steps, seed)


@bench.command()
@click.argument("episodes", nargs=-1, metavar="[EPISODE]...")
@click.option(
    "--sound",
    "sounds",
    multiple=True,
    type=click.Choice(("as it is", "noise at 20 dB", "1.15 times as fast", "32 kbit/s")),
    help="How the recordings sound; usually all four.",
)
@click.option("--model", metavar="NAME-OR-FOLDER", help="Another model than the built-in one.")
def speech(episodes: tuple[str, ...], sounds: tuple[str, ...], model: str | None) -> None:
    """How well recordings are written down and aligned: on our own episodes, whose words are known."""
    from tools.bench_speech import VARIANTS, bench_speech

    bench_speech(episodes, sounds or VARIANTS, model)


@bench.command()
@click.argument("old", type=LocalPath(exists=True, file_okay=False))
@click.argument("new", type=LocalPath(exists=True, file_okay=False))
@click.option("--most", default=20, show_default=True, help="Differences shown of each kind.")
def compare(old: Path, new: Path, most: int) -> None:
    """How two built sites differ: HTML by its structure, XML by its canonical form, the rest as it
    is."""
    from tools.site_diff import compare_sites, print_comparison

    print_comparison(compare_sites(old, new), most)


def _show(runs: list[Any], show: Any, as_json: bool) -> None:
    if as_json:
        print(json.dumps([run.__dict__ for run in runs], indent=1))
    else:
        show(runs)


def _measure_search(pages: int, seed: int) -> None:
    """Build a corpus and ask for words of it: one, two and three at a time."""
    from tools.bench_index import measure_indexing
    from tools.bench_search import measure_search

    with tempfile.TemporaryDirectory(prefix="hub-bench-") as folder:
        root = Path(folder, "hub")
        write_corpus(root, pages, seed)
        link_hub(root)
        usage = measure(ours(root).build, ENVIRONMENT)
        article = (root / "docs/articles/article-00001.md").read_text(encoding="utf-8")
        words = re.findall(r"\b[a-z]{6,8}\b", article.split("##")[2])
        out.print(f"{pages:,} pages, built in {usage.cpu:.1f} CPU s with their index")
        questions = [
            words[3],
            words[5],
            *(" ".join(words[at : at + count]) for at, count in ((8, 2), (20, 2), (30, 3))),
        ]
        measure_indexing(
            root / "site", measure(plain(Path(folder, "plain"), root).build, ENVIRONMENT).cpu
        )
        measure_search(root / "site", questions)
