"""Related items are the same at every build, say truly what they share, and cost what the number of
items costs."""

import random

from podhub.links.related import NEIGHBOURS, SHOWN, Profile, Related


def profile(
    url: str,
    terms: str = "",
    topics: str = "",
    links: str = "",
    kind: str = "article",
    shown: str = "",
) -> Profile:
    """A profile written in words."""
    return Profile(
        url,
        kind,
        dict.fromkeys(terms.split(), 1),
        topics.split(),
        frozenset(links.split()),
        frozenset(shown.split()),
    )


def test_the_reason_is_what_they_share() -> None:
    """Terms, topics, links; and no more than they share."""
    related = Related(
        [
            profile("a", "t u v", "x y", "b"),
            profile("b", "u", "y z"),
            profile("c", "w", "x"),
            profile("d"),
        ]
    )
    assert [(r.url, r.shared_terms, r.shared_topics, r.linked) for r in related["a"]] == [
        ("b", ("u",), ("y",), True),
        ("c", (), ("x",), False),
    ]
    assert related["d"] == []


def test_what_few_share_weighs_more() -> None:
    """A word of everybody's relates nobody."""
    common = [profile(f"c{number}", "common") for number in range(5)]
    related = Related([profile("a", "common rare"), *common, profile("b", "common rare")])
    assert related["a"][0].url == "b"


def test_what_the_page_shows_anyway_is_not_repeated() -> None:
    """Nor is the item itself."""
    related = Related([profile("a", "t", shown="b"), profile("b", "t"), profile("c", "t")])
    assert [relation.url for relation in related["a"]] == ["c"]


def test_kinds_are_mixed() -> None:
    """The last place goes to the best of another kind."""
    many = [profile(f"b{number}", "t u") for number in range(6)]
    related = Related([profile("a", "t u"), *many, profile("e", "t", kind="episode")])
    assert [relation.url for relation in related["a"]] == ["b0", "b1", "b2", "e"]


def corpus(size: int) -> list[Profile]:
    """Many items that all share one topic."""
    dice = random.Random(7)
    return [
        profile(f"p{n}", " ".join(f"t{dice.randrange(size)}" for _ in range(5)), "all")
        for n in range(size)
    ]


def test_the_same_items_are_related_the_same() -> None:
    """Whatever else the process did before."""
    assert Related(corpus(200)) == Related(corpus(200))
    assert all(len(relations) <= SHOWN for relations in Related(corpus(200)).values())


def test_an_item_is_held_only_against_its_neighbours() -> None:
    """With one topic for all, the work would else grow with the square: related items stand near in
    the site's order."""
    items = [profile(f"p{number}", topics="all") for number in range(400)]
    place = {item.url: number for number, item in enumerate(items)}
    for url, relations in Related(items).items():
        for relation in relations:
            assert abs(place[relation.url] - place[url]) <= NEIGHBOURS
