"""Where commands publish to, and how long they wait for another publisher, on the command line."""

from __future__ import annotations

from typing import Any

import click

from podhub.publish.target import FolderTarget, StoreTarget, parse_target


class Target(click.ParamType[FolderTarget | StoreTarget]):
    """A place to publish to, on the command line."""

    name = "target"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> FolderTarget | StoreTarget:
        """Read the place."""
        try:
            return value if isinstance(value, FolderTarget | StoreTarget) else parse_target(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


def target_argument(function: Any) -> Any:
    """`TARGET`: where the site is public, or what the environment says."""
    return click.argument("target", type=Target(), envvar="HUB_TARGET")(function)


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
