"""An episode is narrated by any voice; its files agree with its script and with each other."""

# mypy: allow-untyped-calls
# mutagen ships its sources without types for the frames.

import html
import io
import math
from array import array
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import webvtt
from mutagen.id3 import ID3
from mutagen.mp3 import MP3
from PIL import Image
from podhub.read.script import Script, read_script
from podhub.speech.ffmpeg import EncoderError, find_ffmpeg
from podhub.speech.master import LOUDNESS, TRUE_PEAK
from podhub.speech.narrate import find_script, narrate
from podhub.speech.timeline import KEPT, LEAD_IN, Clip, record

RATE = 8000
PATH = "episodes/007-a-name.script.md"
LONG = (
    "You may say a good deal here, as long as there is a comma somewhere, " * 2
    + "and then it ends."
)
SCRIPT = f"## Start here, and slowly\n\nAsk first. Then listen.\n\n{LONG}\n\n## “Why” & how\n\nBecause it helps.\n"


def hum(text: str, pace: float = 1.0) -> Clip:
    """Speak by humming 60 ms a letter, silent at spaces, with half a second of silence at both
    ends."""
    half = [0] * (RATE // 2)
    length = range(round(0.06 * RATE / pace))
    note = [round(9000 * math.sin(2 * math.pi * 220 * at / RATE)) for at in length]
    rest = [0] * len(note)
    return Clip(
        RATE,
        array(
            "h",
            [
                *half,
                *(value for letter in text for value in (rest if letter == " " else note)),
                *half,
            ],
        ),
    )


@pytest.fixture
def root(tmp_path: Path) -> Path:
    episodes = tmp_path / "episodes"
    episodes.mkdir()
    (episodes / "show.yml").write_text(
        "title: A & B\nauthor: A & B\nartwork: art.jpg\npeople: [{name: A & B (synthetic)}]\n"
    )
    (episodes / "007-a-name.md").write_text("---\ntitle: A name\n---\n\nNotes.\n")
    (episodes / "007-a-name.script.md").write_text(SCRIPT, encoding="utf-8")
    Image.new("RGB", (1400, 1400), "#c2541b").save(episodes / "art.jpg")
    return tmp_path


def read(text: str) -> Script:
    script, problems = read_script(PATH, text)
    assert problems == []
    return script


def test_captions_are_in_order_within_the_sound_and_hold_every_word() -> None:
    script = read(SCRIPT)
    made = record(script, hum)
    assert " ".join(cue.text for cue in made.cues) == script.text
    times = [time for cue in made.cues for time in (cue.start, cue.end)]
    assert times == sorted(times)
    assert times[-1] < made.clip.seconds
    assert all(cue.end > cue.start for cue in made.cues)


def test_every_paragraph_is_opened_by_one_caption() -> None:
    script = read("## A\n\nOne. Two.\n\nThree.\n\n## B\n\nFour. Five.\n")
    made = record(script, hum)
    assert [(cue.text, cue.paragraph) for cue in made.cues] == [
        ("One.", 1),
        ("Two.", None),
        ("Three.", 2),
        ("Four.", 3),
        ("Five.", None),
    ]


def test_a_caption_covers_just_what_is_heard() -> None:
    made = record(read("## A\n\nHello.\n"), hum)
    assert made.cues[0].start == pytest.approx(LEAD_IN)
    assert made.cues[0].end - made.cues[0].start == pytest.approx(
        0.06 * len("Hello.") + 2 * KEPT, abs=0.003
    )


def test_a_moment_starts_on_a_whole_second_just_before_its_words() -> None:
    made = record(read(SCRIPT), hum)
    second, title = made.moments[1]
    assert title == "“Why” & how"
    assert made.cues[-1].start == pytest.approx(second + LEAD_IN)
    assert made.cues[-2].end <= second


def test_words_are_spoken_as_told_and_written_as_they_are() -> None:
    heard: list[str] = []

    def listen(text: str, pace: float = 1.0) -> Clip:
        heard.append(text)
        return hum(text)

    made = record(read("---\nsay: {SaaS: sass}\n---\n## A\n\nA SaaS team.\n"), listen)
    assert heard == ["A sass team."]
    assert made.cues[0].text == "A SaaS team."


def test_a_question_is_left_standing_for_more_than_a_second() -> None:
    """Whoever is asked begins to think; also at the end of a paragraph, and in quotation marks."""
    script = read("## A\n\nWho pays? You do. “Why?”\n\nBecause.\n\n## B\n\nWell?\n\n## C\n\nYes.\n")
    cues = record(script, hum).cues
    gaps = {before.text: after.start - before.end for before, after in pairwise(cues)}
    assert min(gaps["Who pays?"], gaps["“Why?”"], gaps["Well?"]) > 1.0 > gaps["You do."]


def test_a_sentence_has_the_pace_that_its_author_gives_it() -> None:
    made = record(read("## A\n\nSlowly now. {pace: 0.5} Slowly now. Slowly now.\n"), hum)
    lengths = [cue.end - cue.start - 2 * KEPT for cue in made.cues]
    assert lengths == pytest.approx([lengths[0], 2 * lengths[0], lengths[0]], abs=0.003)
    assert [cue.text for cue in made.cues] == ["Slowly now."] * 3


@pytest.mark.parametrize("mark", ["{pace: 3}", "{pace: slow}", "{pace:}"])
def test_a_pace_that_cannot_be_read_is_told(mark: str) -> None:
    (problem,) = read_script(PATH, f"## A\n\nWords. {mark} More.\n")[1]
    assert (
        str(problem)
        == f'{PATH}:3: pace: expected a factor from 0.5 to 2, such as 0.9, found "{mark}"'
    )


def test_no_words_vanish_behind_a_comment() -> None:
    """Markdown takes the rest of such a line for a part of the comment."""
    (problem,) = read_script(PATH, "## A\n\n<!-- softly --> Hear this.\n\nAnd this.\n")[1]
    assert (problem.line, problem.found) == (3, '"Hear this."')


def test_machines_are_told_that_the_voice_is_synthetic(root: Path) -> None:
    """In the file, and in the episode's fields, from where feed and pages have it; once."""
    for _ in range(2):
        assert narrate(root, PATH, voice=hum)[1] == []
        text = (root / "episodes/007-a-name.md").read_text(encoding="utf-8")
        assert text.count("synthetic_voice: true\n") == 1
    (said,) = ID3(root / "episodes/007-a-name.mp3").getall("TXXX:digitalSourceType")
    assert said.text == ["http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"]


def test_what_the_show_says_already_is_not_said_again(root: Path) -> None:
    with (root / "episodes/show.yml").open("a") as show:
        show.write("synthetic_voice: true\n")
    narrate(root, PATH, voice=hum)
    assert "synthetic_voice" not in (root / "episodes/007-a-name.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "episode", ["7", "007", "a-name", "007-a-name", "episodes/007-a-name.md", PATH]
)
def test_an_episode_is_found_by_all_its_names(root: Path, episode: str) -> None:
    assert find_script(root, episode) == (PATH, [])


@pytest.mark.parametrize(
    "episode", ["8", "008", "another", "008-another", "episodes/008-another.md"]
)
def test_an_episode_without_a_script_is_told_the_file_that_is_missing(
    root: Path, episode: str
) -> None:
    (root / "episodes/008-another.md").write_text("---\ntitle: Another\n---\n")
    (problem,) = find_script(root, episode)[1]
    assert str(problem) == (
        "episodes/008-another.script.md:1: script: "
        'expected the words to speak, below headings such as "## What you will learn", found no such file'
    )


@pytest.mark.parametrize(
    ("episode", "missing"),
    [
        ("9", "009-name.script.md"),
        ("b", "NNN-b.script.md"),
        ("episodes/009-b.mp3", "009-b.script.md"),
    ],
)
def test_an_unknown_episode_is_told_with_those_that_exist(
    root: Path, episode: str, missing: str
) -> None:
    (problem,) = find_script(root, episode)[1]
    assert str(problem) == (
        f"episodes/{missing}:1: script: expected the number or name of an episode with a script, "
        f'found "{episode}"; there is 007-a-name'
    )


def test_sound_captions_tags_and_moments_agree(root: Path) -> None:
    made, problems = narrate(root, PATH, voice=hum)
    assert problems == []
    assert made is not None
    sound: Any = MP3(root / "episodes/007-a-name.mp3").info
    assert sound.length == pytest.approx(record(read(SCRIPT), hum).clip.seconds, abs=0.06)
    assert (sound.sample_rate, sound.channels, sound.bitrate) == (44_100, 1, 64_000)
    assert made.loudness.integrated == pytest.approx(LOUDNESS, abs=0.5)
    assert made.loudness.true_peak <= TRUE_PEAK

    captions = webvtt.read(str(root / "episodes/007-a-name.vtt")).captions
    assert (
        html.unescape(" ".join(cue.text for cue in captions).replace("\n", " "))
        == read(SCRIPT).text
    )
    assert {html.unescape(cue.voice or "") for cue in captions} == {"A & B (synthetic)"}

    tags = ID3(root / "episodes/007-a-name.mp3")
    assert [str(tags[name]) for name in ("TIT2", "TPE1", "TALB", "TRCK")] == [
        "A name",
        "A & B",
        "A & B",
        "7",
    ]
    chapters = [
        (frame.start_time // 1000, str(frame.sub_frames["TIT2"])) for frame in tags.getall("CHAP")
    ]
    assert tuple(chapters) == made.moments
    assert tags.getall("APIC")[0].data[:2] == b"\xff\xd8"
    assert 'title: "“Why” & how"' in (root / "episodes/007-a-name.md").read_text(encoding="utf-8")


def test_the_cover_is_the_episodes_own_where_it_has_one(root: Path) -> None:
    """Beside it under its name, as the site finds it, or where its field says."""

    def middle() -> Any:
        narrate(root, PATH, voice=hum)
        data = ID3(root / "episodes/007-a-name.mp3").getall("APIC")[0].data
        with Image.open(io.BytesIO(data)) as picture:
            return picture.getpixel((300, 300))

    assert middle() == pytest.approx((194, 84, 27), abs=6)
    Image.new("RGB", (1400, 1400), "#0000ff").save(root / "episodes/007-a-name.jpg")
    assert middle() == pytest.approx((0, 0, 255), abs=6)
    Image.new("RGB", (1400, 1400), "#00ff00").save(root / "episodes/other.jpg")
    (root / "episodes/007-a-name.md").write_text("---\ntitle: A name\nimage: other.jpg\n---\n")
    assert middle() == pytest.approx((0, 255, 0), abs=6)


def test_a_trailer_has_no_track_number(root: Path) -> None:
    """It is no episode of the series; a number would put it among them."""
    for name in ("md", "script.md"):
        (root / f"episodes/007-a-name.{name}").rename(root / f"episodes/000-trailer.{name}")
    assert narrate(root, find_script(root, "0")[0], voice=hum)[1] == []
    tags = ID3(root / "episodes/000-trailer.mp3")
    assert str(tags["TIT2"]) == "A name"
    assert "TRCK" not in tags


def test_the_same_script_gives_the_same_bytes(root: Path) -> None:
    files = [root / f"episodes/007-a-name.{kind}" for kind in ("mp3", "vtt", "md")]
    narrate(root, PATH, voice=hum)
    first = [file.read_bytes() for file in files]
    narrate(root, PATH, voice=hum)
    assert [file.read_bytes() for file in files] == first


def test_a_voice_that_says_nothing_changes_no_file(root: Path) -> None:
    made, (problem,) = narrate(
        root, PATH, voice=lambda text, pace: Clip(RATE, array("h", [0] * RATE))
    )
    assert made is None
    assert (
        str(problem)
        == f"{PATH}:1: audio: expected sound that ffmpeg can encode, found nothing but silence"
    )
    assert sorted(path.name for path in (root / "episodes").iterdir()) == [
        "007-a-name.md",
        "007-a-name.script.md",
        "art.jpg",
        "show.yml",
    ]


def test_a_missing_program_is_told(root: Path) -> None:
    with pytest.raises(EncoderError, match="no program at"):
        find_ffmpeg(root / "nowhere")
    made, (problem,) = narrate(root, PATH, voice=hum, ffmpeg=root / "nowhere")
    assert made is None
    assert problem.field == "ffmpeg"


def test_more_headings_than_an_mp3_holds_chapters_are_told_before_a_word_is_spoken(
    root: Path,
) -> None:
    """Each opens a chapter."""
    headings = "".join(f"## Part {number}\n\nWords.\n\n" for number in range(256))
    (root / PATH).write_text(headings, encoding="utf-8")
    done, problems = narrate(root, PATH, voice=hum)
    assert done is None
    assert [str(problem) for problem in problems] == [
        f"{PATH}:1: script: expected at most 255 headings, since each opens a chapter of the MP3, "
        "found 256"
    ]


@pytest.mark.parametrize("people", ["Ann", "[Ann]", "{name: Ann}", "5", "[{}]"])
def test_people_who_are_none_do_not_stop_a_voice(root: Path, people: str) -> None:
    """`podhub check` tells of them; the words were spoken before anybody looked."""
    notes = root / "episodes/007-a-name.md"
    notes.write_text(f"---\ntitle: A name\npeople: {people}\n---\n\nNotes.\n")
    assert narrate(root, PATH, voice=hum)[1] == []
    assert "<v A &amp; B>" in (root / "episodes/007-a-name.vtt").read_text(encoding="utf-8")
