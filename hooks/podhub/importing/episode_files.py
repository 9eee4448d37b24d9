"""Writes an item as an episode's file, with what belongs to it beside it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from podhub.importing.attachments import Attachments
from podhub.importing.author_files import episode_text
from podhub.importing.episode_table import EPISODE_FIELDS, NOTHING, said
from podhub.importing.feed_chapters import moment
from podhub.importing.feed_transcripts import transcript_links
from podhub.importing.fitting import fitted
from podhub.importing.item import Item
from podhub.importing.show_notes import as_markdown
from podhub.importing.show_table import SHOW_FIELDS, language_of
from podhub.importing.source import Source
from podhub.importing.texts import left_out
from podhub.importing.unclear import unclear_in_item
from podhub.model.podcast import Episode
from podhub.read.files import write_whole


@dataclass(frozen=True)
class Context:
    """What every episode of an import shares."""

    root: Path
    channel: Source
    attachments: Attachments
    keep_media: bool


def write_episode(context: Context, path: str, item: Item, number: int | float | None) -> list[str]:
    """Bring what belongs to an episode, then write its file: where that stands, the rest is there.

    `number` is its own, None for none. Returns what could not be carried over, or not as it was."""
    told: list[str] = []
    fields = said(EPISODE_FIELDS, item) | _number(path, item, number, told)
    _bring(context, PurePosixPath(path).stem, item, fields, told)
    fields, refused = fitted(
        Episode, {name: value for name, value in fields.items() if value not in NOTHING}, path
    )
    body = as_markdown(
        item.notes,
        told,
        base=item.page or item.show_page,
        page=item.page,
        summary=str(fields.get("summary", "")),
        moments=[str(entry["title"]) for entry in fields.get("moments", ())],
    )
    write_whole(context.root / path, episode_text(fields, body))
    here = " ".join([item.notes, str(fields.get("summary", "")), item.title])
    return [*unclear_in_item(item, here, keep_media=context.keep_media), *refused, *told]


def _number(
    path: str, item: Item, number: int | float | None, told: list[str]
) -> dict[str, object]:
    """The fields that say which number apps show, as far as the file's name does not."""
    kind = EPISODE_FIELDS["type"](item) or "full"
    in_name = int(PurePosixPath(path).stem.partition("-")[0])
    fields: dict[str, object] = {}
    if number is None and kind == "full":
        fields["number"] = "none"
    elif number is not None and (kind != "full" or number != in_name):
        fields["number"] = number
    display = EPISODE_FIELDS["display"](item)
    if display and number is None and not item.numbers.decimal:
        told.append(left_out("display", "a number beside it", display))
        fields["display"] = None
    return fields


def _bring(
    context: Context, stem: str, item: Item, fields: dict[str, object], told: list[str]
) -> None:
    """Bring pictures, chapters, transcripts and the recording; sets their fields."""
    attachments = context.attachments
    fields["moments"] = [
        moment(
            chapter,
            attachments.picture(chapter.image, f"{stem}-moment-{count}", told, artwork=False),
        )
        for count, chapter in enumerate(attachments.chapters(item, told), start=1)
    ]
    people = EPISODE_FIELDS["people"](item) or SHOW_FIELDS["people"](context.channel)
    fields["translations"] = attachments.transcripts(
        transcript_links(item.source, told),
        language_of(context.channel),
        stem,
        [person["name"] for person in people],
        told,
    )
    if item.artwork:
        attachments.picture(item.artwork, stem, told)
    if context.keep_media:
        fields["audio"] = attachments.kept_recording(item.recording, told)
    else:
        attachments.recording(item.recording, stem, told)
