"""`scripts/hub bench edits`: as many random steps as one likes, and what they found."""

from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path

from podhub.cli.console import out
from rich.progress import track
from rich.table import Table

from tools.edits.building import build_here
from tools.edits.session import STEPS, Session, StaleError


def run_edits(steps: int, seed: int) -> None:
    """Make so many steps; stop at the first difference, and keep both sites to be looked at."""
    dice = random.Random(seed)  # noqa: S311 (edits, not a secret)
    folder = Path(tempfile.mkdtemp(prefix="hub-edits-"))
    session = Session(folder, build_here, seed)
    try:
        for _ in track(range(steps), f"seed {seed}", console=out):
            session.step(dice.choice(STEPS), dice.getrandbits(32))
    except StaleError as error:
        compare = f"scripts/hub bench compare {folder}/copy/site {folder}/hub/site"
        sys.exit(f"{error}\nLook at it: {compare}")
    finally:
        _tell(session)
    session.delete()


def _tell(session: Session) -> None:
    table = Table("step", "times")
    for name, count in sorted(session.counts.items()):
        table.add_row(name, str(count))
    out.print(table)
    out.print(f"{session.compared} builds compared with one from nothing")
