"""Makes the search index of its documents, by Pagefind: many small files, of which a browser reads
a few for each question.

Pagefind runs beside the build, which has pages to write meanwhile.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

import cbor2
from pagefind.service import get_executable

from podhub.outputs.search.documents import SearchDocument

FOLDER = "pagefind"
UNREAD = ".headerlink, .footnote-ref, .footnote-backref"
"""What stands in a page's text and is none of it."""
UNUSED = ("pagefind-*ui.*", "pagefind-highlight.js", "pagefind-worker.js")
"""Pagefind's own dialogs, 370 kB, and what our search does not start."""
ONE_POOL = {"_RJEM_MALLOC_CONF": "narenas:1"}
"""Pagefind's allocator, jemalloc, keeps pools of memory for each processor; with one pool a build
needs a seventh less memory."""
_SIGNATURE = b"pagefind_dcd"


class SearchIndex:
    """An index that is being made."""

    def __init__(self, documents: Iterable[SearchDocument]) -> None:
        """Hand the documents to Pagefind and return while it works."""
        self._folder = Path(tempfile.mkdtemp(prefix="hub-search-"))
        self._stopped = False
        self._finishing: threading.Thread | None = None
        for document in documents:
            file = self._folder / "documents" / document.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(document.html, encoding="utf-8")
        program = get_executable()
        if program is None:
            raise FileNotFoundError("Pagefind's program is not installed")
        command: list[str | Path] = [
            program,
            "--site",
            self._folder / "documents",
            "--output-path",
            self._folder / FOLDER,
        ]
        self._indexing = subprocess.Popen(  # noqa: S603 (a program of our own environment)
            [*command, "--exclude-selectors", UNREAD, "--silent"],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={**os.environ, **ONE_POOL},
        )

    def finish(self, site: Path) -> None:
        """Wait for the index and put it into the site's folder `pagefind`."""
        try:
            said, _ = self._indexing.communicate()
            if self._stopped:
                return
            if self._indexing.returncode:
                raise ChildProcessError(f"Pagefind failed: {said.decode(errors='replace').strip()}")
            made = self._folder / FOLDER
            for pattern in UNUSED:
                for file in made.glob(pattern):
                    file.unlink()
            put_in_order(made)
            shutil.rmtree(site / FOLDER, ignore_errors=True)
            shutil.move(made, site / FOLDER)
        finally:
            shutil.rmtree(self._folder, ignore_errors=True)

    def finish_later(self, site: Path, report: Callable[[str], None]) -> None:
        """The same, while the caller goes on; `report` is told what went wrong."""

        def finish() -> None:
            try:
                self.finish(site)
            except OSError as error:
                report(str(error))

        self._finishing = threading.Thread(target=finish, daemon=True)
        self._finishing.start()

    def stop(self) -> None:
        """Give up: the documents are of yesterday. Nothing is put into a site after this
        returns."""
        self._stopped = True
        self._indexing.kill()
        if self._finishing:
            self._finishing.join()
        self._indexing.wait()
        shutil.rmtree(self._folder, ignore_errors=True)


def put_in_order(index: Path) -> None:
    """Sort what Pagefind lists in another order at each run: the names of the filters, in the table
    of contents.

    The table's file is named by what it holds, and `pagefind-entry.json` names it.
    """
    entry = json.loads((index / "pagefind-entry.json").read_bytes())
    for language, listed in entry["languages"].items():
        file = index / f"pagefind.{listed['hash']}.pf_meta"
        _version, _pages, _chunks, filters, *_ = table = cbor2.loads(
            gzip.decompress(file.read_bytes()).removeprefix(_SIGNATURE)
        )
        filters.sort()
        data = _SIGNATURE + cbor2.dumps(table)
        file.unlink()
        listed["hash"] = f"{language}_{hashlib.sha256(data).hexdigest()[:10]}"
        (index / f"pagefind.{listed['hash']}.pf_meta").write_bytes(gzip.compress(data, mtime=0))
    (index / "pagefind-entry.json").write_text(
        json.dumps(entry, ensure_ascii=False), encoding="utf-8"
    )
