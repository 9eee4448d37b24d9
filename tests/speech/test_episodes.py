"""The narrated episodes of this repository: what is heard, what is read and what apps show are one
and the same."""

# mypy: allow-untyped-calls
# mutagen ships its sources without types for the frames.

import html
import io
from dataclasses import dataclass
from pathlib import Path

import pytest
import webvtt
from mutagen.id3 import ID3
from PIL import Image, ImageChops
from podhub.model.entries import EpisodeEntry
from podhub.read.folders import SCRIPT_SUFFIX
from podhub.read.script import Script, read_script
from podhub.speech.tags import COVER

from tests.running import ROOT, real_catalog

CATALOG = real_catalog()
SCRIPTS = {
    entry.slug: file
    for entry in CATALOG.episodes.values()
    if not entry.fields.draft and (file := (ROOT / entry.path).with_suffix(SCRIPT_SUFFIX)).exists()
}


@dataclass(frozen=True)
class Narrated:
    """An episode, what was to be spoken, and its captions as somebody else's reader sees them."""

    entry: EpisodeEntry
    script: Script
    captions: list[webvtt.Caption]
    audio: Path


@pytest.fixture(params=sorted(SCRIPTS))
def narrated(request: pytest.FixtureRequest) -> Narrated:
    file, entry = SCRIPTS[request.param], CATALOG.episodes[request.param]
    script, problems = read_script(file.name, file.read_text(encoding="utf-8"))
    assert problems == []
    assert entry.transcript
    assert entry.audio.source
    return Narrated(
        entry, script, webvtt.read(str(ROOT / entry.transcript)).captions, ROOT / entry.audio.source
    )


def test_there_are_narrated_episodes() -> None:
    """The tests below look at something."""
    assert len(SCRIPTS) >= 7


def test_the_transcript_is_the_script_word_for_word(narrated: Narrated) -> None:
    """Paragraph by paragraph. Nothing is evened out but the marks that WebVTT asks for, and where
    lines break."""
    paragraphs: list[list[str]] = []
    for caption in narrated.captions:
        if caption.identifier:
            paragraphs.append([])
        paragraphs[-1] += html.unescape(caption.text).split()
    written = [
        " ".join(paragraph).split()
        for part in narrated.script.parts
        for paragraph in part.paragraphs
    ]
    assert paragraphs == written


def test_the_moments_are_the_headings_and_start_with_their_words(narrated: Narrated) -> None:
    """At a whole second, a breath before the first word below the heading."""
    moments = narrated.entry.fields.moments
    assert [moment.title for moment in moments] == [part.title for part in narrated.script.parts]
    opening = [part.paragraphs[0][0] for part in narrated.script.parts]
    for moment, sentence in zip(moments, opening, strict=True):
        said = next(cue for cue in narrated.entry.cues if cue.start >= moment.at)
        assert said.start - moment.at < 0.3
        assert sentence.startswith(said.text)


def test_the_file_alone_says_what_it_is(narrated: Narrated) -> None:
    """Title, show, number, chapters and cover are in it, as its fields have them today."""
    fields = narrated.entry.fields
    tags = ID3(narrated.audio)
    assert [str(tags["TIT2"]), str(tags["TALB"])] == [fields.title, "Learned & Earned"]
    assert [str(track) for track in tags.getall("TRCK")] == (
        [str(narrated.entry.number)] if fields.type == "full" else []
    )
    chapters = [
        (frame.start_time / 1000, str(frame.sub_frames["TIT2"])) for frame in tags.getall("CHAP")
    ]
    assert chapters == [(moment.at, moment.title) for moment in fields.moments]
    assert CATALOG.show
    artwork = narrated.entry.artwork or CATALOG.show.artwork
    with (
        Image.open(io.BytesIO(tags.getall("APIC")[0].data)) as cover,
        Image.open(ROOT / artwork.source) as picture,
    ):
        assert cover.size == (COVER, COVER)
        apart = ImageChops.difference(
            cover.convert("L").resize((60, 60)), picture.convert("L").resize((60, 60))
        )
        assert apart.point(lambda level: 255 * (level > 50)).getbbox() is None


def test_listeners_are_told_once_that_the_voice_is_synthetic(narrated: Narrated) -> None:
    assert narrated.script.text.count("synthetic") == 1


def test_an_episode_fits_a_way_to_work_and_a_trailer_a_minute(narrated: Narrated) -> None:
    """Three to eight minutes; the notes promise it."""
    seconds = narrated.entry.audio.seconds
    low, high = (180, 480) if narrated.entry.fields.type == "full" else (20, 60)
    assert low <= seconds < high


def test_a_clip_ends_where_its_speaker_pauses(narrated: Narrated) -> None:
    """Between two captions that end a sentence; apps cut to the second and play nothing around
    it."""
    for moment in narrated.entry.fields.moments:
        if moment.clip:
            end = moment.at + moment.clip
            heard = [cue for cue in narrated.entry.cues if cue.start < end]
            assert heard[-1].end <= end, f"{moment.title}: {heard[-1].text}"
            assert heard[-1].text.endswith((".", "?", "!"))
