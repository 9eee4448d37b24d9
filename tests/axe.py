"""Judges pages by axe-core's rules, which we did not write."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Browser, Page

SCRIPT = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
RUN = """
() => axe.run({ resultTypes: ["violations"] }).then(({ violations }) => violations.map(({ id, impact, nodes }) =>
  `${id} (${impact}): ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 160)).join(" ")}`))
"""
"""Every rule, on the whole page. What is in order is not described, which takes a third of the
time."""


@contextmanager
def judged(browser: Browser, **options: Any) -> Iterator[Page]:
    """A tab in a window of its own, whose documents all bring the rules along: to bring them in later
    takes three times as long."""
    context = browser.new_context(**options)
    context.add_init_script(SCRIPT)
    yield context.new_page()
    context.close()


def axe_violations(page: Page) -> list[str]:
    """What such a page does that a rule forbids, of any impact: the rule, and where."""
    found: list[str] = page.evaluate(RUN)
    return found


def violations_in_light_and_dark(page: Page) -> list[str]:
    """The same in both schemes, each with its name."""
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found += [f"in the {scheme}: {fault}" for fault in axe_violations(page)]
    return found
