"""Cards: the size that networks ask for, the same bytes each time, room for any words."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont
from podhub.model.brand import DEFAULT, rgb
from podhub.model.digest import digest_of
from podhub.outputs.cards import drawing as card_drawing
from podhub.outputs.cards import letters as card_letters
from podhub.outputs.cards.faces import FONTS, OURS, Faces
from podhub.outputs.cards.lines import wrap
from podhub.outputs.cards.look import Look
from podhub.outputs.cards.social_cards import SocialCard, card_path

ARTICLE = SocialCard("The Hub", "Article", "Why is training forgotten?")
CARDS = [
    ARTICLE,
    SocialCard(
        "The Hub",
        "Definition",
        "Ramp time",
        "The weeks until a new seller sells as much as the others do.",
    ),
    SocialCard("The Hub", "Episode 12 · 1:02:03", "How long is ramp time?", plays=True),
    SocialCard(
        "The Hub", "Comparison", "Coaching or training?", sides=("Sales coaching", "Sales training")
    ),
    SocialCard(
        "The Hub", "Article", "A very long title that nobody should write but somebody will " * 6
    ),
    SocialCard(
        "The Hub", "", "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen", "Words " * 200
    ),
    SocialCard("The Hub", "Comparison", "", sides=("Selbstverständlichkeitsvermutung", "A")),
    SocialCard("", "", "🎧 培训"),
]


def draw(card: SocialCard) -> bytes:
    """The card's picture."""
    return card_drawing.draw(
        card.site, card.label, card.title, card.text, card.sides, card.tones, plays=card.plays
    )


@pytest.mark.parametrize("card", CARDS, ids=range(len(CARDS)))
def test_a_card_is_a_small_png_of_the_size_that_networks_ask_for(card: SocialCard) -> None:
    """1200 × 630 px, and a fraction of the 300 kB from which on some messengers leave pictures
    out."""
    png = draw(card)
    with Image.open(io.BytesIO(png)) as picture:
        assert (picture.format, picture.size) == ("PNG", (1200, 630))
    assert len(png) < 60_000
    assert draw(card) == png


@pytest.mark.parametrize("card", CARDS, ids=range(len(CARDS)))
def test_no_words_run_out_of_a_card(card: SocialCard) -> None:
    """The margins at both sides and above the band at the foot stay empty, whatever the words
    are."""
    with Image.open(io.BytesIO(draw(card))) as picture:
        shown = picture.convert("RGB")
    if not card.sides:
        right = shown.crop((1200 - 60, 0, 1200, 590))
        foot = shown.crop((0, 590, 1200, 600))
        assert {colour for _, colour in right.getcolors() or ()} == {rgb(DEFAULT.paper.light)}
        assert {colour for _, colour in foot.getcolors() or ()} == {rgb(DEFAULT.paper.light)}
    else:
        middle = shown.crop((600 - 62, 200, 600 - 58, 330))
        assert len(middle.getcolors() or ()) == 1


@pytest.mark.parametrize(
    "text",
    ["Why is training forgotten?", "Wolves, fjords, AVATAR: “To fly”", "r, f' jj Ty. Über’s Q&A…"],
)
@pytest.mark.parametrize("weight", FONTS)
def test_a_line_of_kept_letters_looks_as_if_it_were_drawn_at_once(text: str, weight: str) -> None:
    """To the pixel, where letters reach below each other as well."""
    for size in (112, 62, 38):
        kept = card_letters.set_lines(OURS, weight, size, [text])
        whole = Image.new("L", kept.size, 0)
        font = ImageFont.truetype(FONTS[weight], size, layout_engine=ImageFont.Layout.BASIC)
        ImageDraw.Draw(whole).text((0, 0), text, font=font, fill=255)
        assert kept.tobytes() == whole.tobytes()


def test_what_the_font_lacks_is_left_out_and_not_boxed() -> None:
    """An emoji in a title leaves no empty box on its card."""
    assert draw(SocialCard("Hub", "", "🎧 Ramp time")) == draw(SocialCard("Hub", "", "Ramp time"))


def test_a_text_without_spaces_is_broken_between_its_characters() -> None:
    """And no line of Japanese begins with a stop or ends with an opening bracket."""
    text = "土を「ひっくり返す」のは、いつですか？" * 3
    lines = wrap(OURS, text, 40, 300)
    assert "".join(lines) == text
    assert len(lines) == 4
    assert not [line for line in lines if line[0] in "」、？っ" or line[-1] == "「"]


def test_a_card_of_a_language_from_right_to_left_is_mirrored() -> None:
    """The mark stands at the right, and the first of two sides."""
    card = SocialCard("Hub", "Label", "", sides=("A", "B"))
    sides = []
    for faces in (OURS, Faces(is_rtl=True)):
        drawn = card_drawing.draw(
            *(card.site, card.label, "", "", card.sides, card.tones),
            plays=False,
            look=Look(faces=faces),
        )
        with Image.open(io.BytesIO(drawn)) as picture:
            shown = picture.convert("RGB")
        sides.append([shown.getpixel((x, 600)) for x in (100, 1100)])
        mark = shown.crop((72, 60, 130, 118) if faces is OURS else (1070, 60, 1128, 118))
        assert rgb(DEFAULT.second.light) in {colour for _, colour in mark.getcolors(999) or ()}
    assert sides[0] == sides[1][::-1] == [rgb(DEFAULT.first.light), rgb(DEFAULT.second.light)]


def test_a_card_has_another_address_when_its_words_change() -> None:
    """Networks keep a picture by its address and never look again."""
    other = SocialCard("The Hub", "Article", "Why is training remembered?")
    paths = [card_path(digest_of(card), "articles/a/") for card in (ARTICLE, ARTICLE, other)]
    assert paths[0] == paths[1] != paths[2]


@pytest.mark.parametrize("font", FONTS.values())
def test_a_one_looks_like_a_one(font: Path) -> None:
    """All digits are as high as capitals; the font's own old-style 1 is a small i without its
    dot."""
    letters = ImageFont.truetype(font, 100, layout_engine=ImageFont.Layout.BASIC)
    tops = {sign: letters.getbbox(sign)[1] for sign in "0123456789Hx"}
    assert all(tops[digit] < (tops["H"] + tops["x"]) / 2 for digit in "0123456789")


def test_the_fonts_come_with_their_licence() -> None:
    """The SIL Open Font License asks for its text beside each copy."""
    for font in FONTS.values():
        assert "SIL OPEN FONT LICENSE Version 1.1" in font.with_name("OFL.txt").read_text(
            encoding="utf-8"
        )
