"""Notices what is saved in the folders of a hub, and waits for it."""

from __future__ import annotations

import errno
import gc
import os
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from watchdog.events import (
    DirModifiedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileClosedNoWriteEvent,
    FileMovedEvent,
    FileOpenedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
    FileSystemMovedEvent,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

QUIET = 0.03
"""Seconds without a change after which a save is taken for complete: editors write in steps"""
LONGEST = 1.0
"""Seconds after which what is saved without a pause is looked at all the same: somebody who copies a
long recording goes on writing"""
_NO_CHANGES = (FileOpenedEvent, FileClosedEvent, FileClosedNoWriteEvent, DirModifiedEvent)
"""A folder is modified by each file that comes and goes."""
CHANGES: list[type[FileSystemEvent]] = [
    *({*FileSystemEvent.__subclasses__()} - {FileSystemMovedEvent, *_NO_CHANGES}),
    FileMovedEvent,
    DirMovedEvent,
]
"""What is listened to. Each plan opens every file of a hub, and to be told of that takes as long as
to read them."""
NO_MORE = (errno.ENOSPC, errno.EMFILE)
"""How Linux refuses to tell a user's programs of still more (inotify_add_watch(2), inotify_init(2))"""


class Saves:
    """What changes in a hub. `contents` are its folders of which every folder matters; `others` are
    watched for files. Where the system tells of changes no more, the files are looked at."""

    def __init__(
        self,
        root: Path,
        contents: Iterable[Path],
        others: Iterable[Path],
        say: Callable[[str], None],
    ) -> None:
        self._root, self._contents, self._others = root, tuple(contents), tuple(others)
        self._say = say
        self._changed: set[str] = set()
        self._folders_changed = self._ended = False
        self._news = threading.Condition()
        self._observer: BaseObserver | None = None
        self.watch()

    def watch(self, more: Iterable[Path] = ()) -> None:
        """Watch the folders that are there now, and `more` files and folders. A folder that was moved
        or made anew is another, and so is one that a link leads to now."""
        self._more = tuple(more)
        try:
            self._start(self._observer or Observer())
        except OSError as error:
            if error.errno not in NO_MORE:
                raise
            self._say(f"note: {error.strerror}; changes are looked for once a second instead")
            self._stop()
            self._start(PollingObserver())

    def _start(self, observer: BaseObserver) -> None:
        self._observer = observer
        observer.unschedule_all()
        contents = (*self._contents, *map(Path.resolve, self._contents))
        handler = _Notes(self._note, contents)
        places = (*self._contents, *self._others, *self._more)
        for folder in dict.fromkeys(place.resolve() for place in places if place.is_dir()):
            observer.schedule(handler, str(folder), recursive=True, event_filter=CHANGES)
        # A file is often another after each save: its folder tells.
        beside = (place.parent for place in self._more if place.is_file())
        for folder in dict.fromkeys((self._root, *beside)):
            observer.schedule(handler, str(folder), event_filter=CHANGES)
        if not observer.is_alive():
            observer.daemon = True
            observer.start()

    def wait(self) -> set[str]:
        """The paths that change next; none after `end`. Garbage is looked for while nobody saves."""
        idle = 0  # seconds
        with self._news:
            while not self._changed and not self._ended:
                # With an end, so that Ctrl-C is heard on every system.
                if not self._news.wait(1):
                    idle += 1
                    if idle == 4:  # sooner, the next of many saves would wait for it
                        gc.collect()
            latest = time.monotonic() + LONGEST
            while not self._ended and self._news.wait(QUIET) and time.monotonic() < latest:
                pass
            changed, self._changed = self._changed, set()
            is_moved, self._folders_changed = self._folders_changed, False
        if is_moved and not self._ended:
            self.watch(self._more)
        return set() if self._ended else changed

    def end(self) -> None:
        """Let whoever waits go on."""
        self._stop()
        with self._news:
            self._ended = True
            self._news.notify_all()

    def _stop(self) -> None:
        if self._observer:
            self._observer.unschedule_all()
            self._observer.stop()

    def _note(self, path: str, is_folder: bool) -> None:
        with self._news:
            self._changed.add(path)
            self._folders_changed |= is_folder
            self._news.notify_all()


class _Notes(FileSystemEventHandler):
    """Hands on what changed, and leaves out what editors keep beside their files."""

    def __init__(self, note: Callable[[str, bool], None], contents: tuple[Path, ...]) -> None:
        self._note, self._contents = note, contents

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note a change."""
        for path in map(os.fsdecode, (event.src_path, event.dest_path)):
            if path and self._matters(event, Path(path)):
                self._note(path, event.is_directory or Path(path) in self._contents)

    def _matters(self, event: FileSystemEvent, path: Path) -> bool:
        if event.is_directory:
            return any(path.is_relative_to(folder) for folder in self._contents)
        # Python compiles a module when it is first needed, beside its place.
        is_litter = path.name.startswith(".") or path.name.endswith(("~", ".swp"))
        return not is_litter and path.parent.name != "__pycache__"
