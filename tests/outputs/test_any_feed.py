"""Any content that passes the models gives a feed that three readers read back as it went in; any
other is refused by name."""

import io
from datetime import UTC, datetime, timedelta
from typing import Any

import feedparser
import podcastparser
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import etree
from podhub.model import values
from podhub.model.categories import ALL
from podhub.model.digest import digest
from podhub.model.document import Document
from podhub.model.entries import Catalog, EpisodeEntry, ShowEntry
from podhub.model.foreign_signs import sign_in_words
from podhub.model.media import Artwork, Audio, Cue
from podhub.model.podcast import Episode, Show
from podhub.outputs.feed.feed_texts import FeedTexts
from podhub.outputs.feed.podcast import podcast_feeds
from podhub.outputs.feed.xml import PREFIXES
from podhub.read.validation import validate

from tests.outputs.making import made
from tests.outputs.rules import faults

SITE = "https://hub.example/"
examples = settings(
    max_examples=150, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
# Letters of any kind, and what has a meaning in XML, HTML or feeds.
ANY = st.text(max_size=40) | st.text(
    st.sampled_from("ab<>&\"' ]:;#x0-9\n\t\r/!-[CDATA😀é\x08\x85\u2028\ufffe"), max_size=40
)
FINE = (
    ANY.map(lambda text: values.printable(text))
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
    .map(lambda text: text[:30])
    .filter(lambda text: not sign_in_words(text))
)
LINE = FINE.map(str.strip).filter(bool)
LINK = st.sampled_from(
    ["https://a.example/", "https://a.example/?x=1&y=%22", "https://a.example/é"]
)
PERSON = st.fixed_dictionaries(
    {"name": LINE}, optional={"role": LINE, "group": LINE, "href": LINK, "img": LINK}
)
PLACE = st.fixed_dictionaries(
    {"name": LINE},
    optional={"rel": st.sampled_from(["subject", "creator"]), "geo": st.just("geo:1,-2.5")},
)
NOTE = st.fixed_dictionaries({"text": LINE}, optional={"purpose": LINE})
FUNDING = st.fixed_dictionaries({"url": LINK, "text": LINE})
PICTURE = st.fixed_dictionaries(
    {"url": LINK | st.just("/assets/a.png")}, optional={"alt": LINE, "purpose": LINE}
)
COMMENTS = st.just({"protocol": "disabled"}) | st.fixed_dictionaries(
    {"protocol": st.just("nostr"), "uri": LINK}, optional={"account_id": LINE}
)
ALTERNATE = st.fixed_dictionaries(
    {"url": LINK, "type": st.just("audio/opus"), "bytes": st.integers(1, 10**12)},
    optional={"title": LINE},
)
REMOTE = st.fixed_dictionaries({"guid": st.uuids().map(str)}, optional={"url": LINK, "title": LINE})
SHOWS = st.fixed_dictionaries(
    {
        "title": LINE,
        "description": LINE,
        "language": st.sampled_from(["en", "de-ch"]),
        "author": LINE,
        "explicit": st.booleans(),
        "category": st.lists(st.sampled_from(ALL), min_size=1, max_size=3),
        "email": st.just("a@b.example"),
        "artwork": st.just("a.jpg"),
    },
    optional={
        "guid": st.uuids().map(str),
        "type": st.sampled_from(["serial", "episodic"]),
        "copyright": st.just("Us & them"),
        "people": st.lists(PERSON, max_size=2),
        "seasons": st.dictionaries(st.sampled_from(["1", "2"]), LINE),
        "locked": st.booleans(),
        "funding": st.lists(FUNDING, max_size=2),
        "location": st.lists(PLACE, max_size=2) | PLACE,
        "podroll": st.lists(REMOTE, max_size=2),
        "publisher": REMOTE,
        "images": st.lists(PICTURE, max_size=2),
        "comments": COMMENTS,
        "txt": st.lists(NOTE, max_size=2),
        "block": st.booleans(),
        "podping": st.booleans(),
        "websub": LINK,
        "complete": st.booleans(),
        "new_feed_url": LINK,
        "block_services": st.dictionaries(st.sampled_from(["amazon", "google"]), st.booleans()),
    },
)
MOMENTS = st.lists(
    st.fixed_dictionaries({"title": LINE}, optional={"url": LINK, "clip": st.integers(15, 120)}),
    max_size=4,
)
EPISODES = st.fixed_dictionaries(
    {"title": LINE, "summary": LINE, "guid": st.text("abé-0:/", min_size=1, max_size=20)},
    optional={
        "season": st.integers(1, 2),
        "type": st.sampled_from(["full", "trailer", "bonus"]),
        "explicit": st.booleans(),
        "display": LINE,
        "people": st.lists(PERSON, max_size=2),
        "images": st.lists(PICTURE, max_size=2),
        "location": PLACE,
        "moments": MOMENTS,
        "funding": st.lists(FUNDING, max_size=2),
        "comments": COMMENTS,
        "txt": st.lists(NOTE, max_size=2),
        "block": st.booleans(),
        "alternates": st.lists(ALTERNATE, max_size=2),
    },
)
NEWEST = datetime(2026, 1, 1, 9, tzinfo=UTC)


def catalog(show: dict[str, Any], episodes: list[dict[str, Any]]) -> Catalog:
    """The catalog of valid fields, newest episode first."""
    entries = {}
    for number, fields in enumerate(episodes):
        moments = [
            moment | {"at": 30 * place} for place, moment in enumerate(fields.get("moments", []))
        ]
        date = (NEWEST - timedelta(days=number)).isoformat()
        model = checked(
            Episode,
            fields | {"date": date, "guid": f"{fields['guid']}{number}", "moments": moments},
        )
        audio = Audio(f"audio/{number}.mp3", 1000 + number, 60.4 + number, "audio/mpeg")
        entries[f"e{number}"] = EpisodeEntry(
            "episode",
            f"e{number}",
            f"podcast/e{number}/",
            Document("e.md", {}),
            model,
            100 - number,
            audio,
            (Cue(0, 1, "a"),),
            digest=digest(f"{number} {model!r}"),
        )
    artwork = Artwork("a.jpg", "artwork/a.jpg", 1400)
    return Catalog(
        episodes=entries, show=ShowEntry(Document("s.yml", {}), checked(Show, show), artwork)
    )


def checked(model: type[Any], fields: dict[str, Any]) -> Any:
    """The model of fields that are right."""
    value, problems = validate(Document("a", fields), model)
    assert value, problems
    return value


def document(content: Catalog, notes: str = "<p>Notes</p>") -> bytes:
    """The feed."""
    return made(podcast_feeds(content, SITE, FeedTexts(SITE, lambda url: notes))[0])["podcast.xml"]


@examples
@given(SHOWS, st.lists(EPISODES, max_size=3))
def test_three_readers_read_what_went_in(
    show: dict[str, Any], episodes: list[dict[str, Any]]
) -> None:
    """XML to the letter; feedparser and gPodder's podcastparser in what they keep."""
    content = catalog(show, episodes)
    source = document(content)
    told = faults(source)
    # What a title may say is judged where titles are read: here they are any letters.
    told.pop("titles_name_no_number_and_no_show", None)
    assert told == {}
    channel = etree.fromstring(source)[0]
    fields = content.show.fields if content.show else None
    assert fields
    assert channel.findtext("title") == fields.title
    assert channel.findtext("description") == fields.description
    for short, path in [
        ("person", "people"),
        ("funding", "funding"),
        ("location", "location"),
        ("txt", "txt"),
        ("socialInteract", "comments"),
    ]:
        assert len(channel.findall(f"podcast:{short}", PREFIXES)) == len(getattr(fields, path))
    parsed = feedparser.parse(io.BytesIO(source))
    assert not parsed.bozo
    podcast = podcastparser.parse(SITE, io.BytesIO(source))
    assert podcast["title"] == " ".join(fields.title.split())
    items, by_guid = (
        channel.findall("item"),
        {episode["guid"]: episode for episode in podcast["episodes"]},
    )
    assert len(parsed.entries) == len(items) == len(by_guid) == len(episodes)
    for entry, item, read in zip(content.episodes.values(), items, parsed.entries, strict=True):
        said = entry.fields
        assert item.findtext("title") == said.title == item.findtext("itunes:title", None, PREFIXES)
        assert item.findtext("description") == said.summary
        assert [p.text for p in item.findall("podcast:person", PREFIXES)] == [
            p.name for p in said.people
        ]
        assert [p.text for p in item.findall("podcast:txt", PREFIXES)] == [
            note.text for note in said.txt
        ]
        assert [p.get("alt") for p in item.findall("podcast:image", PREFIXES)] == [
            picture.alt for picture in said.images
        ]
        chapters = [
            (c.get("title"), c.get("href"))
            for c in item.findall("psc:chapters/psc:chapter", PREFIXES)
        ]
        assert chapters == [(moment.title, moment.url) for moment in said.moments]
        assert read.id == said.guid
        assert (int(read.enclosures[0].length), read.enclosures[0].type) == (
            entry.audio.bytes,
            entry.audio.type,
        )
        assert datetime(*read.published_parsed[:6], tzinfo=UTC) == said.date
        other = by_guid[said.guid]
        assert other["title"] == " ".join(said.title.split())
        assert other["total_time"] == round(entry.audio.seconds)
        assert other["published"] == said.date.timestamp()
        assert [c["start"] for c in other.get("chapters", [])] == [
            moment.at for moment in said.moments
        ]


TEXT_FIELDS = st.sampled_from(
    ["title", "summary", "guid", "display", "people", "moments", "txt", "images", "license"]
)


@examples
@example("a\tb", "images")
@example("a\rb", "title")
@given(ANY, TEXT_FIELDS)
def test_any_text_arrives_or_is_refused_by_name(text: str, field: str) -> None:
    """Control characters, the end of a CDATA section, emoji: nothing is changed in silence, nothing
    breaks the feed."""
    nested: dict[str, Any] = {
        "people": [{"name": text}],
        "moments": [{"at": 0, "title": text}],
        "txt": [{"text": text}],
        "images": [{"url": "https://a.example/", "alt": text}],
    }
    fields = {"title": "A", "summary": "B", "guid": "c", "date": NEWEST.isoformat()} | {
        field: nested.get(field, text)
    }
    value, problems = validate(Document("episodes/001-a.md", fields), Episode)
    if value is None:
        assert problems
        assert all(problem.field.startswith(field) for problem in problems)
        return
    show = {
        "title": "S",
        "description": "D",
        "language": "en",
        "author": "A",
        "explicit": False,
        "category": ["Arts"],
        "email": "a@b.example",
        "artwork": "a.jpg",
    }
    content = catalog(show, [])
    audio = Audio("audio/a.mp3", 10, 60.0, "audio/mpeg")
    entry = EpisodeEntry("episode", "a", "podcast/a/", Document("a.md", {}), value, 1, audio)
    content.episodes["a"] = entry
    item = etree.fromstring(document(content, f"<p>{text}</p>"))[0].find("item")
    assert item is not None
    paths = {
        "title": "string(title)",
        "summary": "string(description)",
        "guid": "string(guid)",
        "license": "string(podcast:license)",
        "display": "string(podcast:episode/@display)",
        "people": "string(podcast:person)",
        "txt": "string(podcast:txt)",
        "moments": "string(psc:chapters/psc:chapter/@title)",
        "images": "string(podcast:image/@alt)",
    }
    # A licence's name is the same in any letters, and written as its list has it.
    expected = text.strip().lower() if field == "license" else text.strip()
    assert item.xpath(paths[field], namespaces=PREFIXES) == expected
