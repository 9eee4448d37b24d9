"""The corpus of the benchmark: the same from the same seed, without a mistake, and of the size that
figures were measured with."""

from __future__ import annotations

from pathlib import Path

from podhub.build.hub import View, read_hub
from podhub.build.store import open_store
from tools.bench_builders import plain
from tools.corpus import EPISODE_SECONDS, PAGE_WORDS, START, link_hub, write_corpus

from tests.running import contents


def test_a_seed_makes_the_same_corpus_again(tmp_path: Path) -> None:
    """And another seed another."""
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        write_corpus(tmp_path / name, 10, seed)
    assert contents(tmp_path / "a") == contents(tmp_path / "b")
    assert contents(tmp_path / "a") != contents(tmp_path / "c")


def test_a_corpus_is_a_hub_without_mistakes(tmp_path: Path) -> None:
    """Half articles, half episodes, a definition for every fiftieth page; recordings elsewhere or
    here."""
    for name, recordings in (("elsewhere", False), ("here", True)):
        root = tmp_path / name
        write_corpus(root, 100, 1, recordings=recordings)
        link_hub(root)
        hub = read_hub(View(root, START.replace(year=2026)), open_store(tmp_path / "store"))
        assert hub.problems == ()
        shown = hub.shown
        assert (len(shown.articles), len(shown.episodes), len(shown.definitions)) == (50, 50, 2)
        audio = [episode.audio for episode in shown.episodes.values()]
        assert {one.seconds for one in audio} == {EPISODE_SECONDS}
        assert all(("://" in one.url) is not recordings for one in audio)
        spoken = sum(bool(episode.transcript) for episode in shown.episodes.values())
        assert 8 <= spoken <= 22
    words = len((root / "docs/articles/article-00003.md").read_text().split("---\n")[2].split())
    assert PAGE_WORDS <= words <= PAGE_WORDS + 300


def test_plain_material_gets_the_same_texts(tmp_path: Path) -> None:
    """As pages, with links that lead to them."""
    write_corpus(tmp_path / "hub", 20, 1)
    plain(tmp_path / "plain", tmp_path / "hub")
    pages = {file.name: file.read_text() for file in (tmp_path / "plain" / "docs").rglob("*.md")}
    for folder in ("docs/articles", "docs/definitions", "episodes"):
        for source in (tmp_path / "hub" / folder).glob("*-*.md"):
            words = source.read_text().split()
            found = pages[source.name].split()
            assert [word for word in words if ".md)" not in word] == [
                word for word in found if ".md)" not in word
            ]
    assert "../../episodes/" not in "".join(pages.values())
