"""What has been public is remembered, and holds whoever builds next to it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from podhub.history.guard import compare
from podhub.history.ledger import (
    LEDGER,
    SHOW,
    EarlierVersion,
    Ledger,
    PublishedAudio,
    Record,
    brought_up_to_date,
    old_pages,
    with_public,
)
from podhub.history.ledger_file import read_ledger
from podhub.history.ledger_text import ledger_text, write_ledger
from podhub.history.page_records import PageRecord
from podhub.model.document import Document
from podhub.model.entries import Catalog, EpisodeEntry
from podhub.model.media import Audio
from podhub.model.podcast import Episode
from podhub.model.site_path import SitePath

NOW = datetime(2026, 6, 1, tzinfo=UTC)
DAYS = st.datetimes(datetime(1971, 1, 1), datetime(2026, 5, 31)).map(
    lambda day: day.replace(microsecond=0, tzinfo=UTC)
)
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=20
)
PAGES = st.from_regex(r"[a-z0-9]{1,9}(/[a-z0-9äж.-]{0,9}[a-z0-9]){0,2}/", fullmatch=True).map(
    SitePath
)
HASHES = st.integers(0, 2**256 - 1).map("{:064x}".format)
SOUNDS = st.builds(PublishedAudio, WORDS, st.none() | HASHES, st.none() | st.integers(1, 10**12))
FORMERS = st.builds(EarlierVersion, st.none() | PAGES, st.none() | SOUNDS, st.none() | WORDS)


@st.composite
def ledgers(draw: st.DrawFn) -> dict[str, Record]:
    """Any ledger that could have been written."""
    guids = draw(st.lists(WORDS.filter(lambda word: word != SHOW), unique=True, max_size=4))
    optional = st.none() | WORDS
    return {
        guid: Record(
            guid,
            draw(PAGES),
            draw(st.none() | SOUNDS),
            draw(st.none() | DAYS),
            *(draw(optional) for _ in range(3)),
            tuple(
                draw(
                    st.lists(FORMERS.filter(lambda former: former != EarlierVersion()), max_size=2)
                )
            ),
        )
        for guid in guids
    }


def episode(
    number: int,
    date: datetime = NOW - timedelta(days=9),
    *,
    slug: str | None = None,
    **audio: object,
) -> EpisodeEntry:
    """An episode as the catalog holds it."""
    slug = slug or f"name-{number}"
    told = {
        "title": f"Title {number}",
        "date": "2026-01-01 09:00 +0000",
        "summary": "S",
        "guid": f"id-{number}",
    }
    fields = Episode.model_validate(told)
    sound = Audio(
        f"audio/{number:03}.mp3",
        1000 + number,
        60.0,
        "audio/mpeg",
        f"episodes/{number:03}.mp3",
        f"{number:064x}",
    )
    return EpisodeEntry(
        "episode",
        slug,
        f"podcast/{slug}/",
        Document(f"episodes/{number:03}-{slug}.md", {}),
        fields.model_copy(update={"date": date}),
        number,
        replace(sound, **audio),  # type: ignore[arg-type]
    )


def catalog(*episodes: EpisodeEntry) -> Catalog:
    """A catalog of episodes alone."""
    return Catalog(episodes={entry.slug: entry for entry in episodes})


def said(ledger: dict[str, Record], *episodes: EpisodeEntry, now: datetime = NOW) -> list[str]:
    """What an author reads."""
    return [str(problem) for problem in compare(ledger.values(), ledger, catalog(*episodes), now)]


RECORDS = st.dictionaries(PAGES, st.tuples(WORDS, st.none() | WORDS), max_size=3).map(
    lambda told: {path: PageRecord(path, *said) for path, said in told.items()}
)


@given(ledgers(), st.none() | st.uuids().map(str), RECORDS)
def test_a_ledger_says_what_was_written_into_it(
    tmp_path_factory: pytest.TempPathFactory,
    records: dict[str, Record],
    show: str | None,
    pages: dict[SitePath, PageRecord],
) -> None:
    """Whatever guids, reasons and addresses are made of, and nothing is written twice."""
    root = tmp_path_factory.mktemp("hub")
    (root / "episodes").mkdir()
    assert write_ledger(root, Ledger(show, records, pages)) == bool(records or pages)
    read, problems = read_ledger(root)
    assert problems == []
    assert {guid: replace(record, line=1) for guid, record in read.episodes.items()} == records
    assert {path: replace(record, line=1) for path, record in read.pages.items()} == pages
    assert read.show == (show if records or pages else None)
    assert write_ledger(root, read) is False


NUMBERS = st.lists(st.integers(1, 9), unique=True, max_size=6)


@given(NUMBERS, NUMBERS)
def test_only_what_vanishes_is_missed(public: list[int], later: list[int]) -> None:
    """Whatever is added, moved about or kept is fine; each episode that is not there any more is
    named, and no other."""
    ledger = brought_up_to_date({}, map(episode, public))
    missing = sorted(set(public) - set(later))
    lines = said(ledger, *map(episode, later))
    assert len(lines) == len(missing)
    for number in missing:
        assert any(f" id-{number}: expected an episode with this guid" in line for line in lines)
    allowed = ledger | {f"id-{n}": replace(ledger[f"id-{n}"], gone="why") for n in missing}
    assert said(allowed, *map(episode, later)) == []


@given(NUMBERS, st.data())
def test_what_the_ledger_was_written_for_never_breaks_with_it(
    public: list[int], data: st.DataObject
) -> None:
    """After any change that the author explains, the ledger is written anew and everything is right
    again."""
    before = [episode(number) for number in public]
    ledger = brought_up_to_date({}, before)
    assert said(ledger, *before) == []
    after, explained = [], dict(ledger)
    for old in before:
        change = data.draw(st.sampled_from(["keep", "title", "page", "sound", "name", "gone"]))
        guid = old.fields.guid
        match change:
            case "title":
                after.append(replace(old, fields=old.fields.model_copy(update={"title": "Other"})))
            case "page":
                after.append(replace(old, slug=f"{old.slug}-b", url=f"podcast/{old.slug}-b/"))
                explained[guid] = replace(ledger[guid], moved="why")
            case "sound":
                after.append(replace(old, audio=replace(old.audio, sha256="f" * 64)))
                explained[guid] = replace(ledger[guid], replaced="why")
            case "name":
                after.append(
                    replace(
                        old,
                        audio=replace(
                            old.audio, url=old.audio.url.replace(".", "-b."), sha256="e" * 64
                        ),
                    )
                )
            case "gone":
                explained[guid] = replace(ledger[guid], gone="why")
            case _:
                after.append(old)
        if explained[guid] != ledger[guid]:
            changed = [entry for entry in after if entry.fields.guid == guid]
            assert said({guid: ledger[guid]}, *changed), f"{change} without a reason is a mistake"
    assert said(explained, *after) == []
    written = brought_up_to_date(explained, after)
    assert said(written, *after) == []
    assert written == brought_up_to_date(written, after)
    assert written.keys() == ledger.keys()
    assert not any(record.moved or record.replaced for record in written.values())
    # The reason goes with what it was the reason for; no address that was ever public is forgotten.
    for guid, record in ledger.items():
        new = written[guid]
        assert record.sound in [new.sound, *(former.sound for former in new.earlier)]
        assert record.page in [new.page, *(former.page for former in new.earlier)]


@given(NUMBERS.filter(bool), st.integers(0, 5))
def test_an_address_is_never_used_for_another_recording(public: list[int], pick: int) -> None:
    """Neither by a new episode, nor by one that is known, nor after the first one is gone."""
    owner = episode(public[pick % len(public)])
    ledger = brought_up_to_date({}, map(episode, public))
    ledger[owner.fields.guid] = replace(ledger[owner.fields.guid], gone="why")
    others = [episode(number) for number in public if number != owner.number]
    thief = episode(99, url=owner.audio.url)
    [line] = said(ledger, *others, thief)
    assert line.startswith(
        f"{thief.path}:1: audio: expected an address of its own ({owner.audio.url} has been public"
    )
    same = episode(99, url=owner.audio.url, sha256=owner.audio.sha256)
    assert said(ledger, *others, same) == []


def test_a_look_at_a_time_before_asks_for_nothing() -> None:
    """`--now` may lie before an episode was public; an episode put off after it was public is
    missed."""
    ledger = brought_up_to_date({}, [episode(1)])
    put_off = episode(1, NOW + timedelta(days=30))
    assert said(ledger, put_off, now=NOW - timedelta(days=10)) == []
    [line] = said(ledger, put_off)
    assert line.startswith(
        "episodes/001-name-1.md:1: date: expected no date to come, since the episode has been public since"
    )


def test_two_pages_may_not_change_places() -> None:
    """People who follow the link to one would find the other."""
    ledger = brought_up_to_date({}, [episode(1), episode(2)])
    lines = said(ledger, episode(1, slug="name-2"), episode(2, slug="name-1"))
    assert sum("a name of its own" in line for line in lines) == 2
    assert sum("is public and people link to it" in line for line in lines) == 2


def test_old_pages_lead_to_the_episode_wherever_it_is() -> None:
    """After one move and after another; never over a page that is there."""
    first = brought_up_to_date({}, [episode(1)])
    moved = replace(first["id-1"], moved="A better name")
    second = episode(1, slug="better")
    assert old_pages({"id-1": moved}, catalog(second)) == {"podcast/name-1/": second}
    ledger = brought_up_to_date({"id-1": moved}, [second])
    assert ledger["id-1"].earlier == (EarlierVersion("podcast/name-1/", None, "A better name"),)
    third = episode(1, slug="best")
    assert set(old_pages(ledger, catalog(third))) == {"podcast/name-1/", "podcast/better/"}
    assert set(old_pages(ledger, catalog(third, episode(2, slug="better")))) == {"podcast/name-1/"}


def test_a_recording_elsewhere_is_known_by_its_size() -> None:
    """A server need not tell a hash."""
    there = episode(1, url="https://cdn.example/1.mp3", source=None, sha256=None)
    ledger = brought_up_to_date({}, [there])
    assert ledger["id-1"].sound == PublishedAudio("https://cdn.example/1.mp3", None, 1001)
    assert said(ledger, there) == []
    [line] = said(ledger, replace(there, audio=replace(there.audio, bytes=5)))
    assert "upload the new one under a new name" in line


def test_a_new_episode_is_added_at_the_end_of_the_file(tmp_path: Path) -> None:
    """So that a change is short to read, and merges."""
    old = episode(5, NOW - timedelta(days=30))
    before = ledger_text(with_public(Ledger(), catalog(old), {}))
    after = ledger_text(with_public(Ledger(), catalog(episode(1), old), {}))
    assert after.startswith(before)
    assert "id-1" in after.removeprefix(before)


def test_a_repository_without_a_ledger_has_published_nothing(tmp_path: Path) -> None:
    """Nothing is asked of it, and nothing written for it."""
    assert read_ledger(tmp_path) == (Ledger(), [])
    assert write_ledger(tmp_path, Ledger()) is False
    assert not (tmp_path / LEDGER).exists()
