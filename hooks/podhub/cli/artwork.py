"""Artwork for a show that has none, drawn from its title with the fonts that this machine has."""

from __future__ import annotations

from podhub.build.card_fonts import with_machine_fonts
from podhub.cli.progress import say
from podhub.model.locale import direction
from podhub.outputs.cards.faces import Faces
from podhub.outputs.cards.show_artwork import show_artwork


def drawn_artwork(title: str, language: str) -> bytes:
    """Draw it as PNG. Letters that no font of this machine has are left out, and told."""
    found = with_machine_fonts(Faces(is_rtl=direction(language) == "rtl"), title)
    if found.missing:
        say(
            f"careful: no font on this machine has these letters of the title, so the artwork is"
            f" without them: {found.missing}"
        )
    return show_artwork(title, found.faces)
