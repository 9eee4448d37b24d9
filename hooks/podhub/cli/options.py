"""Options and arguments that several commands have."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from podhub.model.site_address import parse_site_address
from podhub.model.times import parse_date
from podhub.publish.target import FolderTarget, Target, parse_target


class Moment(click.ParamType[datetime]):
    """A time on the command line, written as in front matter."""

    name = "time"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """Read the time; the zone is required."""
        try:
            return value if isinstance(value, datetime) else parse_date(value)
        except ValueError as error:
            self.fail(f'{error}, found "{value}"', param, ctx)


class LocalPath(click.Path):
    """A file or folder of this machine; `~` is the home folder also in quotes, where no shell reads it,
    and on Windows."""

    def __init__(self, **rules: bool) -> None:
        super().__init__(path_type=Path, **rules)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Read the path."""
        return super().convert(home(value), param, ctx)


def home(path: Any) -> Any:
    """A path whose `~` is the home folder, where there is one.

    >>> home("Take ~3.wav"), home("https://example.com/~ann/")
    ('Take ~3.wav', 'https://example.com/~ann/')
    """
    try:
        return Path(path).expanduser() if str(path).startswith("~") else path
    except RuntimeError:  # no such user
        return path


class FeedPlace(click.ParamType[str]):
    """The address, file or folder of a feed."""

    name = "feed"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Read the place."""
        return str(home(value))


class SiteAddress(click.ParamType[str]):
    """A site's address on the command line."""

    name = "address"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Read the address as mkdocs.yml's is read."""
        try:
            return parse_site_address(str(value))
        except ValueError as error:
            self.fail(f'{error}, found "{value}"', param, ctx)


class PublicPlace(click.ParamType[Target]):
    """A place to publish to, on the command line."""

    name = "target"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Target:
        """Read the place."""
        try:
            found = value if isinstance(value, Target) else parse_target(value)
            return FolderTarget(home(found.path)) if isinstance(found, FolderTarget) else found
        except ValueError as error:
            self.fail(str(error), param, ctx)


def now_option(function: Any) -> Any:
    """`--now TIME`: see the hub as it will be."""
    text = 'See the hub as of this time, such as "2026-12-24 09:00 +0000". Usually the present.'
    return click.option("--now", type=Moment(), default=lambda: datetime.now(UTC), help=text)(
        function
    )


def base_url_option(function: Any) -> Any:
    """`--base-url URL`: another address than the one in mkdocs.yml."""
    text = "The site's address, if other than in mkdocs.yml."
    option = click.option("--base-url", type=SiteAddress(), metavar="URL", help=text)
    return option(function)


def against_option(function: Any) -> Any:
    """`--against FEED`: the live feed as the record of what has been public."""
    text = "Compare with a live feed too (an address or a file), where no ledger can be committed."
    option = click.option("--against", type=FeedPlace(), metavar="FEED", help=text)
    return option(function)


def ffmpeg_option(function: Any) -> Any:
    """`--ffmpeg PROGRAM`: the program that decodes, measures and encodes sound."""
    text = "Another ffmpeg than the usual one."
    return click.option("--ffmpeg", type=LocalPath(), metavar="PROGRAM", help=text)(function)


def target_argument(function: Any) -> Any:
    """`TARGET`: where the site is public, or what the environment says."""
    return click.argument("target", type=PublicPlace(), envvar="HUB_TARGET")(function)


def wait_option(function: Any) -> Any:
    """`--wait MINUTES`: patience with another publisher."""
    text = "How long to wait for somebody else who is publishing. 0: stop at once."
    return click.option(
        "--wait",
        type=click.FloatRange(0),
        default=10,
        show_default=True,
        metavar="MINUTES",
        help=text,
    )(function)
