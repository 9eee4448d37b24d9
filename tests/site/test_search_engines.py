"""The search in Firefox and WebKit: what it finds and shows there is what Chromium's users see."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.site.engines import Engine, firefox, webkit
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


@pytest.fixture(scope="module", params=[firefox, webkit], ids=["firefox", "webkit"])
def engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, searched: Searched
) -> Iterator[Engine]:
    """A browser with the dialog open, in which stands what was typed before it was there."""
    with request.param(tmp_path_factory.mktemp("profile")) as tab:
        tab.open(searched.url)
        assert tab.run(OPEN) == [True, "procure"]
        yield tab


def ask(engine: Engine, words: str) -> dict[str, Any]:
    """What the dialog answers."""
    found = engine.run(f"{ASK}({json.dumps(words)})")
    assert isinstance(found, dict)
    return found


def test_every_ability_is_there(engine: Engine) -> None:
    """Forms, phrases, comparisons, names however they are typed, and misspelt words."""
    for words, best in GOLDEN.items():
        assert ask(engine, words)["urls"][: len(best)] == best, words
    for words in GARDENERS:
        found = ask(engine, words)
        assert found["urls"][0] == "articles/garden/", (words, found)
    for words, meant in MISSPELT.items():
        assert f"Did you mean {meant}?" in str(ask(engine, words)["said"])


def test_what_was_asked_for_is_marked(engine: Engine) -> None:
    """In any script, and only that."""
    marked = ask(engine, "empty chair table")["marked"]
    assert {str(word).lower() for word in marked} == {"empty", "chair", "table"}
    assert "".join(ask(engine, "トレーニング")["marked"]) == "トレーニング"


def test_a_filter_leaves_one_kind(engine: Engine) -> None:
    """And is kept while one types on."""
    engine.run("document.querySelector('dialog input[value=moment]').click()")
    assert ask(engine, "procurement")["urls"] == ["podcast/the-empty-chair/#t=150"]
    engine.run("document.querySelector('dialog input[value=\"\"]').click()")
