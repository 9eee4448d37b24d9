"""What is sent, in which order, and what is removed: pure planning, tried on any state of a
store."""

from __future__ import annotations

import hashlib
import html
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from podhub.build.objects import read_content
from podhub.model.audio_types import AUDIO_TYPES
from podhub.publish.built import BLOCK, BuiltFile, Searched, read_built
from podhub.publish.errors import PublishError
from podhub.publish.kinds import DAY, OTHER, Kind, Phase, kinds, phase, read_headers
from podhub.publish.manifest import Entry, Manifest, dump, load
from podhub.publish.plan import Listed, Plan, differences, make_plan, remaining, settle

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
PATHS = [
    "index.html",
    "new/index.html",
    "audio/1.mp3",
    "assets/a.css",
    "podcast.xml",
    "podcast/feed/1.xml",
    "sitemap.xml",
]
KIND = kinds("")

contents = st.dictionaries(st.sampled_from(PATHS), st.sampled_from(["one", "two", "longer"]))


def built(files: dict[str, str]) -> dict[str, BuiltFile]:
    """A built site, by the text in each file."""
    return {
        path: BuiltFile(
            path,
            len(text),
            hashlib.sha256(text.encode()).hexdigest(),
            hashlib.md5(text.encode()).hexdigest(),
        )
        for path, text in files.items()
    }


def listing(files: dict[str, BuiltFile]) -> dict[str, Listed]:
    """What a store lists that holds these files."""
    return {path: Listed(file.size, f"md5:{file.md5}", file.md5) for path, file in files.items()}


def carry_out(plan: Plan, there: dict[str, Listed], steps: int | None = None) -> dict[str, Listed]:
    """What the store lists after so many steps of a plan."""
    sent = [file for step in plan.steps[:steps] for file in step.files]
    return there | listing({file.path: file for file in sent})


@given(old=contents, new=contents, by_hand=contents, cut=st.integers(0, 8))
def test_whatever_was_there_the_site_arrives(
    old: dict[str, str], new: dict[str, str], by_hand: dict[str, str], cut: int
) -> None:
    """From any state, interrupted after any step, then run to its end: the store holds what was
    built."""
    before, site = built(old), built(new)
    published = settle(
        {path: Entry(file.size, file.sha256, str(KIND(path))) for path, file in before.items()},
        listing(before),
    )
    there = listing(before) | listing(built(by_hand))
    first = make_plan(site, KIND, there, published, {}, NOW, HOUR)
    begun = remaining({}, first)
    there = carry_out(first, there, cut)
    second = make_plan(site, KIND, there, published, begun, NOW, HOUR)
    already = {file.path for step in first.steps[:cut] for file in step.files}
    # A file that an interrupted run has sent is not sent again.
    assert not already & {file.path for file in second.sent}
    there = carry_out(second, there)
    assert differences(second.wanted, site, there) == []
    third = make_plan(
        site, KIND, there, {**second.stale, **settle(second.wanted, there)}, {}, NOW, HOUR
    )
    assert third.sent == []


def test_parts_come_before_what_points_at_them() -> None:
    """Phase by phase, new before changed, the feed last."""
    site = built(dict.fromkeys(PATHS, "two"))
    plan = make_plan(
        site, KIND, listing(built({"index.html": "one", "podcast.xml": "one"})), {}, {}, NOW, HOUR
    )
    order = [file.path for file in plan.sent]
    assert {*order[:2]} == {"assets/a.css", "audio/1.mp3"}
    assert order[2:] == [
        "new/index.html",
        "index.html",
        "sitemap.xml",
        "podcast/feed/1.xml",
        "podcast.xml",
    ]


def test_other_headers_are_a_reason_to_send_again() -> None:
    """The bytes are the same, and the cache time is not."""
    site = built({"a.css": "one"})
    there = listing(site)
    published = settle({"a.css": Entry(3, site["a.css"].sha256, "text/css | no-store")}, there)
    assert [file.path for file in make_plan(site, KIND, there, published, {}, NOW, HOUR).sent] == [
        "a.css"
    ]


def test_what_is_stale_waits_for_its_time() -> None:
    """Marked by the first run, removed by one an hour later, and never because a clock ran ahead
    once."""
    gone = built({"gone.html": "one"})
    there = listing(gone)
    published = settle({"gone.html": Entry(3, gone["gone.html"].sha256)}, there)
    first = make_plan({}, KIND, there, published, {}, NOW, HOUR)
    assert (first.remove, list(first.stale)) == ((), ["gone.html"])
    assert make_plan({}, KIND, there, first.stale, {}, NOW + HOUR / 2, HOUR).remove == ()
    assert make_plan({}, KIND, there, first.stale, {}, NOW + HOUR, HOUR).remove == ("gone.html",)
    back = make_plan({}, KIND, there, first.stale, {}, NOW - 24 * HOUR, HOUR)
    assert back.stale["gone.html"].stale_since == NOW - 24 * HOUR


def test_what_others_put_there_is_never_removed() -> None:
    """Not even without any grace."""
    plan = make_plan({}, KIND, {"theirs.txt": Listed(1, "x")}, {}, {}, NOW, timedelta(0))
    assert (plan.remove, plan.foreign) == ((), ("theirs.txt",))


def test_a_page_that_comes_back_is_no_longer_stale() -> None:
    """It is there already, and stays."""
    site = built({"index.html": "one"})
    there = listing(site)
    stale = settle(
        {
            "index.html": Entry(
                3, site["index.html"].sha256, str(KIND("index.html")), stale_since=NOW
            )
        },
        there,
    )
    plan = make_plan(site, KIND, there, stale, {}, NOW + 2 * HOUR, HOUR)
    assert (plan.sent, plan.stale, plan.remove) == ([], {}, ())
    assert plan.wanted["index.html"].stale_since is None


@given(contents)
def test_a_manifest_is_read_as_it_was_written(files: dict[str, str]) -> None:
    """The same manifest gives the same bytes."""
    site = built(files)
    entries = {
        path: Entry(file.size, file.sha256, "k", "s", NOW if file.size > 3 else None)
        for path, file in site.items()
    }
    manifest = Manifest(NOW, entries)
    assert load(dump(manifest)) == manifest
    assert dump(manifest) == dump(manifest)


@given(st.binary())
def test_rubbish_is_no_manifest(data: bytes) -> None:
    """Half written, of another version, or somebody else's."""
    assert load(data) is None
    assert load(dump(Manifest(NOW))[: len(data) % 40]) is None


def test_every_file_of_the_real_site_has_a_type(plain_site: Path) -> None:
    """Nothing that we make is sent as bytes of no kind; what the site's own headers say holds."""
    headers = (plain_site / "_headers").read_text()
    kind = kinds(headers)
    paths = [
        file.relative_to(plain_site).as_posix() for file in plain_site.rglob("*") if file.is_file()
    ]
    assert [path for path in paths if kind(path).content_type == OTHER] == []
    said = dict(
        pair
        for pattern, fields in read_headers(headers)
        if pattern.fullmatch("/podcast.xml")
        for pair in fields.items()
    )
    assert kind("podcast.xml") == Kind(said["content-type"], "public, max-age=60")
    [card, *_] = [path for path in paths if path.startswith("cards/")]
    assert kind(card) == Kind("image/png", "public, max-age=31536000, immutable")
    assert {phase(path) for path in paths if path.endswith("/index.html")} == {Phase.PAGES}


def test_a_secret_is_found_wherever_it_stands_and_files_are_searched_once(tmp_path: Path) -> None:
    """In a text, in HTML, in JSON, across two blocks; what was searched is searched again only for
    other secrets."""
    site = tmp_path / "site"
    site.mkdir()
    secret = 'p&ss"word'
    files = {
        "plain.txt": f"It is {secret}.",
        "page.html": f"<p>{html.escape(secret, quote=False)}</p>",
        "data.json": json.dumps({"say": secret}),
        "long.bin": "x" * (BLOCK - 4) + secret + "x" * BLOCK,
        "none.txt": "Nothing stands in it.",
    }
    for name, text in files.items():
        (site / name).write_text(text)
    built = read_built(site, read_content).values()

    def found(note: str | None, *secrets: str) -> tuple[set[str], str | None]:
        searched = Searched(note, secrets)
        return set(searched.holding(site, built)), searched.note()

    holding, note = found(None, secret)
    assert holding == files.keys() - {"none.txt"}
    holding, note = found(note, "another-one")
    assert (holding, secret in str(note), "another-one" in str(note)) == (set(), False, False)
    # What is known by its hash is not read again.
    for name in files:
        (site / name).write_text("another-one")
    assert found(note, "another-one") == (set(), note)
    assert found(note, "another-one", "and-more")[0] == set(files)


@pytest.mark.parametrize("note", ["", "[1]", '{"salt": 1}', '{"salt": "00"}'])
def test_a_note_that_is_nonsense_costs_only_time(tmp_path: Path, note: str) -> None:
    """Everything is searched again."""
    (tmp_path / "a.txt").write_text("a secret")
    built = read_built(tmp_path, read_content).values()
    assert Searched(note, ["secret"]).holding(tmp_path, built) == ["a.txt"]


def test_a_link_in_the_site_is_refused(tmp_path: Path) -> None:
    """It would publish whatever it leads to."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site/passwords").symlink_to("/etc/passwd")
    with pytest.raises(PublishError, match="expected only files"):
        read_built(tmp_path / "site", read_content)


@pytest.mark.parametrize("end", AUDIO_TYPES)
def test_every_recording_has_the_type_that_the_feed_names(end: str) -> None:
    """A film too: of a type that says nothing, no player plays it."""
    assert KIND(f"audio/001-a{end}") == Kind(AUDIO_TYPES[end][-1], DAY)
