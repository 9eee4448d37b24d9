"""What a comparison shows: its two sides in their colours, and where its readers go from it."""

from pathlib import Path

from podhub.links.assembly.comparisons import NEXT
from podhub.links.views.kinds import (
    ArticlePage,
    ComparisonPage,
    DefinitionPage,
    GuidePage,
    HomePage,
    LinkedPage,
    ListPage,
)

from tests.build.corpus import ARTICLE, COACHING, GUIDE, NOW, TEXTS, catalog_of
from tests.links.small_site import build

URL = "definitions/sales-coaching-vs-sales-training/"
MENTORING = "docs/definitions/mentoring.md"
MENTORING_TEXT = """\
---
term: mentoring
definition: Lending a seller one's experience.
see_also: [sales-coaching]
facets:
  For whom: one seller
---

A walk.
"""


def article(body: str) -> str:
    """The small hub's article with other words."""
    head = (
        TEXTS[ARTICLE]
        .replace("aliases: [/blog/first-call/]\n", "")
        .replace("episodes: [ramp-time]\n", "")
    )
    return head[: head.index("---\n", 4)] + "---\n\n" + body


def test_a_comparison_leads_on_to_what_speaks_of_both(tmp_path: Path) -> None:
    """Articles and episodes that name both words come first, each with its true reason."""
    changes: dict[str, str | bytes | None] = {
        "docs/articles/both.md": article("Training and coaching."),
        "docs/articles/neither.md": article("Lunch."),
        "docs/articles/one.md": article("Training alone."),
    }
    view = build(catalog_of(tmp_path, changes), NOW)[1].of(ComparisonPage, URL)
    assert [(card.url, card.reason) for card in view.articles] == [
        ("articles/both/", "mentions both"),
        ("articles/one/", "mentions sales training"),
        ("articles/first-call/", "mentions sales coaching"),
    ]
    assert [(card.url, card.reason) for card in view.episodes] == [
        ("podcast/ramp-time/", "mentions sales coaching")
    ]


def test_what_speaks_most_of_both_comes_first(tmp_path: Path) -> None:
    """However new an article is that names one of the two in passing; of equals the newest is
    first."""
    newer = article("Training and coaching.").replace("2026-01-05", "2026-01-09")
    changes: dict[str, str | bytes | None] = {
        "docs/articles/about-both.md": article(
            "Training, coaching. Training, coaching. Training, coaching."
        ),
        "docs/articles/about-one.md": article(
            "Training. Coaching, coaching, coaching, coaching, coaching, coaching."
        ),
        "docs/articles/new.md": newer,
    }
    view = build(catalog_of(tmp_path, changes), NOW)[1].of(ComparisonPage, URL)
    order = ["articles/about-both/", "articles/new/", "articles/about-one/", "articles/first-call/"]
    assert [card.url for card in view.articles] == order[:NEXT]


def test_where_nothing_speaks_of_either_word_what_is_related_is_next(tmp_path: Path) -> None:
    """A comparison is no dead end while its definitions have anything in common with an article."""
    rare = "---\nterm: {}\ndefinition: A rare word.\nfacets: {{For whom: x}}\nsee_also: [zugzwang]\n---\n\n{}\n"
    changes: dict[str, str | bytes | None] = {
        "docs/definitions/zwischenzug.md": rare.format(
            "zwischenzug", "It has to do with coaching."
        ),
        "docs/definitions/zugzwang.md": rare.format("zugzwang", "Nothing.").replace(
            "see_also: [zugzwang]\n", ""
        ),
    }
    view = build(catalog_of(tmp_path, changes), NOW)[1].of(
        ComparisonPage, "definitions/zugzwang-vs-zwischenzug/"
    )
    assert [(card.url, card.reason) for card in view.articles] == [("articles/first-call/", None)]
    assert [(card.url, card.reason) for card in view.episodes] == [("podcast/ramp-time/", None)]


def test_a_comparison_does_not_grow_with_the_site(tmp_path: Path) -> None:
    """However many articles use its words."""
    changes: dict[str, str | bytes | None] = {
        f"docs/articles/a{n}.md": article("Training, coaching.") for n in range(9)
    }
    assert (
        len(build(catalog_of(tmp_path, changes), NOW)[1].of(ComparisonPage, URL).articles) == NEXT
    )


def test_the_two_colours_belong_to_the_pair_of_the_home_page(tmp_path: Path) -> None:
    """On whichever side they stand; any other definition has the colour of its place."""
    views = build(catalog_of(tmp_path, {MENTORING: MENTORING_TEXT}), NOW)[1]
    home, pair = views.of(HomePage, "").pair, views.of(ComparisonPage, URL).pair
    assert home
    assert (home.left.slug, home.left.tone, home.right.tone) == (
        "sales-training",
        "first",
        "second",
    )
    # Everywhere in the order of the home page, while the address, whose order is the alphabet's,
    # never changes.
    assert (pair.left, pair.right, pair.url) == (home.left, home.right, URL)
    assert views[URL].title == "Sales training vs sales coaching"
    other = views.of(ComparisonPage, "definitions/mentoring-vs-sales-coaching/").pair
    assert (other.left.tone, other.right.tone) == ("left", "second")
    tones = [
        views.of(DefinitionPage, f"definitions/{name}/").tone
        for name in ("mentoring", "sales-coaching")
    ]
    assert tones == [None, "second"]
    # Either of the pair has the other beside it; each definition, the way to find out which one is needed.
    coaching, mentoring = (
        views.of(DefinitionPage, f"definitions/{name}/") for name in ("sales-coaching", "mentoring")
    )
    assert (coaching.pair, coaching.guide) == (home, views.of(HomePage, "").guides[0])
    assert (mentoring.pair, mentoring.guide) == (None, coaching.guide)


def test_a_guides_outcomes_have_the_colours_of_what_they_name(tmp_path: Path) -> None:
    """One of the pair, in any of its words; both; neither."""
    titles = {
        "train": "A training",
        "coach": "Sales coaching",
        "both": "Training, then coaching",
        "wait": "Neither, yet",
    }
    outcomes = "".join(
        f"  {name}:\n    title: {title}\n    text: So.\n    action: Do.\n"
        for name, title in titles.items()
    )
    answers = "".join(
        f"      - text: To {name}\n        points: {{{name}: 2}}\n" for name in titles
    )
    head = "title: G\ndescription: D.\nquestions:\n  - text: What?\n    answers:\n"
    guide = f"---\n{head}{answers}outcomes:\n{outcomes}---\n\nPick.\n"
    view = build(catalog_of(tmp_path, {GUIDE: guide}), NOW)[1].of(
        GuidePage, "guides/where-to-begin/"
    )
    assert [outcome.tone for outcome in view.outcomes] == ["first", "second", "both", None]


def test_a_site_without_a_pair_has_no_colours(tmp_path: Path) -> None:
    """The engine knows no definition by its name."""
    changes: dict[str, str | bytes | None] = {
        "docs/index.md": "---\ntitle: Home\ndescription: What this is.\n---\n"
    }
    pair = build(catalog_of(tmp_path, changes), NOW)[1].of(ComparisonPage, URL).pair
    assert (pair.left.tone, pair.right.tone) == ("left", "right")


def test_an_everyday_word_is_linked_by_its_forms_alone(tmp_path: Path) -> None:
    """A definition of `information` does not underline every information there is."""
    everyday = (
        TEXTS[COACHING]
        .replace("term: sales coaching", "term: coaching")
        .replace("forms: [coaching]", "forms: [coaching session]\neveryday: true")
    )
    changes: dict[str, str | bytes | None] = {
        COACHING: everyday,
        ARTICLE: article("Coaching is talk. A coaching session ends."),
    }
    _, views = build(catalog_of(tmp_path, changes), NOW)
    assert views.html("articles/first-call/").count('class="term"') == 1
    assert [
        back.sentence for back in views.of(LinkedPage, "definitions/sales-coaching/").backlinks
    ] == ["A coaching session ends."]


def test_the_first_rows_of_both_tell_the_two_apart(tmp_path: Path) -> None:
    """Three of them, on home, on the comparison and in the article to begin with; a row of one side
    alone is none of them."""
    rows = "".join(f"  Row {number}: {{}} {number}\n" for number in range(1, 6))
    sides = {
        f"docs/definitions/sales-{side}.md": f"---\nterm: sales {side}\ndefinition: It is {side}.\n"
        f"see_also: [sales-{other}]\nfacets:\n  Only {side}: so\n{rows.replace('{}', side)}---\n\n## What it is\n\nText.\n"
        for side, other in (("training", "coaching"), ("coaching", "training"))
    }
    home = "---\ntitle: Home\ndescription: Both.\ncompare: [sales-training, sales-coaching]\nstart: first-call\n---\n\nText.\n"
    views = build(catalog_of(tmp_path, {**sides, "docs/index.md": home}), NOW)[1]
    pairs = [
        views.of(HomePage, "").pair,
        views.of(ComparisonPage, URL).pair,
        views.of(ArticlePage, "articles/first-call/").pair,
    ]
    assert pairs[0] == pairs[1] == pairs[2]
    assert pairs[0]
    shown = [(row.left, row.right) for row in pairs[0].differences]
    assert shown == [(f"training {number}", f"coaching {number}") for number in (1, 2, 3)]
    assert views.of(ListPage, "articles/").listing.start


def test_articles_stand_by_topic_where_one_page_holds_them_all(tmp_path: Path) -> None:
    """Each once, under its first topic; the order is that of docs/topics.yml."""
    topics = "late:\n  title: Late\n  description: Later.\nonboarding:\n  title: Onboarding\n  description: Weeks.\n"
    late = article("Lunch.").replace("topics: [onboarding]", "topics: [late, onboarding]")
    changes = {"docs/topics.yml": topics, "docs/articles/late.md": late}
    listing = build(catalog_of(tmp_path, changes), NOW)[1].of(ListPage, "articles/").listing
    assert [(topic.title, [card.url for card in cards]) for topic, cards in listing.groups] == [
        ("Late", ["articles/late/"]),
        ("Onboarding", ["articles/first-call/"]),
    ]
    assert [card.minutes for card in listing.cards] == [1, 1]
