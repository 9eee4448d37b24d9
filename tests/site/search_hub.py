"""A hub to be searched: few items, each of which is the best answer to something."""

from dataclasses import dataclass
from pathlib import Path

from tests.build.corpus import mp3, write_hub

EPISODE_SECONDS = 200
MARKUP = 'Ask <b>"why"</b> & <img src=x onerror=alert(1)>'


def article(title: str, description: str, topics: str, text: str) -> str:
    """An article's file."""
    head = f"title: '{title}'\ndescription: '{description}'\ndate: 2026-01-05 09:00 +0000\ntopics: [{topics}]"
    return f"---\n{head}\nkey_points: [One thing at a time.]\n---\n\n{text}\n"


def definition(term: str, says: str, forms: str, text: str, more: str = "") -> str:
    """A definition's file."""
    return f"---\nterm: {term}\ndefinition: {says}\nforms: [{forms}]\n{more}---\n\n{text}\n"


CUES = [
    (
        0,
        20,
        "Ann",
        "Welcome back. Today we speak about the pipeline review, and why it goes wrong.",
    ),
    (20, 45, "Ann", "Most managers read numbers aloud, and call it a review."),
    (
        45,
        70,
        "Ben",
        "I once sat in a meeting where nobody mentioned a single customer for an hour.",
    ),
    (70, 83, "Ann", "What did you do?"),
    (
        83,
        110,
        "Ben",
        "I put an empty chair at the table, for the customer. The silence was remarkable.",
    ),
    (110, 150, "Ann", "Coaching a seller begins with a question that you cannot answer yourself."),
    (
        150,
        190,
        "Ben",
        "And discounts? Procurement asks for one first. A discount is the answer to a question that nobody asked.",
    ),
]
EPISODE = """\
---
title: The empty chair
date: 2026-02-06 09:00 +0000
summary: A meeting without its customer.
guid: g-2
topics: [meetings]
moments:
  - {at: "0:00", title: What reviews are for}
  - {at: "1:23", title: A chair for the customer}
---

Notes on meetings.
"""
DISCOUNTS = """\
A price is a promise. An objection to it is rarely about money.

## Before you discount

Ask what the buyer compares you with. Discounting trains buyers to wait.

## After the quarter

Count what was given away.
"""
HIRES = """\
People who are hired in March sell in June. Give each of them a buddy and a pipeline of their own.

## Week two

Listen to recorded calls.
"""


def transcript() -> str:
    """What is said in the episode, as WebVTT."""
    cues = [
        f"{start // 60:02}:{start % 60:02}.000 --> {end // 60:02}:{end % 60:02}.000\n<v {speaker}>{said}"
        for start, end, speaker, said in CUES
    ]
    return "\n\n".join(["WEBVTT", *cues]) + "\n"


FILES = {
    "docs/topics.yml": "onboarding: {title: Onboarding, description: Weeks.}\nmeetings: {title: Meetings, description: Rooms.}\n",
    "docs/about.md": "---\ntitle: About\ndescription: Who we are.\n---\n\nWe write about selling.\n",
    "docs/articles/discount-discipline.md": article(
        "Discount discipline", "Who may lower a price, and when.", "meetings", DISCOUNTS
    ),
    "docs/articles/negotiating-with-procurement.md": article(
        "Negotiating with procurement",
        "What a buyer by trade wants to take home.",
        "meetings",
        "Qualify first. Procurement negotiates every day; a seller negotiates once a quarter. Prepare three concessions.",
    ),
    "docs/articles/new-hires.md": article(
        "New hires in their first month", "Four weeks, one plan.", "onboarding", HIRES
    ),
    "docs/articles/markup.md": article(
        MARKUP, "A title full of signs.", "meetings", "Signs and wonders."
    ),
    "docs/definitions/pipeline.md": definition(
        "pipeline",
        "The deals that are under way and how far each one is.",
        "pipelines, sales funnel",
        "It leaks.",
    ),
    "docs/definitions/qualification.md": definition(
        "qualification",
        "Finding out whether somebody could buy at all.",
        "qualify, qualified lead",
        "It saves time.",
        "facets: {When: Before an offer}\n",
    ),
    "docs/definitions/objection.md": definition(
        "objection",
        "A reason that a buyer gives for not buying.",
        "objections",
        "Hear it out.",
        "facets: {When: After an offer}\nsee_also: [qualification]\n",
    ),
    "docs/definitions/procurement.md": definition(
        "procurement", "The people who buy for a living.", "purchasing", "They compare."
    ),
    "episodes/002-the-empty-chair.md": EPISODE,
    "episodes/002-the-empty-chair.vtt": transcript(),
}

GARDEN = """\
Mr O’Neill has wi-fi in the shed and made an A/B test. Zażółć is his cat, Größe her virtue, 営業トレーニング her book. He paid
1,500 pounds for the role play.
"""
FILES["docs/articles/garden.md"] = article(
    "Names in the garden", "How we keep a garden.", "onboarding", GARDEN
).replace(
    "key_points:", 'asks: ["Where can I grow tomatoes?", "Who waters the lawn?"]\nkey_points:'
)

DEFINED, ARTICLES, CHAIR = "definitions/", "articles/", "podcast/the-empty-chair/"
VERSUS = "definitions/objection-vs-qualification/"
GOLDEN = {
    # A defined word is answered by its definition, whatever its form.
    "pipeline": [f"{DEFINED}pipeline/", f"{CHAIR}#t=0", f"{ARTICLES}new-hires/"],
    "Pipelines": [f"{DEFINED}pipeline/", f"{CHAIR}#t=0", f"{ARTICLES}new-hires/"],
    "qualifying": [f"{DEFINED}qualification/", f"{ARTICLES}negotiating-with-procurement/"],
    "objections": [f"{DEFINED}objection/", VERSUS, f"{ARTICLES}discount-discipline/"],
    "procurement": [
        f"{DEFINED}procurement/",
        f"{ARTICLES}negotiating-with-procurement/",
        f"{CHAIR}#t=150",
    ],
    "purchasing": [f"{DEFINED}procurement/"],
    # Plurals and verb forms find each other, and lead to the section or the second that says it.
    "discounts": [f"{ARTICLES}discount-discipline/", f"{CHAIR}#t=150"],
    "discounted": [f"{ARTICLES}discount-discipline/", f"{CHAIR}#t=150"],
    "negotiate": [f"{ARTICLES}negotiating-with-procurement/"],
    "hiring": [f"{ARTICLES}new-hires/"],
    "recorded call": [f"{ARTICLES}new-hires/#week-two"],
    "customer silence": [f"{CHAIR}#t=83"],
    '"answer to a question"': [f"{CHAIR}#t=150"],
    # Whole questions. Who asks how two words differ gets their comparison first.
    "objection vs. qualification": [VERSUS],
    "qualification versus objections": [VERSUS],
    "what is the difference between an objection and qualification?": [VERSUS],
    "compare objections and qualification": [VERSUS],
    "objection and qualification differences": [VERSUS],
    "„answer to a question“": [f"{CHAIR}#t=150"],
    "3 concessions": [f"{ARTICLES}negotiating-with-procurement/"],
    "episode 2": [CHAIR],
    "q.u.a.l.i.f.y.": [f"{DEFINED}qualification/"],
    "how do I negotiate with procurement?": [f"{ARTICLES}negotiating-with-procurement/"],
    "what is a sales funnel": [f"{DEFINED}pipeline/"],
}
"""The first three results of a question, or all that it has."""

GARDENERS = (
    *("O'Neill", "O’Neill", "oneill", "wi-fi", "wifi", "A/B", "A/B test", "Zażółć", "Zazolc"),
    *("Größe", "grosse", "groesse", "トレーニング", "業", "1500", "1,500", "1 500", "roleplay"),
    *("role play", "role-play", "growing tomatos", "who waters lawns"),
)
"""What people type who look for the garden: it is found first, and by all of the words."""

MISSPELT = {
    "pipline": "pipeline",
    "objektion": "objection",
    "quailfication": "qualification",
    "onbording": "onboarding",
}
"""What was meant by what was typed."""


def write_search_hub(root: Path) -> Path:
    """Write it below `root`."""
    return write_hub(root, {**FILES, "episodes/002-the-empty-chair.mp3": mp3(EPISODE_SECONDS)})


@dataclass(frozen=True)
class Searched:
    """The hub to be searched, where it is served, and the folder that is."""

    url: str
    folder: Path
