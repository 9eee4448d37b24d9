"""What `podhub init --from` learns from the show that a feed described, and what it adds to it."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from podhub.cli.artwork import drawn_artwork
from podhub.importing.author_files import as_yaml
from podhub.model.language import is_language
from podhub.model.podcast import Show
from podhub.model.values import is_mail_address
from podhub.read.files import write_whole
from podhub.read.folders import SHOW
from podhub.read.frontmatter import read_yaml
from podhub.read.new_hub import short_description


def said_by_show(folder: Path) -> dict[str, Any]:
    """What an imported show says of the hub, by the names of `podhub init`'s options. What the feed
    did not say, or said in a way that nobody understands, is not in it."""
    data = _data(folder)
    language, email = str(data.get("language", "")), str(data.get("email", ""))
    found = {
        "title": data.get("title"),
        "description": short_description(str(data.get("description") or "")),
        "language": language if is_language(language) else None,
        "author": data.get("author"),
        "email": email if is_mail_address(email) else None,
    }
    return {name: value for name, value in found.items() if value} | {"podcast": True}


def complete_show(
    folder: Path, title: str, language: str, answers: Mapping[str, str]
) -> Iterator[str]:
    """Add to show.yml what it must have and the feed did not give: an id, artwork, and what the
    hub's owner has answered. Yields a line for each thing that is other than the feed's."""
    data = _data(folder)
    more: dict[str, Any] = {
        name: value for name, value in answers.items() if value and not data.get(name)
    }
    if not data.get("guid"):
        more["guid"] = str(uuid.uuid4())
        yield (
            f"{SHOW}: guid: expected the show's id or its feed's own address in the feed, found"
            f" neither (a new one was made: {more['guid']})"
        )
    if not (folder / "episodes" / str(data.get("artwork", ""))).is_file():
        more["artwork"] = "artwork.png"
        write_whole(folder / "episodes" / "artwork.png", drawn_artwork(title, language))
        yield f"{SHOW}: artwork: expected a picture from the feed, found none (drawn from the title)"
    if more:
        write_whole(folder / SHOW, as_yaml(Show, {**data, **more}))


def _data(folder: Path) -> dict[str, Any]:
    document, _ = read_yaml(folder, SHOW)
    return dict(document.data) if document else {}
