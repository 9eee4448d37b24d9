"""What the fields of articles, definitions, guides and pages mean. Authors read the descriptions,
in editors and in new files."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, GetJsonSchemaHandler, Strict
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from podhub.model.address_fields import FileName, OldAddress, PageAddress, WebAddress
from podhub.model.descriptions import descriptions
from podhub.model.fields import (
    Line,
    Reference,
    References,
    ShortDescription,
    Slug,
    Text,
    Truth,
    When,
    Word,
)
from podhub.model.problems import RemarkName


class Model(BaseModel):
    """Front matter: unknown fields are mistakes, values never change, a number where a text belongs
    becomes one."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        str_strip_whitespace=True,
        coerce_numbers_to_str=True,
        defer_build=True,
        hide_input_in_errors=True,
    )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        schema = handler(core_schema)
        fields = handler.resolve_ref_schema(schema).get("properties", {})
        for name, text in descriptions(cls).items():
            if name in fields:
                fields[name]["description"] = text
        return schema


class Item(Model):
    """What every item can say."""

    draft: Truth = False
    """true keeps it out of everything public until you remove this line"""
    skip_terms: References = ()
    """Definitions whose words are not linked on this page, such as [first-seeds]"""
    aliases: tuple[OldAddress, ...] = ()
    """Old addresses of this page, such as /blog/first-seeds/, which then lead here"""
    ignore: tuple[RemarkName, ...] = ()
    """Remarks of `podhub check` that you have read and do not follow, by their names"""


KeyPoints = Annotated[tuple[Line, ...], Field(max_length=7)]
Asks = Annotated[tuple[Line, ...], Field(max_length=9)]


class Article(Item):
    """An article: docs/articles/SLUG.md"""

    title: Line
    """As a reader would say it; no full stop"""
    description: ShortDescription
    """One or two sentences that search engines show, at most 160 characters"""
    date: When
    """When it becomes public, with zone; a time to come holds it back until then"""
    topics: Annotated[References, Field(min_length=1)]
    """One or more topics from docs/topics.yml"""
    key_points: Annotated[KeyPoints, Field(min_length=1)]
    """One to seven short sentences, each true when read alone"""
    asks: Asks = ()
    """Up to nine questions that it answers, as a reader would type them: the search finds it by
    their words"""
    author: Reference | None = None
    """Who wrote it, from docs/authors.yml"""
    updated: When | None = None
    """When it last changed in a way that readers should know"""
    change_note: Line | None = None
    """What changed then"""
    episodes: References = ()
    """Episodes that discuss it, by the name in their address"""
    invitation: Annotated[Line, Field(max_length=200)] | None = None
    """A question that its readers may want to answer us; it stands above our address at the
    article's end"""


class Perspective(Model):
    """How somebody else defines it."""

    by: Line
    """Who says so"""
    text: Text
    """What they say"""
    url: WebAddress | None = None
    """Where to read it"""


class Definition(Item):
    """A definition: docs/definitions/SLUG.md"""

    term: Word
    """The word that is defined, as it stands in a sentence"""
    definition: Annotated[Text, Field(max_length=300)]
    """What it means, in one sentence"""
    forms: tuple[Word, ...] = ()
    """Other words for it that become links too: plurals, variants, short forms (ALL CAPS match
    exactly)"""
    everyday: Truth = False
    """true where the term is also an ordinary word, such as information: then only its forms become
    links"""
    perspectives: tuple[Perspective, ...] = ()
    """How others define it: by, text, url"""
    facets: Annotated[dict[Line, Text], Field(max_length=20)] = Field(default_factory=dict)
    """Rows of a comparison, such as `Who talks most: the trainer`; the same rows in two definitions
    make a page"""
    key_points: KeyPoints = ()
    """Up to seven short sentences, each true when read alone"""
    asks: Asks = ()
    """Up to nine questions that it answers, as a reader would type them: the search finds it by
    their words"""
    see_also: References = ()
    """Definitions to read next, by file name"""


class Answer(Model):
    """One answer and what it speaks for."""

    text: Line
    """What the reader picks"""
    points: dict[Reference, Annotated[int, Strict(), Field(ge=-10, le=10)]] = Field(
        default_factory=dict
    )
    """Outcome: points"""
    why: Line | None = None
    """The reason for these points, in a sentence"""


class Question(Model):
    """One question of a guide."""

    text: Line
    """The question"""
    answers: Annotated[tuple[Answer, ...], Field(min_length=2, max_length=8)]
    """Two to eight answers"""


class Outcome(Model):
    """One result of a guide."""

    title: Line
    """What the reader needs, in a few words"""
    text: Text
    """Why, and what to do"""
    read: References = ()
    """Articles to read next"""
    listen: References = ()
    """Episodes to hear next"""
    action: Line | None = None
    """The one next step"""


class Guide(Item):
    """A guide: docs/guides/SLUG.md"""

    title: Line
    """The question it answers"""
    description: ShortDescription
    """One or two sentences that search engines show, at most 160 characters"""
    questions: Annotated[tuple[Question, ...], Field(min_length=1, max_length=12)]
    """What it asks: text and answers"""
    outcomes: Annotated[dict[Slug, Outcome], Field(min_length=2, max_length=6)]
    """What can come out: name, and title, text, read, listen, action; of two with the same points
    the first wins"""
    asks: Asks = ()
    """Up to nine questions that it answers, as a reader would type them: the search finds it by
    their words"""


class Page(Item):
    """Any other page: docs/index.md, docs/about.md, the opening of each list"""

    title: Line
    """The page's title"""
    description: ShortDescription
    """One or two sentences that search engines show, at most 160 characters"""
    compare: Annotated[References, Field(max_length=2)] = ()
    """On the home page: the two definitions that stand side by side. The first three rows that
    both have are the differences between them, which the site shows large"""
    start: Reference | None = None
    """On the home page: the article to begin with, which opens with those differences"""
    for_authors: Truth = False
    """true on notes for those who write here: readers find them by their links, and in no search or
    list of uses"""


class Topic(Model):
    """A topic: docs/topics.yml"""

    title: Line
    """As it stands on the topic's page"""
    description: ShortDescription
    """What belongs to it, at most 160 characters"""
    aliases: tuple[OldAddress, ...] = ()
    """Old addresses of its page, such as /topics/hiring/, which then lead here"""


class Author(Model):
    """An author: docs/authors.yml"""

    name: Line
    """As it stands under an article"""
    role: Line | None = None
    """What they do"""
    url: PageAddress | None = None
    """Their page on this site, which then shows all of this"""
    description: Text | None = None
    """A sentence or two about them, which stand below their articles"""
    image: FileName | None = None
    """Their picture, a file in docs/ such as assets/portrait.jpg: square, about 400 px"""
    credentials: Annotated[tuple[Line, ...], Field(max_length=5)] = ()
    """What they may be trusted for, each in a few words, such as Certified beekeeper"""
    link: WebAddress | None = None
    """Where else they can be met, such as a profile on a network"""
    ignore: tuple[RemarkName, ...] = ()
    """Remarks of `podhub check` that you have read and do not follow, by their names"""
