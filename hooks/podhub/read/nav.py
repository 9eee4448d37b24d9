"""The navigation in mkdocs.yml: its lines, and whether each leads to a page."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from podhub.model.document import Loc
from podhub.model.problems import Problem, quote
from podhub.model.settings import NavItem
from podhub.model.values import is_web_address, nearest
from podhub.read.builder_yaml import SettingsDocument

EXAMPLE = "a line such as `- About: about.md`"


def read_nav(document: SettingsDocument) -> tuple[tuple[NavItem, ...] | None, list[Problem]]:
    """The lines of the navigation, and of the groups in it; None where the settings have none."""
    problems: list[Problem] = []

    def items(value: object, loc: Loc) -> Iterator[NavItem]:
        if not isinstance(value, list):
            problems.append(document.problem(loc, f"a list, each {EXAMPLE}", quote(value)))
            return
        for index, said in enumerate(value):
            at = (*loc, index)
            line = said if isinstance(said, dict) else {"": said}
            ((title, target),) = line.items() if len(line) == 1 else [("", None)]
            place = document.origin(at), document.line(at)
            if isinstance(target, list):
                yield NavItem(str(title), "", *place, tuple(items(target, (*at, str(title)))))
            elif isinstance(target, str) and target.strip():
                yield NavItem(str(title), target.strip(), *place)
            else:
                problems.append(document.problem(at, EXAMPLE, quote(said)))

    nav = document.data.get("nav")
    return tuple(items(nav, ("nav",))) if nav is not None else None, problems


def check_nav(items: Iterable[NavItem], sources: Collection[str]) -> Iterator[Problem]:
    """Yield every line that leads to no page. `sources` are the files of the public pages, below
    docs/, whether somebody wrote them or not."""
    for item in items:
        yield from check_nav(item.items, sources)
        if item.target and item.target not in sources and not is_web_address(item.target):
            example = nearest(item.target, sources) or "about.md"
            expected = f"the file of a public page, below docs/, such as {example}"
            yield Problem(item.path, item.line, "nav", expected, quote(item.target))
