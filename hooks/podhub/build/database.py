"""The one SQLite file of a store: rows by key, and nothing that cannot be made again.

It may be deleted, damaged, of another version or in use by another build. Then it is empty, or what
is written is lost: that costs time. It never costs truth, since each row says by a sum whether it is
whole, and that of the key by which it was found: damage may lead from a key to another's row."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import sqlite3
import threading
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Literal

from podhub.build.objects import make_folder

PATIENCE = 10
"""Seconds that a build waits while another writes"""
FORM = 3
"""The number of the tables' form"""
BATCH = 500
"""Keys that are asked for at once"""
NOTED_EVERY = 8
"""Builds after which the last use of a row is written down anew"""
SUM = 16
"""Bytes of the digest before each value"""

_SYSTEMS = {sqlite3.SQLITE_FULL: errno.ENOSPC, sqlite3.SQLITE_READONLY: errno.EROFS}
Table = Literal["unit", "content"]
_TABLES = """
create table unit (key text primary key, value blob, used integer);
create table content (key text primary key, sha256 text, md5 text, size integer, changed integer,
                      sum integer, used integer);
create table note (name text primary key, value text);
"""
"""Rows of several kilobytes are found three times as fast beside their index as in it
(sqlite.org/withoutrowid.html)."""


class Database:
    """Reads and writes rows. Trouble with what is in the file is never an error; where this machine
    lets nobody write one, that is an OSError."""

    def __init__(self, file: Path) -> None:
        self._file = file
        make_folder(file.parent, file.parent)
        self._own = self._open()
        self._process = os.getpid()
        self._lock = threading.Lock()
        """A preview plans in one thread and shows in another."""

    @property
    def _connection(self) -> sqlite3.Connection:
        """The connection of this process: none survives a fork (sqlite.org/howtocorrupt.html)."""
        if self._process != os.getpid():
            self._own, self._process = self._open(), os.getpid()
        return self._own

    def _open(self) -> sqlite3.Connection:
        try:
            return self._connect()
        except sqlite3.DatabaseError:
            for file in self._file.parent.glob(f"{self._file.name}*"):
                shutil.rmtree(file) if file.is_dir() else file.unlink(missing_ok=True)
            try:
                return self._connect()
            except sqlite3.DatabaseError as error:
                raise _trouble(error, self._file) from None

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self._file, timeout=PATIENCE, isolation_level=None, check_same_thread=False
        )
        # What is lost when the power fails is made again.
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = off")
        if connection.execute("pragma user_version").fetchone()[0] != FORM:
            connection.executescript(
                "drop table if exists unit; drop table if exists content; drop table if exists note;"
                + f"{_TABLES} pragma user_version = {FORM};"
            )
        return connection

    def _rows(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        with self._lock:
            try:
                return self._connection.execute(statement, values).fetchall()
            except sqlite3.DatabaseError:
                return self._lost()

    def _write(self, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        with self._lock:
            try:
                self._connection.execute("begin immediate")
                self._connection.executemany(statement, rows)
                self._connection.execute("commit")
            except sqlite3.DatabaseError:
                self._lost()

    def _lost(self) -> list[tuple[Any, ...]]:
        """Begin anew where the file is no longer what it was."""
        with suppress(sqlite3.DatabaseError):
            self._connection.execute("rollback")
        self._connection.close()
        self._own = self._open()
        return []

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def units(self, keys: Iterable[str], build: int) -> Iterator[tuple[str, bytes]]:
        """The values that are known and whole, by their keys. This build has used them then."""
        for key, value, _ in self._used("unit", "value", keys, build):
            found = value[SUM:]
            if value[:SUM] == _sum(key, found):
                yield key, found

    def contents(
        self, keys: Iterable[str], build: int
    ) -> Iterator[tuple[str, tuple[str, str, int, int]]]:
        """What is known of artifacts by their keys: SHA-256, MD5, bytes, time of change. This build
        has used them then."""
        columns = "sha256, md5, size, changed, sum"
        for key, sha256, md5, size, changed, total, _ in self._used(
            "content", columns, keys, build
        ):
            if total == _row_sum(key, sha256, md5, size, changed):
                yield key, (sha256, md5, size, changed)

    def _used(
        self, table: Table, columns: str, keys: Iterable[str], build: int
    ) -> Iterator[tuple[Any, ...]]:
        listed = list(keys)
        long_ago: list[tuple[str]] = []
        for start in range(0, len(listed), BATCH):
            batch = listed[start : start + BATCH]
            places = ",".join("?" * len(batch))
            chosen = f"select key, {columns}, used from {table} where key in ({places})"  # noqa: S608
            rows = self._rows(chosen, batch)
            long_ago += [(row[0],) for row in rows if row[-1] < build - NOTED_EVERY]
            yield from rows
        if long_ago:
            self._write(f"update {table} set used = {build} where key = ?", long_ago)  # noqa: S608

    def add_units(self, units: Iterable[tuple[str, bytes]], used: int) -> None:
        """Remember values by their keys."""
        rows = ((key, _sum(key, value) + value, used) for key, value in units)
        self._write("insert or replace into unit values (?, ?, ?)", rows)

    def add_contents(
        self, contents: Iterable[tuple[str, tuple[str, str, int, int]]], used: int
    ) -> None:
        """Remember what artifacts hold."""
        rows = ((key, *row, _row_sum(key, *row), used) for key, row in contents)
        self._write("insert or replace into content values (?, ?, ?, ?, ?, ?, ?)", rows)

    def forget(self, table: Table, before: int) -> None:
        """Drop the rows that no build has used since `before`."""
        self._write(f"delete from {table} where used < ?", [(before,)])  # noqa: S608

    def known_files(self) -> set[str]:
        """The SHA-256 of every content that a row names."""
        return {row[0] for row in self._rows("select distinct sha256 from content")}

    def note(self, name: str) -> str | None:
        """What was written down under a name."""
        rows = self._rows("select value from note where name = ?", [name])
        return str(rows[0][0]) if rows else None

    def set_note(self, name: str, value: str) -> None:
        """Write something down under a name."""
        self._write("insert or replace into note values (?, ?)", [(name, value)])


def _trouble(error: sqlite3.DatabaseError, file: Path) -> OSError:
    """What the system refused (sqlite.org/rescode.html), of a file that is none of the wrong form."""
    if os.path.lexists(file.parent) and not os.access(file.parent, os.W_OK):
        number = errno.EACCES
    else:
        number = _SYSTEMS.get(getattr(error, "sqlite_errorcode", 0) & 0xFF, errno.EIO)
    return OSError(number, os.strerror(number), str(file))


def _sum(key: str, value: bytes) -> bytes:
    return hashlib.blake2b(
        value, digest_size=SUM, person=zlib.crc32(key.encode()).to_bytes(4)
    ).digest()


def _row_sum(key: str, sha256: str, md5: str, size: int, changed: int) -> int:
    return zlib.crc32(f"{key} {sha256} {md5} {size} {changed}".encode())
