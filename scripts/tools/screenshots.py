"""`scripts/hub screenshots`: every kind of page, as a phone and a desk show it, by day and by
night, for a person to look at."""

from __future__ import annotations

import sys
from datetime import datetime
from itertools import product
from pathlib import Path
from typing import Literal

import click
from podhub.cli.console import number, out
from podhub.cli.options import LocalPath, now_option

from tools.browser import find_chromium
from tools.checkout import ROOT
from tools.showing import built_and_served

SCREENS = {"phone": (390, 844), "desk": (1280, 900)}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@click.command()
@click.option(
    "--output",
    type=LocalPath(file_okay=False),
    default=ROOT / "screenshots",
    help="Usually screenshots/",
)
@click.option("--only", metavar="KIND", help="One kind of page, such as article.")
@now_option
def screenshots(output: Path, only: str | None, now: datetime) -> None:
    """Take a picture of each kind of page: phone and desk, light and dark."""
    from playwright.sync_api import sync_playwright

    chromium = find_chromium()
    if not chromium:
        sys.exit(
            "hub: screenshots need Chromium; on Debian or Ubuntu run: sudo apt-get install chromium-headless-shell"
        )
    output.mkdir(parents=True, exist_ok=True)
    taken = 0
    with built_and_served(now) as shown, sync_playwright() as playwright:
        kinds = shown.only(only)
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for (screen, (width, height)), scheme in product(SCREENS.items(), SCHEMES):
            context = browser.new_context(
                viewport={"width": width, "height": height}, color_scheme=scheme
            )
            page = context.new_page()
            for kind, path in kinds.items():
                page.goto(shown.address + path, wait_until="load")
                page.screenshot(path=output / f"{kind}-{screen}-{scheme}.png", full_page=True)
                taken += 1
            context.close()
        browser.close()
    out.print(f"{number(taken, 'picture')} in {output}")
