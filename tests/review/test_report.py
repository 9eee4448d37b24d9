"""What an author reads of a change: what becomes public and when, what is missing, and nothing
where all is as it was."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from podhub.history.feed_diff import Change
from podhub.review.report import HEAVY_PICTURE, LINES, Built, report

from tests.build.corpus import ARTICLE, COACHING, EPISODE, NOW, TEXTS, catalog_of, edited
from tests.links.small_site import build
from tests.running import Hub

NEW = "docs/articles/second-call.md"
SECOND = (
    TEXTS[ARTICLE]
    .replace("The first call", "The second call")
    .replace("aliases: [/blog/first-call/]\n", "")
)


def built(
    folder: Path,
    changes: dict[str, str | bytes | None] | None = None,
    pictures: dict[str, int] | None = None,
) -> Built:
    """The small hub with some changes, built at the same time."""
    catalog = catalog_of(folder, changes)
    graph, views = build(catalog, NOW)
    texts = {url: partial(views.html, url) for url in graph.texts}
    return Built(catalog, catalog.public(NOW), graph, texts, "en", pictures or {})


@pytest.fixture
def before(tmp_path: Path) -> Built:
    """The small hub as it was."""
    return built(tmp_path / "before")


def said(before: Built | None, after: Built, feed: Iterable[Change] = ()) -> list[str]:
    """The report's lines."""
    return [str(remark) for remark in report(before, after, NOW, feed)]


def test_nothing_to_say(before: Built, tmp_path: Path) -> None:
    """No change, no line: neither compared with itself nor by itself."""
    assert said(before, built(tmp_path / "after")) == []
    assert said(None, before) == []


def test_what_becomes_public(before: Built, tmp_path: Path) -> None:
    """A new article, with its line, and that only the list leads to it."""
    after = built(tmp_path / "after", {NEW: SECOND.replace("episodes: [ramp-time]\n", "")})
    assert said(before, after) == [
        f"Becomes public with this: The second call ({NEW}:2)",
        "New links: 2 by hand",
        f'Two pages have the description "What to do before it, and after it.", the other is {ARTICLE} ({NEW}:3)',
        f"No other page leads to this article: The second call ({NEW}:1)",
    ]


def test_what_becomes_public_later(before: Built, tmp_path: Path) -> None:
    """A date that lies ahead is told once: when it is new."""
    later = (NOW + timedelta(days=3)).strftime("%Y-%m-%d %H:%M +0000")
    ahead = {NEW: SECOND.replace("2026-01-05 09:00 +0000", later)}
    after = built(tmp_path / "after", ahead)
    assert said(before, after) == [
        f"Becomes public on 2026-06-04 at 00:00 +0000: The second call ({NEW}:4)"
    ]
    assert said(after, built(tmp_path / "again", ahead)) == []


def test_what_is_no_longer_public(before: Built, tmp_path: Path) -> None:
    """A draft again, or deleted."""
    draft = edited(ARTICLE, "title: The first call", "title: The first call\ndraft: true")
    assert f"Is no longer public: The first call ({ARTICLE} stays in the repository)" in said(
        before, built(tmp_path / "draft", {ARTICLE: draft})
    )


def test_an_episode_without_a_transcript(before: Built, tmp_path: Path) -> None:
    """It cannot be searched, and deaf people cannot follow it."""
    after = built(
        tmp_path / "after",
        {"episodes/001-ramp-time.vtt": None, EPISODE: edited(EPISODE, "We speak", "Here we speak")},
    )
    assert any(
        line.startswith("Nobody can search or read this episode") and EPISODE in line
        for line in said(before, after)
    )


def test_heavy_pictures_and_short_forms_without_a_definition(before: Built, tmp_path: Path) -> None:
    """What slows a phone down, and what readers cannot look up: once, when it comes in."""
    words = {
        path: f"{TEXTS[path]}\nThe KPI says it all.\n" for path in (ARTICLE, COACHING, EPISODE)
    }
    picture = {"docs/assets/a.png": HEAVY_PICTURE + 1, "docs/assets/b.png": HEAVY_PICTURE}
    after = built(tmp_path / "after", dict(words), picture)
    lines = said(before, after)
    assert '"KPI" stands on 3 pages and has no definition: podhub new definition "KPI"' in lines
    assert [line for line in lines if "picture" in line] == [
        "A picture of 0.5 MB is slow on a phone; 0.5 MB is plenty (docs/assets/a.png:1)"
    ]
    assert said(after, built(tmp_path / "again", dict(words), picture)) == []


def test_it_is_never_long(before: Built, tmp_path: Path) -> None:
    """A hundred new articles take no more lines than one sort of remark may have."""
    many = {f"docs/articles/call-{n}.md": SECOND for n in range(100)}
    lines = said(before, built(tmp_path / "after", dict(many)))
    assert len(lines) <= LINES
    assert sum(line.startswith("Becomes public with this") for line in lines) == 3
    assert "… and 97 more like this" in lines


def test_what_harms_subscribers_comes_first_and_whole(before: Built, tmp_path: Path) -> None:
    """Before what becomes public; the rest of what apps do in a few lines after it; never more than
    fifteen."""
    after = built(tmp_path / "after", {NEW: SECOND})
    harm, seen = (
        Change("Disappears", "“One”", harm=True),
        Change("Changes in place", "“Two”: title"),
    )
    size = Change("Feed keeps its size", "9.0 kB")
    lines = said(before, after, [*[harm] * 5, *[seen] * 9, size])
    assert lines[:5] == ["Would harm subscribers: Disappears: “One”"] * 5
    assert lines[5].startswith("Becomes public with this: The second call")
    assert lines[6:10] == ["In podcast apps: Changes in place: “Two”: title"] * 3 + [
        "… and 6 more like this"
    ]
    assert not any("size" in line for line in lines)
    assert len(said(before, after, [harm] * 40)) == LINES


def test_from_git(hub: Hub) -> None:
    """The command compares the files with a revision; places become links in Markdown; a wrong name
    is no traceback."""
    git = ["git", "-C", str(hub.root), "-c", "user.name=A", "-c", "user.email=a@hub.example"]
    for arguments in (
        ["init", "-q"],
        ["add", "docs", "episodes", "mkdocs.yml"],
        ["commit", "-qm", "As it was"],
    ):
        subprocess.run([*git, *arguments], check=True, capture_output=True)
    now = ("--now", "2030-01-01 09:00 +0000")
    assert hub.run("report", "HEAD", *now).stdout == ""
    hub.run("new", "definition", "Zyzzyva")
    path = hub.root / "docs/definitions/zyzzyva.md"
    path.write_text(
        "---\nterm: zyzzyva\ndefinition: A zyzzyva is a `weevil`.\n---\n\nIt is small.\n",
        encoding="utf-8",
    )
    linked = hub.run("report", "HEAD", *now, "--links", "https://code.example/blob/main/")
    assert linked.stdout.splitlines()[0] == (
        "- `Becomes public with this: zyzzyva` "
        "([docs/definitions/zyzzyva.md:2](https://code.example/blob/main/docs/definitions/zyzzyva.md#L2))"
    )
    hub.change("episodes/001-training-or-coaching.md", "\ntitle: ", "\ntitle: Once more, ")
    last = "episodes/006-what-coaching-sounds-like.md"
    hub.change(last, "date: 2026", "draft: true\ndate: 2026")
    page = "  page: podcast/what-coaching-sounds-like/\n"
    hub.change("episodes/ledger.yml", page, f'{page}  gone: "The guest asked for it"\n')
    lines = hub.run("report", "HEAD", *now).stdout.splitlines()
    assert "Becomes public with this: zyzzyva (docs/definitions/zyzzyva.md:2)" in lines
    assert lines[0].startswith("Would harm subscribers: Disappears: “What coaching sounds like: ")
    assert any(line.startswith("In podcast apps: Changes in place: “Once more, ") for line in lines)
    assert any(line.startswith("In podcast apps: Feed shrinks: ") for line in lines)
    wrong = hub.run("report", "no-such-revision", *now)
    assert wrong.returncode == 2
    assert (
        'expected a revision of this repository, such as HEAD~1 or main, found "no-such-revision"'
        in wrong.stderr
    )
    path.write_text("---\nterm: zyzzyva\n---\n", encoding="utf-8")
    mistaken = hub.run("report", "HEAD", *now)
    assert mistaken.returncode == 1
    assert "docs/definitions/zyzzyva.md:1: definition: expected" in mistaken.stderr


def test_a_renamed_page_is_neither_new_nor_gone(before: Built, tmp_path: Path) -> None:
    """What there is to say is the line that leads its old address on; with it there, nothing."""
    text = TEXTS[ARTICLE].replace("What to do before it", "What to do before")
    new = "docs/articles/a-first-talk.md"
    renamed: dict[str, str | bytes | None] = {
        path: content.replace("first-call.md", "a-first-talk.md").replace(
            "[first-call]", "[a-first-talk]"
        )
        for path, content in TEXTS.items()
    }
    renamed[ARTICLE] = None
    renamed["docs/authors.yml"] = TEXTS["docs/authors.yml"].replace("first-call", "a-first-talk")
    renamed[new] = text
    assert said(before, built(tmp_path / "after", renamed)) == [
        "The old address would be lost; add /articles/first-call/ to its aliases: The first call"
        f" ({new}:10)"
    ]
    renamed[new] = text.replace("[/blog/first-call/]", "[/blog/first-call/, /articles/first-call/]")
    assert said(before, built(tmp_path / "more", renamed)) == []
