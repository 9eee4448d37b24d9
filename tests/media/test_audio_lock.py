"""What was measured is kept in a lock that lies well in Git, and a build needs no more than
that."""

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from podhub.build.reading import read_catalog
from podhub.media.audio_lock import (
    LOCK,
    MAX_CHARACTERS,
    Lock,
    lock_text,
    locked,
    read_lock,
    write_lock,
)
from podhub.model.media import RecordingFacts
from podhub.model.podcast_parts import RecordedMoment
from podhub.read.frontmatter import parse_yaml

from tests.build.corpus import EPISODE, catalog_of, mp3, write_hub
from tests.running import ROOT

AUDIO = "episodes/001-ramp-time.mp3"
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=20
)
TIMES = st.integers(0, 10**7).map(lambda milliseconds: milliseconds / 1000)
CHAPTERS = st.lists(
    st.builds(RecordedMoment, at=TIMES, title=WORDS, url=st.none() | st.just("https://a.example/")),
    max_size=3,
)
FACTS = st.builds(
    RecordingFacts,
    st.integers(1, 10**12),
    st.integers(1, 10**8).map(lambda milliseconds: milliseconds / 1000),
    st.sampled_from(["audio/mpeg", "video/mp4"]),
    st.none() | st.integers(0, 2**256 - 1).map("{:064x}".format),
    CHAPTERS.map(tuple),
)
NAMES = st.text(st.characters(codec="utf-8", exclude_categories=("C",)), min_size=1, max_size=30)


@given(st.dictionaries(NAMES, FACTS, max_size=5))
def test_a_lock_holds_what_was_put_into_it(
    tmp_path_factory: pytest.TempPathFactory, facts: dict[str, RecordingFacts]
) -> None:
    """Names of every kind, and always the same text for the same facts."""
    root = tmp_path_factory.mktemp("hub")
    (root / "episodes").mkdir()
    assert write_lock(root, facts) == dict.fromkeys(sorted(facts))
    assert read_lock(root) == (Lock(facts), [])
    assert write_lock(root, dict(reversed(facts.items()))) == {}
    assert (root / LOCK).exists() == bool(facts)


def test_a_lock_of_many_recordings_is_read() -> None:
    """It is longer than front matter may be."""
    names = [f"episodes/{n:05}-a-name-of-usual-length.mp3" for n in range(1, 10_001)]
    text = lock_text(
        dict.fromkeys(names, RecordingFacts(9_000_000, 1234.567, "audio/mpeg", "0" * 64))
    )
    assert len(text) < MAX_CHARACTERS
    data, _, problems = parse_yaml(text, LOCK, 1, MAX_CHARACTERS)
    assert (len(data), problems) == (10_000, [])


def test_git_keeps_the_lines_of_both_who_added_an_episode(tmp_path: Path) -> None:
    """Two branches with an episode each merge without anybody's help."""

    def git(*words: str) -> None:
        identity = [
            "-c",
            "user.name=a",
            "-c",
            "user.email=a@example.com",
            "-c",
            "core.autocrlf=false",
        ]
        subprocess.run(["git", *identity, *words], cwd=tmp_path, check=True, capture_output=True)

    def add(name: str) -> None:
        write_lock(
            tmp_path,
            {**read_lock(tmp_path)[0].facts, name: RecordingFacts(9, 1.5, "audio/mpeg", "0" * 64)},
        )
        git("add", "-A")
        git("commit", "-m", name)

    git("init", "-b", "main")
    (tmp_path / "episodes").mkdir()
    (tmp_path / ".gitattributes").write_bytes((ROOT / ".gitattributes").read_bytes())
    add("episodes/001-a.mp3")
    git("switch", "-c", "other")
    add("episodes/002-b.mp3")
    git("switch", "main")
    add("episodes/003-c.mp3")
    git("merge", "other")
    lock, problems = read_lock(tmp_path)
    assert problems == []
    assert sorted(lock.facts) == [f"episodes/00{n}.mp3" for n in ("1-a", "2-b", "3-c")]


def test_a_build_needs_no_audio(tmp_path: Path) -> None:
    """What the lock knows need not be here, and the catalog is the same but for saying so."""
    before = catalog_of(tmp_path)
    write_lock(tmp_path, locked(episode.audio for episode in before.episodes.values()))
    (tmp_path / AUDIO).unlink()
    after = catalog_of(tmp_path, {AUDIO: None})
    one, other = before.episodes["ramp-time"].audio, after.episodes["ramp-time"].audio
    assert one.facts == other.facts
    assert one.url == other.url
    assert (one.present, other.present) == (True, False)


def test_a_lock_is_believed_and_not_measured_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The recording itself is only hashed."""
    catalog = catalog_of(tmp_path)
    write_lock(tmp_path, locked(episode.audio for episode in catalog.episodes.values()))
    monkeypatch.setattr("podhub.media.recordings.measure_file", None)
    assert read_catalog(tmp_path)[1] == []


def test_a_recording_of_the_same_size_that_changed_is_noticed(tmp_path: Path) -> None:
    """Neither its size nor its length tells; its hash does."""
    catalog = catalog_of(tmp_path)
    write_lock(tmp_path, locked(episode.audio for episode in catalog.episodes.values()))
    sound = bytearray(mp3(60.48))
    sound[1000] ^= 1
    [problem] = read_catalog(write_hub(tmp_path, {AUDIO: bytes(sound)}))[1]
    assert problem.path == EPISODE
    assert "if you replaced it on purpose, run: podhub measure 1" in str(problem)


def test_a_draft_may_be_recorded_again_and_again(tmp_path: Path) -> None:
    """Nobody has heard it."""
    catalog = catalog_of(tmp_path)
    write_lock(tmp_path, locked(episode.audio for episode in catalog.episodes.values()))
    text = (tmp_path / EPISODE).read_text().replace("---\n", "---\ndraft: true\n", 1)
    episode = catalog_of(tmp_path, {AUDIO: mp3(90), EPISODE: text}).episodes["ramp-time"]
    assert episode.audio.seconds == pytest.approx(90, abs=0.1)
