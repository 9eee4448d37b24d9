"""What authors change inside items: terms, topics, references, and the files that belong to them."""

from __future__ import annotations

from typing import Any

from podhub.model.entries import slug_of

from tools.edits.content import change, edit
from tools.edits.small_hub import (
    PICTURE,
    TOPICS,
    NothingThereError,
    SmallHub,
    dumped,
    picture,
    recording,
    transcript,
)

COLOURS = ("navy", "maroon", "teal", "olive")


@edit
def change_a_term(hub: SmallHub) -> None:
    """Define another word, other forms of it, or none of it as an ordinary word."""
    path = hub.one("definition")
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


@edit
def skip_a_term(hub: SmallHub) -> None:
    """Leave a word without links on a page."""
    path, other = hub.one(), hub.one("definition")
    if path == other:
        raise NothingThereError
    change(hub, path, skip_terms=[slug_of(other)])


@edit
def change_facets(hub: SmallHub) -> None:
    """Make two definitions comparable, or no longer so."""
    path = hub.one("definition")
    facets = hub.dice.choice(({}, {"For whom": hub.sentence()}, {"How long": "a week"}))
    change(hub, path, facets=facets)


@edit
def change_topics(hub: SmallHub) -> None:
    """Move an item to another topic, or make, rename or describe one."""
    topics = hub.read_yaml(TOPICS)
    name = hub.dice.choice(list(topics))
    match hub.dice.randrange(3):
        case 0:
            path = hub.one("article", "episode")
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


@edit
def change_references(hub: SmallHub) -> None:
    """Tie an article to other episodes, and an episode to other articles."""
    kinds = hub.dice.sample(("article", "episode"), 2)
    path = hub.one(kinds[0])
    found = [slug_of(other) for other in hub.paths(kinds[1])]
    chosen = hub.dice.sample(found, hub.dice.randint(0, len(found)))
    change(hub, path, **{f"{kinds[1]}s": chosen})


@edit
def change_a_transcript(hub: SmallHub) -> None:
    """Write a transcript, write it anew, or delete it."""
    path = hub.one("episode")
    file = f"{path.removesuffix('.md')}.vtt"
    if (hub.root / file).exists() and hub.dice.random() < 0.3:
        (hub.root / file).unlink()
    else:
        sentences = (hub.sentence() for _ in range(hub.dice.randint(1, 8)))
        hub.write_text(file, transcript(*sentences))


@edit
def change_moments(hub: SmallHub) -> None:
    """Give an episode other moments, one of them to be shared."""
    path = hub.one("episode")
    times = sorted(hub.dice.sample(range(0, 40, 3), hub.dice.randint(0, 4)))
    moments: list[dict[str, Any]] = [{"at": f"0:{t:02}", "title": hub.sentence()} for t in times]
    if moments:
        moments[-1]["clip"] = 15
    change(hub, path, moments=moments)


@edit
def change_a_recording(hub: SmallHub) -> None:
    """Replace an episode's recording by a longer one, here or elsewhere."""
    path = hub.one("episode")
    seconds = hub.dice.randint(56, 90)
    if audio := hub.read(path).fields.get("audio"):
        length = f"{seconds // 60}:{seconds % 60:02}"
        change(hub, path, audio={**audio, "duration": length, "bytes": 9_000 * seconds})
    else:
        hub.write_bytes(f"{path.removesuffix('.md')}.mp3", recording(seconds))
        (hub.root / "episodes/audio.lock.yml").unlink(missing_ok=True)


@edit
def change_a_picture(hub: SmallHub) -> None:
    """Change the show's artwork, an episode's, or a picture in a text."""
    colour = hub.dice.choice(COLOURS)
    match hub.dice.randrange(3):
        case 0:
            hub.write_bytes("episodes/artwork.jpg", picture(1400, 1400, colour))
        case 1:
            size = hub.dice.choice(((40, 30), (60, 20)))
            hub.write_bytes(PICTURE, picture(*size, colour, "PNG"))
        case _:
            path = hub.one("episode")
            artwork = hub.root / f"{path.removesuffix('.md')}.jpg"
            if artwork.exists() and hub.dice.random() < 0.5:
                artwork.unlink()
            else:
                hub.write_bytes(str(artwork.relative_to(hub.root)), picture(1400, 1400, colour))
