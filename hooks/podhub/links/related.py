"""Related items with their true reason, the same at every build, in time that grows with the number
of items.

Two items are related by what they share: a topic, a term they both use, a link from one to the
other. What few items share weighs more. To stay linear, an item is held only against its neighbours
among those that share a thing with it."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

NEIGHBOURS = 12
"""How many items on either side, in the order of the site, are looked at for each shared thing."""
SHOWN = 4
LINKED = 6.0
TOPIC = 0.8


@dataclass(frozen=True)
class Relation:
    """A related item and why."""

    url: str
    shared_terms: tuple[str, ...]
    shared_topics: tuple[str, ...]
    linked: bool


@dataclass(frozen=True)
class Profile:
    """What an item is about."""

    url: str
    kind: str
    terms: Mapping[str, int]
    topics: Sequence[str]
    links: frozenset[str]
    """Addresses of items that a link in the text of one of the two connects."""
    shown: frozenset[str] = frozenset()
    """Addresses that its page shows anyway; they are not repeated."""


def relate(profiles: Sequence[Profile]) -> dict[str, list[Relation]]:
    """For each item the most related others, kinds mixed. `profiles` come in the order of the
    site."""
    sharing: dict[tuple[str, str], list[int]] = {}
    index = {profile.url: number for number, profile in enumerate(profiles)}
    for number, profile in enumerate(profiles):
        for feature in _features(profile):
            sharing.setdefault(feature, []).append(number)
    weights = {
        feature: (TOPIC if feature[0] == "topic" else 1.0)
        * math.log(1 + len(profiles) / len(members))
        for feature, members in sharing.items()
    }
    result = {}
    for number, profile in enumerate(profiles):
        scores: dict[int, float] = {}
        for feature in _features(profile):
            members = sharing[feature]
            place = bisect_left(members, number)
            for other in members[max(0, place - NEIGHBOURS) : place + NEIGHBOURS + 1]:
                scores[other] = scores.get(other, 0.0) + weights[feature]
        for url in profile.links:
            if url in index:
                scores[index[url]] = scores.get(index[url], 0.0) + LINKED
        scores.pop(number, None)
        candidates = (
            (other, score)
            for other, score in scores.items()
            if profiles[other].url not in profile.shown
        )
        ranked = sorted(candidates, key=lambda pair: (-round(pair[1], 6), pair[0]))
        result[profile.url] = [
            _relation(profile, profiles[other], weights)
            for other in _mix(ranked, profile, profiles)
        ]
    return result


def _features(profile: Profile) -> list[tuple[str, str]]:
    return [
        *(("topic", topic) for topic in profile.topics),
        *(("term", term) for term in profile.terms),
    ]


def _mix(
    ranked: list[tuple[int, float]], profile: Profile, profiles: Sequence[Profile]
) -> list[int]:
    """The best, but never all of one kind where another kind is near: the last place goes to the
    best of another."""
    numbers = [number for number, _ in ranked]
    chosen = numbers[:SHOWN]
    kinds = {profiles[number].kind for number in chosen}
    if len(chosen) == SHOWN and len(kinds) == 1:
        other = next(
            (number for number in numbers[SHOWN:] if profiles[number].kind not in kinds), None
        )
        if other is not None:
            chosen[-1] = other
    return chosen


def _relation(one: Profile, other: Profile, weights: Mapping[tuple[str, str], float]) -> Relation:
    shared = [term for term in one.terms if term in other.terms]
    shared.sort(key=lambda term: (-weights["term", term], term))
    topics = tuple(topic for topic in one.topics if topic in set(other.topics))
    return Relation(other.url, tuple(shared[:3]), topics, other.url in one.links)
