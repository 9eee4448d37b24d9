"""What people do for a podcast: the groups and roles that the Podcasting 2.0 namespace lists for
`podcast:person` (podcast-namespace, taxonomy.json), spelt as there, in small letters."""

from __future__ import annotations

_ROLES = """
creative direction: director, assistant director, executive producer, senior producer, producer, associate producer, development producer, creative director
cast: host, co-host, guest host, guest, voice actor, narrator, announcer, reporter
writing: author, editorial director, co-writer, writer, songwriter, guest writer, story editor, managing editor, script editor, script coordinator, researcher, editor, fact checker, translater, transcriber, logger
audio production: studio coordinator, technical director, technical manager, audio engineer, remote recording engineer, post production engineer
audio post-production: audio editor, sound designer, foley artist, composer, theme music, music production, music contributor
administration: production coordinator, booking coordinator, production assistant, content manager, marketing manager, sales representative, sales manager
visuals: graphic designer, cover art designer
community: social media manager
misc.: consultant, intern
video production: camera operator, lighting designer, camera grip, assistant camera
video post-production: editor, assistant editor"""
ROLES = {
    group: tuple(roles.split(", "))
    for group, roles in (line.split(": ") for line in _ROLES.split("\n") if line)
}
"""The roles of each group"""
ANYWHERE = ROLES["misc."]
"""Roles that are found in every group"""


def groups_of(role: str) -> list[str]:
    """The groups that a role belongs to; none where the list does not know it. Capitals mean nothing.

    >>> groups_of("Editor"), groups_of("hots")
    (['writing', 'video post-production'], [])
    """
    return [group for group, roles in ROLES.items() if role.lower() in roles]
