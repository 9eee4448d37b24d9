"""What changes around a hub's texts: settings, theme, clock, files' times, and the store of builds."""

from __future__ import annotations

import os
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

from podhub.model.entries import slug_of

from tools.edits.content import edit
from tools.edits.small_hub import (
    OVERRIDES,
    SETTINGS,
    SHOW,
    START,
    NothingThereError,
    SmallHub,
    dumped,
)

STORE = ".cache/hub"
NOON = 1_750_000_000
"""Some time that has long been over (s since 1970)"""


@edit
def change_settings(hub: SmallHub) -> None:
    """Change what the site says of itself, and its address."""
    settings = hub.read_yaml(SETTINGS)
    settings |= hub.dice.choice(
        (
            {"site_name": hub.sentence()[:-1]},
            {"site_description": hub.sentence()},
            {"copyright": hub.sentence()},
            {"site_url": hub.dice.choice(("https://small.example/", "https://other.example/sub/"))},
            {"extra": {"contact": f"{hub.dice.choice(('ann', 'ben'))}@small.example"}},
        )
    )
    hub.write_text(SETTINGS, dumped(settings))


@edit
def change_the_show(hub: SmallHub) -> None:
    """Change what is said of the podcast."""
    episode = hub.any("episode")
    fields: dict[str, Any] = hub.dice.choice(
        (
            {"title": hub.sentence()[:-1]},
            {"description": hub.sentence()},
            {"explicit": hub.dice.random() < 0.5},
            {"type": hub.dice.choice(("episodic", "serial"))},
            {"people": [{"name": hub.dice.choice(("Ann", "Ben"))}]},
            {"trailer": slug_of(episode)} if episode else {},
        )
    )
    hub.write_text(SHOW, dumped(hub.read_yaml(SHOW) | fields))


@edit
def change_a_template(hub: SmallHub) -> None:
    """Replace a template of the theme by one of the site's own, or give that up."""
    file = hub.root / OVERRIDES / "partials" / "footer.html"
    if file.exists() and hub.dice.random() < 0.3:
        file.unlink()
    else:
        hub.write_text(f"{OVERRIDES}/partials/footer.html", f"<footer>{hub.sentence()}</footer>\n")


@edit
def change_a_file_beside_the_texts(hub: SmallHub) -> None:
    """Write, change or delete files that are shown as they are."""
    name = hub.dice.choice((f"{OVERRIDES}/assets/note.txt", "docs/assets/table.csv"))
    if (hub.root / name).exists() and hub.dice.random() < 0.3:
        (hub.root / name).unlink()
    else:
        hub.write_text(name, hub.sentence())


@edit
def move_the_clock(hub: SmallHub) -> None:
    """Look at the hub earlier or later: things come due, and are held back again."""
    hub.now = START + timedelta(days=hub.dice.randint(-30, 10), hours=hub.dice.randint(0, 23))


@edit
def check_out(hub: SmallHub) -> None:
    """Go back to what the content was some steps ago."""
    hub.check_out(hub.dice.choice(hub.past[-20:]))


@edit
def set_times_back(hub: SmallHub) -> None:
    """Give every file of the content a time of change of long ago, or of a moment ago."""
    for path in hub.content():
        past = NOON + hub.dice.randint(0, 9)
        if hub.dice.random() < 0.7:
            os.utime(hub.root / path, (past, past))


@edit
def rewrite_without_a_trace(hub: SmallHub) -> None:
    """Change a word for one that is as long, and keep the file's time of change, as `tar` and
    `rsync --times` do."""
    path = hub.one()
    file = hub.root / path
    before, text = file.stat(), file.read_text(encoding="utf-8")
    changed = text.replace("seller", "\0").replace("answer", "seller").replace("\0", "answer")
    if changed == text:
        raise NothingThereError
    hub.write_text(path, changed)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


@edit
def change_nothing(hub: SmallHub) -> None:
    """Build again."""


@edit
def delete_the_store(hub: SmallHub) -> None:
    """Take the memory of builds away."""
    shutil.rmtree(hub.root / STORE, ignore_errors=True)


@edit
def damage_the_store(hub: SmallHub) -> None:
    """Cut, change or delete one of the store's files."""
    _harm(hub, hub.root / STORE)


@edit
def damage_the_site(hub: SmallHub) -> None:
    """Cut, change or delete a file of the site that was built last."""
    _harm(hub, hub.root / "site" / "articles")


def _harm(hub: SmallHub, folder: Path) -> None:
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    if not files:
        raise NothingThereError
    for file in hub.dice.sample(files, min(len(files), 3)):
        data = file.read_bytes()
        at = hub.dice.randrange(len(data) + 1)
        match hub.dice.randrange(3):
            case 0:
                file.unlink()
            case 1:
                file.write_bytes(data[:at])
            case _:
                file.write_bytes(data[:at] + b"harm" + data[at + 4 :])


@edit
def keep_the_store(hub: SmallHub) -> None:
    """Put a copy of the store aside."""
    aside = hub.root / "aside"
    if not (hub.root / STORE).exists():
        raise NothingThereError
    shutil.rmtree(aside, ignore_errors=True)
    shutil.copytree(hub.root / STORE, aside)


@edit
def restore_an_old_store(hub: SmallHub) -> None:
    """Put the copy in the place of the store, as a restored cache of another branch or machine."""
    if not (hub.root / "aside").exists():
        raise NothingThereError
    shutil.rmtree(hub.root / STORE, ignore_errors=True)
    shutil.copytree(hub.root / "aside", hub.root / STORE)
