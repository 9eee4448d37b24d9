"""`scripts/hub measure` asks a server once, notes what it learnt, and says what apps will make of
the server."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from podhub.build.reading import read_catalog
from podhub.cli import measure as command
from podhub.cli.measurements import keep_measurements
from podhub.media.audio_lock import LOCK, read_lock
from podhub.net.remote_audio import Measured, measure_address

from tests.build.corpus import EPISODE, edited, write_hub
from tests.net.test_remote_audio import SOUND, Server, server

__all__ = ["server"]  # a fixture

URL = "https://cdn.example/1.mp3"


@pytest.fixture
def root(tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A hub whose episode's recording is at an address, which this machine answers."""

    def here(url: str, **how: object) -> Measured:
        return measure_address(url.replace("https://cdn.example", server.url), **how)  # type: ignore[arg-type]

    monkeypatch.setattr(command, "measure_address", here)
    text = edited(EPISODE, "guid:", f"audio: {URL}\nguid:")
    return write_hub(tmp_path, {EPISODE: text, EPISODE.replace(".md", ".mp3"): None})


def run(root: Path, *words: str) -> tuple[int, str, str]:
    """Say `scripts/hub measure …`."""
    done = CliRunner().invoke(command.measure, ["--root", str(root), *words])
    return done.exit_code, done.stdout, done.stderr


def test_an_address_is_measured_once(root: Path, server: Server) -> None:
    """Then the build knows, and asks nobody; naming the episode asks again."""
    assert "(run: podhub measure 1)" in str(read_catalog(root)[1][0])
    code, told, errors = run(root)
    assert (code, errors) == (0, "")
    assert (
        told
        == f"{URL}: 16:40, {len(SOUND):,} bytes, audio/mpeg\nNoted 1 recording in {LOCK}; commit it.\n"
    )
    catalog, problems = read_catalog(root)
    assert problems == []
    assert catalog.episodes["ramp-time"].audio.bytes == len(SOUND)
    asked = len(server.asked)
    assert run(root)[1] == "Nothing new to note.\n"
    assert len(server.asked) == asked
    assert run(root, "1")[0] == 0
    assert len(server.asked) > asked
    assert run(root, "ramp-time", "--whole")[0] == 0
    assert read_lock(root)[0].facts[URL].sha256


def test_what_a_server_gets_wrong_is_told(root: Path, server: Server) -> None:
    """A warning stops nothing; a recording that is none is a mistake of the episode."""
    server.kind = "text/plain"
    code, _, errors = run(root)
    assert code == 0
    assert errors.startswith(f"{EPISODE}: careful: the server calls the file text/plain")
    server.body = b"<html>"
    code, _, errors = run(root, "1")
    assert code == 1
    assert errors.startswith(
        f"{EPISODE}:5: audio: expected audio that apps can play at {URL}, found a web page"
    )
    assert read_lock(root)[0].facts[URL].bytes == len(SOUND)


def test_what_an_author_says_is_not_measured(root: Path, server: Server) -> None:
    """It does for a build, and the lock stays without it, until somebody looks: then the two are
    compared."""
    said = f"audio: {{url: {URL}, bytes: 1000, duration: '10:00', type: audio/mpeg}}"
    (root / EPISODE).write_text((root / EPISODE).read_text().replace(f"audio: {URL}", said))
    catalog, problems = read_catalog(root)
    assert (problems, catalog.episodes["ramp-time"].audio.bytes) == ([], 1000)
    keep_measurements(root, catalog)
    assert read_lock(root)[0].facts == {}
    assert run(root) == (0, "Nothing new to note.\n", "")
    assert server.asked == []
    assert run(root, "1")[0] == 0
    [problem, *_] = read_catalog(root)[1]
    assert "audio" in problem.field


def test_what_no_episode_has_is_forgotten(root: Path) -> None:
    """When everything else is right."""
    run(root)
    lock = root / LOCK
    lock.write_text(
        lock.read_text() + "episodes/009-old.mp3: {bytes: 1, seconds: 1.5, type: audio/mpeg}\n"
    )
    assert run(root)[0] == 0
    assert list(read_lock(root)[0].facts) == [URL]


def test_a_word_that_calls_no_episode_is_told(root: Path, server: Server) -> None:
    """Also beside one that does: nobody measures half of what somebody asked for."""
    code, told, _ = run(root, "1", "99")
    assert code == 1
    assert told == "hub: expected the number or name of an episode that can be read, found 99\n"
    assert server.asked == []
