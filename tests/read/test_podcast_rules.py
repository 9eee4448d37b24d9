"""Rules of directories that take more than one field, where they are easy to get wrong."""

from pathlib import Path

import pytest
from podhub.read.podcast_rules import check_guid, feed_guid

from tests.build.corpus import EPISODE, SHOW, catalog_of, edited, mistakes


@pytest.mark.parametrize(
    "title",
    [
        "Episode 1: Ramp time",
        "Ep. 1 – Ramp time",
        "E1: Ramp time",
        "S1E1: Ramp time",
        "Season 2, Episode 1: Ramp time",
        "#1: Ramp time",
        "Ramp time (Episode 1)",
        "[Ep. 1] Ramp time",
        "Ramp time | S2E1",
        "Ramp time - Ep 1",
        "№ 1: Ramp time",
        "Episode 001 | Ramp time",
    ],
)
def test_a_number_in_a_title_is_seen(tmp_path: Path, title: str) -> None:
    """However it is written."""
    [said] = mistakes(tmp_path, {EPISODE: edited(EPISODE, "How long is ramp time?", f'"{title}"')})
    assert "a title without the episode's number" in said


@pytest.mark.parametrize(
    "title",
    [
        "The #1 mistake",
        "4 episodes of doubt",
        "Episode of the year",
        "What season 2 of a plan looks like",
        "E5 visas, and other papers",
        "Catch 22",
        "#1 in sales is luck",
        "10: the number",
        "Ask 3 questions",
        "The Show must go on",
        "Lessons from episode 3 of the plan",
        "Episode 100!",
        "Episode 1",
        "Episode 7 of the saga",
        "Episode 1½: the missing half",
        "Episodes 1, 2 and 3",
        "Episode 1, 2 and 3",
        "Episode 1 and its lessons",
        "Ep 1:30 to go",
        "S3: storage in a bucket",
        "Season 2: Ramp time",
        "Episode 9: another number than its own",
        "The Show-stopper",
        "Pre-The Show",
    ],
)
def test_a_number_that_is_part_of_a_title_is_not(tmp_path: Path, title: str) -> None:
    """Speech is full of numbers."""
    assert (
        mistakes(tmp_path, {EPISODE: edited(EPISODE, "How long is ramp time?", f'"{title}"')}) == []
    )


def test_a_show_without_its_guid_is_told_the_line_to_write(tmp_path: Path) -> None:
    """Made from the feed's address of that day, and never again."""
    catalog = catalog_of(
        tmp_path, {SHOW: edited(SHOW, "guid: 917393e3-1b1e-5cef-ace4-edaa54e1f810\n", "")}
    )
    [problem] = check_guid(catalog, "https://podnews.net/rss/", None)
    assert str(problem) == (
        "episodes/show.yml:1: guid: expected the line `guid: 9b024349-ccf0-5f69-a609-6b82873eab3c`, "
        "which must stay as it is from now on, found nothing"
    )
    assert list(check_guid(catalog_of(tmp_path / "b"), "https://podnews.net/rss/", None)) == []
    assert feed_guid("http://podnews.net/rss") == feed_guid("https://podnews.net/rss//")


def test_a_show_that_has_been_public_is_told_the_guid_that_it_had(tmp_path: Path) -> None:
    """Though its feed has another address since."""
    catalog = catalog_of(
        tmp_path, {SHOW: edited(SHOW, "guid: 917393e3-1b1e-5cef-ace4-edaa54e1f810\n", "")}
    )
    [problem] = check_guid(
        catalog, "https://moved.example/podcast.xml", "917393e3-1b1e-5cef-ace4-edaa54e1f810"
    )
    assert problem.expected.startswith("the line `guid: 917393e3-1b1e-5cef-ace4-edaa54e1f810`")
