"""`podhub clip`: a part of an episode as an MP3 and as a square film with captions."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from podhub.build.card_fonts import card_fonts
from podhub.build.reading import read_catalog
from podhub.build.site import read_mark
from podhub.cli.clip_words import Cut
from podhub.cli.console import out, tell
from podhub.cli.episodes import the_episode
from podhub.cli.options import LocalPath, ffmpeg_option
from podhub.cli.place import root_option
from podhub.cli.progress import err
from podhub.cli.stopping import stop
from podhub.model.entries import EpisodeEntry
from podhub.model.locale import direction
from podhub.model.times import clock
from podhub.outputs.cards.faces import Faces
from podhub.outputs.cards.look import Look
from podhub.outputs.cards.square import BAND
from podhub.read.settings import read_settings
from podhub.speech.clips import Part, parse_part, write_film, write_sound
from podhub.speech.ffmpeg import EncoderError, find_ffmpeg
from podhub.speech.tags import write_tags

NOTHING_CUT = "Nothing was cut."


class _PartType(click.ParamType[Part]):
    name = "part"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Part:
        try:
            return value if isinstance(value, Part) else parse_part(str(value))
        except ValueError as error:
            self.fail(f'{error}, found "{value}"', param, ctx)


@click.command()
@click.argument("episode")
@click.argument("parts", nargs=-1, type=_PartType(), metavar="[FROM-TO]...")
@click.option(
    "--output",
    type=LocalPath(file_okay=False),
    metavar="FOLDER",
    help="Where the files go, instead of clips/.",
)
@ffmpeg_option
@root_option
def clip(
    episode: str, parts: tuple[Part, ...], output: Path | None, ffmpeg: Path | None, root: Path
) -> None:
    """Cut a part out of an episode, to be sent by mail or shown in a social network.

    EPISODE is its number, its name or one of its files. FROM-TO are seconds or times as the player shows
    them; without it, every moment with `clip:` is cut.

    \b
    Example:
      podhub clip 1 78-112
      podhub clip first-seeds 1:18-1:52 5:01-5:58
      podhub clip 1

    It writes an MP3 and a square film (MP4) in which what is said is to be read, into clips/, which
    Git leaves alone. Nothing of the site changes. Each part also has an address, which is printed:
    it opens the episode, plays that part and stops."""
    catalog, problems = read_catalog(root, check_links=False)
    entry, show = the_episode(catalog, problems, episode, NOTHING_CUT)
    _refuse(entry, parts)
    settings, _ = read_settings(root, os.environ)
    texts = (settings.site_name, entry.title, *(cue.text for cue in entry.cues))
    fonts = card_fonts(root, settings, texts)
    if fonts.problems:
        stop(fonts.problems, then=NOTHING_CUT)
    faces = Faces(fonts.fonts, direction(settings.language) == "rtl")
    look = Look(settings.colours, read_mark(root, settings.card_mark), faces)
    folder = output or root / "clips"
    folder.mkdir(parents=True, exist_ok=True)
    try:
        program = find_ffmpeg(ffmpeg)
        for part in parts or tuple(_own(entry)):
            _write(program, root, Cut(entry, show, settings, part, look), folder)
    except EncoderError as error:
        sys.exit(f"hub: expected ffmpeg to cut it, found {error}")
    if not entry.cues:
        print("note: the episode has no transcript, so the film has no captions", file=sys.stderr)
    tell(fonts.remarks)


def _own(entry: EpisodeEntry) -> Iterator[Part]:
    """The parts that the episode itself says are clips."""
    for moment in entry.fields.moments:
        if moment.clip:
            yield Part(moment.at, moment.at + moment.clip)


def _refuse(entry: EpisodeEntry, parts: tuple[Part, ...]) -> None:
    """End the command where nothing can be cut."""
    expected = None
    if not entry.audio.source or not entry.audio.present:
        expected, found = "a recording of the episode on this machine", "none"
    elif late := [part for part in parts if part.end > entry.audio.seconds + 1]:
        expected = f"parts within the recording's {clock(entry.audio.seconds)}"
        found = ", ".join(map(str, late))
    elif not parts and not any(_own(entry)):
        expected = "a part such as 78-112, or a moment of the episode with `clip:`"
        found = "neither"
    if expected:
        sys.exit(f"hub: {entry.path}: expected {expected}, found {found}")


def _write(ffmpeg: Path, root: Path, cut: Cut, folder: Path) -> None:
    """Write the two files of a part, and say where they are."""
    part, recording = cut.part, root / str(cut.entry.audio.source)
    stem = folder / f"{cut.entry.slug}-{part.start:g}-{part.end:g}"
    sound, film = stem.with_name(f"{stem.name}.mp3"), stem.with_name(f"{stem.name}.mp4")
    with err.status(f"Cutting {part}"), TemporaryDirectory(dir=folder) as beside:
        new_sound, new_film = (Path(beside) / file.name for file in (sound, film))
        write_sound(ffmpeg, recording, part, new_sound)
        artwork = cut.entry.artwork or cut.show.artwork
        write_tags(new_sound, cut.tags(root / artwork.source))
        write_film(ffmpeg, recording, part, list(cut.pictures()), BAND, new_film)
        new_sound.replace(sound)
        new_film.replace(film)
    out.print(f"{part}  {cut.title}\n  {sound}\n  {film}\n  {cut.address}")
