"""`scripts/hub audit`: what two judges that we did not write say of every kind of page, in one
table.

Lighthouse plays a phone on a slow line; the Nu checker is the W3C's for HTML. Both come from npm,
locked in scripts/audit/, and are kept in .cache/hub/audit. For people to run, since it takes
minutes; the tests hold the site to the same rules in other ways."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import statistics
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import click
from podhub.cli.console import number, out
from podhub.cli.options import now_option
from rich.table import Table

from tools.checkout import ROOT
from tools.showing import Shown, built_and_served

LOCKED = ROOT / "scripts" / "audit"
TOOLS = ROOT / ".cache" / "hub" / "audit"
CATEGORIES = {
    "performance": "perf",
    "accessibility": "a11y",
    "best-practices": "best",
    "seo": "SEO",
}
POLICY = "violates Content Security Policy"
"""The checker reads files, which are nobody's own to it, and takes JSON-LD for a script. A test
asks a browser instead."""
LCP, CLS, TBT = "largest-contentful-paint", "cumulative-layout-shift", "total-blocking-time"
PROGRAMS = {
    "node": "Node.js 20 or newer",
    "npm": "npm",
    "java": "Java 17 or newer",
    "chromium": "Chromium",
}


@click.command()
@click.option(
    "--runs", default=3, show_default=True, help="Lighthouse runs of each page; the median counts."
)
@click.option("--only", metavar="KIND", help="One kind of page, such as article.")
@now_option
def audit(runs: int, only: str | None, now: datetime) -> None:
    """Ask Lighthouse (mobile) and the Nu HTML checker about every kind of page. Needs Node.js, Java
    and Chromium."""
    missing = [what for program, what in PROGRAMS.items() if not shutil.which(program)]
    if missing:
        packages = "nodejs npm default-jre-headless chromium"
        sys.exit(
            f"hub: the audit needs {', '.join(missing)}; on Debian or Ubuntu run: sudo apt-get install {packages}"
        )
    _install()
    with built_and_served(now) as shown:
        kinds = shown.only(only)
        errors = _html_errors(shown)
        # The 404 page is there to be no result of a search, which Lighthouse holds against it.
        reports = {
            kind: _lighthouse(shown.address + path, runs)
            for kind, path in kinds.items()
            if kind != "404"
        }
    _print(kinds, reports, errors)
    sys.exit(1 if any(errors.values()) else 0)


def _program(name: str) -> str:
    found = shutil.which(name)
    assert found  # looked for before anything is done
    return found


def _install() -> None:
    """Install what is locked, unless this very set is installed."""
    wanted = hashlib.sha256((LOCKED / "package-lock.json").read_bytes()).hexdigest()
    stamp = TOOLS / "installed"
    if stamp.exists() and stamp.read_text() == wanted:
        return
    out.print("hub: installing Lighthouse and the Nu checker …")
    shutil.rmtree(TOOLS, ignore_errors=True)
    shutil.copytree(LOCKED, TOOLS)
    done = subprocess.run([_program("npm"), "ci"], cwd=TOOLS, capture_output=True, text=True)
    if done.returncode:
        sys.exit(
            f"{done.stderr.strip()}\nhub: npm could not install the audit's tools; is this machine online?"
        )
    stamp.write_text(wanted)


def _html_errors(shown: Shown) -> dict[str, list[str]]:
    """What the Nu checker holds against each page of the site, not only one of a kind; by the
    page's path."""
    jar = TOOLS / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    options = ["--format", "json", "--stdout", "--exit-zero-always", "--skip-non-html"]
    command = [_program("java"), "-jar", str(jar), *options, str(shown.folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, list[str]] = {}
    for message in json.loads(done.stdout)["messages"]:
        if POLICY in message["message"]:
            continue
        file = Path(unquote(urlsplit(message["url"]).path))
        page = file.relative_to(shown.folder.resolve()).as_posix()
        word = message.get("subType", message["type"])
        found.setdefault(page, []).append(
            f"line {message.get('lastLine', '?')}: {word}: {message['message']}"
        )
    return found


@dataclass(frozen=True)
class Report:
    """What Lighthouse says of a page."""

    medians: Mapping[str, float]
    """Of several visits: scores from 0 to 100, times in ms, bytes, requests."""
    faults: tuple[str, ...]
    """What it holds against the page, apart from its speed, which the numbers tell."""


def _lighthouse(address: str, runs: int) -> Report:
    environment = {**os.environ, "CHROME_PATH": _program("chromium")}
    command = [_program("node"), "node_modules/lighthouse/cli/index.js", address]
    command += ["--output=json", "--quiet", "--chrome-flags=--headless=new --no-sandbox"]
    command += [f"--only-categories={','.join(CATEGORIES)}"]
    visits: list[dict[str, float]] = []
    faults: dict[str, None] = {}
    for _ in range(runs):
        done = subprocess.run(command, cwd=TOOLS, env=environment, capture_output=True, text=True)
        if done.returncode:
            raise click.ClickException(f"Lighthouse failed on {address}:\n{done.stderr.strip()}")
        report = json.loads(done.stdout)
        visits.append(_facts(report))
        faults |= dict.fromkeys(_faults(report))
    return Report(
        {name: statistics.median(visit[name] for visit in visits) for name in visits[0]},
        tuple(faults),
    )


def _faults(report: dict[str, Any]) -> Iterator[str]:
    for name in list(CATEGORIES)[1:]:
        for part in report["categories"][name]["auditRefs"]:
            audit = report["audits"][part["id"]]
            if part["weight"] and audit["score"] is not None and audit["score"] < 1:
                items = audit.get("details", {}).get("items", [])
                places = [
                    item.get("text") or item.get("node", {}).get("snippet", "")
                    for item in items[:3]
                ]
                yield f"{CATEGORIES[name]}: {audit['title']} {places}"


def _facts(report: dict[str, Any]) -> dict[str, float]:
    audits = report["audits"]
    scores = {name: round((report["categories"][name]["score"] or 0) * 100) for name in CATEGORIES}
    return {
        **scores,
        **{name: audits[name]["numericValue"] for name in (LCP, CLS, TBT)},
        "bytes": audits["total-byte-weight"]["numericValue"],
        # Pictures that a style sheet holds within itself are listed too.
        "requests": sum(
            item["url"].startswith("http")
            for item in audits["network-requests"]["details"]["items"]
        ),
    }


def as_table(
    kinds: Mapping[str, str], reports: Mapping[str, Report], errors: Mapping[str, list[str]]
) -> Table:
    """A row for each kind of page, in 80 columns: paths by kind, what Lighthouse says of each, the
    checker's faults by path."""
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("page", no_wrap=True)
    for name in (*CATEGORIES.values(), "LCP s", "CLS", "TBT ms", "kB", "asks", "HTML"):
        table.add_column(name, no_wrap=True, justify="right")
    for kind, path in kinds.items():
        file = path if path.endswith(".html") else f"{path}index.html"
        verdict = number(len(errors[file]), "fault") if errors.get(file) else "ok"
        if kind in reports:
            report = reports[kind].medians
            scores = [f"{report[name]:.0f}" for name in CATEGORIES]
            times = [f"{report[LCP] / 1000:.2f}", f"{report[CLS]:.3f}", f"{report[TBT]:.0f}"]
            table.add_row(
                kind,
                *scores,
                *times,
                f"{report['bytes'] / 1000:.1f}",
                f"{report['requests']:.0f}",
                verdict,
            )
        else:
            table.add_row(kind, *["–"] * 9, verdict)
    return table


def _print(kinds: dict[str, str], reports: dict[str, Report], errors: dict[str, list[str]]) -> None:
    out.print(as_table(kinds, reports, errors))
    for kind, found in reports.items():
        for fault in found.faults:
            out.print(f"{kind}: {fault}")
    for page, lines in sorted(errors.items()):
        for line in lines:
            out.print(f"{page}: {line}")
    out.print(
        f"Nu checker: {number(sum(map(len, errors.values())), 'fault')} in all pages of the site"
    )
