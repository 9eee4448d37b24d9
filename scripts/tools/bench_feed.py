"""`scripts/hub bench feed`: our podcast feed, older documents included, beside bare feedgen with
the same episodes in one run.

Both begin with the same episodes and the same show notes and end with bytes. feedgen gets every
value that it has a field for; ours also writes chapters, transcripts, soundbites and all the rest.
Making the notes from a page's HTML, which feedgen leaves to others, is measured on its own."""

from __future__ import annotations

import gc
import math
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from itertools import pairwise
from typing import Any

from feedgen.feed import FeedGenerator
from podhub.cli.console import out
from podhub.model.cues import Cues
from podhub.model.document import Document
from podhub.model.entries import EpisodeEntry, ShowEntry, Shown
from podhub.model.media import Artwork, Audio, Cue
from podhub.model.podcast import Episode, Show
from podhub.model.podcast_parts import Moment, Person
from podhub.model.values import absolute
from podhub.outputs.feed.feed_texts import FeedTexts
from podhub.outputs.feed.podcast import podcast_feeds
from podhub.outputs.feed.podcast_channel import PODCAST_FEED
from rich.table import Table

from tools.corpus import START
from tools.corpus_text import SYLLABLES

SITE = "https://hub.example/"
SHOW = Show(
    title="A show",
    description="About it.",
    language="en",
    category=("Business > Management",),
    explicit=False,
    author="Us",
    email="us@hub.example",
    artwork="artwork.jpg",
    guid="917393e3-1b1e-5cef-ace4-edaa54e1f810",
    people=(Person(name="Ann"),),
)
TIMES, SHORT = 3, 3_000
"""The best of so many runs counts, and of more where there are fewer episodes than that: whatever
else runs only adds."""


@dataclass(frozen=True)
class FeedRun:
    """What one size took."""

    items: int
    bare: float
    """Seconds of CPU"""
    ours: float
    """Seconds of CPU"""
    notes: float
    """Seconds of CPU to make the show notes from the pages' HTML"""
    documents: int
    newest: int
    """Bytes"""
    total: int
    """Bytes"""
    bare_total: int
    """Bytes"""


def bench_feed(sizes: list[int], seed: int) -> list[FeedRun]:
    """Measure both for each number of episodes."""
    runs = []
    for size in sizes:
        catalog, notes = _episodes(size, seed)
        clean, texts = _best(partial(_clean, catalog, notes), size)
        ours, documents = _best(partial(_ours, catalog, texts), size)
        bare, written = _best(partial(_bare, catalog, texts), size)
        total = sum(map(len, documents.values()))
        runs.append(
            FeedRun(
                size,
                bare,
                ours,
                clean,
                len(documents),
                len(documents[PODCAST_FEED]),
                total,
                len(written),
            )
        )
    return runs


def print_runs(runs: list[FeedRun]) -> None:
    """Show them as a table, and how both grow."""
    table = Table(
        "episodes",
        "feedgen CPU s",
        "ours CPU s",
        "",
        "notes CPU s",
        "documents",
        "newest kB",
        "MB",
        "feedgen MB",
    )
    for run in runs:
        table.add_row(
            f"{run.items:,}",
            f"{run.bare:.3f}",
            f"{run.ours:.3f}",
            f"×{run.ours / run.bare:.2f}",
            f"{run.notes:.3f}",
            f"{run.documents:,}",
            f"{run.newest / 1e3:.0f}",
            f"{run.total / 1e6:.1f}",
            f"{run.bare_total / 1e6:.1f}",
        )
    out.print(table)
    for smaller, larger in pairwise(runs):
        exponent = math.log(larger.ours / smaller.ours) / math.log(larger.items / smaller.items)
        out.print(
            f"ours: CPU grows from {smaller.items:,} to {larger.items:,} episodes with exponent {exponent:.2f}"
        )


def _best(work: Callable[[], Any], size: int) -> tuple[float, Any]:
    times = []
    for _ in range(max(TIMES, SHORT // size)):
        gc.collect()
        started = time.process_time()
        result = work()
        times.append(time.process_time() - started)
    return min(times), result


def _episodes(count: int, seed: int) -> tuple[Shown, dict[str, str]]:
    """Episodes as a show has them: five moments, a guest, a transcript, show notes of 200 words
    with three links."""
    dice = random.Random(seed)  # noqa: S311 (a corpus, not a secret)
    words = ["".join(dice.choices(SYLLABLES, k=dice.randint(2, 3))) for _ in range(3_000)]
    entries = [_episode(number, dice, words) for number in range(count, 0, -1)]
    notes = {entry.url: _notes(dice, words) for entry in entries}
    artwork = Artwork("episodes/artwork.jpg", "artwork/show.jpg", 3000)
    show = ShowEntry(Document("episodes/show.yml", {}), SHOW, artwork)
    return Shown(episodes={entry.slug: entry for entry in entries}, show=show), notes


def _episode(number: int, dice: random.Random, words: list[str]) -> EpisodeEntry:
    slug = f"episode-{number:05}"
    fields = Episode.model_construct(
        title=f"About {words[number % 3000]}",
        date=START + timedelta(hours=7 * number),
        summary=" ".join(dice.choices(words, k=30)),
        guid=f"guid-{number}",
        season=number // 100 + 1,
        moments=tuple(
            Moment(at=120.0 * n, title=f"Moment {n}", clip=60.0 if n == 2 else None)
            for n in range(5)
        ),
        people=(Person(name="Ann"), Person(name="Ben", role="guest")),
    )
    return EpisodeEntry(
        "episode",
        slug,
        f"podcast/{slug}/",
        Document(f"episodes/{number:03}-{slug}.md", {}),
        fields,
        number,
        Audio(f"audio/{number:03}-{slug}.mp3", 9_000_000 + number, 600.0, "audio/mpeg"),
        Cues(1, (), lambda: (Cue(0, 1, "Hello."),)),
        "episodes/a.vtt",
        Artwork("episodes/a.jpg", f"artwork/{slug}.jpg", 3000),
        digest=slug,
    )


def _notes(dice: random.Random, words: list[str]) -> str:
    paragraphs = []
    for _ in range(3):
        link = f'<a class="term" href="../../definitions/{dice.choice(words)}/">{dice.choice(words)}</a>'
        paragraphs.append(
            f"<p>{' '.join(dice.choices(words, k=35))} {link} {' '.join(dice.choices(words, k=30))}.</p>"
        )
    heading = '<h2 id="more">More<a class="headerlink" href="#more" title="Link to this section">&para;</a></h2>'
    return "\n".join([paragraphs[0], heading, *paragraphs[1:]])


def _clean(catalog: Shown, notes: dict[str, str]) -> FeedTexts:
    texts = FeedTexts(SITE, notes.__getitem__)
    for entry in catalog.episodes.values():
        texts(entry)
    return texts


def _ours(catalog: Shown, texts: FeedTexts) -> dict[str, bytes]:
    """Every document of our feed by its path."""
    artifacts, _ = podcast_feeds(catalog, SITE, texts)
    return {artifact.path: artifact.make() for artifact in artifacts}


def _bare(catalog: Shown, texts: FeedTexts) -> bytes:
    """The same episodes by feedgen alone: every field that it has and they fill."""
    show = catalog.show
    assert show
    feed = FeedGenerator()
    feed.load_extension("podcast")
    feed.title(show.fields.title)
    feed.description(show.fields.description)
    feed.link(href=SITE)
    feed.language(show.fields.language)
    feed.podcast.itunes_author(show.fields.author)
    feed.podcast.itunes_explicit("no")
    feed.podcast.itunes_image(absolute(SITE, show.artwork.url))
    for entry in catalog.episodes.values():
        fields, item = entry.fields, feed.add_entry(order="append")
        item.title(fields.title)
        item.guid(fields.guid, permalink=False)
        item.link(href=SITE + entry.url)
        item.pubDate(fields.date)
        item.description(fields.summary)
        item.content(texts(entry), type="CDATA")
        item.enclosure(SITE + entry.audio.url, str(entry.audio.bytes), entry.audio.type)
        item.podcast.itunes_title(fields.title)
        item.podcast.itunes_duration(round(entry.audio.seconds))
        item.podcast.itunes_episode_type(fields.type)
        item.podcast.itunes_season(fields.season)
        item.podcast.itunes_episode(entry.number)
        item.podcast.itunes_image(SITE + "artwork/a.jpg")
        item.podcast.itunes_explicit("no")
    return bytes(feed.rss_str(pretty=True))
