"""The files of a new hub: its settings, a home page, a show, and one draft of each kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

import yaml

from podhub import __version__
from podhub.model.address_fields import Email
from podhub.model.document import Document
from podhub.model.entries import Catalog
from podhub.model.fields import Language, Line, ShortDescription
from podhub.model.items import Model, Topic
from podhub.model.values import shortened
from podhub.read.folders import SHOW
from podhub.read.new_files import quoted, show_text, start_file
from podhub.read.validation import validate

EXAMPLES = {
    "article": "A first article",
    "definition": "A word of ours",
    "guide": "Which of the two do you need?",
    "episode": "A first episode",
}
TOPIC = "first-topic"
LONGEST_DESCRIPTION = 160
"""Characters, as in the model"""
RELEASE = ".".join(__version__.split(".")[:2])


@dataclass(frozen=True)
class NewHub:
    """What its owner says of a new hub."""

    title: str
    description: str
    language: str
    url: str
    """The site's address, with a slash at its end"""
    author: str
    email: str
    podcast: bool = True
    articles: bool = True
    definitions: bool = True
    guides: bool = True

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of content that it begins with."""
        chosen = {
            "article": self.articles,
            "definition": self.definitions,
            "guide": self.guides,
            "episode": self.podcast,
        }
        return tuple(kind for kind in EXAMPLES if chosen[kind])


class Answers(Model):
    """What the answers to the questions of `podhub init` must be, so that the new hub has no
    mistake."""

    title: Line = "A hub"
    description: ShortDescription = "A hub"
    language: Language = "en"
    author: Line = "A hub"
    email: Email = "hello@example.com"


def wrong_answer(question: str, answer: str) -> str | None:
    """What is wrong with an answer; None where nothing is.

    >>> wrong_answer("email", "me"), wrong_answer("title", "Garden hours")
    ('expected an e-mail address, found "me"', None)
    """
    _, problems = validate(Document("", {question: answer}), Answers)
    return f"expected {problems[0].expected}, found {problems[0].found}" if problems else None


def short_description(text: str) -> str:
    """The first line of a text, no longer than search engines show of a page's description.

    >>> short_description("A show. " * 30)[-8:], short_description("Short.\\nMore.")
    (' A show…', 'Short.')
    """
    return shortened(text.split("\n")[0], LONGEST_DESCRIPTION)


def mail_address(url: str) -> str:
    """An address at the site's host, to begin with.

    >>> mail_address("https://example.org/show/"), mail_address("http://localhost:8000/")
    ('hello@example.org', 'hello@example.com')
    """
    host = urlsplit(url).hostname or ""
    return f"hello@{host if re.search(r'[.].*[a-z]', host) else 'example.com'}"


def settings_file(hub: NewHub) -> str:
    """The text of mkdocs.yml."""
    return f"""\
site_name: {quoted(hub.title)}
site_url: {hub.url}
site_description: {quoted(hub.description)}
copyright: {quoted(hub.author)}

theme:
  name: material
  language: {_plain(hub.language)}

plugins: [podhub]

extra:
  # Where readers reach you: a mail address, or the address of a form.
  contact: {hub.email}
  # The release of podhub that these settings were last gone through for. A newer one tells here what changed.
  podhub: "{RELEASE}"
"""


def texts(
    hub: NewHub, now: datetime, show_guid: str, episode_guid: str
) -> Iterator[tuple[str, str]]:
    """The hub's own files by their paths, settings and pictures apart."""
    yield "docs/index.md", _home(hub)
    yield "docs/topics.yml", _topics(hub)
    if hub.podcast:
        values = {
            "title": quoted(hub.title),
            "description": quoted(hub.description),
            "language": hub.language,
            "category": '["Education"]',
            "explicit": "false",
            "author": quoted(hub.author),
            "email": hub.email,
            "artwork": "artwork.png",
            "guid": show_guid,
        }
        yield SHOW, show_text(values)
    begun = Catalog(topics={TOPIC: Topic(title=hub.title, description=hub.description)})
    for kind in hub.kinds:
        started = start_file(kind, EXAMPLES[kind], begun, now, episode_guid)
        assert not isinstance(started, str), started
        path, text, _ = started
        yield path, text


def _home(hub: NewHub) -> str:
    return f"---\ntitle: {quoted(hub.title)}\ndescription: {quoted(hub.description)}\n---\n"


def _topics(hub: NewHub) -> str:
    return f"{TOPIC}:\n  title: {quoted(hub.title)}\n  description: {quoted(hub.description)}\n"


def _plain(word: str) -> str:
    """A word as mkdocs.yml has it, in quotes where YAML 1.1 would take it for something else: to that,
    Norwegian is false.

    >>> _plain("en"), _plain("no")
    ('en', '"no"')
    """
    return word if yaml.safe_load(word) == word else quoted(word)
