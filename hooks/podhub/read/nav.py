"""The navigation and the links of the footer in mkdocs.yml: their lines, and whether each leads to a
page."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from podhub.model.document import Loc
from podhub.model.problems import Problem, quote
from podhub.model.settings import NavItem, Settings
from podhub.model.values import is_web_address, nearest
from podhub.read.builder_yaml import SettingsDocument

EXAMPLE = "a line such as `- About: about.md`"


def read_nav(document: SettingsDocument) -> tuple[tuple[NavItem, ...] | None, list[Problem]]:
    """The lines of the navigation, and of the groups in it; None where the settings have none."""
    nav = document.data.get("nav")
    return (None, []) if nav is None else read_links(document, nav, ("nav",))


def read_links(
    document: SettingsDocument, said: object, at: Loc, *, grouped: bool = True
) -> tuple[tuple[NavItem, ...], list[Problem]]:
    """A list of links, which stands at a place of the settings. `grouped` allows groups in it."""
    problems: list[Problem] = []

    def items(value: object, loc: Loc) -> Iterator[NavItem]:
        if not isinstance(value, list):
            problems.append(document.problem(loc, f"a list, each {EXAMPLE}", quote(value)))
            return
        for index, one in enumerate(value):
            here = (*loc, index)
            line = one if isinstance(one, dict) else {"": one}
            ((title, target),) = line.items() if len(line) == 1 else [("", None)]
            place = document.origin(here), document.line(here)
            if isinstance(target, list) and grouped:
                yield NavItem(str(title), "", *place, tuple(items(target, (*here, str(title)))))
            elif isinstance(target, str) and target.strip():
                yield NavItem(str(title), target.strip(), *place)
            else:
                problems.append(document.problem(here, EXAMPLE, quote(one)))

    return tuple(items(said, at)), problems


def check_links(settings: Settings, sources: Collection[str]) -> Iterator[Problem]:
    """Yield every line of the navigation and the footer that leads to no page. `sources` are the
    files of the public pages, below docs/, whether somebody wrote them or not."""
    yield from _check(settings.nav or (), sources, "nav")
    yield from _check(settings.footer.links, sources, "extra.footer.links")


def _check(items: Iterable[NavItem], sources: Collection[str], field: str) -> Iterator[Problem]:
    for item in items:
        yield from _check(item.items, sources, field)
        if item.target and item.target not in sources and not is_web_address(item.target):
            example = nearest(item.target, sources) or min(sources, default="index.md")
            expected = f"the file of a public page, below docs/, such as {example}"
            yield Problem(item.path, item.line, field, expected, quote(item.target))
