"""What it costs to index a large hub: ours from nothing and after an edit, and Pagefind, on the same
texts in one run."""

from __future__ import annotations

import gc
import gzip
import json
import os
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from html import escape
from pathlib import Path

import click
from podhub.build.store import Store
from podhub.cli.console import out
from podhub.model.artifact import Artifact
from podhub.model.digest import digest_of
from podhub.model.memo import Memo
from podhub.outputs.search.index import SearchFiles, Source
from podhub.outputs.search.sections import Section
from podhub.outputs.search.texts import Choices, Said, SearchText
from podhub.read.no_memo import NoMemo
from rich.table import Table

MB = 1_000_000


def measure_indexing(site: Path, plain_cpu: float) -> None:
    """Index what a built site's search finds again, by each; print what that took. `plain_cpu` are
    the seconds of plain Material's build, measured in the same run."""
    texts = list(read_texts(site))
    # A build knows by what its pages say whether a text changed: that is no part of indexing.
    keys = {text.url: digest_of(text) for text in texts}
    passages = sum(len(text.speech) for text in texts)
    out.print(f"{len(texts):,} pages and {passages:,} passages of speech")
    table = Table("index", "CPU s", "of plain", "MB beyond", "files", "largest kB", "MB")
    with tempfile.TemporaryDirectory(prefix="hub-bench-") as name:
        folder = Path(name)
        ours = _cost(partial(_write, folder / "ours", texts, keys, NoMemo()))
        _add(table, "ours, from nothing", ours, folder / "ours", plain_cpu)
        _cost(partial(_remember, folder / "store", texts, keys))
        edited = _edited(texts)
        keys = {text.url: digest_of(text) for text in edited}
        cost = _cost(partial(_remember, folder / "store", edited, keys))
        _write(folder / "edited", edited, keys, NoMemo())
        changed = _changed(folder / "ours", folder / "edited")
        table.add_row("ours, one word more", f"{cost[0]:.2f}", "", f"{cost[1]:.0f}", *("",) * 3)
        documents = folder / "documents"
        _write_documents(documents, texts)
        theirs = _pagefind(documents, folder / "pagefind")
        _add(table, "Pagefind", theirs, folder / "pagefind", plain_cpu)
    out.print(table)
    out.print(f"One word more changes {', '.join(changed)}")


def read_texts(site: Path) -> Iterator[SearchText]:
    """What a built site's search finds, from its files."""
    speech: dict[str, list[tuple[int, Path]]] = {}
    for file in (site / "search/speech").glob("*.json"):
        url = json.loads(file.read_bytes())[0]
        speech.setdefault(url, []).append((int(file.stem.partition("-")[2]), file))
    for file in sorted((site / "search/texts").glob("*.json")):
        for page in json.loads(file.read_bytes()).values():
            url, kind, title, names, description, asks, points, topics, sections = page
            yield SearchText(
                url, kind, title, "en", tuple(topics), tuple(names), tuple(asks), description,
                tuple(points), tuple(Section(*section) for section in sections),
                tuple(
                    tuple(Said(*said) for said in passage)
                    for _, part in sorted(speech.get(url, []))
                    for passage in json.loads(part.read_bytes())[2]
                ),
            )  # fmt: skip


def _artifacts(
    texts: Sequence[SearchText], keys: Mapping[str, str], memo: Memo
) -> Iterator[Artifact]:
    sources = [
        Source(text.url, memo.key("bench", keys[text.url]), "docs", partial(_same, text))
        for text in texts
    ]
    return SearchFiles(sources, Choices((), {}), "en", "mkdocs.yml", memo).all()


def _same(text: SearchText) -> SearchText:
    return text


def _write(folder: Path, texts: Sequence[SearchText], keys: Mapping[str, str], memo: Memo) -> None:
    for name in ("words", "spelling", "texts", "speech"):
        (folder / "search" / name).mkdir(parents=True)
    for artifact in _artifacts(texts, keys, memo):
        (folder / artifact.path).write_bytes(artifact.make())


def _remember(folder: Path, texts: Sequence[SearchText], keys: Mapping[str, str]) -> None:
    store = Store(folder, "bench", rechecks=False)
    store.contents(_artifacts(texts, keys, store), folder, {})
    store.close()


def _edited(texts: Sequence[SearchText]) -> list[SearchText]:
    """One page with one more word, which the hub has."""
    first = max(texts, key=lambda text: len(text.sections))
    section = first.sections[-1]
    word = first.sections[0].text.split()[0]
    more = replace(section, text=f"{section.text} {word}")
    changed = replace(first, sections=(*first.sections[:-1], more))
    return [changed if text is first else text for text in texts]


def _changed(before: Path, after: Path) -> list[str]:
    paths = {file.relative_to(f) for f in (before, after) for file in f.rglob("*.*")}
    return sorted(
        path.as_posix()
        for path in paths
        if not (before / path).exists()
        or not (after / path).exists()
        or (before / path).read_bytes() != (after / path).read_bytes()
    )


def _write_documents(folder: Path, texts: Sequence[SearchText]) -> None:
    """What Pagefind reads: a page each, and a passage of speech each."""
    for text in texts:
        lead = (text.description, *text.key_points, *text.names)
        body = "".join(f"<p>{escape(line)}</p>" for line in lead)
        for section in text.sections:
            body += f"<h2 id='{escape(section.anchor)}'>{escape(section.heading)}</h2>"
            body += f"<p>{escape(section.text)}</p>"
        _document(folder / text.url / "index.html", text, body)
        for passage in text.speech:
            body = "".join(f"<span id='t={s.at}'></span> {escape(s.text)} " for s in passage)
            _document(folder / text.url / f"{passage[0].at}.html", text, body)


def _document(file: Path, text: SearchText, body: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    title = f"<h1>{escape(text.title)}</h1>"
    file.write_text(f"<!doctype html><html lang='en'><body>{title}{body}</body></html>")


def _pagefind(documents: Path, output: Path) -> tuple[float, float]:
    from pagefind.service import get_executable

    program = get_executable()
    if program is None:
        raise click.ClickException("Pagefind is not installed")
    command: list[str | Path] = [program, "--site", documents, "--output-path", output, "--silent"]
    process = subprocess.Popen(command)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise click.ClickException("Pagefind failed")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000


def _cost(work: Callable[[], None]) -> tuple[float, float]:
    """CPU seconds of some work in a process of its own, and the MB that it takes beyond ours."""
    before = int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    process = os.fork()
    if not process:
        gc.disable()  # as our commands do
        failed = 1
        try:
            work()
            failed = 0
        finally:
            os._exit(failed)
    _, status, usage = os.wait4(process, 0)
    if status:
        raise click.ClickException("the index could not be made")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000 - before / MB


def _add(table: Table, name: str, cost: tuple[float, float], folder: Path, plain: float) -> None:
    files = [file for file in folder.rglob("*") if file.is_file()]
    packed = [len(gzip.compress(file.read_bytes(), 6)) for file in files]
    numbers = (f"{len(files):,}", f"{max(packed) / 1000:.1f}", f"{sum(packed) / MB:.1f}")
    table.add_row(name, f"{cost[0]:.1f}", f"{cost[0] / plain:.2f}", f"{cost[1]:.0f}", *numbers)
