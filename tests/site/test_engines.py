"""What people do here, in Chromium's rivals: listening, reading along, the guide, term cards, browsing
while something plays, coming back, the dark, and paper. The search is in test_search_engines.py."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any
from urllib.error import HTTPError

import pytest

from tests.conftest import Served
from tests.site.conftest import TONE, a_clip
from tests.site.engines import Engine

UNTIL = """
(async () => {
  for (let tries = 0; tries < 1500; tries += 1) {
    const found = %s;
    if (found) return found;
    await new Promise((done) => setTimeout(done, 20));
  }
  return null;
})()
"""
DOCUMENTS = 3
"""So many documents one after the other are asked for one thing."""
TOGGLE = ".hub-player [data-part=toggle]"
PLAYS = "document.querySelector('audio') && !document.querySelector('audio').paused && document.querySelector('audio').currentTime > %s"
"""Whether the audio plays, and has come past a second."""
LOADED = "performance.getEntriesByType('resource').some((one) => one.name.endsWith('%s') && one.responseEnd)"
AS_PRINTED = """
(() => {
  for (const sheet of document.styleSheets)
    for (const rule of sheet.cssRules)
      if (rule instanceof CSSMediaRule)
        rule.media.mediaText = /print/.test(rule.media.mediaText) ? "all" : rule.media.mediaText;
  const gone = (one) => !one.checkVisibility();
  return {
    gone: [".md-header", ".md-footer", ".hub-talk", ".hub-related"].flatMap((one) => [...document.querySelectorAll(one)]).every(gone),
    stays: !gone(document.querySelector("h1")) && !gone(document.querySelector(".hub-printed")),
  };
})()
"""


def until(engine: Engine, condition: str) -> Any:
    """Wait until an expression is true; returns what it is. A document may go away while it is asked,
    which WebKit's driver answers with 404: then the next one is asked."""
    found = None
    for left in reversed(range(DOCUMENTS)):
        try:
            found = engine.run(UNTIL % condition)
            break
        except HTTPError as error:
            if error.code != HTTPStatus.NOT_FOUND or not left:
                raise
    assert found, condition
    return found


def open_tone(engine: Engine, site: Served) -> None:
    """Open an episode's page and wait until its player is ours."""
    engine.open(site.url + TONE)
    until(engine, "document.querySelector('.hub-player[data-ready]')?.tagName")


def test_the_player_plays_and_stops(engine: Engine, two_episodes: Served) -> None:
    """By its round button."""
    open_tone(engine, two_episodes)
    engine.press(TOGGLE)
    until(engine, PLAYS % 0)
    engine.press(TOGGLE)
    until(engine, "document.querySelector('audio').paused")


def test_a_sentence_of_the_transcript_plays_from_there(
    engine: Engine, two_episodes: Served
) -> None:
    """And the sentence that is spoken is marked."""
    open_tone(engine, two_episodes)
    engine.press(".hub-said [id='t=20']")
    until(engine, PLAYS % 20)
    assert until(engine, "document.querySelector('.hub-said [aria-current]')?.textContent")


def test_a_clip_plays_its_part_and_stops(engine: Engine, two_episodes: Served) -> None:
    """From its first second to its last, and again from its first."""
    url, start, end = a_clip(two_episodes.catalog)
    engine.open(two_episodes.url + url)
    until(engine, "document.querySelector('.hub-player[data-ready]')?.tagName")
    for _ in range(2):
        engine.press(TOGGLE)
        until(engine, PLAYS % start)
        assert engine.run("document.querySelector('audio').currentTime") < start + 5
        engine.run(
            "(([seek, at]) => { seek.value = at; seek.dispatchEvent(new Event('input', { bubbles: true }));"
            " seek.dispatchEvent(new Event('change', { bubbles: true })); })"
            f"([document.querySelector('.hub-player [data-part=seek]'), {end - 1}])"
        )
        until(engine, "document.querySelector('audio').paused")
        stopped = engine.run("document.querySelector('audio').currentTime")
        assert stopped == pytest.approx(end, abs=0.3)


def test_browsing_does_not_stop_it_and_a_reload_knows_where_it_was(
    engine: Engine, two_episodes: Served
) -> None:
    """One document all the way, where the browser can; then, loaded anew, the second where somebody
    was."""
    open_tone(engine, two_episodes)
    engine.press(".hub-said [id='t=40']")
    until(engine, PLAYS % 40)
    until(engine, LOADED % "/router.js")
    engine.run("new Promise((done) => setTimeout(done, 500)).then(() => { window.kept = true })")
    engine.press(".hub-tabs a[href*='articles']")
    until(
        engine,
        "location.pathname.endsWith('/articles/') && document.querySelector('.hub-bar')?.tagName",
    )
    # A browser without the Navigation API loads the page, and its bar waits to go on.
    exchanges = engine.run("'navigation' in window")
    assert engine.run("window.kept === true") is exchanges
    if exchanges:
        until(engine, PLAYS % 40)
        engine.run("document.querySelector('audio').pause()")
    open_tone(engine, two_episodes)
    shown = until(
        engine,
        "document.querySelector('[data-part=elapsed]').textContent !== '0:00' && document.querySelector('[data-part=elapsed]').textContent",
    )
    minutes, seconds = shown.split(":")
    assert int(minutes) * 60 + int(seconds) >= 40


def test_the_guide_comes_to_a_result(engine: Engine, two_episodes: Served) -> None:
    """With its address, its reasons, and a letter that holds the answers."""
    guide = next(iter(two_episodes.catalog.guides.values()))
    engine.open(two_episodes.url + guide.url)
    until(engine, "!document.querySelector('.hub-guide').hidden")
    engine.press(".hub-guide [type=submit]")
    assert until(engine, "document.querySelector('.hub-guide__missing:not([hidden])')?.textContent")
    engine.run(
        "document.querySelectorAll('fieldset').forEach((one) => one.querySelector('input').click())"
    )
    engine.press(".hub-guide [type=submit]")
    until(engine, "document.querySelectorAll('.hub-outcome:not([hidden])').length === 1")
    assert engine.run("location.hash") == "#answers=" + "-".join(
        "1" for _ in guide.fields.questions
    )
    letter = engine.run("document.querySelector('.hub-outcome:not([hidden]) [data-contact]').href")
    assert "subject=" in letter
    assert "&body=" in letter
    assert engine.run("document.querySelectorAll('.hub-outcome:not([hidden]) li').length")


def test_a_defined_word_explains_itself(engine: Engine, two_episodes: Served) -> None:
    """In a card beside it, while the mouse is on it."""
    article = next(iter(two_episodes.catalog.articles.values()))
    engine.open(two_episodes.url + article.url)
    until(engine, "document.querySelector('a.term')?.tagName")
    until(engine, LOADED % "/terms.js")
    engine.point("h1")
    engine.point("a.term")
    said = until(engine, "document.querySelector('.hub-word')?.textContent")
    slug = engine.run("document.querySelector('a.term').getAttribute('aria-describedby')")
    assert two_episodes.catalog.definitions[slug.removeprefix("term-")].fields.definition in said


def test_the_dark_is_chosen_and_kept(engine: Engine, two_episodes: Served) -> None:
    """By the button in the header; the next page is dark from the start."""
    ground = "getComputedStyle(document.body).backgroundColor"
    engine.open(two_episodes.url)
    engine.run("localStorage.removeItem('scheme')")
    engine.open(two_episodes.url + "about/")
    before = engine.run(ground)
    engine.press(".hub-header .hub-scheme")
    until(engine, f"{ground} !== {json.dumps(before)}")
    engine.open(two_episodes.url)
    assert engine.run("Boolean(document.documentElement.dataset.scheme)")
    assert engine.run(ground) != before
    engine.run("localStorage.removeItem('scheme')")


def test_paper_has_the_text_and_where_to_hear_it(engine: Engine, two_episodes: Served) -> None:
    """With the rules for print in force: no frame, no lists, and the code."""
    start = two_episodes.catalog.pages["index"].fields.start
    engine.open(f"{two_episodes.url}articles/{start}/")
    assert engine.run(AS_PRINTED) == {"gone": True, "stays": True}


def test_each_system_is_shown_its_own_apps(engine: Engine, two_episodes: Served) -> None:
    """On the page that explains them all, its own first; elsewhere its own alone."""
    engine.open(two_episodes.url + "podcast/")
    system = engine.run("document.documentElement.dataset.system")
    assert system == "linux"
    shown = "[...document.querySelectorAll('.hub-follow .hub-app')].filter((one) => one.checkVisibility()).map((one) => one.textContent)"
    assert engine.run(shown) == ["Some app", "Player FM", "gPodder", "Other apps"]
