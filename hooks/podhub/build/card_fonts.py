"""Finds fonts for the letters on a hub's pictures that ours has not: those that the hub names, then
those of this machine, by fontconfig. Nothing is downloaded.

What a font of the machine drew looks different on another machine, and what no font has is left
out: both are told."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from podhub.model.brand import Font
from podhub.model.digest import Digested
from podhub.model.entries import Shown
from podhub.model.problems import Problem, Remark
from podhub.model.settings import Settings
from podhub.outputs.cards.faces import Faces, can_shape, is_letter, is_shaped
from podhub.outputs.cards.letters import unknown
from podhub.outputs.cards.social_cards import LABELS

FIELD = "extra.card_fonts"
MOST = 4
"""Fonts of the machine that are asked for, each for what those before it lack"""
NAMED = 5
"""Letters that are named"""
COMMON = "\u024f"
"""Up to here every letter is one of ours, and so are most texts"""


@dataclass(frozen=True)
class CardFonts:
    """The fonts behind ours, and what there is to say about them."""

    fonts: tuple[Font, ...] = ()
    problems: tuple[Problem, ...] = ()
    remarks: tuple[Remark, ...] = ()


def card_fonts(root: Path, settings: Settings, texts: Iterable[str]) -> CardFonts:
    """The fonts of a hub's pictures, on which these texts stand. With none named and no letter that
    ours lacks, nothing is looked for."""
    own, problems = [], []
    for name in settings.card_fonts:
        try:
            own.append(read_font(root / name))
        except OSError:
            expected = "a font that can be read (.ttf, .otf or .ttc)"
            problems.append(Problem(*settings.card_fonts_at, FIELD, expected, f'"{name}"'))
    faces = Faces(tuple(own))
    found = with_machine_fonts(faces, "".join(text for text in texts if not text.isascii()))
    remarks = _remarks(settings, found) if not problems else []
    heeded = tuple(remark for remark in remarks if remark.name not in settings.ignore)
    return CardFonts(found.faces.more, tuple(problems), heeded)


@dataclass(frozen=True)
class Found:
    """Fonts that were put together for a text."""

    faces: Faces
    lent: str = ""
    """Letters that only a font of this machine has"""
    missing: str = ""
    """Letters that no font has"""


def with_machine_fonts(faces: Faces, text: str) -> Found:
    """Add fonts of this machine for the letters of a text that the others lack."""
    first = wanted = _lacking(faces, text)
    for _ in range(MOST):
        font = _machine_font(wanted) if wanted else None
        if font is None:
            break
        more = replace(faces, more=(*faces.more, font))
        left = _lacking(more, wanted)
        if left == wanted:
            break
        faces, wanted = more, left
    lent = "".join(letter for letter in first if letter not in wanted)
    return Found(faces, lent, wanted)


def read_font(file: Path, number: int = 0) -> Font:
    """A font by its file. Raises OSError where it is none."""
    font = Digested(hashlib.sha256(file.read_bytes()).hexdigest(), lambda: (str(file), number))
    Faces((font,)).sized(1, "bold", 40, shaped=False)
    return font


def card_texts(settings: Settings, shown: Shown) -> Iterator[str]:
    """What stands on the cards of a hub's pages."""
    yield settings.site_name
    yield from map(settings.messages.gettext, LABELS.values())
    if shown.show:
        yield shown.show.fields.title
    for entry in shown.entries():
        yield entry.title
        yield getattr(entry.fields, "description", "")


def _lacking(faces: Faces, text: str) -> str:
    """The letters of a text that the fonts lack, each once."""
    rare = (letter for letter in dict.fromkeys(text) if letter > COMMON and is_letter(letter))
    return "".join(unknown(faces, "".join(rare)))


@cache
def _machine_font(letters: str) -> Font | None:
    """The font of this machine that fontconfig takes for the best for some letters; None without
    fontconfig."""
    program = shutil.which("fc-match")
    if not program:
        return None
    charset = " ".join(f"{ord(letter):x}" for letter in letters)
    command = [program, "-f", "%{file}\n%{index}", f":bold:charset={charset}"]
    done = subprocess.run(command, capture_output=True, text=True)  # noqa: S603 (fontconfig)
    file, _, number = done.stdout.partition("\n")
    try:
        # fontconfig counts named weights of a file in the upper half of the number
        return read_font(Path(file), int(number) & 0xFFFF)
    except (OSError, ValueError):
        return None


def _remarks(settings: Settings, found: Found) -> Iterable[Remark]:
    place = settings.card_fonts_at
    if found.lent:
        expected = "a font file beside mkdocs.yml with the letters of your pages, so that every machine draws the same cards"
        said = f"{_some(found.lent)} drawn with a font of this machine"
        yield Remark(*place, FIELD, expected, said, "card-fonts")
    shaped = any(map(is_shaped, found.missing)) and not can_shape()
    if found.missing:
        expected = "a font file with every letter of your pages"
        if shaped:
            expected = "FriBiDi on this machine (Debian: libfribidi0), which joins letters"
        said = f"none for {_some(found.missing)}, which cards leave out"
        yield Remark(*place, FIELD, expected, said, "missing-letters")


def _some(letters: str) -> str:
    """Letters by name, and how many more there are.

    >>> _some("عر"), _some("abcdefg")
    ('ع ر', 'a b c d e and 2 more')
    """
    more = f" and {len(letters) - NAMED} more" if len(letters) > NAMED else ""
    return " ".join(letters[:NAMED]) + more
