"""The preview follows whatever happens to files and folders, and lives on."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from podhub.adapters.preview import Preview
from podhub.build.hub import View

from tests.build.corpus import ARTICLE, NOW, write_hub
from tests.running import until

PAGE = "articles/first-call/index.html"


class Followed:
    """A preview of the small hub, in this process."""

    def __init__(self, root: Path) -> None:
        self.root = root
        write_hub(root, {"docs/articles/index.md": "---\ntitle: A\ndescription: B.\n---\n\nC.\n"})
        self.said: list[str] = []
        self.preview = Preview(lambda: View(root, NOW, preview=True), self.said.append)
        self._thread = Thread(target=self.preview.follow, args=[lambda: None])
        self._thread.start()

    def shows(self, words: str) -> None:
        """Wait until the article's page has these words; none for a page that is not there."""

        def seen() -> bool:
            page = self.preview.find(PAGE)
            return words.encode() in page if isinstance(page, bytes) and words else page is words

        until(lambda: not words if self.preview.find(PAGE) is None else seen(), f"/{PAGE}: {words}")

    def save(self, words: str) -> None:
        """Write words at the article's end, and see them."""
        with (self.root / ARTICLE).open("a", encoding="utf-8") as file:
            file.write(f"\n{words}\n")
        self.shows(words)

    def close(self) -> None:
        """End it."""
        self.preview.end()
        self._thread.join()
        self.preview.close()


@pytest.fixture
def followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Followed]:
    """A preview that ends with the test, and never begins anew in its process."""
    monkeypatch.setattr(Preview, "_restart", lambda self: None)
    one = Followed(tmp_path / "hub")
    yield one
    one.close()


def test_folders_come_and_go(followed: Followed, tmp_path: Path) -> None:
    """Moved out of the hub and back, renamed, deleted and made anew: the content's own as well."""
    followed.save("Before.")
    articles, docs, aside = followed.root / "docs/articles", followed.root / "docs", tmp_path / "x"
    for folder in (articles, docs):
        folder.rename(aside)
        followed.shows("")
        aside.rename(folder)
        followed.shows("Before.")
        followed.save(f"Moved {folder.name}.")
        shutil.copytree(folder, aside)
        shutil.rmtree(folder)
        followed.shows("")
        shutil.copytree(aside, folder)
        shutil.rmtree(aside)
        followed.shows("Before.")
        followed.save(f"Made {folder.name}.")
    assert followed.said[-1] == "All right again."


def test_editors_save_in_many_ways(followed: Followed) -> None:
    """In one step or in several, over the file or beside it."""
    file = followed.root / ARTICLE
    text = file.read_text(encoding="utf-8")
    file.write_text(text, encoding="utf-8")
    file.write_text(f"{text}\nTwice.\n", encoding="utf-8")
    followed.shows("Twice.")
    beside = file.with_name(f".{file.name}.swx")
    beside.write_text(f"{text}\nBeside.\n", encoding="utf-8")
    beside.replace(file)
    followed.shows("Beside.")
    backup = file.with_name(f"{file.name}~")
    file.rename(backup)
    file.write_text(f"{text}\nBackup.\n", encoding="utf-8")
    backup.unlink()
    followed.shows("Backup.")
    file.unlink()
    followed.shows("")
    file.symlink_to(backup)
    file.unlink()
    file.write_text(f"{text}\nAgain.\n", encoding="utf-8")
    followed.shows("Again.")


def test_a_hook_that_does_not_run_is_told_as_long_as_it_does_not(followed: Followed) -> None:
    """On the page as well; the preview goes on, and sees when the hook was saved again."""
    told = "theirs.py:1: hook: expected code that MkDocs can run, found RuntimeError: boom"
    hook = followed.root / "theirs.py"
    hook.write_text("raise RuntimeError('boom')\n", encoding="utf-8")
    with (followed.root / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("hooks: [theirs.py]\n")
    followed.shows(told)
    assert followed.said[-1] == told
    hook.write_text("\n", encoding="utf-8")
    until(lambda: followed.said[-1] == "All right again.", "a hook that runs")
    assert told.encode() not in (followed.preview.find(PAGE) or b"")
