"""Narrate an episode: from `NNN-slug.script.md` to `NNN-slug.mp3`, `NNN-slug.vtt` and the moments
in `NNN-slug.md`.

Nothing is written unless everything worked; then the three files change together.
"""

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from podhub.media.episode_files import PICTURES
from podhub.model.document import Document
from podhub.model.entries import split_number
from podhub.model.problems import Problem, quote
from podhub.read.episode_names import NAME, is_called, stem_of
from podhub.read.files import files_in, namesake
from podhub.read.folders import SCRIPT_SUFFIX, SHOW
from podhub.read.frontmatter import read_markdown, read_yaml
from podhub.read.script import Script, read_script
from podhub.read.text_files import read_text
from podhub.speech.captions import write_vtt
from podhub.speech.ffmpeg import EncoderError, find_ffmpeg
from podhub.speech.levels import Loudness
from podhub.speech.master import master
from podhub.speech.moment_times import write_field, write_moments
from podhub.speech.tags import MOST_CHAPTERS, Tags, write_tags
from podhub.speech.timeline import Voice, record
from podhub.speech.voice import VoiceMissingError, default_model, piper_voice

NOTE = "Read by a synthetic voice."


@dataclass(frozen=True)
class Narration:
    """What was made: files relative to the repository, length in seconds, size in bytes, and
    loudness."""

    files: tuple[str, ...]
    seconds: float
    bytes: int
    loudness: Loudness
    moments: tuple[tuple[int, str], ...]
    words: int


def find_script(root: Path, episode: str) -> tuple[str, list[Problem]]:
    """Find the script that an author means by a number, a slug or a file of the episode."""
    files = sorted(path.name for path in (root / "episodes").glob("*.md"))
    scripts = [name.removesuffix(SCRIPT_SUFFIX) for name in files if name.endswith(SCRIPT_SUFFIX)]
    wanted = stem_of(episode)
    for stem in scripts:
        if is_called(stem, wanted):
            return f"episodes/{stem}{SCRIPT_SUFFIX}", []
    for name in files:
        if is_called(stem := name.removesuffix(".md"), wanted):
            expected = 'the words to speak, below headings such as "## What you will learn"'
            return "", [
                Problem(f"episodes/{stem}{SCRIPT_SUFFIX}", 1, "script", expected, "no such file")
            ]
    missing = (
        f"{int(wanted):03}-name"
        if wanted.isdecimal()
        else wanted
        if NAME.fullmatch(wanted)
        else f"NNN-{wanted}"
    )
    found = f"{quote(episode)}; there {'is' if len(scripts) == 1 else 'are'} {', '.join(scripts) or 'none'}"
    expected = "the number or name of an episode with a script"
    return "", [Problem(f"episodes/{missing}{SCRIPT_SUFFIX}", 1, "script", expected, found)]


def narrate(
    root: Path,
    path: str,
    *,
    voice: Voice | None = None,
    model: Path | None = None,
    ffmpeg: Path | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> tuple[Narration | None, list[Problem]]:
    """Narrate the script at `path`, relative to `root`.

    `voice` speaks instead of Piper, `model` is a Piper voice instead of the script's, `tell` hears
    of each step."""
    text, problems = read_text(root, path)
    script, more = read_script(path, text) if not problems else (Script(), [])
    notes_path = path.replace(SCRIPT_SUFFIX, ".md")
    notes, even_more = read_markdown(root, notes_path)
    show, most = read_yaml(root, SHOW)
    problems = [*problems, *more, *_excess(path, script), *even_more, *most]
    if problems or notes is None or show is None:
        return None, problems
    try:
        encoder = find_ffmpeg(ffmpeg)
        speak = voice or piper_voice(_model(root, path, script, model), script.pace)
    except VoiceMissingError as error:
        return None, [Problem(path, 1, "voice", str(error), str(model or script.voice or "none"))]
    except EncoderError as error:
        return None, [Problem(path, 1, "ffmpeg", "a program that writes MP3", str(error))]

    tell("Speaking")
    recording = record(script, speak)
    stem = path.removesuffix(SCRIPT_SUFFIX)
    with tempfile.TemporaryDirectory() as folder:
        audio = Path(folder) / "episode.mp3"
        try:
            tell("Levelling and encoding")
            loudness = master(encoder, recording.clip, audio)
        except EncoderError as error:
            return None, [Problem(path, 1, "audio", "sound that ffmpeg can encode", str(error))]
        seconds = write_tags(audio, _tags(root, notes, show.data, recording.moments))
        sound = audio.read_bytes()
    vtt = write_vtt(recording.cues, script.speaker or _speaker(notes.data, show.data))
    # Said where the show does not say so already of all its episodes.
    said = notes.data.get("synthetic_voice", show.data.get("synthetic_voice"))
    _write_episode(root, stem, sound, vtt, recording.moments, is_said=said is True)
    files = (f"{stem}.mp3", f"{stem}.vtt", notes_path)
    words = len(script.text.split())
    return Narration(files, seconds, len(sound), loudness, recording.moments, words), []


def _excess(path: str, script: Script) -> list[Problem]:
    if len(script.parts) <= MOST_CHAPTERS:
        return []
    expected = f"at most {MOST_CHAPTERS} headings, since each opens a chapter of the MP3"
    return [Problem(path, 1, "script", expected, str(len(script.parts)))]


def _model(root: Path, path: str, script: Script, given: Path | None) -> Path:
    if given:
        return given
    return (root / path).parent / script.voice if script.voice else default_model()


def _speaker(notes: dict[str, Any], show: dict[str, Any]) -> str:
    people = notes.get("people") or show.get("people")
    first = people[0] if isinstance(people, list) else None
    name = first.get("name") if isinstance(first, dict) else None
    return str(name or show.get("author") or "Narrator")


def _tags(
    root: Path, notes: Document, show: dict[str, Any], chapters: tuple[tuple[int, str], ...]
) -> Tags:
    fields = notes.data
    file = root / notes.path
    beside = None if fields.get("image") else namesake(files_in(root, "episodes"), notes, PICTURES)
    picture = (
        root / beside
        if beside
        else file.parent / str(fields.get("image") or show.get("artwork") or "")
    )
    number = split_number(file.stem)[0] if fields.get("type", "full") == "full" else None
    said = fields.get("number", number)
    track = said if isinstance(said, int) else None
    return Tags(
        title=str(fields.get("title", "")),
        artist=str(show.get("author", "")),
        album=str(show.get("title", "")),
        track=track,
        chapters=chapters,
        cover=picture if picture.is_file() else None,
        note=NOTE,
        synthetic=True,
    )


def _write_episode(
    root: Path,
    stem: str,
    sound: bytes,
    vtt: str,
    moments: Sequence[tuple[int, str]],
    *,
    is_said: bool,
) -> None:
    """Put an episode's sound, transcript and moments in their places, all or none. `is_said` tells
    whether its fields name the voice already."""
    source = (root / f"{stem}.md").read_bytes().decode("utf-8")
    source = source if is_said else write_field(source, "synthetic_voice", "true")
    _write_all(
        {
            root / f"{stem}.mp3": sound,
            root / f"{stem}.vtt": vtt.encode(),
            root / f"{stem}.md": write_moments(source, moments).encode(),
        }
    )


def _write_all(contents: dict[Path, bytes]) -> None:
    beside = {path: path.with_name(f"{path.name}.new") for path in contents}
    try:
        for path, content in contents.items():
            beside[path].write_bytes(content)
        for path, new in beside.items():
            new.replace(path)
    finally:
        for new in beside.values():
            new.unlink(missing_ok=True)
