"""The files that an episode or the show brings along: found beside it or where it says, inside the
content folders, and read."""

from __future__ import annotations

from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

from podhub.media import artwork as pictures
from podhub.media.recordings import Recordings
from podhub.media.transcript import parse_transcript
from podhub.model.cues import Cues, voices
from podhub.model.document import Document, Loc
from podhub.model.media import Artwork, Audio, Cue, MomentPicture
from podhub.model.podcast import Episode
from podhub.model.problems import Finding, Problem
from podhub.read.files import locate, namesake
from podhub.read.text_files import decoded, read_again, read_raw

OTHER_CAPTIONS = (".srt", ".sbv", ".ttml", ".dfxp")
"""What caption editors also save transcripts as."""
PICTURES = (".jpg", ".jpeg", ".png")
"""What an episode's own artwork may be called beside it."""

Known = tuple[int, tuple[tuple[str, int], ...], list[Finding]]
"""How many cues a transcript has, who speaks in it, and what is wrong with it"""


def read_episode_files(
    recordings: Recordings, document: Document, fields: Episode
) -> tuple[dict[str, Any], list[str], list[Finding]]:
    """Read an episode's audio, transcripts and artwork, by the fields of its entry; there is no
    `audio` where there is none. Returns the keys of the transcripts as well."""
    files: dict[str, Any] = {}
    root, keys = recordings.root, list[str]()
    problems: list[Finding] = []
    audio, unheard = recordings.read(document, fields)
    problems += unheard
    if audio:
        files["audio"] = audio
    transcript, found = _choose(recordings, document, "transcript", fields.transcript, (".vtt",))
    problems += found
    if transcript:
        files["transcript"] = transcript
        files["cues"], said = _read_cues(recordings, transcript, audio, keys)
        problems += said
    files["translations"], said = _read_translations(recordings, document, fields, audio, keys)
    problems += said
    files["pictures"], found = _read_moment_pictures(root, document, fields)
    problems += found
    picture, found = _choose(recordings, document, "image", fields.image, PICTURES)
    problems += found
    if picture:
        files["artwork"], found = _examine(root, document, ("image",), picture)
        problems += found
    return files, keys, problems


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
    recordings: Recordings,
    document: Document,
    fields: Episode,
    audio: Audio | None,
    keys: list[str],
) -> tuple[dict[str, Cues], list[Finding]]:
    """The cues of the transcript in other languages."""
    translations: dict[str, Cues] = {}
    problems: list[Finding] = []
    for language, name in fields.translations.items():
        path, missing = locate(recordings.root, document, ("translations", language), name)
        problems += missing
        if path:
            translations[language], found = _read_cues(recordings, path, audio, keys)
            problems += found
    return translations, problems


def _read_cues(
    recordings: Recordings, path: str, audio: Audio | None, keys: list[str]
) -> tuple[Cues, list[Finding]]:
    """The cues of a transcript, whose key is added to `keys`."""
    memo = recordings.memo
    raw, unread = read_raw(recordings.root, path)
    if unread:
        return Cues(), [*unread]
    seconds = audio.seconds or None if audio else None

    def key_of(raw: bytes) -> str:
        return memo.key("transcript", path, raw, repr(seconds))

    def again() -> tuple[Known, tuple[Cue, ...]]:
        raw = read_again(recordings.root, path, lambda raw: key_of(raw) == key)
        return _read_in_parts(raw, path, seconds)

    key = key_of(raw)
    keys.append(key)
    count, speakers, problems = memo.parted({key: partial(_read_in_parts, raw, path, seconds)})[key]
    return Cues(count, speakers, partial(memo.large, key, again)), problems


def _read_in_parts(
    raw: bytes, path: str, audio_seconds: float | None
) -> tuple[Known, tuple[Cue, ...]]:
    """Read a transcript; its cues apart from what is known of them."""
    text, unread = decoded(raw, path)
    if unread:
        return (0, (), [*unread]), ()
    cues, problems = parse_transcript(text, path, audio_seconds)
    return (len(cues), voices(cues), problems), cues


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
