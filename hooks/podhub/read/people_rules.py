"""What apps know of the people of a podcast: groups and roles in the namespace's list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from podhub.model.document import Document
from podhub.model.podcast_parts import Person
from podhub.model.problems import Remark, quote
from podhub.model.roles import ANYWHERE, ROLES, groups_of
from podhub.model.values import nearest


def check_people(document: Document, people: Iterable[Person]) -> Iterator[Remark]:
    """Yield each group and role that is not in the list by which apps sort and translate them, and
    each role that is listed in another group. The feed has them as they are written."""
    for index, person in enumerate(people):
        said, among = person.role.lower(), person.group.lower()
        role, group = ("people", index, "role"), ("people", index, "group")
        if among not in ROLES:
            meant = nearest(among, ROLES)
            expected = f"the group {meant}" if meant else f"one of {', '.join(ROLES)}"
            yield document.remark("unknown-role", group, expected, quote(person.group))
        groups = groups_of(said)
        if not groups:
            yield document.remark("unknown-role", role, _listed(said, among), quote(person.role))
        elif among in ROLES and among not in groups and said not in ANYWHERE:
            expected = f"{' or '.join(groups)}, where the role {said} is listed"
            yield document.remark("unknown-role", group, expected, quote(person.group))


def _listed(role: str, group: str) -> str:
    """The role that a misspelt one most likely meant, or those of its group."""
    if meant := nearest(role, [name for roles in ROLES.values() for name in roles]):
        return f"the role {meant}"
    group = group if group in ROLES else "cast"
    return f"a role that the namespace lists (those of {group}: {', '.join(ROLES[group])})"
