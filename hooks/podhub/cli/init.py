"""`podhub init`: a hub of one's own, from nothing or from a feed, which can be looked at at once."""

from __future__ import annotations

import sys
import uuid
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from podhub import __version__
from podhub.cli.artwork import drawn_artwork
from podhub.cli.console import number, out
from podhub.cli.import_feed import bring_feed
from podhub.cli.import_summary import tell_imported
from podhub.cli.imported_show import complete_show, said_by_show
from podhub.cli.next_steps import print_next
from podhub.cli.options import FeedPlace, LocalPath, SiteAddress
from podhub.cli.place import SETTINGS
from podhub.links.pages import capitalise
from podhub.model.values import slugify
from podhub.read.folders import SHOW
from podhub.read.new_hub import (
    NewHub,
    mail_address,
    settings_file,
    short_description,
    texts,
    wrong_answer,
)

STARTER = Path(__file__).parents[1] / "starter"
COPIES = {
    ".gitignore": "gitignore",
    ".gitattributes": "gitattributes",
    ".github/workflows/publish.yml": "publish.yml",
    ".github/workflows/check.yml": "check.yml",
}
"""What a new hub has as it stands here, by its place there"""
AGAINST = ' --against "$BASE_URL/podcast.xml"'
"""What compares with the feed that is public, in the workflow"""


class Answer(click.ParamType[str]):
    """An answer on the command line or to a question, held to what the hub's files may say."""

    def __init__(self, name: str) -> None:
        self.name = name

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Take it as it is, or say what belongs there."""
        text = str(value).strip()
        if wrong := wrong_answer(self.name, text):
            self.fail(wrong, param, ctx)
        return text


class NewFolder(LocalPath):
    """A folder, or a place where one can be made."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Take it, unless a file stands in the way."""
        folder = super().convert(value, param, ctx)
        above = next(place for place in Path(str(folder)).absolute().parents if place.exists())
        if not above.is_dir():
            self.fail(f"expected a place for a folder, found the file {above}", param, ctx)
        return folder


def _answer(name: str, text: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    return click.option(f"--{name}", type=Answer(name), metavar=name.upper(), help=text)


@click.command()
@click.argument("folder", type=NewFolder(file_okay=False), default=".")
@_answer("title", "What the hub is called.")
@_answer("description", "What it is about, in a sentence of at most 160 characters.")
@_answer("language", "Its language, such as en, de or pt-BR.")
@click.option("--url", type=SiteAddress(), help="Its address, such as https://example.com/")
@_answer("author", "Who makes it: a person or an organisation.")
@_answer("email", "Where you can be reached. Pages and the feed show it.")
@click.option("--podcast/--no-podcast", default=None, help="With a podcast, or without.")
@click.option("--articles/--no-articles", default=None, help="With articles, or without.")
@click.option(
    "--definitions/--no-definitions", default=None, help="With defined words, or without."
)
@click.option("--guides/--no-guides", default=None, help="With guides, which ask and advise.")
@click.option(
    "--from",
    "feed",
    type=FeedPlace(),
    metavar="FEED",
    help="Bring a podcast here: its feed, an address or a file.",
)
@click.option(
    "--keep-media", is_flag=True, help="With --from: leave its recordings where they are."
)
@click.option(
    "--mine", is_flag=True, help="With --from: the feed is locked, and you are its owner."
)
@click.option("--yes", is_flag=True, help="Ask nothing: take the usual answers.")
def init(
    folder: Path, feed: str | None, keep_media: bool, mine: bool, yes: bool, **said: Any
) -> None:
    """Start a hub in FOLDER, usually this one. What the options do not say is asked.

    \b
    podhub init my-show
    podhub init my-show --title "Garden hours" --language en --yes
    podhub init my-show --from https://example.com/podcast.xml

    It writes the settings, a home page, a show with its permanent id, artwork, one draft of each
    kind, and workflows that publish on GitHub Pages. Nothing that is there already is changed."""
    if (folder / SETTINGS).exists():
        sys.exit(f"hub: expected a folder without a hub, found {folder / SETTINGS}")
    if feed is not None and said["podcast"] is False:
        raise click.UsageError("--from brings a podcast: leave out --no-podcast")
    ask = sys.stdin.isatty() and not yes
    imported = (
        bring_feed(feed, folder, keep_media=keep_media, mine=mine) if feed is not None else None
    )
    options = {name: value for name, value in said.items() if value is not None}
    hub = _answers(folder, (said_by_show(folder) if imported else {}) | options, ask=ask)
    if imported:
        answered = ("author", "email", "language") if ask else options.keys()
        own = {name: getattr(hub, name) for name in ("author", "email", "language")}
        own = {name: value for name, value in own.items() if name in answered}
        imported.told += complete_show(folder, hub.title, hub.language, own)
    written, kept = _write(folder, hub)
    steps = tell_imported(imported, folder, feed) if imported and feed else {}
    out.print(f"Wrote {number(len(written), 'file')} into {folder}/")
    for path in kept:
        out.print(f"Left as it was: {folder / path}")
    _tell_of_repository(folder)
    steps = {"serve": "look at it", "check": "see what is left to fix"} | steps
    steps["publish OUTPUT"] = "make it public: OUTPUT is a folder, or a store that rclone knows"
    print_next(steps, folder)


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
        return click.prompt(question, default=usual, type=kind or Answer(field))

    words = name.replace("-", " ").replace("_", " ")
    title = answer("title", "What is it called?", capitalise(words) or "My hub")
    description = answer(
        "description", "What is it about, in a sentence?", short_description(title)
    )
    url = answer(
        "url", "Its address", f"https://{slugify(name) or 'my-hub'}.example/", SiteAddress()
    )
    return NewHub(
        title,
        description,
        answer("language", "Its language", "en"),
        url,
        answer("author", "Who makes it?", title),
        answer("email", "Where can you be reached?", mail_address(url)),
        answer("podcast", "With a podcast?", True),
        answer("articles", "With articles?", True),
        answer("definitions", "With definitions, whose words become links?", True),
        answer("guides", "With guides, which ask and advise?", True),
    )


def _tell_of_repository(folder: Path) -> None:
    """Say that workflows of a folder in a repository run nowhere."""
    tops = (above for above in folder.resolve().parents if (above / ".git").exists())
    if (top := next(tops, None)) and not (folder / ".git").exists():
        out.print(
            f"note: this folder lies in the Git repository {top}, and GitHub runs only the workflows at a repository's"
            " top. To publish by them, make a repository of this folder: git init"
        )


def _write(folder: Path, hub: NewHub) -> tuple[list[str], list[str]]:
    """Write what is not there yet. Returns the paths of what was written and of what was there. The
    settings come last: a folder with them is a hub, and a start that broke off before can be made
    again."""
    now = datetime.now().astimezone()
    files: dict[str, bytes] = {}
    for path, text in texts(hub, now, str(uuid.uuid4()), str(uuid.uuid4())):
        files[path] = text.encode()
    for path, name in COPIES.items():
        text = (STARTER / name).read_text(encoding="utf-8")
        # Where there is no feed, none can be compared with.
        files[path] = (text if hub.podcast else text.replace(AGAINST, "")).encode()
    files["requirements.txt"] = f"podhub=={__version__}\n".encode()
    if (folder / SHOW).exists():  # what came from elsewhere needs no examples
        files = {path: data for path, data in files.items() if not path.startswith("episodes/")}
    elif hub.podcast:
        files["episodes/artwork.png"] = drawn_artwork(hub.title, hub.language)
    files[SETTINGS] = settings_file(hub).encode()
    kept = [path for path in files if (folder / path).exists()]
    for path in kept:
        del files[path]
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return list(files), kept
