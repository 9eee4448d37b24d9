"""Templates as they were compiled, so that a build of few pages compiles none."""

from __future__ import annotations

from pathlib import Path

from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket

from podhub.build.store import Store


class _Compiled(FileSystemBytecodeCache):
    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled. Raises OSError, which names the folder."""
        try:
            Path(self.directory).mkdir(parents=True, exist_ok=True)  # it may be deleted at any time
            super().dump_bytecode(bucket)
        except OSError as error:
            error.filename = self.directory  # a full disk is told by writing, which names no file
            raise


def compiled_templates(store: Store, *decides: str) -> FileSystemBytecodeCache:
    """Where Jinja keeps what it compiles, which it knows by a template's source. What else
    `decides` about it stands in the files' names, as the engine does; others' files go."""
    folder = store.folder / "templates"
    folder.mkdir(exist_ok=True)
    mine = store.key("templates", *decides)[:16]
    for file in folder.iterdir():
        if not file.name.startswith(mine):
            file.unlink(missing_ok=True)
    return _Compiled(str(folder), f"{mine}-%s")
