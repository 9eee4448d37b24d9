"""Clips: where they are, and what they say."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from podhub.links.views.kinds import ClipPage, EpisodePage
from podhub.outputs.cards.social_cards import social_card
from podhub.outputs.pages.clip import clip_pages
from podhub.outputs.site_view import SiteView

from tests.build.corpus import EPISODE, catalog_of, edited
from tests.links.small_site import build

NOW = datetime(2026, 11, 24, tzinfo=UTC)
CLIPS = "podcast/ramp-time/clips/"


def clips(root: Path, *edits: str, changes: dict[str, None] | None = None) -> list[ClipPage]:
    """The clips of the small hub's episode, after edits of it."""
    catalog = catalog_of(root, {EPISODE: edited(EPISODE, *edits), **(changes or {})})
    return list(clip_pages(build(catalog, NOW)[1].of(EpisodePage, "podcast/ramp-time/")))


def test_a_clip_plays_and_says_only_its_part(tmp_path: Path) -> None:
    """Where it begins and ends, the words between, and who speaks them; its card quotes it."""
    (clip,) = clips(tmp_path)
    assert (clip.url, clip.title) == (f"{CLIPS}the-first-deal/", "The first deal")
    assert (clip.at, clip.clip.end) == (20, 40)
    assert clip.words
    (said,) = clip.words.load()
    assert said.speaker == "Ben"
    assert [sentence.text for sentence in said.sentences] == ["My first deal took ten."]
    assert clip.description == "My first deal took ten."
    site = SiteView(name="The Hub", url="https://hub.example/", stylesheet="")
    card = social_card(clip, site)
    assert (card.label, card.text, card.plays) == ("Clip · 0:20", clip.description, True)


def test_a_clip_of_which_nobody_wrote_the_words_has_a_page(tmp_path: Path) -> None:
    """It says what its episode is about."""
    (clip,) = clips(tmp_path, changes={"episodes/001-ramp-time.vtt": None})
    assert clip.words is None
    assert clip.description == "Two people count the weeks."


@pytest.mark.parametrize(
    ("edits", "names"),
    [
        (("title: The first deal", "title: Первая сделка"), ["at-20"]),
        (
            ("The first week", "The first deal\n    clip: 15"),
            ["the-first-deal", "the-first-deal-20"],
        ),
        (("\n    clip: 20", ""), []),
    ],
    ids=["in other letters", "twice the same", "none"],
)
def test_where_clips_are(tmp_path: Path, edits: tuple[str, str], names: list[str]) -> None:
    """By the moment's title, as the seconds change when an episode is recorded anew."""
    assert [clip.url for clip in clips(tmp_path, *edits)] == [f"{CLIPS}{name}/" for name in names]
