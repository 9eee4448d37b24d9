"""`podhub init`: a hub of one's own, from nothing or from a feed, which can be looked at at once."""

from __future__ import annotations

import sys
import uuid
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from podhub import __version__
from podhub.cli.console import SiteAddress, out
from podhub.cli.import_feed import bring_feed
from podhub.cli.place import SETTINGS
from podhub.model.language import is_language
from podhub.model.podcast import Show
from podhub.outputs.cards.show_artwork import show_artwork
from podhub.read.frontmatter import read_yaml
from podhub.read.new_files import SHOW
from podhub.read.new_hub import NewHub, mail_address, settings_file, texts
from podhub.read.validation import validate

STARTER = Path(__file__).parents[1] / "starter"
COPIES = {
    ".gitignore": "gitignore",
    ".gitattributes": "gitattributes",
    ".github/workflows/publish.yml": "publish.yml",
    ".github/workflows/check.yml": "check.yml",
}
"""What a new hub has as it stands here, by its place there"""


class LanguageTag(click.ParamType[str]):
    """A language on the command line."""

    name = "language"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Read it as show.yml's is read."""
        if not is_language(str(value)):
            self.fail(
                f'expected a language code such as en, de or pt-BR, found "{value}"', param, ctx
            )
        return str(value)


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=".")
@click.option("--title", help="What the hub is called.")
@click.option("--description", help="What it is about, in a sentence of at most 160 characters.")
@click.option("--language", type=LanguageTag(), help="Its language, such as en, de or pt-BR.")
@click.option("--url", type=SiteAddress(), help="Its address, such as https://example.com/")
@click.option("--author", help="Who makes it: a person or an organisation.")
@click.option("--email", help="Where you can be reached. The feed names it.")
@click.option("--podcast/--no-podcast", default=None, help="With a podcast, or articles only.")
@click.option(
    "--definitions/--no-definitions", default=None, help="With defined words, or without."
)
@click.option("--guides/--no-guides", default=None, help="With guides, which ask and advise.")
@click.option(
    "--from", "feed", metavar="FEED", help="Begin with a podcast that is elsewhere: its feed."
)
@click.option(
    "--keep-media", is_flag=True, help="With --from: leave its recordings where they are."
)
@click.option(
    "--mine", is_flag=True, help="With --from: the feed is locked, and you are its owner."
)
@click.option("--yes", is_flag=True, help="Ask nothing; what is not said is as it usually is.")
def init(
    folder: Path, feed: str | None, keep_media: bool, mine: bool, yes: bool, **said: Any
) -> None:
    """Start a hub in FOLDER, usually this one, and ask what must be known.

    \b
    podhub init my-show
    podhub init my-show --title "Garden hours" --language en --yes
    podhub init my-show --from https://example.com/podcast.xml

    It writes the settings, a home page, a show with its permanent id, artwork, one draft of each
    kind, and workflows that publish on GitHub Pages. Nothing that is there already is changed."""
    if (folder / SETTINGS).exists():
        sys.exit(f"hub: expected a folder without a hub, found {folder / SETTINGS}")
    ask = sys.stdin.isatty() and not yes
    folder.mkdir(parents=True, exist_ok=True)
    if feed:
        bring_feed(feed, folder, keep_media=keep_media, mine=mine)
        said = {
            **_of_show(folder),
            **{name: value for name, value in said.items() if value is not None},
        }
    hub = _answers(folder, said, ask=ask)
    written = list(_write(folder, hub))
    out.print(f"Wrote {len(written)} files into {folder}/", markup=False)
    there = "" if folder.resolve() == Path.cwd() else f" --root {folder}"
    steps = (
        (f"podhub serve{there}", "look at it"),
        (f"podhub check{there}", "see what is left to mend"),
        (
            f"podhub publish{there} OUTPUT",
            "make it public: a folder, a store; or push it to GitHub",
        ),
    )
    width = max(len(step) for step, _ in steps)
    lines = (f"  {step:<{width}}  {why}" for step, why in steps)
    out.print("\nNext:", *lines, sep="\n", markup=False)


def _of_show(folder: Path) -> dict[str, Any]:
    """What an imported show says of itself."""
    document, _ = read_yaml(folder, SHOW)
    fields = validate(document, Show)[0] if document else None
    if fields is None:
        return {}
    short = fields.description.split("\n")[0]
    if len(short) > 160:
        short = f"{short[:159].rpartition(' ')[0]}…"
    return {
        "title": fields.title,
        "description": short,
        "language": fields.language,
        "author": fields.author,
        "email": fields.email,
        "podcast": True,
    }


def _answers(folder: Path, said: dict[str, Any], *, ask: bool) -> NewHub:
    """What its owner says, or what is usual."""
    name = folder.resolve().name

    def answer(field: str, question: str, usual: Any, kind: Any = None) -> Any:
        if said.get(field) is not None:
            return said[field]
        if not ask:
            return usual
        if isinstance(usual, bool):
            return click.confirm(question, default=usual)
        return click.prompt(question, default=usual, type=kind)

    title = answer(
        "title", "What is it called?", name.replace("-", " ").replace("_", " ").capitalize()
    )
    description = answer("description", "What is it about, in a sentence?", title)
    url = answer("url", "Its address", f"https://{_host(name)}.example/", SiteAddress())
    return NewHub(
        title,
        description,
        answer("language", "Its language", "en", LanguageTag()),
        url,
        answer("author", "Who makes it?", title),
        answer("email", "Where can you be reached?", mail_address(url)),
        answer("podcast", "With a podcast?", True),
        answer("definitions", "With definitions, whose words become links?", True),
        answer("guides", "With guides, which ask and advise?", True),
    )


def _host(name: str) -> str:
    letters = "".join(c if c.isascii() and c.isalnum() else "-" for c in name.lower())
    return letters.strip("-") or "my-hub"


def _write(folder: Path, hub: NewHub) -> Any:
    """Write what is not there yet, and yield the paths."""
    now = datetime.now().astimezone()
    files: dict[str, bytes] = {SETTINGS: settings_file(hub).encode()}
    for path, text in texts(hub, now, str(uuid.uuid4()), str(uuid.uuid4())):
        files[path] = text.encode()
    files |= {path: (STARTER / name).read_bytes() for path, name in COPIES.items()}
    files["requirements.txt"] = f"podhub=={__version__}\n".encode()
    if hub.podcast and not (folder / SHOW).exists():
        files["episodes/artwork.png"] = show_artwork(hub.title)
    if (folder / SHOW).exists():  # what came from elsewhere needs no examples
        files = {path: data for path, data in files.items() if not path.startswith("episodes/")}
    for path, data in files.items():
        place = folder / path
        if not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
            yield path
