"""The text of `episodes/ledger.yml`, and the file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from podhub.history.ledger import LEDGER, PAGES, SHOW, Ledger, PublishedAudio, Record
from podhub.history.page_records import PageRecord
from podhub.media.audio_lock import plain
from podhub.read.files import write_whole

HEADER = """\
# How apps know the show, and every page and episode that has been public. Written by `podhub ledger` and `podhub publish`.
# What you do on purpose, say in a line below the episode's id:
#   gone: "why"       it was taken down
#   moved: "why"      its page has a new address; the old one leads there
#   replaced: "why"   another recording stands at the same address; apps that have the old one keep it
# A page or clip below `pages` that was taken down says so too: {title: "Its title", gone: "why"}
"""


def ledger_text(ledger: Ledger) -> str:
    """The ledger's file, in the order in which episodes became public: a new one is added at its
    end."""
    show = f"\n{SHOW}: {ledger.show}\n" if ledger.show else ""
    pages = "".join(
        f"  {plain(path)}: {_page(record)}\n" for path, record in sorted(ledger.pages.items())
    )
    return (
        HEADER
        + show
        + (f"\n{PAGES}:\n{pages}" if pages else "")
        + "".join(
            f"\n{plain(record.guid)}:\n{_fields(record)}" for record in ledger.episodes.values()
        )
    )


def _page(record: PageRecord) -> str:
    if not record.gone:
        return plain(record.title)
    return f"{{{', '.join(_pairs({'title': record.title, 'gone': record.gone}))}}}"


def _fields(record: Record) -> str:
    first = f"{record.first:%Y-%m-%d %H:%M:%S %z}".replace(":00 ", " ", 1) if record.first else None
    words = {"gone": record.gone, "moved": record.moved, "replaced": record.replaced}
    lines = _pairs({"page": record.page, **_sound_fields(record.sound), "first": first, **words})
    text = "".join(f"  {line}\n" for line in lines)
    if record.earlier:
        text += "  earlier:\n"
        for former in record.earlier:
            fields = {"page": former.page, **_sound_fields(former.sound), "why": former.why}
            text += f"    - {{{', '.join(_pairs(fields))}}}\n"
    return text


def _sound_fields(sound: PublishedAudio | None) -> dict[str, object]:
    return {"audio": sound.address, "sha256": sound.sha256, "bytes": sound.bytes} if sound else {}


def _pairs(fields: Mapping[str, object]) -> list[str]:
    # A date is a text to our reader; so is a hash, whatever its digits.
    bare = ("first", "bytes", "sha256")
    return [
        f"{name}: {value if name in bare else plain(str(value))}"
        for name, value in fields.items()
        if value is not None
    ]


def write_ledger(root: Path, ledger: Ledger) -> bool:
    """Write the ledger, if it does not say the same already; returns whether it was written."""
    file, text = root / LEDGER, ledger_text(ledger)
    if not (ledger.episodes or ledger.pages) or (
        file.exists() and file.read_text(encoding="utf-8") == text
    ):
        return False
    file.parent.mkdir(exist_ok=True)  # a hub may have no podcast
    write_whole(file, text)
    return True
