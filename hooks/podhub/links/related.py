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
ONE = 1_000_000
"""Scores are whole numbers, of millionths."""
LINKED = 6 * ONE
TOPIC = 0.8
Feature = tuple[str, str]
"""What items share: `topic` or `term`, and its name."""


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
    index = {profile.url: number for number, profile in enumerate(profiles)}
    sharing: dict[Feature, list[int]] = {}
    for number, profile in enumerate(profiles):
        for feature in _features(profile):
            sharing.setdefault(feature, []).append(number)
    weights = {
        feature: _points(feature, len(profiles) / len(members))
        for feature, members in sharing.items()
    }
    result = {}
    for number, profile in enumerate(profiles):
        scores: dict[int, int] = {}
        for feature in _features(profile):
            members, weight = sharing[feature], weights[feature]
            place = bisect_left(members, number)
            for other in members[max(0, place - NEIGHBOURS) : place + NEIGHBOURS + 1]:
                scores[other] = scores.get(other, 0) + weight
        for url in profile.links & index.keys():
            scores[index[url]] = scores.get(index[url], 0) + LINKED
        for url in profile.shown & index.keys() | {profile.url}:
            scores.pop(index[url], None)
        ranked = sorted([(-score, other) for other, score in scores.items()])
        result[profile.url] = [
            _relation(profile, other, weights)
            for other in _mix([profiles[other] for _, other in ranked])
        ]
    return result


def _points(feature: Feature, rarity: float) -> int:
    """What it weighs to share a feature; a whole number, so that sums do not depend on their
    order."""
    return round(ONE * (TOPIC if feature[0] == "topic" else 1) * math.log(1 + rarity))


def _features(profile: Profile) -> list[Feature]:
    return [
        *[("topic", topic) for topic in profile.topics],
        *[("term", term) for term in profile.terms],
    ]


def _mix(ranked: Sequence[Profile]) -> list[Profile]:
    """The best, but never all of one kind where another kind is near: the last place goes to the
    best of another."""
    chosen = list(ranked[:SHOWN])
    kinds = {other.kind for other in chosen}
    if len(chosen) == SHOWN and len(kinds) == 1:
        others = (other for other in ranked[SHOWN:] if other.kind not in kinds)
        chosen[-1] = next(others, chosen[-1])
    return chosen


def _relation(one: Profile, other: Profile, weights: Mapping[Feature, int]) -> Relation:
    shared = [term for term in one.terms if term in other.terms]
    shared.sort(key=lambda term: (-weights["term", term], term))
    topics = tuple(topic for topic in one.topics if topic in other.topics)
    return Relation(other.url, tuple(shared[:3]), topics, other.url in one.links)
