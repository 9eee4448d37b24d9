"""What authors do to a hub, each as an edit that dice decide about."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from podhub.model.entries import slug_of

from tools.edits.small_hub import (
    DATE,
    FOLDERS,
    PICTURE,
    SHOW,
    TOPICS,
    SmallHub,
    Text,
    date,
    dumped,
    picture,
    recording,
    transcript,
)
from tools.edits.writing import write_article, write_definition, write_episode

Edit = Callable[[SmallHub], bool | None]
"""Changes something; False where there is nothing to change."""
EDITS: dict[str, Edit] = {}
"""By name"""
COLOURS = ("navy", "maroon", "teal", "olive")


def edit(function: Edit) -> Edit:
    """Enter an edit under its name."""
    EDITS[function.__name__.replace("_", " ")] = function
    return function


def change(hub: SmallHub, path: str, **fields: Any) -> None:
    """Set fields of a file; None takes one away."""
    text = hub.read(path)
    for name, value in fields.items():
        text.fields[name] = value
        if value is None:
            del text.fields[name]
    hub.write(path, text)


@edit
def create(hub: SmallHub) -> None:
    """Write a new item."""
    hub.dice.choice((write_article, write_definition, write_episode))(hub)


@edit
def rewrite(hub: SmallHub) -> bool | None:
    """Change an item's text."""
    if not (path := hub.any()):
        return False
    text = hub.read(path)
    text.body += f"\n{hub.sentence()}\n"
    hub.write(path, text)
    return None


@edit
def rewrite_headings(hub: SmallHub) -> bool | None:
    """Give a text other headings, to which others may lead."""
    if not (path := hub.any("article", "definition")):
        return False
    text = hub.read(path)
    text.body = re.sub(r"(?m)^## .*", f"## {hub.sentence()[:-1]}", text.body)
    hub.write(path, text)
    return None


@edit
def delete(hub: SmallHub) -> bool | None:
    """Delete an item and its files, and all that refers to it."""
    if not (path := hub.any()):
        return False
    for file in hub.root.glob(f"{path.removesuffix('.md')}.*"):
        file.unlink()
    _forget(hub, slug_of(path), path)
    return None


def _forget(hub: SmallHub, slug: str, path: str) -> None:
    link = re.compile(rf"\[([^\]]*)\]\([^)]*\b{re.escape(path.rpartition('/')[2])}[^)]*\)")
    for file in _markdown(hub):
        text = hub.read(file)
        body, fields = link.sub(r"\1", text.body), _without(text.fields, slug)
        if (body, fields) != (text.body, text.fields):
            hub.write(file, Text(fields, body))
    show = hub.read_yaml(SHOW)
    if show.get("trailer") == slug:
        hub.write_text(
            SHOW, dumped({key: value for key, value in show.items() if key != "trailer"})
        )


def _markdown(hub: SmallHub) -> list[str]:
    files = [*(hub.root / "docs").rglob("*.md"), *(hub.root / "episodes").glob("*.md")]
    return sorted(file.relative_to(hub.root).as_posix() for file in files)


def _without(data: Any, slug: str) -> Any:
    """Front matter whose lists do not name an item any more."""
    if isinstance(data, dict):
        return {key: _without(value, slug) for key, value in data.items()}
    if isinstance(data, list):
        return [_without(value, slug) for value in data if value != slug]
    return data


@edit
def rename(hub: SmallHub) -> bool | None:
    """Give an item another address, and the old one to it, to nobody, or to a new item."""
    kind = hub.dice.choice(list(FOLDERS))
    if not (path := hub.any(kind)):
        return False
    old, new = slug_of(path), hub.new_name(kind)
    stem = path.removesuffix(".md")
    for file in hub.root.glob(f"{stem}.*"):
        file.rename(file.with_name(file.name.replace(old, new)))
    for page in _markdown(hub):
        source = (hub.root / page).read_text(encoding="utf-8")
        renamed = re.sub(rf"\b{re.escape(old)}\b(?!\.mp3)", new, source)
        if renamed != source:
            hub.write_text(page, renamed)
    then = hub.dice.random()
    if kind == "article" and then < 0.6:
        change(hub, path.replace(old, new), aliases=[f"/articles/{old}/"])
    elif kind == "article":
        write_article(hub, old)
    elif kind == "definition" and then < 0.5:
        write_definition(hub, old)
    return None


@edit
def exchange_addresses(hub: SmallHub) -> bool | None:
    """Put two items of a kind each in the place of the other."""
    kind = hub.dice.choice(("article", "definition"))
    paths = hub.paths(kind)
    if len(paths) < 2:
        return False
    one, other = hub.dice.sample(paths, 2)
    first, second = hub.read(one), hub.read(other)
    hub.write(one, second)
    hub.write(other, first)
    return None


@edit
def draft(hub: SmallHub) -> bool | None:
    """Hold an item back, or let it go."""
    if not (path := hub.any()):
        return False
    held = hub.read(path).fields.get("draft")
    change(hub, path, draft=None if held else True)
    return None


@edit
def redate(hub: SmallHub) -> bool | None:
    """Move an item in time, some of them into the future."""
    if not (path := hub.any("article", "episode")):
        return False
    change(hub, path, date=date(hub.dice.randint(-40, 5), hub.dice.randint(0, 23)))
    return None


@edit
def note_a_change(hub: SmallHub) -> bool | None:
    """Say when an article last changed, and what."""
    if not (path := hub.any("article")):
        return False
    updated = f"{hub.now - timedelta(hours=1):{DATE}}"
    change(hub, path, updated=updated, change_note=hub.sentence())
    return None


@edit
def retitle(hub: SmallHub) -> bool | None:
    """Give an item another title and description."""
    if not (path := hub.any("article", "episode")):
        return False
    said = "summary" if path.startswith("episodes/") else "description"
    change(
        hub, path, title=f"{hub.sentence()[:-1]} {hub.new_name('title')}", **{said: hub.sentence()}
    )
    return None


@edit
def change_a_term(hub: SmallHub) -> bool | None:
    """Define another word, other forms of it, or none of it as an ordinary word."""
    if not (path := hub.any("definition")):
        return False
    word = hub.dice.choice(
        ("seller", "buyer", "ramp week", "good deal", "BANT", hub.new_name("term"))
    )
    fields: dict[str, Any] = hub.dice.choice(
        (
            {"term": word},
            {"forms": [word, f"{word}s"]},
            {"forms": None, "everyday": None},
            {"everyday": True, "forms": [word]},
            {"definition": hub.sentence()},
        )
    )
    present = hub.read(path).fields
    change(hub, path, **{name: value for name, value in fields.items() if value or name in present})
    return None


@edit
def skip_a_term(hub: SmallHub) -> bool | None:
    """Leave a word without links on a page."""
    path, other = hub.any(), hub.any("definition")
    if not path or not other or path == other:
        return False
    change(hub, path, skip_terms=[slug_of(other)])
    return None


@edit
def change_facets(hub: SmallHub) -> bool | None:
    """Make two definitions comparable, or no longer so."""
    if not (path := hub.any("definition")):
        return False
    facets = hub.dice.choice(({}, {"For whom": hub.sentence()}, {"How long": "a week"}))
    change(hub, path, facets=facets)
    return None


@edit
def change_topics(hub: SmallHub) -> bool | None:
    """Move an item to another topic, or make, rename or describe one."""
    topics = hub.read_yaml(TOPICS)
    name = hub.dice.choice(list(topics))
    match hub.dice.randrange(3):
        case 0:
            if not (path := hub.any("article", "episode")):
                return False
            change(
                hub, path, topics=hub.dice.sample(list(topics), hub.dice.randint(1, len(topics)))
            )
        case 1:
            topics[hub.new_name("topic")] = {"title": hub.sentence()[:-1], "description": "New."}
        case _:
            topics[name] = {
                "title": f"{name} {hub.dice.randint(1, 99)}",
                "description": hub.sentence(),
            }
    hub.write_text(TOPICS, dumped(topics))
    return None


@edit
def change_references(hub: SmallHub) -> bool | None:
    """Tie an article to other episodes, and an episode to other articles."""
    kinds = hub.dice.sample(("article", "episode"), 2)
    path = hub.any(kinds[0])
    if not path:
        return False
    found = [slug_of(other) for other in hub.paths(kinds[1])]
    chosen = hub.dice.sample(found, hub.dice.randint(0, len(found)))
    change(hub, path, **{f"{kinds[1]}s": chosen})
    return None


@edit
def change_a_transcript(hub: SmallHub) -> bool | None:
    """Write a transcript, write it anew, or delete it."""
    if not (path := hub.any("episode")):
        return False
    file = f"{path.removesuffix('.md')}.vtt"
    if (hub.root / file).exists() and hub.dice.random() < 0.3:
        (hub.root / file).unlink()
    else:
        sentences = (hub.sentence() for _ in range(hub.dice.randint(1, 8)))
        hub.write_text(file, transcript(*sentences))
    return None


@edit
def change_moments(hub: SmallHub) -> bool | None:
    """Give an episode other moments, one of them to be shared."""
    if not (path := hub.any("episode")):
        return False
    times = sorted(hub.dice.sample(range(0, 40, 3), hub.dice.randint(0, 4)))
    moments: list[dict[str, Any]] = [{"at": f"0:{t:02}", "title": hub.sentence()} for t in times]
    if moments:
        moments[-1]["clip"] = 15
    change(hub, path, moments=moments)
    return None


@edit
def change_a_recording(hub: SmallHub) -> bool | None:
    """Replace an episode's recording by a longer one, here or elsewhere."""
    if not (path := hub.any("episode")):
        return False
    seconds = hub.dice.randint(56, 90)
    if audio := hub.read(path).fields.get("audio"):
        length = f"{seconds // 60}:{seconds % 60:02}"
        change(hub, path, audio={**audio, "duration": length, "bytes": 9_000 * seconds})
    else:
        hub.write_bytes(f"{path.removesuffix('.md')}.mp3", recording(seconds))
        (hub.root / "episodes/audio.lock.yml").unlink(missing_ok=True)
    return None


@edit
def change_a_picture(hub: SmallHub) -> bool | None:
    """Change the show's artwork, an episode's, or a picture in a text."""
    colour = hub.dice.choice(COLOURS)
    match hub.dice.randrange(3):
        case 0:
            hub.write_bytes("episodes/artwork.jpg", picture(1400, 1400, colour))
        case 1:
            size = hub.dice.choice(((40, 30), (60, 20)))
            hub.write_bytes(PICTURE, picture(*size, colour, "PNG"))
        case _:
            if not (path := hub.any("episode")):
                return False
            artwork = hub.root / f"{path.removesuffix('.md')}.jpg"
            if artwork.exists() and hub.dice.random() < 0.5:
                artwork.unlink()
            else:
                hub.write_bytes(str(artwork.relative_to(hub.root)), picture(1400, 1400, colour))
    return None
