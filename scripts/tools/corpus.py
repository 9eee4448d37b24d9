"""A hub of any size, made from a seed: articles, definitions and episodes that link to each other
as real ones do."""

from __future__ import annotations

import random
import re
import shutil
import uuid
import wave
from datetime import UTC, datetime, timedelta
from pathlib import Path

from podhub.cli.console import ROOT

SHARES = {"articles": 0.6, "definitions": 0.2, "episodes": 0.2}
"""Of a corpus's items."""
ARTICLE_WORDS = 1_200
EPISODE_SECONDS = 600
START = datetime(2010, 1, 1, 9, tzinfo=UTC)
SYLLABLES = [consonant + vowel for consonant in "bcdfgklmnprst" for vowel in "aeo"]


def write_corpus(root: Path, items: int, seed: int) -> None:
    """Write a hub of about `items` items below `root`, which must not exist."""
    dice = random.Random(seed)  # noqa: S311 (a corpus, not a secret)
    counts = {kind: max(1, round(items * share)) for kind, share in SHARES.items()}
    words = ["".join(dice.choices(SYLLABLES, k=dice.randint(2, 3))) for _ in range(3_000)]
    terms = [f"{words[n % len(words)]} {n}th" for n in range(counts["definitions"])]
    names = {kind: [f"{kind[:-1]}-{n:05}" for n in range(count)] for kind, count in counts.items()}
    topics = [f"topic-{n}" for n in range(max(2, items // 100))]
    for folder in ("docs/articles", "docs/definitions", "docs/podcast", "docs/topics", "episodes"):
        (root / folder).mkdir(parents=True)
    _write_frame(root, topics)
    text = _Text(dice, words, terms, names)
    for number, slug in enumerate(names["articles"]):
        date = START + timedelta(hours=7 * number)
        fields = (
            f"title: Article number {number}\ndescription: What article {number} is about.\ndate: {date:%Y-%m-%d %H:%M} +0000\n"
            f"topics: [{', '.join(dice.sample(topics, 2))}]\nepisodes: [{dice.choice(names['episodes'])}]\n"
            f"key_points:\n  - {text.sentence()}\n  - {text.sentence()}\n"
        )
        _write(
            root,
            f"docs/articles/{slug}.md",
            fields,
            text.body(ARTICLE_WORDS, "../", "../../episodes/"),
        )
    for number, slug in enumerate(names["definitions"]):
        # One definition in four is one of a pair that people confuse.
        facets = (
            f"facets: {{Who talks: {words[number % 900]}, What for: {words[number % 800]}}}\n"
            if number % 4 < 2
            else ""
        )
        twin = names["definitions"][min(number ^ 1, counts["definitions"] - 1)]
        other = twin if facets else dice.choice(names["definitions"])
        fields = (
            f"term: {terms[number]}\ndefinition: {text.sentence()}\nforms: [{terms[number]}s]\n"
            f"{facets}see_also: [{other}]\n"
        )
        _write(
            root, f"docs/definitions/{slug}.md", fields, text.body(150, "../", "../../episodes/")
        )
    for number, slug in enumerate(names["episodes"]):
        _write_episode(root, number, slug, text, dice, topics)


class _Text:
    """Sentences that use the corpus's words, terms and pages."""

    def __init__(
        self, dice: random.Random, words: list[str], terms: list[str], names: dict[str, list[str]]
    ) -> None:
        self._dice, self._words, self._terms, self._names = dice, words, terms, names

    def sentence(self) -> str:
        """Eight to twenty words, one in five sentences with a term."""
        words = self._dice.choices(self._words, k=self._dice.randint(8, 20))
        if self._dice.random() < 0.2:
            words[self._dice.randrange(len(words))] = self._dice.choice(self._terms)
        return " ".join(words).capitalize() + "."

    def body(self, length: int, docs: str, episodes: str) -> str:
        """Sections of paragraphs with a link now and then; `length` in words."""
        parts, written = [], 0
        while written < length:
            if written % 300 < 80:
                parts.append(f"## {self.sentence()[:-1]}")
            sentences = [self.sentence() for _ in range(5)]
            if self._dice.random() < 0.3:
                kind = self._dice.choice(("articles", "definitions", "episodes"))
                slug = self._dice.choice(self._names[kind])
                path = (
                    f"{episodes}{_file(slug)}.md"
                    if kind == "episodes"
                    else f"{docs}{kind}/{slug}.md"
                )
                sentences[2] = f"{sentences[2][:-1]} [{slug}]({path})."
            parts.append(" ".join(sentences))
            written += sum(len(sentence.split()) for sentence in sentences)
        return "\n\n".join(parts) + "\n"


def _file(slug: str) -> str:
    """An episode's file name: `episode-00004` is number 5."""
    return f"{int(slug.rpartition('-')[2]) + 1:03}-{slug}"


def _write_episode(
    root: Path, number: int, slug: str, text: _Text, dice: random.Random, topics: list[str]
) -> None:
    stem = _file(slug)
    date = START + timedelta(hours=7 * number + 1)
    moments = "".join(
        f'  - {{at: "{minute}:00", title: Moment {minute}}}\n' for minute in range(0, 10, 2)
    )
    fields = (
        f"title: Episode about {number}\ndate: {date:%Y-%m-%d %H:%M} +0000\nsummary: {text.sentence()}\n"
        f"guid: {uuid.UUID(int=dice.getrandbits(128), version=4)}\ntopics: [{dice.choice(topics)}]\n"
        f"people: [{{name: Ann}}]\nmoments:\n{moments}"
    )
    _write(root, f"episodes/{stem}.md", fields, text.body(200, "../docs/", ""))
    # Silence at the lowest rate: real audio for every reader of facts, and small.
    with wave.open(str(root / f"episodes/{stem}.wav"), "wb") as audio:
        audio.setnchannels(1)
        audio.setsampwidth(1)
        audio.setframerate(8)
        audio.writeframes(b"\x80" * 8 * EPISODE_SECONDS)
    times = range(0, EPISODE_SECONDS - 10, 5)
    cues = [
        f"{_cue_time(at)}.000 --> {_cue_time(at + 4)}.500\n<v Ann>{text.sentence()}" for at in times
    ]
    (root / f"episodes/{stem}.vtt").write_text(
        "WEBVTT\n\n" + "\n\n".join(cues) + "\n", encoding="utf-8"
    )


def _cue_time(seconds: int) -> str:
    return f"00:{seconds // 60:02}:{seconds % 60:02}"


def _write_frame(root: Path, topics: list[str]) -> None:
    """What every hub has once: its pages, topics and show."""
    page = "title: {0}\ndescription: All about {0}.\n"
    for path in (
        "index",
        "about",
        "articles/index",
        "definitions/index",
        "podcast/index",
        "topics/index",
    ):
        _write(root, f"docs/{path}.md", page.format(path.split("/")[0]), "Words.\n")
    (root / "docs/topics.yml").write_text(
        "".join(f"{t}: {{title: {t}, description: About {t}}}\n" for t in topics)
    )
    (root / "docs/authors.yml").write_text("us: {name: Us}\n")
    shutil.copy(ROOT / "episodes" / "artwork.jpg", root / "episodes" / "artwork.jpg")
    show = (ROOT / "episodes" / "show.yml").read_text(encoding="utf-8").splitlines(keepends=True)
    # The trailer is an episode of ours, which the corpus does not have.
    kept = "".join(line for line in show if not line.startswith("trailer:"))
    (root / "episodes" / "show.yml").write_text(kept, encoding="utf-8")


def _write(root: Path, path: str, fields: str, body: str) -> None:
    (root / path).write_text(f"---\n{fields}---\n\n{body}", encoding="utf-8")


def link_hub(root: Path) -> None:
    """Give a corpus our settings and hooks, as a checkout has them."""
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").splitlines(keepends=True)
    # The navigation may lead to a page of ours that the corpus does not have.
    pages = [re.fullmatch(r"  - [^:]+: (\S+\.md)\n", line) for line in settings]
    kept = [
        line
        for line, page in zip(settings, pages, strict=True)
        if page is None or (root / "docs" / page[1]).exists()
    ]
    (root / "mkdocs.yml").write_text("".join(kept), encoding="utf-8")
    shutil.copytree(ROOT / "hooks", root / "hooks", ignore=shutil.ignore_patterns("__pycache__"))
