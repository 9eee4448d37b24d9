"""`scripts/hub bench`: what builds, edits, previews and pushes cost, beside plain Material and Hugo
with the same Markdown in one run.

Each program runs as its users run it, one after the other, and the system says what it used. Times
on a shared machine are noisy, so the ratios to plain Material are what counts."""

from __future__ import annotations

import math
import tempfile
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from podhub.cli.console import out
from rich.table import Table

from tools.bench_builders import ENVIRONMENT, HUGO, NOW, OURS, PLAIN, Builder, hub_command, ours
from tools.bench_builders import hugo as hugo_builder
from tools.bench_builders import plain as plain_builder
from tools.bench_preview import push_to_live, save_to_seen
from tools.corpus import link_hub, write_corpus
from tools.measuring import Usage, measure, several

CPU, WALL = "cold, CPU", "cold, wall"
EDIT, SAME = "one edit, wall", "nothing changed, wall"
SEEN = "save to seen in the preview"
MEMORY, LARGEST = "cold, peak memory of all processes", "cold, memory of the largest process"
CHECK, PUSH = "check after one edit, wall", "push of one edit to live"
PARTS = ("edit", "same", "preview", "check", "push")
"""What is measured beside builds from nothing"""


@dataclass(frozen=True)
class Row:
    """A line of the table."""

    name: str
    unit: str
    against: str | None
    """The row of plain Material that it is divided by"""
    goal: float | None = None
    """The most that the ratio may be; of what has no ratio, the value"""


ROWS = (
    Row(CPU, "s", CPU, 1.0),
    Row(WALL, "s", WALL, 1.0),
    Row(EDIT, "s", WALL, 0.12),
    Row(SAME, "s", WALL, 0.08),
    Row(SEEN, "s", None, 0.5),
    Row(MEMORY, "MB", MEMORY, 1.5),
    Row(LARGEST, "MB", MEMORY),
    Row(CHECK, "s", WALL, 0.06),
    Row(PUSH, "s", WALL, 0.25),
)


@dataclass(frozen=True)
class Figure:
    """One measured value."""

    pages: int
    builder: str
    row: str
    value: float
    unit: str
    ratio: float | None
    """To plain Material's cold build of the same run"""


def bench_site(
    sizes: Collection[int], seed: int, parts: Collection[str], beside: Collection[str]
) -> list[Figure]:
    """Measure some sizes. `parts` are of PARTS, `beside` names the builders beside ours."""
    figures: list[Figure] = []
    for pages in sizes:
        with tempfile.TemporaryDirectory(prefix="hub-bench-") as folder:
            measured = {
                builder.name: dict(_values(builder, Path(folder), parts))
                for builder in _builders(Path(folder), pages, seed, beside)
            }
        figures += _figures(pages, measured)
    return figures


def _builders(folder: Path, pages: int, seed: int, beside: Collection[str]) -> Iterator[Builder]:
    """Write the corpus for each builder. Ours comes last, since its commands leave most behind."""
    hub = folder / OURS
    write_corpus(hub, pages, seed)
    link_hub(hub)
    if PLAIN in beside:
        yield plain_builder(folder / PLAIN, hub)
    if HUGO in beside and (builder := hugo_builder(folder / HUGO, hub)):
        yield builder
    yield ours(hub)


def _values(builder: Builder, folder: Path, parts: Collection[str]) -> Iterator[tuple[str, float]]:
    def cold() -> Usage:
        builder.forget()
        return measure(builder.build, ENVIRONMENT)

    def edited(command: tuple[str, ...]) -> Callable[[], Usage]:
        def run() -> Usage:
            builder.edit("something else")
            return measure(command, ENVIRONMENT)

        return run

    root = folder / builder.name
    yield from _cold_values(several(cold))
    if "edit" in parts:
        yield EDIT, several(edited(builder.build)).wall
    if "same" in parts:
        yield SAME, several(lambda: measure(builder.build, ENVIRONMENT)).wall
    if "preview" in parts:
        yield SEEN, save_to_seen(builder)
    if "check" in parts and builder.name == OURS:
        yield CHECK, several(edited(hub_command("check", root, "--now", NOW))).wall
    if "push" in parts and builder.name == OURS:
        yield PUSH, push_to_live(builder, root, folder / "pushed")


def _cold_values(usage: Usage) -> Iterator[tuple[str, float]]:
    yield CPU, usage.cpu
    yield WALL, usage.wall
    if usage.memory:
        yield MEMORY, usage.memory
        yield LARGEST, usage.largest


def _figures(pages: int, measured: dict[str, dict[str, float]]) -> Iterator[Figure]:
    plain = measured.get(PLAIN, {})
    for builder, values in measured.items():
        for row in ROWS:
            if row.name in values:
                value, against = values[row.name], plain.get(row.against or "")
                ratio = value / against if against else None
                yield Figure(pages, builder, row.name, value, row.unit, ratio)


def print_figures(figures: list[Figure]) -> None:
    """Show a table for each size, and how each builder grows from size to size."""
    sizes = sorted({figure.pages for figure in figures})
    names = [name for name in (OURS, PLAIN, HUGO) if any(f.builder == name for f in figures)]
    for pages in sizes:
        found = {(f.builder, f.row): f for f in figures if f.pages == pages}
        table = Table(f"{pages:,} pages", "goal", *names)
        for column in table.columns[1:]:
            column.justify = "right"
        for row in ROWS:
            cells = [_cell(found.get((name, row.name)), row, name) for name in names]
            if any(cells):
                goal = "" if row.goal is None else f"{row.goal:g}" + ("" if row.against else " s")
                table.add_row(row.name, goal, *cells)
        out.print(table, markup=True)
    for name in names:
        for line in growth({(f.pages, f.row): f.value for f in figures if f.builder == name}):
            out.print(f"{name}: {line}")


def _cell(figure: Figure | None, row: Row, name: str) -> str:
    if figure is None:
        return ""
    form = ".2f" if row.unit == "s" else ",.0f"
    text = f"{figure.value:{form}} {row.unit}"
    text += f"  ×{figure.ratio:.2f}" if figure.ratio is not None else ""
    reached = figure.ratio if row.against else figure.value
    if name != OURS or row.goal is None or reached is None:
        return text
    return f"[{'green' if reached <= row.goal else 'red'}]{text}[/]"


def growth(values: dict[tuple[int, str], float]) -> Iterator[str]:
    """Say how values by pages and row grow with the number of pages.

    >>> list(growth({(200, "cold, CPU"): 1.0, (2000, "cold, CPU"): 10.0}))
    ['cold, CPU grows from 200 to 2,000 pages with exponent 1.00']
    >>> list(growth({(200, "one edit, wall"): 0.5, (2000, "one edit, wall"): 0.68}))
    ['one edit, wall grows from 200 to 2,000 pages by 0.10 ms a page']
    """
    sizes = sorted({pages for pages, _ in values})
    for smaller, larger in pairwise(sizes):
        for row in (CPU, WALL, EDIT):
            if (smaller, row) not in values or (larger, row) not in values:
                continue
            first, second = values[smaller, row], values[larger, row]
            exponent = math.log(second / first) / math.log(larger / smaller)
            by_page = (second - first) / (larger - smaller) * 1_000
            how = f"by {by_page:.2f} ms a page" if row == EDIT else f"with exponent {exponent:.2f}"
            yield f"{row} grows from {smaller:,} to {larger:,} pages {how}"
