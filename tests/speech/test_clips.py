"""Clips as files: an MP3 and a square film, as ffprobe and a decoder see them."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from PIL import Image
from podhub.build.card_fonts import with_machine_fonts
from podhub.cli import clip as clipping
from podhub.cli.clip import clip
from podhub.model.media import Cue
from podhub.outputs.cards.faces import Faces
from podhub.outputs.cards.look import Look
from podhub.outputs.cards.square import SIDE, Square, draw_square
from podhub.speech.clips import Part, captions, parse_part
from podhub.speech.ffmpeg import EncoderError

from tests.build.corpus import write_hub
from tests.running import ROOT, Hub, tool


@pytest.mark.parametrize(
    "text", ["", "78", "78-", "-112", "112-78", "78-78", "78-78.5", "a-b", "1:75-2:00"]
)
def test_what_is_no_part_is_refused(text: str) -> None:
    """With an example."""
    with pytest.raises(ValueError, match="expected a part such as 78-112 or 1:18-1:52"):
        parse_part(text)


@pytest.mark.parametrize(
    ("cues", "shown"),
    [
        ([], [("", 10)]),
        ([Cue(0, 20, "All.")], [("All.", 10)]),
        ([Cue(1, 2, "Before.")], [("", 10)]),
        ([Cue(12, 13, "One."), Cue(14, 15, "Two.")], [("", 2), ("One.", 2), ("Two.", 1), ("", 5)]),
        ([Cue(12, 14, "One."), Cue(13, 15, "Two.")], [("", 2), ("One.", 1), ("Two.", 2), ("", 5)]),
        ([Cue(10, 12, "One."), Cue(10, 19, "Two.")], [("Two.", 10)]),
        ([Cue(10, 11, "One."), Cue(17, 19, "Two.")], [("One.", 1), ("", 6), ("Two.", 3)]),
    ],
)
def test_captions_fill_a_part_from_its_start_to_its_end(
    cues: list[Cue], shown: list[tuple[str, float]]
) -> None:
    """Whatever the cues are: none, overlapping, at one time, with a long silence between."""
    assert [(one.words, one.seconds) for one in captions(cues, Part(10, 20))] == shown


def test_of_several_speakers_each_is_named() -> None:
    """One alone needs no name at each caption."""
    two = [Cue(0, 2, "One.", "Ann"), Cue(2, 4, "Two.", "Ben")]
    assert [one.speaker for one in captions(two, Part(0, 4))] == ["Ann", "Ben"]
    assert [one.speaker for one in captions(two, Part(0, 2))] == [""]


def test_the_picture_is_square_and_shows_the_words() -> None:
    """Same words, same bytes; a word more is ink on paper."""
    square = Square("The Hub", "Episode 1", "The first deal", "hub.example", voice="Ann")
    empty, said = draw_square(square), draw_square(Square(**{**vars(square), "words": "My first."}))
    assert draw_square(square) == empty
    inked = []
    for picture in (empty, said):
        with Image.open(io.BytesIO(picture)) as image:
            assert image.size == (SIDE, SIDE)
            inked.append(sum(image.convert("L").histogram()[:100]))
    assert inked[1] > inked[0] * 1.2


def test_a_caption_begins_where_its_language_does_and_a_long_title_is_seen_to_go_on() -> None:
    """Arabic in an English hub, at the right; and of a title of eight lines, two."""
    inked = {}
    for words in ("Then", "ثم"):
        square = Square("The Hub", "", "A", "hub.example", words, look=Look(faces=with_machine_fonts(Faces(), words).faces))  # fmt: skip
        with Image.open(io.BytesIO(draw_square(square))) as image:
            said = image.convert("L").crop((0, 300, SIDE, 700)).point(lambda level: 255 if level < 100 else 0)  # fmt: skip
            inked[words] = said.getbbox()
    assert inked["Then"][0] < SIDE / 4
    assert inked["ثم"][2] > SIDE * 3 / 4
    cut, whole = (draw_square(Square("H", "", " ".join(["Words"] * count), "h.example")) for count in (99, 98))  # fmt: skip
    assert cut == whole
    fitting = draw_square(Square("H", "", " ".join(["Words"] * 9), "h.example"))
    assert cut != fitting


def probe(file: Path) -> dict[str, Any]:
    """What ffprobe says of a file."""
    ask = ["-v", "error", "-show_format", "-show_streams", "-show_chapters", "-of", "json", file]
    done = subprocess.run([tool("ffprobe"), *ask], capture_output=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_the_command_cuts_a_part_to_the_sample(tmp_path: Path) -> None:
    """Two seconds, as two files that any phone plays; nothing of the hub changes."""
    hub = write_hub(tmp_path / "hub")
    before = {file: file.read_bytes() for file in hub.rglob("*") if file.is_file()}
    folder = tmp_path / "clips"
    done = Hub(ROOT).run("clip", "1", "0:20-0:22", "--root", hub, "--output", folder)
    assert (done.returncode, done.stderr) == (0, "")
    stem = folder / "ramp-time-20-22"
    assert done.stdout.splitlines()[0] == "0:20-0:22  The first deal"
    assert done.stdout.splitlines()[-1].endswith("podcast/ramp-time/#t=20,22")
    sound, film = probe(stem.with_suffix(".mp3")), probe(stem.with_suffix(".mp4"))
    assert float(sound["format"]["duration"]) == pytest.approx(2, abs=0.06)
    assert sound["format"]["tags"]["title"] == "The first deal"
    assert float(film["format"]["duration"]) == pytest.approx(2, abs=0.05)
    picture, voice = film["streams"]
    assert (picture["codec_name"], picture["pix_fmt"]) == ("h264", "yuv420p")
    assert (picture["width"], picture["height"], voice["codec_name"]) == (SIDE, SIDE, "aac")
    assert (sound["chapters"], film["chapters"]) == ([], [])
    assert before == {
        file: file.read_bytes()
        for file in hub.rglob("*")
        if file.is_file() and ".cache" not in file.parts
    }


def test_what_stops_on_the_way_leaves_no_half_of_a_clip(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A film that somebody may send all the same."""

    def stop(ffmpeg: Path, *rest: object) -> None:
        Path(str(rest[-1])).write_bytes(b"half")
        raise EncoderError("No space left on device")

    monkeypatch.setattr(clipping, "write_film", stop)
    hub = write_hub(tmp_path / "hub")
    done = CliRunner().invoke(clip, ["1", "1-2", "--root", str(hub), "--output", str(tmp_path / "c")])  # fmt: skip
    assert "found No space left on device" in done.output
    assert list((tmp_path / "c").iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("1", "0:50-1:10"), 1, "expected parts within the recording's 1:00, found 0:50-1:10"),
        (("2", "1-2"), 2, 'expected the number or name of an episode, found "2"'),
        (("1", "2-1"), 2, "expected a part such as 78-112 or 1:18-1:52"),
        (("1", "1-2", "--ffmpeg", "no-such-ffmpeg"), 1, "no program at no-such-ffmpeg"),
        (("1", "1-2", "--ffmpeg", sys.executable), 1, "found another program at"),
    ],
)
def test_what_cannot_be_cut_is_said(
    tmp_path: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    """In a sentence."""
    hub = write_hub(tmp_path / "hub")
    done = CliRunner().invoke(clip, [*arguments, "--root", str(hub), "--output", str(tmp_path)])
    assert done.exit_code == code
    assert said in done.output


def test_a_mistake_elsewhere_hides_no_wrong_name(tmp_path: Path) -> None:
    """It has nothing to do with it."""
    hub = write_hub(tmp_path / "hub", {"docs/authors.yml": "ann: {nam: Ann}\n"})
    done = CliRunner().invoke(clip, ["2", "1-2", "--root", str(hub)])
    assert 'expected the number or name of an episode, found "2"' in done.output
    assert "authors.yml" not in done.output
