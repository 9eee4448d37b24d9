"""The files that an episode or the show brings along: found beside it or where it says, inside the
content folders, and read."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Any

from podhub.media import artwork as pictures
from podhub.media.recordings import Recordings
from podhub.media.transcript import parse_transcript
from podhub.model.document import Document, Loc
from podhub.model.media import Artwork, Audio, Cue, MomentPicture
from podhub.model.podcast import Episode
from podhub.model.problems import Problem
from podhub.read.files import locate, namesake
from podhub.read.text_files import read_text

OTHER_CAPTIONS = (".srt", ".sbv", ".ttml", ".dfxp")
"""What caption editors also save transcripts as."""
PICTURES = (".jpg", ".jpeg", ".png")
"""What an episode's own artwork may be called beside it."""


def read_episode_files(
    recordings: Recordings, document: Document, fields: Episode
) -> tuple[dict[str, Any], list[Problem]]:
    """Read an episode's audio, transcript and artwork. The result has no `audio` where there is
    none."""
    files: dict[str, Any] = {}
    root = recordings.root
    audio, problems = recordings.read(document, fields)
    if audio:
        files["audio"] = audio
    transcript, found = _choose(recordings, document, "transcript", fields.transcript, (".vtt",))
    problems += found
    if transcript:
        text, found = read_text(root, transcript)
        if not found:
            files["cues"], found = parse_transcript(
                text, transcript, (audio.seconds or None) if audio else None
            )
        files["transcript"] = transcript
        problems += found
    files["translations"], found = _read_translations(root, document, fields, audio)
    problems += found
    files["pictures"], found = _read_moment_pictures(root, document, fields)
    problems += found
    picture, found = _choose(recordings, document, "image", fields.image, PICTURES)
    problems += found
    if picture:
        files["artwork"], found = _examine(root, document, ("image",), picture)
        problems += found
    return files, problems


def read_artwork(
    root: Path, document: Document, loc: Loc, name: str
) -> tuple[Artwork | None, list[Problem]]:
    """Find and read the artwork that a field names."""
    path, problems = locate(root, document, loc, name)
    return _examine(root, document, loc, path) if path else (None, problems)


def _examine(
    root: Path, document: Document, loc: Loc, path: str
) -> tuple[Artwork | None, list[Problem]]:
    result = pictures.examine(root, path)
    if isinstance(result, str):
        return None, [document.problem(loc, f"{pictures.EXPECTED} at {path}", result)]
    return result, []


def _read_translations(
    root: Path, document: Document, fields: Episode, audio: Audio | None
) -> tuple[dict[str, tuple[Cue, ...]], list[Problem]]:
    """The cues of the transcript in other languages."""
    translations, problems = {}, []
    for language, name in fields.translations.items():
        path, found = locate(root, document, ("translations", language), name)
        if path:
            text, found = read_text(root, path)
            if not found:
                translations[language], found = parse_transcript(
                    text, path, (audio.seconds or None) if audio else None
                )
        problems += found
    return translations, problems


def _read_moment_pictures(
    root: Path, document: Document, fields: Episode
) -> tuple[dict[str, MomentPicture], list[Problem]]:
    """The pictures that moments name, by that name."""
    by_name, problems = {}, []
    for index, moment in enumerate(fields.moments):
        loc = ("moments", index, "image")
        path, found = locate(root, document, loc, moment.image) if moment.image else (None, [])
        problems += found
        if moment.image and path:
            picture = pictures.examine_moment_picture(root, path)
            if isinstance(picture, str):
                problems.append(
                    document.problem(loc, f"{pictures.MOMENT_EXPECTED} at {path}", picture)
                )
            else:
                by_name[moment.image] = picture
    return by_name, problems


def _choose(
    recordings: Recordings,
    document: Document,
    field: str,
    name: str | None,
    extensions: tuple[str, ...],
) -> tuple[str | None, list[Problem]]:
    """The file that a field names, or else the namesake beside the document."""
    if name:
        return locate(recordings.root, document, (field,), name)
    found = namesake(recordings.beside, document, extensions)
    other = (
        namesake(recordings.beside, document, OTHER_CAPTIONS)
        if field == "transcript" and not found
        else None
    )
    if other:
        expected = f"a WebVTT transcript, {PurePosixPath(document.path).with_suffix('.vtt')} (caption editors can save it as one)"
        return None, [document.problem((field,), expected, other)]
    return found, []
