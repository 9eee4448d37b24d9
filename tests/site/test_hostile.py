"""A pull request from a stranger: markup, addresses that are scripts, and templates in every field
that the model has.

Each text is either refused on its line or shown as it is. Lists of fields come from the model, so
that a new one is tried too."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from lxml import etree, html
from playwright.sync_api import Browser
from podhub.build.reading import read_catalog
from podhub.build.store import open_store
from podhub.markup.body import read_body
from podhub.markup.harmless import is_scheme
from podhub.model.body import Destination
from podhub.model.document import Document
from podhub.model.items import Article, Author, Definition, Guide, Item, Model, Page, Topic
from podhub.model.memo import Memo
from podhub.model.podcast import Episode, Show
from podhub.outputs.feed.notes import ARTICLE as ARTICLE_TAGS
from podhub.outputs.feed.notes import for_apps

from tests.build.corpus import mp3, picture
from tests.running import Hub, contents, free_port, web_server

PAYLOADS = {
    "markup": "<script>alert(1)</script>",
    "broken out": "\"'--></title></script></textarea>]]><img src=x onerror=alert(1)>",
    "address": "javascript:alert(1)",
    "template": "{{ 7*7*191 }}{% extends 'main.html' %}",
    "Markdown": '[x](javascript:alert(1)){onclick="alert(1)"} <svg/onload=alert(1)>',
}
ACTIVE = ("iframe", "object", "embed", "svg", "math", "form", "base")
ADDRESSES = ("href", "src", "srcset", "action", "formaction", "poster", "cite", "data")
COMPUTED = str(7 * 7 * 191)
DATE = "2026-01-05 09:00 +0000"
HTTPS = "https://elsewhere.example/a"

GUID = "917393e3-1b1e-5cef-ace4-edaa54e1f810"
PEOPLE = [{"name": "Ann", "role": "host", "group": "cast", "href": HTTPS, "img": f"{HTTPS}.png"}]
LOCATION = {
    "name": "Delft",
    "rel": "subject",
    "geo": "geo:52.0,4.3",
    "osm": "R113314",
    "country": "nl",
}
IMAGES = [
    {
        "url": f"{HTTPS}.jpg",
        "alt": "A picture",
        "purpose": "social",
        "aspect_ratio": "16/9",
        "width": 1600,
        "height": 900,
        "type": "image/jpeg",
    }
]
COMMENTS = [
    {
        "protocol": "activitypub",
        "uri": HTTPS,
        "account_id": "@ann",
        "account_url": HTTPS,
        "priority": 1,
    }
]
TXT = [{"text": "Proof", "purpose": "verify"}]
OTHER_SHOW = {"guid": GUID, "url": HTTPS, "title": "Other", "medium": "podcast"}
SHOW = {
    "title": "The Show",
    "description": "Ten minutes.",
    "language": "en",
    "category": ["Business > Management"],
    "explicit": False,
    "author": "Ann",
    "email": "ann@example.com",
    "artwork": "artwork.jpg",
    "guid": GUID,
    "type": "episodic",
    "copyright": "Ann",
    "people": PEOPLE,
    "seasons": {"1": "First"},
    "funding": [{"url": HTTPS, "text": "Give"}],
    "license": "cc-by-4.0",
    "license_url": HTTPS,
    "locked": True,
    "medium": "podcast",
    "location": LOCATION,
    "update_frequency": {
        "text": "weekly",
        "rrule": "FREQ=WEEKLY",
        "dtstart": DATE,
        "complete": False,
    },
    "podroll": [OTHER_SHOW],
    "remote_items": [{**OTHER_SHOW, "item": "an-item"}],
    "publisher": OTHER_SHOW,
    "images": IMAGES,
    "comments": COMMENTS,
    "txt": TXT,
    "block": False,
    "block_services": {"google": False},
    "podping": False,
    "websub": HTTPS,
    "subscribe": [{"name": "App", "url": HTTPS}],
    "new_feed_url": HTTPS,
    "trailer": "one",
    "feed_items": 25,
    "complete": False,
    "synthetic_voice": True,
    "ignore": ["unseen-display"],
}
EPISODE = {
    "draft": False,
    "skip_terms": ["word"],
    "title": "One",
    "date": DATE,
    "summary": "A word.",
    "guid": "guid-1",
    "season": 1,
    "number": 1,
    "decimal": 1.5,
    "display": "1a",
    "type": "full",
    "synthetic_voice": False,
    "audio": "001-one.mp3",
    "people": PEOPLE,
    "moments": [
        {
            "at": "0:05",
            "title": "A word",
            "url": "/about/",
            "image": "artwork.jpg",
            "clip": 20,
            "aliases": ["/podcast/one/clips/an-old-word/"],
        }
    ],
    "transcript": "001-one.vtt",
    "translations": {"de": "001-one.de.vtt"},
    "articles": ["one"],
    "topics": ["one"],
    "explicit": False,
    "image": "artwork.jpg",
    "images": IMAGES,
    "license": "cc-by-4.0",
    "license_url": HTTPS,
    "location": LOCATION,
    "funding": SHOW["funding"],
    "comments": COMMENTS,
    "txt": TXT,
    "block": False,
    "alternates": [
        {
            "url": f"{HTTPS}.mp3",
            "type": "audio/mpeg",
            "bytes": 9,
            "bitrate": 9,
            "height": 9,
            "lang": "en",
            "title": "Small",
            "rel": "small",
            "codecs": "mp3",
            "sources": [f"{HTTPS}.mp3"],
            "integrity": "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
        }
    ],
}
REMOTE = {
    **EPISODE,
    "guid": "guid-2",
    "number": 2,
    "decimal": 2.5,
    "moments": [],
    "transcript": None,
    "translations": {},
    "audio": {"url": f"{HTTPS}.mp3", "bytes": 9, "duration": "1:00", "type": "audio/mpeg"},
}
ARTICLE = {
    "draft": False,
    "skip_terms": ["other"],
    "title": "One",
    "description": "One.",
    "date": DATE,
    "topics": ["one"],
    "key_points": ["A word."],
    "author": "ann",
    "updated": DATE,
    "change_note": "More.",
    "invitation": "What is it at yours?",
    "episodes": ["one"],
}
DEFINITION = {
    "draft": False,
    "skip_terms": [],
    "term": "word",
    "definition": "A word is a word.",
    "forms": ["words"],
    "everyday": False,
    "perspectives": [{"by": "Ben", "text": "A word.", "url": HTTPS}],
    "facets": {"For whom": "All"},
    "key_points": ["Short."],
    "see_also": ["other"],
}
GUIDE = {
    "draft": False,
    "skip_terms": [],
    "title": "Which?",
    "description": "Which one.",
    "questions": [
        {
            "text": "This?",
            "answers": [
                {"text": "Yes", "points": {"a": 1}, "why": "So."},
                {"text": "No", "points": {"b": 1}, "why": "So."},
            ],
        }
    ],
    "outcomes": {
        "a": {"title": "A", "text": "A.", "read": ["one"], "listen": ["one"], "action": "Go"},
        "b": {"title": "B", "text": "B.", "read": ["one"], "listen": [], "action": "Go"},
    },
}
PAGE = {
    "draft": False,
    "skip_terms": [],
    "title": "Home",
    "description": "Home.",
    "compare": ["word", "other"],
    "start": "one",
    "for_authors": False,
}

FILES: dict[str, tuple[type[Model], dict[str, Any]]] = {
    "docs/index.md": (Page, {**PAGE}),
    "docs/about.md": (Page, {**PAGE, "title": "About", "compare": []}),
    "docs/articles/one.md": (Article, ARTICLE),
    "docs/definitions/word.md": (Definition, DEFINITION),
    "docs/definitions/other.md": (
        Definition,
        {**DEFINITION, "term": "other", "forms": ["others"], "see_also": ["word"]},
    ),
    "docs/guides/training-or-coaching.md": (Guide, GUIDE),
    "docs/topics.yml": (
        Topic,
        {"one": {"title": "One", "description": "One.", "aliases": ["/old-topic/"]}},
    ),
    "docs/authors.yml": (
        Author,
        {
            "ann": {
                "name": "Ann",
                "role": "Writer",
                "url": HTTPS,
                "description": "Writes.",
                "image": "assets/a.png",
                "credentials": ["Writes well"],
                "link": HTTPS,
                "ignore": ["author-unknown"],
            }
        },
    ),
    "episodes/show.yml": (Show, SHOW),
    "episodes/001-one.md": (Episode, {**EPISODE}),
    "episodes/002-two.md": (Episode, {**REMOTE}),
}
for _place, (_model, _fields) in enumerate(FILES.values()):
    if not issubclass(_model, Item):
        continue
    if "asks" in _model.model_fields:
        _fields["asks"] = [f"What is the word number {_place}?"]
    _fields["aliases"] = [f"/old-{_place}/"]
    _fields["ignore"] = ["unseen-display"]
VTT = "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Ann>A word {payload}\n\n00:05.000 --> 00:09.000\n<v {payload}>Another word\n"
BODIES = (
    "{payload}",
    "## {payload}\n\nText.",
    "[x]({payload} '{payload}') ![{payload}]({payload}) <{payload}> [y][r]\n\n[r]: {payload} '{payload}'",
    "a | b\n--|--\n{payload} | b",
    "*[word]: {payload}\n\nA word.[^1]\n\n[^1]: {payload}",
    '!!! note "{payload}"\n    {payload}',
    'Text {{: title="{payload}" }}\n\n`{payload}`\n\n    {payload}\n',
)


def leaves(value: Any, place: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The place of every text below a value, and of every key that authors choose."""
    match value:
        case dict():
            for name, inner in value.items():
                yield from leaves(inner, (*place, name))
        case list():
            for index, inner in enumerate(value):
                yield from leaves(inner, (*place, index))
        case str():
            yield place


def changed(value: Any, place: tuple[str | int, ...], text: str) -> Any:
    """A copy of a value with a text at a place."""
    if not place:
        return text
    copy = list(value) if isinstance(value, list) else dict(value)
    copy[place[0]] = changed(copy[place[0]], place[1:], text)  # type: ignore[index, call-overload]
    return copy


def as_file(path: str, fields: dict[str, Any], body: str) -> str:
    """A file as an author would write it."""
    plain = json.loads(json.dumps(fields))  # nothing twice, which YAML would write as a reference
    text = yaml.dump(
        plain, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True, width=10_000
    )
    return text if path.endswith(".yml") else f"---\n{text}---\n\n{body}\n"


def write(hub: Hub) -> None:
    """Fill a hub with one of everything, each with every field that there is."""
    for name in ("docs", "episodes"):
        shutil.rmtree(hub.root / name)
    for path, (_, fields) in FILES.items():
        hub.write(path, as_file(path, fields, "Some text."))
    for path, data in {
        "docs/assets/a.png": picture(kind="PNG"),
        "docs/assets/mark.png": picture(kind="PNG"),  # which our settings name
        "episodes/artwork.jpg": picture(),
        "episodes/001-one.mp3": mp3(60),
    }.items():
        (hub.root / path).parent.mkdir(parents=True, exist_ok=True)
        (hub.root / path).write_bytes(data)
    hub.write("episodes/001-one.vtt", VTT.format(payload=""))
    hub.write("episodes/001-one.de.vtt", VTT.format(payload=""))


def mistakes(hub: Hub, memo: Memo | None = None) -> list[str]:
    """What `check` says of a hub; `memo` keeps what files that do not change say."""
    return [str(problem) for problem in read_catalog(hub.root, memo=memo)[1]]


def put_in(hub: Hub, path: str, payload: str, memo: Memo) -> int:
    """Write a text into every field of a file that takes it; gives how many do. Which ones refuse it,
    the check says by their lines."""
    original = FILES[path][1]
    before = as_file(path, original, "Some text.")

    def refusals(fields: dict[str, Any]) -> tuple[list[str], list[int]]:
        """What is said of these fields, and the lines that are new."""
        after = as_file(path, fields, "Some text.")
        hub.write(path, after)
        said = mistakes(hub, memo)
        assert all(line.startswith(("docs/", "episodes/")) for line in said)
        pairs = zip(before.split("\n"), after.split("\n"), strict=True)
        return said, [number for number, (old, new) in enumerate(pairs, 1) if old != new]

    places = [*leaves(original)]
    while places:
        fields = original
        for place in places:
            fields = changed(fields, place, payload)
        said, lines = refusals(fields)
        if not said:
            return len(places)
        named = {line for line in lines if any(one.startswith(f"{path}:{line}:") for one in said)}
        if not named:
            break
        places = [place for place, line in zip(places, lines, strict=True) if line not in named]
    # What is said of another line is the doing of several fields: one after the other, then.
    fields, taken = original, 0
    for place in places:
        tried = changed(fields, place, payload)
        if not refusals(tried)[0]:
            fields, taken = tried, taken + 1
    refusals(fields)
    return taken


def models_in(annotation: Any) -> set[type[Model]]:
    """The models that a field's type names."""
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return {annotation}
    return {model for part in get_args(annotation) for model in models_in(part)}


def inner_dict(model: type[Model], value: Any) -> bool:
    """Whether a value is a table of such models by names, and not one of them itself."""
    return isinstance(value, dict) and not value.keys() & model.model_fields.keys()


def test_every_field_of_the_model_is_tried(tmp_path: Path) -> None:
    """A field that is new to the model has to be added above."""
    missing = []

    def look(model: type[Model], fields: Any, place: str) -> None:
        for name, field in model.model_fields.items():
            if name not in fields:
                missing.append(f"{place}.{name}")
                continue
            for inner in models_in(field.annotation):
                value = fields[name]
                for part in (
                    value
                    if isinstance(value, list)
                    else value.values()
                    if inner_dict(inner, value)
                    else [value]
                ):
                    if isinstance(part, dict):
                        look(inner, part, f"{place}.{name}")

    for path, (model, fields) in FILES.items():
        for table in (
            fields.values() if path in ("docs/topics.yml", "docs/authors.yml") else [fields]
        ):
            look(model, table, path)
    assert missing == []
    hub = Hub(tmp_path)
    (tmp_path / "docs").mkdir()
    (tmp_path / "episodes").mkdir()
    write(hub)
    assert mistakes(hub) == []


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS.keys())
def test_no_field_and_no_text_can_act(
    hub: Hub, browser: Browser, tmp_path: Path, payload: str
) -> None:
    """Whatever is accepted is built and shown as text: no script, no handler, no template that
    computes, in any file."""
    write(hub)
    memo = open_store(tmp_path / "memo")
    accepted = [put_in(hub, path, payload, memo) for path in FILES]
    assert sum(accepted) > 80
    hub.write("episodes/001-one.vtt", VTT.format(payload=payload))
    if mistakes(hub):
        hub.write("episodes/001-one.vtt", VTT.format(payload=""))
    port = free_port()
    folder = hub.build(
        tmp_path / "site", "2026-11-24 09:00 +0000", "--base-url", f"http://127.0.0.1:{port}/"
    )
    assert harm(folder) == []
    with web_server(folder, tmp_path / "nginx", port) as url:
        page = browser.new_page()
        shown: list[str] = []
        page.on(
            "dialog",
            lambda dialog: (shown.append(f"{page.url}: {dialog.message}"), dialog.dismiss()),
        )
        pages = [
            file
            for file in sorted(folder.rglob("*.html"))
            if 'http-equiv="refresh"' not in file.read_text()
        ]
        for file in pages:
            page.goto(url + file.relative_to(folder).as_posix())
            for term in page.locator("a.term").all()[:5]:
                term.focus()
        page.close()
    assert shown == []


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS.keys())
def test_no_markdown_can_act(payload: str, body: str) -> None:
    """Nothing is left that a browser would run, in the page or in an app that shows the notes; its
    author is told what went, unless it is text."""
    text = body.replace("{payload}", payload)
    read, problems = read_body(Document("docs/about.md", {}, body=text))
    shown = read.with_links(
        lambda link: Destination(link.target) if is_scheme(link.target) else None
    )
    assert acting(html.fragment_fromstring(shown, create_parent="div")) == []
    notes = for_apps(shown, "https://hub.example/about/", ARTICLE_TAGS)
    assert acting(html.fragment_fromstring(notes or "<p>", create_parent="div")) == []
    told = " ".join(problem.found for problem in problems)
    for sign in ("<script", "onerror", "javascript:", "<svg"):
        is_text = sign.replace("<", "&lt;") in shown or (sign[0] != "<" and sign in shown)
        assert sign not in text or is_text or sign in told, (sign, shown, told)


def test_the_author_reads_what_was_taken_out_and_where(hub: Hub) -> None:
    """A build stops at HTML that would act, on its line, and leaves the old site."""
    write(hub)
    site = hub.build(hub.root / "site", "2026-11-24 09:00 +0000")
    before = contents(site)
    text = "Some text.\n\n<iframe src='/about/'></iframe>\n\n[Go](one.md){: ping=\"/about/\" }"
    hub.write(
        "docs/about.md",
        as_file("a.md", FILES["docs/about.md"][1], text.replace("one.md", "articles/one.md")),
    )
    done = hub.run("site")
    assert done.returncode == 1
    lines = done.stderr.splitlines()
    start = (hub.root / "docs/about.md").read_text().split("\n").index("Some text.") + 1
    expected = "text: expected text, Markdown and HTML that only shows something"
    assert f'docs/about.md:{start + 2}: {expected}, found "<iframe"' in lines
    assert f'docs/about.md:{start + 4}: {expected}, found "ping"' in lines
    assert contents(site) == before


def test_text_that_is_nested_without_end_is_refused_in_a_line(hub: Hub) -> None:
    """Neither a traceback nor minutes of silence."""
    write(hub)
    text = "\n".join("    " * depth + "!!! note\n" for depth in range(600))
    hub.write("docs/about.md", as_file("a.md", FILES["docs/about.md"][1], text))
    done = hub.run("site")
    assert done.returncode == 1
    assert "about.md" in done.stderr
    assert "lists, quotes and notes at most 8 deep" in done.stderr
    assert "Traceback" not in done.stderr


def acting(root: html.HtmlElement, ours: tuple[str, ...] = ()) -> list[str]:
    """Everything below an element that a browser would run, or follow into running something.
    `ours` the theme has itself."""
    found = []
    for element in root.iter(etree.Element):
        is_script = element.tag == "script" and (not ours or "alert(1)" in (element.text or ""))
        is_data = element.get("type") in ("application/ld+json", "application/json")
        is_ours = element.tag in ours and not (element.tag == "base" and element.get("href"))
        if (is_script and not is_data) or (element.tag in ACTIVE and not is_ours):
            found.append(f"<{element.tag}>")
        for name, value in element.attrib.items():
            is_address = name in ADDRESSES or element.get("http-equiv") == "refresh"
            is_run = re.match(r"(?:\d*;\s*url=)?\s*javascript:", str(value), re.IGNORECASE)
            if str(name).startswith("on") or (is_address and is_run):
                found.append(f"{name}={value}")
    return found


def harm(folder: Path) -> list[str]:
    """Everything in a built site that would act and is not the theme's, and every template that was
    computed."""
    found = []
    for file in sorted(folder.rglob("*")):
        path = file.relative_to(folder).as_posix()
        if file.suffix == ".html":
            root = html.parse(file).getroot()
            found += [f"{path}: {act}" for act in acting(root, ours=("form", "svg", "base"))]
            if COMPUTED in file.read_text(encoding="utf-8"):
                found.append(f"{path}: a template was computed")
        elif file.suffix == ".xml":
            feed = etree.parse(file)
            for name, value in [
                pair for element in feed.iter(etree.Element) for pair in element.attrib.items()
            ]:
                if name in ("href", "url", "src", "img") and str(value).lower().startswith(
                    "javascript:"
                ):
                    found.append(f"{path}: {value}")
            for notes in feed.iterfind(".//{http://purl.org/rss/1.0/modules/content/}encoded"):
                for element in html.fragment_fromstring(notes.text or "", create_parent="div").iter(
                    etree.Element
                ):
                    if element.tag in ("script", "iframe") or any(
                        str(name).startswith("on") for name in element.attrib
                    ):
                        found.append(f"{path}: <{element.tag}>")
        elif file.suffix == ".json":
            json.loads(file.read_text(encoding="utf-8"))
            assert COMPUTED not in file.read_text(encoding="utf-8"), path
    return found
