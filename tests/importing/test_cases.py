"""Faults that real podcasts show, each for its kind: what is not understood is kept or told, never
guessed and never dropped."""

from __future__ import annotations

import re
from datetime import UTC
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from podhub.links.pages import site_pages
from podhub.outputs.feed.transcript_files import transcript_files
from podhub.outputs.pictures import wide_copy

from tests.importing.feeds import FILES, feed, item, moved


@pytest.mark.parametrize(
    ("said", "utc", "is_told"),
    [
        ("Fri, 06 Jun 2025 08:00:00 +02:00", "06:00", False),
        ("Fri, 06 Jun 2025 08:00:00 CEST", "06:00", False),
        ("Fri, 06 Jun 2025 08:00:00 BST", "08:00", True),
        ("Fri, 06 Jun 2025 08:00:00 IST", "08:00", True),
        ("Fri, 06 Jun 2025 08:00:00 XYZ", "08:00", True),
        ("Fri, 06 Jun 2025 08:00:00 GMT+2", "06:00", False),
        ("Fri, 06 Jun 2025 08:00:00 UTC-04:30", "12:30", False),
        ("Fri, 06 Jun 2025 08:00:00 America/New_York", "12:00", False),
        ("Fri, 06 Jun 2025 08:00:00 (EDT)", "08:00", True),
        ("Fri, 06 Jun 2025 08:00:00 PM +0000", "20:00", False),
        ("Fri, 06 Jun 2025 12:05 am JST", "15:05", False),
        ("06 Jun 2025 08:00 EDT", "12:00", False),
        ("06 Jun 25 08:00 Z", "08:00", False),
        ("June 6, 2025 8:00 AM", "08:00", True),
        ("2025-06-06T08:00:00.5-05:00", "13:00", False),
        ("2025-06-06", "00:00", True),
    ],
)
def test_a_date_has_the_zone_that_is_said(
    tmp_path: Path, said: str, utc: str, is_told: bool
) -> None:
    """And one that is not, or that has two meanings, is told."""
    show = moved(tmp_path, feed(item("a", date=said)))
    assert show.of("a").fields.date.astimezone(UTC).strftime("%H:%M") == utc
    assert bool(show.lines("a", "date")) == is_told
    assert not is_told or "UTC: fix it)" in show.lines("a")[0]


@pytest.mark.parametrize(
    ("said", "utc", "expected"),
    [
        ("Mon, 06 Jun 2025 08:00:00 GMT", "06 08:00:00", ["Friday, which that day was"]),
        ("Tuesday, 06 Jun 2025 08:00:60 GMT", "06 08:00:59",
         ["Friday, which that day was", "a second up to 59"]),
        ("Fri, 06 Jun 2025 08:00:00 GMT", "06 08:00:00", []),
        ("ven., 06 Jun 2025 08:00:00 GMT", "06 08:00:00", []),
    ],
)  # fmt: skip
def test_a_date_that_contradicts_itself_is_told(
    tmp_path: Path, said: str, utc: str, expected: list[str]
) -> None:
    """The day and a second that there is are taken."""
    show = moved(tmp_path, feed(item("a", date=said)))
    assert show.of("a").fields.date.astimezone(UTC).strftime("%d %H:%M:%S") == utc
    lines = show.lines("a", "date")
    assert [line.split("expected ")[1].partition(", found")[0] for line in lines] == expected


NUMBERS = [
    item("last", title="Five", date="05 Jan 2025 09:00 +0000",
         more="<itunes:episode>204</itunes:episode><podcast:episode>204.5</podcast:episode>"),
    item("three", title="Three", date="04 Jan 2025 09:00 +0000", more="<itunes:episode>3</itunes:episode>"),
    item("none", title="No number", date="03 Jan 2025 09:00 +0000"),
    item("half", title="Two and a half", date="02 Jan 2025 09:00 +0000", more="<itunes:episode>2.5</itunes:episode>"),
    item("one", title="One", date="01 Jan 2025 09:00 +0000", more="<itunes:episode>1</itunes:episode>"),
]  # fmt: skip


def test_a_number_is_the_feeds_own(tmp_path: Path) -> None:
    """A full episode may have none, and decimals stay what they are."""
    show = moved(tmp_path, feed(*NUMBERS))
    found = {
        guid: (show.tag(guid, "itunes:episode"), show.tag(guid, "podcast:episode"))
        for guid in ("one", "half", "none", "three", "last")
    }
    assert found == {
        "one": ("1", "1"),
        "half": (None, "2.5"),
        "none": (None, None),
        "three": ("3", "3"),
        "last": ("204", "204.5"),
    }
    assert not show.problems
    four = item("four", title="Four", date="06 Jan 2025 09:00 +0000", more="<itunes:episode>4</itunes:episode>")  # fmt: skip
    again = moved(tmp_path, feed(four, *NUMBERS))
    assert again.tag("four", "itunes:episode") == "4"
    assert not again.problems
    assert again.catalog.episodes["four"].place == 4


@pytest.mark.parametrize("said", ["0", "12a", "-1", "3"])
def test_what_is_no_number_of_its_own_is_told(tmp_path: Path, said: str) -> None:
    """And the episode has none."""
    other = item("other", date="01 Jan 2024 09:00 +0000", more="<itunes:episode>3</itunes:episode>")
    show = moved(tmp_path, feed(item("a", f"<itunes:episode>{said}</itunes:episode>"), other))
    assert show.tag("a", "itunes:episode") is None
    [line] = show.lines("a", "number")
    assert f'"{said}' in line
    assert show.tag("other", "itunes:episode") == "3"
    assert not show.problems


@pytest.mark.parametrize(
    "title",
    [
        "Sales-led growth",
        "Pre-sales",
        "S3: storage in a bucket",
        "Episode 100!",
        "Episode 7 of the saga",
        "Episodes 1, 2 and 3",
        "Episode 1½: more",
        "Ep 1:30 to the end",
        "The hardest thing: Sales",
        "Sales",
        "Season 2: the plan",
        "Episode 12 Selling",
    ],
)
def test_a_title_is_never_cut_in_doubt(tmp_path: Path, title: str) -> None:
    """A number too much is seen once, a cut title is wrong for ever."""
    show = moved(tmp_path, feed(item("a", title=title), title="Sales"))
    assert show.of("a").title == title
    assert not show.lines("a")
    assert not show.problems


@pytest.mark.parametrize(
    ("title", "became", "number"),
    [
        ("Sales – How to ask", "How to ask", None),
        ("Sales: How to ask", "How to ask", None),
        ("How to ask | Sales", "How to ask", None),
        ("Ep. 12: Ramp time", "Ramp time", "12"),
        ("Ramp time (Episode 12)", "Ramp time", "12"),
        ("Sales | S2E12 - Ramp time", "Ramp time", "12"),
    ],
)
def test_a_title_that_is_changed_is_told_with_both_forms(
    tmp_path: Path, title: str, became: str, number: str | None
) -> None:
    """Its number and its show's name stand beside it in every app."""
    show = moved(tmp_path, feed(item("a", title=title), title="Sales"))
    assert (show.of("a").title, show.tag("a", "itunes:episode")) == (became, number)
    [line] = show.lines("a")
    assert f'"{title}"' in line
    assert f'"{became}"' in line


def test_a_title_with_another_number_than_its_own_stays(tmp_path: Path) -> None:
    """Which of the two is right nobody knows."""
    show = moved(
        tmp_path,
        feed(item("a", "<itunes:episode>13</itunes:episode>", title="Ep. 12: Ramp time")),
    )
    assert (show.of("a").title, show.tag("a", "itunes:episode")) == ("Ep. 12: Ramp time", "13")
    assert not show.problems


def test_a_title_beyond_all_bounds_is_cut_between_words_and_told(tmp_path: Path) -> None:
    """Apps show 255 characters."""
    title = " ".join(["A title that goes on"] * 13)
    show = moved(tmp_path, feed(item("a", title=title)))
    assert title.startswith(show.of("a").title.rstrip("…"))
    assert show.of("a").title.endswith(("on…", "A…", "title…", "that…", "goes…"))
    [line] = show.lines("a")
    assert title in line
    assert not show.problems


def test_episodes_of_one_date_stand_by_season_and_number(tmp_path: Path) -> None:
    """Whole seasons are published at one minute."""
    listed = [(1, 9), (2, 2), (1, 1), (2, 1), (1, 10)]
    items = [
        item(
            f"{season}x{number}",
            f"<itunes:season>{season}</itunes:season><itunes:episode>{number}</itunes:episode>",
        )
        for season, number in listed
    ]
    show = moved(tmp_path, feed(*items))
    order = ["2x2", "2x1", "1x10", "1x9", "1x1"]
    assert [one.findtext("guid") for one in show.feed.iter("item")] == order
    assert [entry.fields.guid for entry in show.catalog.episodes.values()] == order


@pytest.mark.parametrize(("kind", "order"), [("serial", "abc"), ("episodic", "cba")])
def test_a_serial_show_is_listed_from_the_first(tmp_path: Path, kind: str, order: str) -> None:
    """The feed has the newest first in any case."""
    items = [
        item(name, f"<itunes:episode>{number}</itunes:episode>")
        for number, name in ((3, "c"), (2, "b"), (1, "a"))
    ]
    show = moved(tmp_path, feed(*items, more=f"<itunes:type>{kind}</itunes:type>"))
    [page] = [page for page in site_pages(show.catalog) if page.url == "podcast/"]
    assert list(page.items) == [f"podcast/{name}/" for name in order]
    assert [one.findtext("guid") for one in show.feed.iter("item")] == list("cba")


def test_artwork_is_offered_in_16_9(tmp_path: Path) -> None:
    """The whole of it stands in the middle."""
    show = moved(tmp_path, feed(item("a")))
    [tag] = show.feed.iter("{http://search.yahoo.com/mrss/}thumbnail")
    assert (tag.get("width"), tag.get("height")) == ("1280", "720")
    assert str(tag.get("url")).endswith("-wide.jpg")
    art = show.root / "episodes" / "artwork.jpg"
    with Image.open(BytesIO(wide_copy(art))) as wide, Image.open(art) as square:
        assert (wide.size, wide.mode, wide.format) == ((1280, 720), "RGB", "JPEG")
        middle = wide.crop((280, 0, 1000, 720))
        difference = ImageChops.difference(middle, square.convert("RGB").resize((720, 720)))
        assert max(high for _, high in difference.getextrema()) < 60
    assert wide_copy(art) == wide_copy(art)


def test_episodes_without_numbers_keep_the_order_of_the_old_feed(tmp_path: Path) -> None:
    """And where that cannot be, it is told."""
    show = moved(tmp_path, feed(*map(item, "hbxac")))
    assert [one.findtext("guid") for one in show.feed.iter("item")] == list("hbxac")
    bonus = "<itunes:episodeType>bonus</itunes:episodeType>"
    mixed = moved(tmp_path / "b", feed(*(item(name, bonus) for name in "hbx")))
    assert [bool(mixed.lines(name, "order")) for name in "hbx"] == [True, True, False]


def test_notes_keep_their_code_tables_and_definitions(tmp_path: Path) -> None:
    """As Markdown that authors write."""
    notes = (
        "<pre><code>if ok:\n    go()\nstop()</code></pre><p>10<sup>6</sup> people.</p>"
        "<dl><dt>Ramp</dt><dd>The first weeks.</dd><dt>Quota</dt><dd>The number.</dd></dl>"
        "<table><thead><tr><th>Who</th><th>Calls</th></tr></thead>"
        "<tbody><tr><td>Ann</td><td>12</td></tr><tr><td>Ben</td><td>34</td></tr></tbody></table>"
    )
    show = moved(tmp_path, feed(item("a", notes=notes)))
    assert show.text("a") == (
        "```\nif ok:\n    go()\nstop()\n```\n\n10<sup>6</sup> people.\n\n"
        "Ramp\n:   The first weeks.\n\nQuota\n:   The number.\n\n"
        "| Who | Calls |\n| --- | --- |\n| Ann | 12 |\n| Ben | 34 |"
    )
    assert not show.problems


def test_links_are_made_full_or_told(tmp_path: Path) -> None:
    """Against the item's page, else the show's."""
    notes = (
        '<p><a href="/blog/post-1">A post</a>, <a href="notes.html">notes</a>,'
        ' <a href="//files.example/sheet.pdf">a sheet</a>, <a href="#top">up</a>,'
        ' <a href="javascript:go()">go</a>, <a href="https://a.example/a b"></a></p>'
    )
    page = "<link>https://show.example/ep/1</link>"
    show = moved(tmp_path, feed(item("a", page, notes=notes), item("b", notes=notes)))
    assert show.text("a") == (
        "[A post](https://show.example/blog/post-1), [notes](https://show.example/ep/notes.html),"
        " [a sheet](https://files.example/sheet.pdf), [up](https://show.example/ep/1#top), go,"
        " <https://a.example/a%20b>"
    )
    assert "(https://show.example/notes.html)" in show.text("b")
    assert show.lines("a") == [
        'show notes: expected a full address, found "javascript:go()" (its words stayed)'
    ]


def test_a_declared_encoding_is_used_where_a_feed_is_repaired(tmp_path: Path) -> None:
    """Garbage in every title is worse than a refusal."""
    source = feed(item("a", title="Добрый вечер"), title="Подкаст").replace("UTF-8", "windows-1251")
    source = source.replace("A show that does not exist.", "Подкаст о работе. Q & A")
    show = moved(tmp_path, source.encode("cp1251"))
    assert show.catalog.show
    assert show.catalog.show.fields.description == "Подкаст о работе. Q & A"
    assert show.of("a").title == "Добрый вечер"
    assert "repaired" in show.told[0]


ZERO = "WEBVTT\n\n00:00.000 --> 00:02.000\nOne.\n\n00:02.000 --> 00:02.000\nTwo.\n\n00:02.000 --> 00:04.000\nThree.\n"
BARE = "00:00:00,000 --> 00:00:02,000\nOne.\n\n00:00:02,000 --> 00:00:04,000\nTwo.\nThree.\n"
DISORDER = (
    "2\n00:00:02,000 --> 00:00:04,500\nTwo.\n\n1\n00:00:00,000 --> 00:00:02,000\nOne.\n\n"
    "3\n00:00:04,000 --> 00:00:06,000\nThree.\n"
)
UNREADABLE = "WEBVTT\n\n00:00.000 --> 00:01.000\nOne.\n\n00:75:02.000 --> 00:75:04.000\nTwo.\n\n00:05.000 --> 00:06.000\nThree.\n"
PAGE = "<cite>Ann:</cite>\n<time>0:00</time>\n<p>One.</p>\n<time>0:02</time>\n<p>Two. Three.</p>"


def transcript(name: str, kind: str, language: str = "") -> str:
    """A tag that offers a transcript."""
    more = f' language="{language}"' if language else ""
    return f'<podcast:transcript url="{FILES}/{name}" type="{kind}"{more}/>'


@pytest.mark.parametrize(
    ("offered", "told"),
    [
        ([("zero.vtt", "text/vtt")], "(lengthened)"),
        ([("disorder.srt", "application/x-subrip")], "(sorted)"),
        ([("gone.vtt", "text/vtt"), ("bare.srt", "application/x-subrip")], "gone.vtt"),
        ([("zero.vtt", "text/vtt; charset=utf-8")], "(lengthened)"),
        ([("bare.srt", "text/plain")], ""),
        ([("bare.srt", "TEXT/VTT")], ""),
        ([("zero.vtt", "application/json")], "(lengthened)"),
        ([("unreadable.vtt", "text/vtt")], "(its words stand with the cue before it)"),
        ([("words.txt", "text/vtt"), ("page.html", "text/html")], "words.txt"),
    ],
)
def test_a_transcript_comes_in_whatever_its_type_says(
    tmp_path: Path, offered: list[tuple[str, str]], told: str
) -> None:
    """A fault in one cue costs that cue at most, and every form is tried."""
    files: dict[str, str | bytes] = {
        "zero.vtt": ZERO,
        "bare.srt": BARE,
        "disorder.srt": DISORDER,
        "unreadable.vtt": UNREADABLE,
        "page.html": PAGE,
        "words.txt": "One. Two. Three.",
    }
    offers = "".join(transcript(*one) for one in offered)
    show = moved(tmp_path, feed(item("a", offers)), files)
    assert " ".join(text for _, text in show.said("a")) == "One. Two. Three."
    assert not show.problems
    assert bool(show.lines("a")) == bool(told)
    assert not told or told in show.lines("a")[0]


PEOPLE = '<podcast:person>Ann</podcast:person><podcast:person role="guest">Ben</podcast:person>'


def srt(*texts: str) -> str:
    """An SRT file of cues of two seconds."""
    return "\n".join(
        f"{n}\n00:00:{2 * n:02},000 --> 00:00:{2 * n + 2:02},000\n{text}\n"
        for n, text in enumerate(texts)
    )


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (
            ["Ann: Hello.", "Caller: I have a question.", "Please."],
            [("Ann", "Hello."), ("Caller", "I have a question."), ("Caller", "Please.")],
        ),
        (["ANN: Hi.", "[Ben] Yes.", "(laughs)"], [("Ann", "Hi."), ("Ben", "Yes."), ("Ben", "(laughs)")]),
        (["Ann: Hi.", ">> Who?", "Me."], [("Ann", "Hi."), (None, "Who?"), (None, "Me.")]),
        (["Ann: Hi.", "- Who?\n- Me."], [("Ann", "Hi."), (None, "Who?"), (None, "Me.")]),
        (["Ann: One.\nBen: Two."], [("Ann", "One."), ("Ben", "Two.")]),
        (["<Ben> Yes.", "<laughs> No."], [("Ben", "Yes."), ("Ben", "<laughs> No.")]),
        (["if a < b and c > d then stop"], [(None, "if a < b and c > d then stop")]),
        (["{\\an8}Tom &amp; I", "<i>so</i> <font color=red>red</font>"], [(None, "Tom & I"), (None, "so red")]),
        (["3 --> 4 and 5 -> 6"], [(None, "3 --> 4 and 5 -> 6")]),
        (["Speaker 1: Hello.", "SPEAKER_02: Hi."], [("Speaker 1", "Hello."), ("SPEAKER_02", "Hi.")]),
        (["Remember: ask first.", "Then listen."], [(None, "Remember: ask first."), (None, "Then listen.")]),
        (["Ann (Host): Hello.", "Note that it is 3:15."], [("Ann", "Hello."), ("Ann", "Note that it is 3:15.")]),
    ],
)  # fmt: skip
def test_what_is_spoken_is_never_given_to_another(
    tmp_path: Path, texts: list[str], said: list[tuple[str | None, str]]
) -> None:
    """However a speaker is written, and whatever looks like a tag or an arrow."""
    offer = transcript("a.srt", "application/x-subrip")
    show = moved(tmp_path, feed(item("a", PEOPLE + offer)), {"a.srt": srt(*texts)})
    assert show.said("a") == said


def test_speakers_who_are_no_people_say_their_words(tmp_path: Path) -> None:
    """In every form of the transcript; and nobody is credited who was not."""
    voices = "WEBVTT\n\n00:00.000 --> 00:02.000\n<v Speaker 1>Hello.\n\n00:02.000 --> 00:04.000\n<v Announcer>Buy it.\n"
    show = moved(
        tmp_path, feed(item("a", PEOPLE + transcript("v.vtt", "text/vtt"))), {"v.vtt": voices}
    )
    assert show.said("a") == [("Speaker 1", "Hello."), ("Announcer", "Buy it.")]
    forms = [write().decode() for _, write in transcript_files(show.of("a"), "en")]
    assert all(re.search(r"Speaker 1.*Hello.*Announcer.*Buy it", form, re.DOTALL) for form in forms)
    credited = [
        person.text for person in show.feed.iter("{https://podcastindex.org/namespace/1.0}person")
    ]
    assert credited == ["Ann", "Ben"]


def test_json_may_leave_out_ends_and_write_times_as_texts(tmp_path: Path) -> None:
    """The namespace asks for a start and words."""
    segments = (
        '[{"speaker": "Ann", "startTime": 0.5, "body": "One."}, {"startTime": 3, "endTime": 5, "body": "Two."},'
        ' {"startTime": "0:06", "body": "Three."}]'
    )
    offer = transcript("b.json", "application/json")
    files: dict[str, str | bytes] = {"b.json": f'{{"version": "1.0.0", "segments": {segments}}}'}
    show = moved(tmp_path, feed(item("a", PEOPLE + offer)), files)
    cues = [(cue.text, cue.speaker, cue.start, cue.end) for cue in show.of("a").cues]
    assert cues == [("One.", "Ann", 0.5, 3), ("Two.", None, 3, 5), ("Three.", None, 6, 11)]
    assert not show.told


def test_words_one_by_one_become_sentences(tmp_path: Path) -> None:
    """Each of its own speaker; a sign belongs to the word before it."""
    said = [("Ann", "Hello"), ("Ann", ","), ("Ann", "I"), ("Ann", "am"), ("Ann", "Ann"), ("Ben", "."),
            ("Ben", "And"), ("Ben", "I"), ("Ben", "am"), ("Ben", "Ben"), ("Ben", ".")]  # fmt: skip
    segments = ", ".join(
        f'{{"speaker": "{who}", "startTime": {n}, "endTime": {n}.8, "body": "{word}"}}'
        for n, (who, word) in enumerate(said)
    )
    offer = transcript("w.json", "application/json")
    show = moved(
        tmp_path, feed(item("a", PEOPLE + offer)), {"w.json": f'{{"segments": [{segments}]}}'}
    )
    assert show.said("a") == [("Ann", "Hello, I am Ann."), ("Ben", "And I am Ben.")]


def test_captions_that_roll_say_a_thing_once(tmp_path: Path) -> None:
    """They repeat each line for the eye, not for the reader; who repeats himself is not cut."""
    rolling = (
        "WEBVTT\n\n00:00.000 --> 00:02.000\n \nso<00:00:00.500><c> we</c><00:00:01.000><c> talk</c>\n\n"
        "00:02.000 --> 00:02.010\nso we talk\n \n\n00:02.010 --> 00:04.000\nso we talk\n"
        "about<00:00:03.000><c> selling</c>\n\n00:04.000 --> 00:04.010\nabout selling\n \n"
    )
    files: dict[str, str | bytes] = {"r.vtt": rolling, "y.srt": srt("Yes.", "Yes.", "Yes.", "No.")}
    show = moved(
        tmp_path,
        feed(
            item("a", transcript("r.vtt", "text/vtt")),
            item("b", transcript("y.srt", "application/x-subrip")),
        ),
        files,
    )
    assert show.said("a") == [(None, "so we talk"), (None, "about selling")]
    assert show.lines("a")
    assert [text for _, text in show.said("b")] == ["Yes.", "Yes.", "Yes.", "No."]


def test_a_webvtt_file_that_is_right_stays_to_the_letter(tmp_path: Path) -> None:
    """With its notes and its settings."""
    text = "WEBVTT\n\nNOTE by hand\n\n00:00.000 --> 00:02.000 align:left\n<v Ann>Hello.\n"
    show = moved(
        tmp_path, feed(item("a", PEOPLE + transcript("a.vtt", "text/vtt"))), {"a.vtt": text}
    )
    assert (show.root / "episodes/001-a.vtt").read_text(encoding="utf-8") == text


def test_chapters_are_read_in_every_form_of_a_time(tmp_path: Path) -> None:
    """Normal play time of RFC 2326; what is none is told."""
    chapters = (
        '<psc:chapters version="1.2"><psc:chapter start="0" title="Open"/>'
        '<psc:chapter start="00:00:30,500" title="Middle"/><psc:chapter start="NPT:0:50" title="Close"/>'
        '<psc:chapter start="soon" title="Lost"/><psc:chapter start="0:50" title="Again"/>'
        f'<psc:chapter start="0:55" title="{"Many words " * 13}"/></psc:chapters>'
    )
    show = moved(tmp_path, feed(item("a", chapters)))
    found = [(one.at, one.title) for one in show.of("a").fields.moments]
    assert found[:3] == [(0, "Open"), (30.5, "Middle"), (50, "Close")]
    assert found[3][1].endswith(("words…", "Many…"))
    assert [line.split('"')[1].split()[0] for line in show.lines("a")] == ["soon", "Again", "Many"]


@pytest.mark.parametrize("language", ["zh-Hant", "sr-Latn", "es-419", "gsw", "en-gb", "cmn"])
def test_a_language_is_any_that_bcp_47_knows(tmp_path: Path, language: str) -> None:
    """RSS and Apple point to it; what is none is told."""
    text = "WEBVTT\n\n00:00.000 --> 00:02.000\nHi.\n"
    offers = (
        transcript("t.vtt", "text/vtt")
        + transcript("t.vtt", "text/vtt", "zh-Hans")
        + transcript("t.vtt", "text/vtt", "German")
    )
    show = moved(tmp_path, feed(item("a", offers), language=language), {"t.vtt": text})
    assert not show.problems
    assert show.catalog.show
    assert show.catalog.show.fields.language == language
    expected = {"cmn": "zh"}.get(language, language)
    assert show.feed.findtext("channel/language") == expected
    assert list(show.of("a").translations) == ["zh-Hans"]
    assert (show.root / "episodes/001-a.zh-Hans.vtt").exists()
    [line] = show.lines("a")
    assert '"German"' in line


def test_the_first_that_plays_is_the_recording(tmp_path: Path) -> None:
    """Others become alternates, or are told; what must be escaped is."""
    space = f'<enclosure url="{FILES}/my file.mp3" length="1" type="audio/mpeg"/>'
    cover = f'<enclosure url="{FILES}/art.jpg" length="1" type="image/jpeg"/>'
    sound = f'<enclosure url="{FILES}/b.mp3" length="1" type="audio/mpeg"/>'
    other = f'<enclosure url="{FILES}/c.m4a" length="2" type="audio/m4a"/>'
    source = feed(
        item("a", enclosure=space), item("b", enclosure=cover + sound), item("c", enclosure=sound.replace("b.mp3", "c.mp3") + other)
    )  # fmt: skip
    show = moved(tmp_path, source, keep_media=True)
    addresses = [getattr(show.of(guid).fields.audio, "url", "") for guid in "abc"]
    assert addresses == [f"{FILES}/my%20file.mp3", f"{FILES}/b.mp3", f"{FILES}/c.mp3"]
    [one] = show.of("c").fields.alternates
    assert (one.url, one.type, one.bytes) == (f"{FILES}/c.m4a", "audio/x-m4a", 2)
    assert show.told == [
        f"episodes/002-b.md (“b”): audio: expected one recording, found another at {FILES}/art.jpg (left out)"
    ]
    here = moved(tmp_path / "here", source)
    assert (here.root / "episodes/003-a.mp3").exists()


def test_an_address_with_spaces_is_fetched_wherever_it_stands(tmp_path: Path) -> None:
    """Pictures, chapters and transcripts too."""
    more = (
        f'<podcast:chapters url="{FILES}/my chapters.json" type="application/json+chapters"/>'
        f'<podcast:transcript url="{FILES}/my words é.srt" type="application/srt"/>'
        f'<podcast:person img="{FILES}/a b.jpg">Ann</podcast:person>'
    )
    files: dict[str, str | bytes] = {
        "my%20chapters.json": '{"chapters": [{"startTime": 1, "title": "Why"}]}',
        "my%20words%20%C3%A9.srt": srt("Hello."),
    }
    show = moved(tmp_path, feed(item("a", more)), files)
    assert [one.title for one in show.of("a").fields.moments] == ["Why"]
    assert show.said("a") == [(None, "Hello.")]
    assert show.of("a").fields.people[0].img == f"{FILES}/a%20b.jpg"
    assert not show.told


def test_a_guid_stays_to_the_letter(tmp_path: Path) -> None:
    """Whoever changes it makes every app download again; RSS knows no bound."""
    guid = "tag:show.example,2025:" + "abcdefghijk" * 22
    show = moved(tmp_path, feed(item("a").replace(">a</guid>", f">{guid}</guid>")))
    assert [entry.fields.guid for entry in show.catalog.episodes.values()] == [guid]
    assert not show.problems


def test_codes_come_as_their_specifications_spell_them(tmp_path: Path) -> None:
    """In whatever letters the feed has them."""
    more = (
        '<podcast:location country="gb" geo="geo:53.8,-1.55,12;u=30" osm="R118362#4" rel="Creator">Leeds</podcast:location>'
        '<podcast:socialInteract protocol="ActivityPub" uri="https://a.example/1"/>'
        "<podcast:license>CC-BY-4.0</podcast:license>"
    )
    show = moved(
        tmp_path,
        feed(
            item("a", more),
            more='<podcast:medium>MusicL</podcast:medium><podcast:block id="Amazon">yes</podcast:block>'
            '<podcast:updateFrequency rrule="INTERVAL=2;FREQ=weekly">Every other week</podcast:updateFrequency>',
        ),
    )
    fields, about = show.of("a").fields, show.catalog.show
    assert about
    [place] = fields.location
    assert (place.country, place.geo, place.osm, place.rel) == (
        "GB",
        "geo:53.8,-1.55,12;u=30",
        "R118362#4",
        "creator",
    )
    assert (fields.license, fields.comments[0].protocol) == ("cc-by-4.0", "activitypub")
    assert (about.fields.medium, about.fields.block_services) == ("musicL", {"amazon": True})
    assert about.fields.update_frequency
    assert about.fields.update_frequency.rrule == "INTERVAL=2;FREQ=WEEKLY"
    assert not show.told
    assert not show.problems


def test_a_word_that_is_in_no_list_is_told(tmp_path: Path) -> None:
    """Where silence would lose it."""
    more = (
        "<itunes:episodeType>Special</itunes:episodeType><itunes:explicit>perhaps</itunes:explicit>"
        "<itunes:season>two</itunes:season><itunes:author>Somebody Else</itunes:author>"
        "<itunes:subtitle>Other words.</itunes:subtitle>"
    )
    channel = '<itunes:type>weekly</itunes:type><podcast:trailer url="https://a.example/t.mp3">T</podcast:trailer>'
    show = moved(tmp_path, feed(item("a", more, notes="All the words."), more=channel))
    assert [line.partition(": ")[0] for line in show.lines("a")] == [
        "explicit",
        "season",
        "type",
        "show notes",
        "itunes:author",
    ]
    assert [
        line for line in show.told if "show.yml" in line and ("weekly" in line or "t.mp3" in line)
    ]
    assert not show.problems


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "1\n-00:00:01,000 --> 00:00:02,000\nBefore.\n\n2\n00:00:03,000 --> 00:00:04,000\nThen.\n",
            ["Before.", "Then."],
        ),
        (
            "1\n00:00:0x,000 --> 00:00:02,000\nBroken.\n\n2\n00:00:03,000 --> 00:00:04,000\nThen.\n",
            ["Broken.", "Then."],
        ),
        (
            "Written by Ann\n\n1\n00:00:03,000 --> 00:00:04,000\nThen.\n",
            ["Written by Ann", "Then."],
        ),
        (
            "WEBVTT\nKind: captions\n\nNOTE Mine.\n\n00:00:75.000 --> 00:00:76.000\nEarly.\n\n"
            "00:03.000 --> 00:04.000\nThen.\n",
            ["Early.", "Then."],
        ),
        ("00:00:00:00 --> 00:00:02:12\nFrames.\n", []),
    ],
)
def test_words_above_the_first_times_are_kept_and_told(
    tmp_path: Path, text: str, said: list[str]
) -> None:
    """The first cue has as much right to a fault as any other. A file without any time is told."""
    link = f'<podcast:transcript url="{FILES}/a.srt" type="application/x-subrip"/>'
    show = moved(tmp_path, feed(item("a", link)), {"a.srt": text})
    assert [words for _, words in show.said("a")] == said
    assert len(show.lines("a", "transcript")) == 1


def test_a_tag_that_is_said_twice_is_told(tmp_path: Path) -> None:
    """An item has one id, one date, one number; the first counts. The same again says nothing new."""
    more = (
        "<guid>b</guid><pubDate>01 Jan 2020 09:00 +0000</pubDate><itunes:episode>5</itunes:episode>"
        "<itunes:episode>6</itunes:episode><itunes:episode>5</itunes:episode>"
    )
    show = moved(tmp_path, feed(item("a", more)))
    assert show.lines("a") == [
        'guid: expected one, such as "a", found "b" (left out)',
        'pubDate: expected one, such as "01 Jan 2025 09:00:00 +0000", found "01 Jan 2020 09:00 +0000" (left out)',
        'itunes:episode: expected one, such as "5", found "6" (left out)',
    ]
    assert show.tag("a", "itunes:episode") == "5"


def test_an_episode_without_a_title_is_told(tmp_path: Path) -> None:
    """`check` asks for it; the import says which one it was."""
    nameless = item("a").replace("<title>a</title>", "<title> </title>")
    show = moved(tmp_path, feed(nameless))
    assert [line.partition("”): ")[2] for line in show.told] == [
        "title: expected what the episode is about, found nothing"
    ]
    assert len(show.problems) == 1


def test_what_lacks_a_part_that_was_left_out_is_told_once(tmp_path: Path) -> None:
    """A recording that stays where it is, over http, and the address is all that is wrong."""
    file = f'<enclosure url="{FILES.replace("https", "http")}/a.mp3" length="9" type="audio/mpeg"/>'
    show = moved(tmp_path, feed(item("a", enclosure=file)), keep_media=True)
    told = [line for line in show.told if "audio" in line]
    assert len(told) == 1, told
    assert "audio.url: expected a web address that starts with https://" in told[0]


def test_a_season_that_the_hub_refuses_is_told(tmp_path: Path) -> None:
    """Its number, or a name that is too long: what is written down is right."""
    seasons = {"0": "Before", "1": "x" * 200, "2": "Good"}
    items = [
        item(f"a{number}", f'<podcast:season name="{name}">{number}</podcast:season>')
        for number, name in seasons.items()
    ]
    show = moved(tmp_path, feed(*items))
    assert show.catalog.show is not None
    assert show.catalog.show.fields.seasons == {"2": "Good"}
    assert [line for line in show.told if "seasons" in line] == [
        "episodes/show.yml: seasons.1: expected at most 128 characters, found 200",
        'episodes/show.yml: seasons.0: expected a season\'s number, such as 1, found "0"',
    ]
