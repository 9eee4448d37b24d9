"""What authors write: spelled right, in British English, without stock phrases and empty claims, in
our own words."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from tests.prose.shingles import SOURCE, shingles
from tests.running import ROOT

TEXTS = sorted(
    [
        *ROOT.glob("docs/**/*.md"),
        *ROOT.glob("docs/*.yml"),
        *ROOT.glob("episodes/*.md"),
        ROOT / "episodes/show.yml",
    ]
)
PACKAGE = ROOT / "hooks" / "podhub"
MANUALS = [
    ROOT / "README.md",
    ROOT / "CHANGELOG.md",
    PACKAGE / "README.md",
    *sorted((PACKAGE / "manual").glob("*.md")),
]

AMERICAN_AND_BRITISH = {
    "biased",
    "dialog",
    "license",
    "licenses",
    "meter",
    "practice",
    "practices",
    "program",
    "stories",
    "story",
}
"""American words that are British ones too, with another sense or in other places, or names in
software (`license`, `dialog`)."""

NEVER = {
    r"(?<!no )guarantee[sd]?\b": "nobody can promise what other people will do",
    r"\bproven\b": "say who tried it, and what happened",
    r"\b(studies|research|surveys?) (shows?|proves?|suggests?)\b": "name the study, with its address",
    r"\bexperts (agree|say)\b": "name them; our own experience is that they differ",
    r"\b(world|best)[- ](class|in[- ]class)\b": "a brochure's word",
    r"\bgame[- ]chang": "a brochure's word",
    r"\b(unlock|unleash|supercharge|skyrocket|turbocharge)": "say what people do differently",
    r"\b(seamless|cutting[- ]edge|holistic|synerg|revolutioni[sz]|empower)": "a brochure's word",
    r"\bleverag(e|es|ed|ing)\b": "use",
    r"\bin today's\b": "say what is the case, without the drum roll",
    r"\bdelve\b": "look",
    r"\b\d+ ?(%|per cent|percent)": "we have measured no such figure; a figure needs a source that readers can check",
}
"""What is never written, and why (docs/contributing/style.md)."""

CLUMSY = {
    r"\b(any|every|some)body\b": "anyone, everyone, someone",
    r"\bwhoever\b": "people who, or an if",
    r"\b(people|person|somebody|someone|those) who sells?\b(?! training)": "salespeople, the salesperson",
    r"\b(person|people|one|someone|those) who (is|are|was|were) (being )?coached\b": "the salesperson",
    r"\b(a|the|each|first|next|last|short|coaching) talk\b|\b(the|these|those|your|own|short|coaching) talks\b": "a conversation, a session",
    r"\bthat which\b": "what",
    r"\bmake use of\b": "use",
    r"\bone (can|could|may|might|must|should)\b": "you",
}
"""Turns of speech that read as translated, and what to write instead (docs/contributing/style.md)."""


def places(path: Path, text: str) -> list[tuple[str, str]]:
    """Each line with its place."""
    name = path.relative_to(ROOT).as_posix()
    return [(f"{name}:{number}", line) for number, line in enumerate(text.split("\n"), start=1)]


def test_spelling() -> None:
    """codespell knows the misspellings that people make."""
    names = [str(path) for path in [*TEXTS, *MANUALS]]
    command = [sys.executable, "-m", "codespell_lib", "--builtin", "clear,rare", *names]
    run = subprocess.run(command, capture_output=True, text=True)
    assert (run.returncode, run.stdout) == (0, "")


def test_british_spelling() -> None:
    """codespell's own list of British and American spellings, read the other way round."""
    listed = (
        files("codespell_lib")
        .joinpath("data/dictionary_en-GB_to_en-US.txt")
        .read_text(encoding="utf-8")
    )
    british = {
        us: gb for gb, _, us in (line.rstrip(",").partition("->") for line in listed.split())
    }
    british = {us: gb for us, gb in british.items() if us not in AMERICAN_AND_BRITISH}
    assert british["behavior"] == "behaviour"
    found = [
        f'{place}: expected {british[word.lower()]}, found "{word}"'
        for path in [*TEXTS, *MANUALS]
        for place, line in places(path, path.read_text(encoding="utf-8"))
        for word in re.findall(r"[A-Za-z]+", re.sub(r"`[^`]*`|\]\([^)]*\)|https?://\S+", "", line))
        if word.lower() in british
    ]
    assert not found, "\n".join(found)


def test_prose(tmp_path: Path) -> None:
    """proselint knows what editors strike out.

    Left out of it: typography (Markdown is typed with straight quotes), spelling (American) and
    weasel words (it forbids `very`, which `they know very well` needs). Dates are no prose: it
    takes `2026-11-10 09:00 +0000` for a word written twice."""
    command = [
        sys.executable,
        "-m",
        "proselint",
        "check",
        "--config",
        "tests/prose/proselint.json",
        "--output-format",
        "json",
    ]
    texts = {}
    for number, path in enumerate(path for path in TEXTS if path.suffix == ".md"):
        copy = tmp_path / f"{number}.md"
        copy.write_text(
            re.sub(r"(?m)^(date|updated):.*$", r"\1:", path.read_text(encoding="utf-8")),
            encoding="utf-8",
        )
        texts[copy.as_uri()] = path.relative_to(ROOT).as_posix()
    run = subprocess.run(
        [*command, *tmp_path.glob("*.md")], cwd=ROOT, capture_output=True, text=True
    )
    found = json.loads(run.stdout)["result"]
    assert set(found) == set(texts)
    said = [
        f"{texts[address]}:{at['pos'][0]}: {at['check_path']}: {at['message']}"
        for address, result in found.items()
        for at in result["diagnostics"]
    ]
    assert not said, "\n".join(said)


@pytest.mark.parametrize("listed", [NEVER, CLUMSY], ids=["claims", "clumsy"])
def test_what_is_never_written(listed: dict[str, str]) -> None:
    """Our own short lists: words that promise, figures without a source, a brochure's adjectives;
    and turns of speech that read as translated."""
    style = ROOT / "docs/contributing/style.md"
    found = [
        f'{place}: "{match[0]}": {why}'
        for path in TEXTS
        if path != style
        for place, line in places(path, path.read_text(encoding="utf-8"))
        for pattern, why in listed.items()
        # A heading's address stays what it was.
        for match in re.finditer(pattern, re.sub(r"\{#[^}]*\}", "", line), re.IGNORECASE)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_in_our_own_words(path: Path) -> None:
    """No eight words in a row stand in the text that the project was born from."""
    source = set(SOURCE.read_text(encoding="utf-8").split())
    copied = [run for run, mark in shingles(path.read_text(encoding="utf-8")) if mark in source]
    assert not copied, "\n".join(copied)


def test_a_copied_sentence_would_be_found() -> None:
    """The fingerprints are those of the source: a run of its words that everybody may quote is
    among them."""
    source = set(SOURCE.read_text(encoding="utf-8").split())
    wikipedia = "Training is teaching, or developing in oneself or others, any skills and knowledge"
    assert any(mark in source for _, mark in shingles(wikipedia))
