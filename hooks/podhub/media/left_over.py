"""Files beside the episodes that no episode uses: most likely renamed, or never named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from podhub.media.recordings import Recordings
from podhub.model.audio_types import AUDIO_EXTENSIONS
from podhub.model.entries import Catalog
from podhub.model.language import is_language
from podhub.model.problems import Finding, Problem, Remark, quote
from podhub.model.values import inside, nearest, slugify

TRANSCRIPTS = (".vtt", ".srt")


def left_over(
    recordings: Recordings, catalog: Catalog, episodes: Iterable[str]
) -> Iterator[Finding]:
    """Recordings and transcripts that belong to none of the `episodes`, by their files, and are heard
    and read by nobody; and translations that their episode does not name."""
    stems = {PurePosixPath(path).stem.casefold(): PurePosixPath(path).stem for path in episodes}
    used = recordings.named | catalog.media().keys() | set(_transcripts(catalog))
    for path in recordings.beside.values():
        if path in used:
            continue
        name = PurePosixPath(path)
        suffix = name.suffix.lower()
        stem, _, language = name.stem.partition(".")
        is_sound = suffix in AUDIO_EXTENSIONS
        if not is_sound and suffix not in TRANSCRIPTS:
            continue
        if (name.stem if is_sound else stem).casefold() not in stems:
            meant = nearest(slugify(stem), stems.values()) or "004-first-seeds"
            does = "plays" if is_sound else "reads"
            expected = (
                f"the name of its episode, such as {meant}{suffix} (no episode {does} this file)"
            )
            yield Problem(path, 1, "file name", expected, quote(name.name))
        elif suffix == ".vtt" and is_language(language):
            expected = f"a line in {stem}.md that names it, such as translations: {{{language}: {name.name}}}"
            yield Remark(path, 1, "file", expected, "none", "unnamed-translation")


def _transcripts(catalog: Catalog) -> Iterator[str]:
    """Every transcript that an episode names or has beside it."""
    for episode in catalog.episodes.values():
        named = (*episode.fields.translations.values(), episode.fields.transcript or "")
        yield from (inside(episode.path, name) or name for name in named)
        yield episode.transcript or ""
