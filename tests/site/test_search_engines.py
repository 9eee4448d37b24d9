"""The search in Firefox and WebKit: what it finds and shows there is what Chromium's users see."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.site.engines import Engine
from tests.site.search_hub import GARDENERS, GOLDEN, MISSPELT, Searched

OPEN = """
(async () => {
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "/", bubbles: true }));
  document.querySelector("[data-search] + input").value = "procure";
  while (!document.querySelector("dialog input[value=moment]")) await new Promise((done) => setTimeout(done, 20));
  const dialog = document.querySelector("dialog");
  const [field, status] = [dialog.querySelector("input[type=search]"), dialog.querySelector("[role=status]")];
  while (!status.textContent) await new Promise((done) => setTimeout(done, 20));
  return [dialog.open, field.value];
})()
"""
ASK = """
(async (words) => {
  const dialog = document.querySelector("dialog");
  const [field, status] = [dialog.querySelector("input[type=search]"), dialog.querySelector("[role=status]")];
  const answered = new Promise((done) => new MutationObserver(done).observe(status, { childList: true }));
  field.value = words;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  await answered;
  const links = [...dialog.querySelectorAll(".hub-search__result a")];
  return {
    said: status.textContent,
    urls: links.map(({ pathname, hash }) => (pathname + hash).replace("/below/", "")),
    marked: [...dialog.querySelectorAll("mark")].map((mark) => mark.textContent),
  };
})
"""


@pytest.fixture(scope="module")
def dialog(engine: Engine, searched: Searched) -> Engine:
    """The dialog open in a browser, and in it what was typed before it was there."""
    engine.open(searched.url)
    assert engine.run(OPEN) == [True, "procure"]
    return engine


def ask(engine: Engine, words: str) -> dict[str, Any]:
    """What the dialog answers."""
    found = engine.run(f"{ASK}({json.dumps(words)})")
    assert isinstance(found, dict)
    return found


def test_every_ability_is_there(dialog: Engine) -> None:
    """Forms, phrases, comparisons, names however they are typed, and misspelt words."""
    for words, best in GOLDEN.items():
        assert ask(dialog, words)["urls"][: len(best)] == best, words
    for words in GARDENERS:
        found = ask(dialog, words)
        assert found["urls"][0] == "articles/garden/", (words, found)
    for words, meant in MISSPELT.items():
        assert f"Did you mean {meant}?" in str(ask(dialog, words)["said"])


def test_what_was_asked_for_is_marked(dialog: Engine) -> None:
    """In any script, and only that."""
    marked = ask(dialog, "empty chair table")["marked"]
    assert {str(word).lower() for word in marked} == {"empty", "chair", "table"}
    assert "".join(ask(dialog, "トレーニング")["marked"]) == "トレーニング"


def test_a_filter_leaves_one_kind(dialog: Engine) -> None:
    """And is kept while one types on."""
    dialog.run("document.querySelector('dialog input[value=moment]').click()")
    assert ask(dialog, "procurement")["urls"] == ["podcast/the-empty-chair/#t=150"]
    dialog.run("document.querySelector('dialog input[value=\"\"]').click()")
