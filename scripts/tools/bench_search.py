"""`scripts/hub bench search`: what a question costs somebody who searches a large hub: bytes,
requests, milliseconds.

A built corpus is served on this machine as hosts serve it, with text compressed, and asked in the
system's Chromium. Every answer is counted by the server, since a browser does not tell everything
that its pages load."""

from __future__ import annotations

import statistics
from pathlib import Path

import click
from playwright.sync_api import Page, sync_playwright
from podhub.cli.console import out
from rich.table import Table

from tools.browser import find_chromium
from tools.showing import serving

SLOW = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 50_000,
    "uploadThroughput": 50_000,
}
"""A slow phone network: 400 ms, 400 kbit/s"""
TIMES = 5
"""How often each question is asked, each time by somebody new."""
ASK = """
(words) => new Promise((done) => {
  const field = document.querySelector("dialog input[type=search]");
  const status = document.querySelector("dialog [role=status]");
  const started = performance.now();
  new MutationObserver((_, observer) => {
    observer.disconnect();
    requestAnimationFrame(() => done([performance.now() - started, status.textContent]));
  }).observe(status, { childList: true, characterData: true, subtree: true });
  field.value = words;
  field.dispatchEvent(new Event("input", { bubbles: true }));
})
"""
"""Puts a question and gives the ms until its results stand on the screen, the pause for typing
included."""


def measure_search(site: Path, questions: list[str]) -> None:
    """Ask each question as somebody's first, and the next one after it; print what that took."""
    chromium = find_chromium()
    if not chromium:
        raise click.ClickException("this needs Chromium; scripts/hub test installs it")
    table = Table(
        "question", "first kB", "requests", "first ms", "slow ms", "next", "next kB", "next ms"
    )
    with serving(site) as (url, sent), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for words, following in zip(questions, [*questions[1:], questions[0]], strict=True):
            runs = [
                _ask(browser.new_context().new_page(), url, sent, (words, following))
                for _ in range(TIMES)
            ]
            firsts, nexts = zip(*runs, strict=True)
            table.add_row(
                f"{words} ({firsts[0][3]})",
                f"{firsts[0][0] / 1000:.1f}",
                str(firsts[0][1]),
                f"{statistics.median(run[2] for run in firsts):.0f}",
                f"{_ask(browser.new_context().new_page(), url, sent, (words,), slow=True)[0][2]:.0f}",
                f"{following} ({nexts[0][3]})",
                f"{nexts[0][0] / 1000:.1f}",
                f"{statistics.median(run[2] for run in nexts):.0f}",
            )
        browser.close()
    out.print(table)
    out.print(
        "Milliseconds from the last key to the results, with the pause of 40 ms that waits for another key; medians of 5. "
        "Slow is a first answer on a phone's network of 400 ms and 400 kbit/s, once the dialog is open."
    )


def _ask(
    page: Page,
    url: str,
    sent: list[tuple[str, int]],
    questions: tuple[str, ...],
    *,
    slow: bool = False,
) -> list[tuple[int, int, float, str]]:
    """Open the site and ask one question after the other: bytes, requests, ms and what was said,
    for each. `slow` is a phone's network."""
    page.goto(url, wait_until="networkidle")
    sent.clear()
    if slow:
        page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", SLOW)
    page.keyboard.press("/")
    page.wait_for_selector("dialog[open]")
    found = []
    for words in questions:
        milliseconds, status = page.evaluate(ASK, words)
        page.wait_for_load_state("networkidle")
        found.append(
            (sum(size for _, size in sent), len(sent), milliseconds, status.partition(" for")[0])
        )
        sent.clear()
    page.context.close()
    return found
