"""Narrate an episode: from `NNN-slug.script.md` to `NNN-slug.mp3`, `NNN-slug.vtt` and the moments in `NNN-slug.md`.

Nothing is written unless everything worked; then the three files change together.
"""

import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from podhub.content.frontmatter import read_markdown, read_yaml
from podhub.content.problems import Problem, quote
from podhub.content.textfile import read_text
from podhub.narration.captions import write_vtt
from podhub.narration.master import EncoderError, Loudness, find_ffmpeg, master
from podhub.narration.moments import write_moments
from podhub.narration.script import Script, read_script
from podhub.narration.tags import Tags, write_tags
from podhub.narration.timeline import Voice, record
from podhub.narration.voice import VoiceMissingError, default_model, piper_voice

SHOW = "episodes/show.yml"
NOTE = "Read by a synthetic voice."
_NAME = re.compile(r"(?P<number>\d+)-(?P<slug>.+)\.script\.md")


@dataclass(frozen=True)
class Narration:
    """What was made: files relative to the repository, length in seconds, size in bytes, and loudness."""

    files: tuple[str, ...]
    seconds: float
    bytes: int
    loudness: Loudness
    moments: tuple[tuple[int, str], ...]
    words: int


def find_script(root: Path, episode: str) -> tuple[str, list[Problem]]:
    """Find the script that an author means by a number, a slug or a file of the episode."""
    scripts = sorted(path.name for path in (root / "episodes").glob("*.script.md") if _NAME.fullmatch(path.name))
    wanted = re.sub(r"(\.script)?\.(md|mp3|vtt)$", "", Path(episode).name)
    for name in scripts:
        number, slug = _NAME.fullmatch(name).group("number", "slug")  # type: ignore[union-attr]
        if wanted in (slug, f"{number}-{slug}") or (wanted.isdigit() and int(wanted) == int(number)):
            return f"episodes/{name}", []
    found = f"{quote(episode)}; there {'is' if len(scripts) == 1 else 'are'} {', '.join(scripts) or 'none'}"
    return "", [Problem("episodes", 1, "script", "a number or name with a file NNN-name.script.md", found)]


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

    `voice` speaks instead of Piper, `model` is a Piper voice instead of the script's, `tell` hears of each step.
    """
    text, problems = read_text(root, path)
    script, more = read_script(path, text) if not problems else (Script(), [])
    notes_path = path.replace(".script.md", ".md")
    notes, even_more = read_markdown(root, notes_path)
    show, most = read_yaml(root, SHOW)
    problems = [*problems, *more, *even_more, *most]
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
    stem = path.removesuffix(".script.md")
    with tempfile.TemporaryDirectory() as folder:
        audio = Path(folder) / "episode.mp3"
        try:
            tell("Levelling and encoding")
            loudness = master(encoder, recording.clip, audio)
        except EncoderError as error:
            return None, [Problem(path, 1, "audio", "sound that ffmpeg can encode", str(error))]
        seconds = write_tags(audio, _tags(root, path, notes.data, show.data, recording.moments))
        sound = audio.read_bytes()
    vtt = write_vtt(recording.cues, script.speaker or _speaker(notes.data, show.data))
    source = (root / notes_path).read_bytes().decode("utf-8")
    _write_all(
        {
            root / f"{stem}.mp3": sound,
            root / f"{stem}.vtt": vtt.encode(),
            root / notes_path: write_moments(source, recording.moments).encode(),
        }
    )
    files = (f"{stem}.mp3", f"{stem}.vtt", notes_path)
    words = len(script.text.split())
    return Narration(files, seconds, len(sound), loudness, recording.moments, words), []


def _model(root: Path, path: str, script: Script, given: Path | None) -> Path:
    if given:
        return given
    return (root / path).parent / script.voice if script.voice else default_model()


def _speaker(notes: dict[str, Any], show: dict[str, Any]) -> str:
    people = notes.get("people") or show.get("people") or [{}]
    return str(people[0].get("name") or show.get("author") or "Narrator")


def _tags(
    root: Path, path: str, notes: dict[str, Any], show: dict[str, Any], chapters: tuple[tuple[int, str], ...]
) -> Tags:
    folder = (root / path).parent
    picture = folder / str(notes.get("image") or show.get("artwork") or "")
    found = _NAME.fullmatch(Path(path).name)
    return Tags(
        title=str(notes.get("title", "")),
        artist=str(show.get("author", "")),
        album=str(show.get("title", "")),
        track=int(notes.get("number") or (found["number"] if found else 0)),
        chapters=chapters,
        cover=picture if picture.is_file() else None,
        note=NOTE,
    )


def _write_all(contents: dict[Path, bytes]) -> None:
    for path, content in contents.items():
        path.with_name(path.name + ".new").write_bytes(content)
    for path in contents:
        path.with_name(path.name + ".new").replace(path)
