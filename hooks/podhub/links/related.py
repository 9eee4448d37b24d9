"""Related items with their true reason, the same at every build, in time that grows with the number
of items.

Two items are related by what they share: a topic, a term they both use, a link from one to the
other. What few items share weighs more. To stay linear, an item is held only against its neighbours
among those that share a thing with it."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
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


class Related(Mapping[str, list[Relation]]):
    """For each item, by its address, the most related others, kinds mixed; worked out for an item
    when it is asked for."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        """`profiles` come in the order of the site."""
        self._profiles = profiles
        self._index = {profile.url: number for number, profile in enumerate(profiles)}
        self._features = [_features(profile) for profile in profiles]
        self._sharing: dict[Feature, list[int]] = {}
        for number, own in enumerate(self._features):
            for feature in own:
                self._sharing.setdefault(feature, []).append(number)
        self._weights = {
            feature: _points(feature, len(profiles) / len(members))
            for feature, members in self._sharing.items()
        }
        self._known: dict[str, list[Relation]] = {}

    def __iter__(self) -> Iterator[str]:
        return iter(self._index)

    def __len__(self) -> int:
        return len(self._index)

    def __getitem__(self, url: str) -> list[Relation]:
        if url not in self._known:
            profile = self._profiles[self._index[url]]
            self._known[url] = [
                _relation(profile, self._profiles[other], self._weights)
                for other in _mix(self._ranked(self._index[url]), self._profiles)
            ]
        return self._known[url]

    def _ranked(self, number: int) -> list[int]:
        """The others that share something with an item, by their numbers, the nearest first."""
        profile, index = self._profiles[number], self._index
        scores: defaultdict[int, int] = defaultdict(int)
        for feature in self._features[number]:
            members, weight = self._sharing[feature], self._weights[feature]
            place = bisect_left(members, number)
            for other in members[max(0, place - NEIGHBOURS) : place + NEIGHBOURS + 1]:
                scores[other] += weight
        for url in profile.links & index.keys():
            scores[index[url]] += LINKED
        for url in profile.shown & index.keys() | {profile.url}:
            scores.pop(index[url], None)
        # The highest score first, and of one score the first in the order of the site: as one
        # number each, which is sorted in half the time of two.
        count = len(self._profiles)
        return [
            place % count
            for place in sorted([other - score * count for other, score in scores.items()])
        ]


def _points(feature: Feature, rarity: float) -> int:
    """What it weighs to share a feature; a whole number, so that sums do not depend on their
    order."""
    return round(ONE * (TOPIC if feature[0] == "topic" else 1) * math.log(1 + rarity))


def _features(profile: Profile) -> list[Feature]:
    return [
        *[("topic", topic) for topic in profile.topics],
        *[("term", term) for term in profile.terms],
    ]


def _mix(ranked: Sequence[int], profiles: Sequence[Profile]) -> list[int]:
    """The best, but never all of one kind where another kind is near: the last place goes to the
    best of another."""
    chosen = list(ranked[:SHOWN])
    kinds = {profiles[other].kind for other in chosen}
    if len(chosen) == SHOWN and len(kinds) == 1:
        others = (other for other in ranked[SHOWN:] if profiles[other].kind not in kinds)
        chosen[-1] = next(others, chosen[-1])
    return chosen


def _relation(one: Profile, other: Profile, weights: Mapping[Feature, int]) -> Relation:
    shared = [term for term in one.terms if term in other.terms]
    shared.sort(key=lambda term: (-weights["term", term], term))
    topics = tuple(topic for topic in one.topics if topic in other.topics)
    return Relation(other.url, tuple(shared[:3]), topics, other.url in one.links)
