"""The picture that stands for a page where somebody shares it: 1200 × 630 px, with a title that can
be read on a phone.

What a card says is decided here; `drawing` draws it, with the letters of `letters`. A
card's address changes with what it shows, since networks keep pictures by address; a card that is
drawn is kept in a cache under that name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from podhub.links.pages import capitalise
from podhub.links.views.kinds import (
    ArticlePage,
    ClipPage,
    ComparisonPage,
    DefinitionPage,
    EpisodePage,
    HomePage,
    PageView,
)
from podhub.links.views.parts import Pair
from podhub.model.digest import digest
from podhub.model.messages import N_, Messages
from podhub.model.times import clock
from podhub.outputs.cards import drawing as card_drawing
from podhub.outputs.cards.faces import FONTS, Faces
from podhub.outputs.cards.look import Look
from podhub.outputs.names import episode_name
from podhub.outputs.site_view import SiteView

SITES_OWN = ("first", "second")
"""The colours of the pair that the home page compares."""
MAX_NAME = 150
"""Characters of a card's name, beside its digest: a page may lie in many folders."""
LABELS = {
    "article": N_("Article"),
    "definition": N_("Definition"),
    "comparison": N_("Comparison"),
    "guide": N_("Guide"),
    "topic": N_("Topic"),
}


@dataclass(frozen=True)
class SocialCard:
    """All that is to be seen on a card."""

    site: str
    """The site's name, in the corner."""
    label: str
    """What kind of page it is, if that is worth saying."""
    title: str
    text: str = ""
    """A sentence below the title; shown as far as there is room."""
    sides: tuple[str, ...] = ()
    """Two terms side by side, instead of title and text."""
    tones: tuple[str, ...] = ("first", "second")
    """The colours of the band at its foot, or of the two sides: `first`, `second` or `ink`."""
    rows: tuple[tuple[str, str], ...] = ()
    """What tells the two sides apart, each row in the words of both."""
    joint: str = "or"
    """The word between two sides."""
    plays: bool = False
    """Whether there is something to hear."""
    look: Look = card_drawing.PLAIN

    @property
    def alt(self) -> str:
        """The card in words, for those who do not see it."""
        rows = (" / ".join(row) for row in self.rows)
        sides = f" {self.joint} ".join(self.sides)
        said = (self.site, self.label, sides or self.title, self.text, *rows)
        return " · ".join(part for part in said if part)


def social_card(view: PageView, site: SiteView) -> SocialCard:
    """What a page's card shows: each text on it stands on the page as well."""
    faces = Faces(site.card_fonts, site.direction == "rtl")
    return replace(_card(view, site), look=Look(site.colours, site.card_mark, faces))


def _card(view: PageView, site: SiteView) -> SocialCard:
    said, site_name, title = site.messages, site.name, capitalise(view.title)
    label = said.gettext(LABELS[view.kind]) if view.kind in LABELS else ""
    match view:
        case ComparisonPage() | ArticlePage() if view.pair:
            return _of_pair(view.pair, site_name, label, title, said)
        case DefinitionPage():
            return SocialCard(site_name, label, title, view.description, tones=(_tone(view.tone),))
        case EpisodePage():
            player = view.player
            kind = episode_name(player.type, player.number, said)
            return SocialCard(site_name, f"{kind} · {clock(player.seconds)}", title, plays=True)
        case ClipPage():
            label = f"{said.gettext('Clip')} · {clock(view.clip.end - view.at)}"
            return SocialCard(site_name, label, title, view.clip.quote, plays=True)
        case ArticlePage() | HomePage():
            return SocialCard(site_name, label, title)
    return SocialCard(site_name, label, title, view.description)


def _of_pair(pair: Pair, site_name: str, label: str, title: str, said: Messages) -> SocialCard:
    """Two definitions side by side and, of the pair that the whole site is about, the
    differences."""
    sides = (pair.left, pair.right)
    terms = tuple(capitalise(side.term) for side in sides)
    tones = tuple(_tone(side.tone) for side in sides)
    rows = [(row.left, row.right) for row in pair.differences] if tones == SITES_OWN else []
    return SocialCard(
        site_name,
        label,
        title,
        sides=terms,
        tones=tones,
        rows=tuple(rows),
        joint=said.pgettext("one thing or the other", "or"),
    )


def _tone(name: str | None) -> str:
    """A colour means one of the pair that the home page compares; all else is ink."""
    return name if name in ("first", "second") else "ink"


def card_path(card_digest: str, url: str) -> str:
    """The path on the site of a card, by the digest of all that it says; it changes with that and
    with the way that cards are drawn.

    >>> path = card_path("ab12", "articles/first-seeds/")
    >>> path.startswith("cards/articles-first-seeds-"), path.endswith(".png")
    (True, True)
    """
    name = url.strip("/").replace("/", "-")[:MAX_NAME] or "home"
    return f"cards/{name}-{digest(card_digest, _design())[:10]}.png"


@cache
def _design() -> str:
    """Stands for the way that cards are drawn: the code and the fonts that do it."""
    files = (*Path(__file__).parent.glob("*.py"), *FONTS.values())
    return digest(*(file.read_bytes() for file in sorted(files)))


def drawn(card: SocialCard) -> bytes:
    """The card as PNG."""
    return card_drawing.draw(
        card.site,
        card.label,
        card.title,
        card.text,
        card.sides,
        card.tones,
        card.rows,
        card.joint,
        plays=card.plays,
        look=card.look,
    )
