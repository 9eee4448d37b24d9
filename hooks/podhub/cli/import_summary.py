"""What an import brought and what it could not bring, for the person who ran it."""

from __future__ import annotations

import sys
from pathlib import Path

from podhub.build.reading import read_catalog
from podhub.cli.console import number, out
from podhub.cli.measurements import keep_measurements
from podhub.cli.next_steps import quoted
from podhub.importing.importing import Imported
from podhub.importing.markdown.folder import ImportedFolder
from podhub.model.entries import Catalog

NAMED = 5
"""Episodes that are named where many have no transcript"""


def tell_imported(imported: Imported, root: Path, feed: str) -> dict[str, str]:
    """Print what came over and what did not, and write down what was measured of the recordings.
    Returns the commands to run next, each with what it is for."""
    for line in imported.told:
        print(line, file=sys.stderr)
    catalog, problems = read_catalog(root, check_links=False)
    keep_measurements(root, catalog)
    episodes = [path for path in imported.written if path.endswith(".md")]
    show = " and the show" if len(episodes) < len(imported.written) else ""
    known = f"; {number(len(imported.known), 'episode')} here already" if imported.known else ""
    out.print(f"\nWrote {number(len(episodes), 'episode')}{show}{known}.")
    if imported.told:
        out.print(
            f"{number(len(imported.told), 'line')} above: what could not be carried over, or not as it was."
        )
    return _to_transcribe(catalog) | {
        "check": f"{number(len(problems), 'mistake')} to fix first"
        if problems
        else "see that nothing is wrong",
        f"diff {quoted(feed)}": "what subscribers' apps will do",
        "serve": "look at it",
        "ledger": "write down what is public, so that no episode is lost from now on",
    }


def tell_texts(imported: ImportedFolder, root: Path) -> dict[str, str]:
    """The same of a folder of Markdown files that came from another generator."""
    for line in imported.told:
        print(line, file=sys.stderr)
    counts = (
        number(imported.articles, "article"),
        number(imported.definitions, "definition"),
        number(imported.pictures, "file"),
    )
    known = f"; {number(imported.known, 'text')} here already" if imported.known else ""
    out.print(f"\nWrote {', '.join(counts)}{known}.")
    if imported.articles:
        out.print("Each article has its description as its one key point: write better ones.")
    _, problems = read_catalog(root)
    left = f"{number(len(problems), 'mistake')} to fix first" if problems else "nothing is wrong"
    return {"check": left, "serve": "look at it"}


def _to_transcribe(catalog: Catalog) -> dict[str, str]:
    """The step that gives words to episodes which came without any, and which they are."""
    missing = [e for e in catalog.episodes.values() if e.audio.url and not e.cues]
    if not missing:
        return {}
    named = ", ".join(entry.slug for entry in missing[:NAMED])
    more = f" and {len(missing) - NAMED} more" if len(missing) > NAMED else ""
    return {"transcribe --missing": f"write down what is said in {named}{more}: no transcript came"}
