"""One PageView per page says everything that the page shows beside its text, and nothing of what is
held back."""

from pathlib import Path

import pytest
from podhub.links.views.kinds import (
    ArticlePage,
    DefinitionPage,
    EpisodePage,
    GuidePage,
    HomePage,
    ListPage,
)
from podhub.model.digest import digest_of

from tests.build.corpus import ARTICLE, COACHING, EPISODE, NOW, TEXTS, catalog_of, edited, mp3
from tests.links.small_site import Views, build

SECRET = "Zyzzyva"


@pytest.fixture
def views(tmp_path: Path) -> Views:
    """The views of the small hub."""
    return build(catalog_of(tmp_path), NOW)[1]


def test_every_page_has_a_title_and_a_description(views: Views) -> None:
    """Whichever kind it is of, and whether or not somebody wrote it."""
    for view in views.values():
        assert view.title
        assert view.description


def test_two_assemblies_are_equal(tmp_path: Path) -> None:
    """Nothing in a view depends on when or how often it is made, and no two pages have one key."""
    catalog = catalog_of(tmp_path)
    one, other = build(catalog, NOW), build(catalog, NOW)
    assert one == other
    keys = [digest_of(view) for view in one[1].values()]
    assert keys == [digest_of(view) for view in other[1].values()]
    assert len(set(keys)) == len(keys)


def test_an_article_knows_its_connections(views: Views) -> None:
    """Its episode, its topics, the words that it uses, and who links to it."""
    view = views.of(ArticlePage, "articles/first-call/")
    assert [card.url for card in view.episodes] == ["podcast/ramp-time/"]
    assert [link.url for link in view.topics] == ["topics/onboarding/"]
    assert [(back.url, back.sentence) for back in view.backlinks] == [
        ("guides/where-to-begin/", "Train the team. Knowledge is missing."),
        ("podcast/ramp-time/", "We speak of the first call."),
    ]
    assert [link.title for link in view.breadcrumbs] == ["Home", "Articles"]
    assert view.author
    assert (view.author.name, view.minutes, view.modified) == ("Ann Example", 1, "2026-01-05")


def test_a_definition_knows_where_it_is_used_and_heard(views: Views) -> None:
    """Sentences of pages, seconds of episodes, and its comparison."""
    view = views.of(DefinitionPage, "definitions/sales-coaching/")
    assert [(back.url, back.sentence) for back in view.backlinks] == [
        ("articles/first-call/", "See the episode and coaching.")
    ]
    assert view.backlinks_total == 1
    assert [(heard.url, heard.sentence) for heard in view.heard] == [
        ("podcast/ramp-time/#t=1", "Sales coaching takes longer than a week.")
    ]
    assert [link.url for link in view.comparisons] == [
        "definitions/sales-coaching-vs-sales-training/"
    ]
    assert [note.slug for note in view.see_also] == ["sales-training"]


def test_a_guide_knows_its_questions_and_what_follows(views: Views) -> None:
    """What each answer speaks for, and what to read and hear after each outcome."""
    guide = views.of(GuidePage, "guides/where-to-begin/")
    assert [(answer.text, answer.points) for answer in guide.questions[0].answers] == [
        ("Nobody knew the product", (("train", 2),)),
        ("Somebody lost a deal", (("coach", 2),)),
    ]
    assert [
        (one.slug, [card.url for card in (*one.read, *one.listen)]) for one in guide.outcomes
    ] == [
        ("train", ["articles/first-call/"]),
        ("coach", ["podcast/ramp-time/"]),
    ]
    assert [card.url for card in views.of(HomePage, "").guides] == ["guides/where-to-begin/"]


def test_a_guide_sends_nobody_to_what_is_held_back(tmp_path: Path) -> None:
    """A draft that an outcome recommends is not there until it is public."""
    catalog = catalog_of(
        tmp_path,
        {ARTICLE: edited(ARTICLE, "title: The first call", "title: The first call\ndraft: true")},
    )
    guide = build(catalog, NOW)[1].of(GuidePage, "guides/where-to-begin/")
    assert [
        card.url for outcome in guide.outcomes for card in (*outcome.read, *outcome.listen)
    ] == ["podcast/ramp-time/"]


def test_an_episode_can_be_played_and_read(views: Views) -> None:
    """Its sound, its moments, its words; its artwork is the show's where it has none."""
    view = views.of(EpisodePage, "podcast/ramp-time/")
    player = view.player
    assert (player.audio, player.bytes, player.seconds) == ("audio/001-ramp-time.mp3", 60480, 60)
    assert [(moment.at, moment.title) for moment in player.moments] == [
        (5, "The first week"),
        (20, "The first deal"),
    ]
    assert view.transcript
    said = view.transcript.load()
    assert [section.moment and section.moment.title for section in said] == [None, "The first deal"]
    assert [section.paragraphs[0].speaker for section in said] == ["Ann", "Ben"]
    assert (player.image or "").startswith("artwork/artwork-")


def test_the_home_page_shows_the_newest_and_the_two_sides(views: Views) -> None:
    """The newest episode to be played, the articles, and what the whole site is about."""
    view = views.of(HomePage, "")
    assert view.player
    assert view.pair
    assert view.player.title == "How long is ramp time?"
    assert (view.pair.left.slug, view.pair.right.slug) == ("sales-training", "sales-coaching")
    assert [(row.name, row.left, row.right) for row in view.pair.rows] == [
        ("For whom", "a group", "one seller")
    ]
    assert [card.url for card in view.articles] == ["articles/first-call/"]


def test_related_items_give_true_reasons(views: Views) -> None:
    """Whoever reads the reason finds it on the two pages."""
    for view in views.values():
        for card in getattr(view, "related", ()):
            assert card.reason
            assert card.url in views
            assert card.url != view.url
    (reason,) = [
        card.reason
        for card in views.of(DefinitionPage, "definitions/sales-training/").related
        if card.url == "articles/first-call/"
    ] or [None]
    assert reason is None, "the article never says training"


def test_lists_lead_forward_and_back(tmp_path: Path) -> None:
    """Each page of a list knows the next and the one before."""
    text = TEXTS[ARTICLE].replace("aliases: [/blog/first-call/]\n", "")
    _, views = build(
        catalog_of(tmp_path, {f"docs/articles/a{number}.md": text for number in range(50)}), NOW
    )
    found = [
        (url, views.of(ListPage, url).listing)
        for url in ("articles/", "articles/page/2/", "articles/page/3/")
    ]
    assert [(url, listing.previous, listing.next) for url, listing in found] == [
        ("articles/", None, "articles/page/2/"),
        ("articles/page/2/", "articles/", "articles/page/3/"),
        ("articles/page/3/", "articles/page/2/", None),
    ]


HELD = {
    "a draft": "draft: true\n",
    "a date to come": "",
}


@pytest.mark.parametrize("how", HELD)
def test_what_is_held_back_is_in_no_view(tmp_path: Path, how: str) -> None:
    """Neither its title nor its words nor its address, though everything public refers to it."""
    date = "2026-01-07 09:00 +0000" if HELD[how] else "2026-07-01 09:00 +0000"
    head = f"---\ntitle: {SECRET} title\ndate: {date}\n{HELD[how]}topics: [onboarding]\n"
    catalog = catalog_of(
        tmp_path,
        {
            "docs/articles/zyzzyva.md": f"{head}description: {SECRET} d\nkey_points: [{SECRET} k]\nepisodes: [ramp-time]\n---\n"
            "[coaching](../definitions/sales-coaching.md) [x](../../episodes/001-ramp-time.md)\n",
            "episodes/002-zyzzyva-talk.md": f"{head}summary: {SECRET} s\nguid: zyzzyva\narticles: [first-call]\n---\n"
            "[x](../docs/articles/first-call.md)\n",
            "episodes/002-zyzzyva-talk.mp3": mp3(60),
            "episodes/002-zyzzyva-talk.vtt": f"WEBVTT\n\n00:01.000 --> 00:02.000\n{SECRET} coaching.\n",
            "docs/definitions/zyzzyva-word.md": "---\nterm: week\ndefinition: Zyzzyva is it.\ndraft: true\n"
            "facets: {For whom: zyzzyva}\nsee_also: [sales-training]\n---\n[x](sales-coaching.md)\n",
            COACHING: edited(COACHING, "[sales-training]", "[sales-training, zyzzyva-word]"),
            ARTICLE: edited(ARTICLE, "episodes: [ramp-time]", "episodes: [ramp-time, zyzzyva-talk]")
            + "\n[a](zyzzyva.md) [b](../../episodes/002-zyzzyva-talk.md#t=1) [c](../definitions/zyzzyva-word.md) a week\n",
            EPISODE: edited(EPISODE, "[first-call]", "[first-call, zyzzyva]"),
        },
    )
    _, views = build(catalog, NOW)
    assert SECRET.lower() not in repr([*views.values()]).lower()
    assert not any(SECRET.lower() in view.body.html.load().lower() for view in views.values())
    assert not any(SECRET.lower() in url for url in views)
    later = build(catalog, NOW.replace(month=8))[1]
    assert ("articles/zyzzyva/" in later) == (how == "a date to come")


def test_a_page_does_not_grow_with_the_site(tmp_path: Path) -> None:
    """However many pages use a word, its definition lists a dozen and counts the rest."""
    text = TEXTS[ARTICLE].replace("aliases: [/blog/first-call/]\n", "")
    _, views = build(
        catalog_of(tmp_path, {f"docs/articles/a{number}.md": text for number in range(30)}), NOW
    )
    view = views.of(DefinitionPage, "definitions/sales-coaching/")
    assert (len(view.backlinks), view.backlinks_total) == (12, 31)
    assert len(views.of(EpisodePage, "podcast/ramp-time/").articles) <= 12


def test_an_article_says_who_wrote_it(tmp_path: Path) -> None:
    """Name, page and a sentence or two, which stand around it."""
    authors = "ann: {name: Ann Example, url: /about/, description: She coaches.}\n"
    _, views = build(catalog_of(tmp_path, {"docs/authors.yml": authors}), NOW)
    author = views.of(ArticlePage, "articles/first-call/").author
    assert author
    assert (author.name, author.url, author.description) == (
        "Ann Example",
        "about/",
        "She coaches.",
    )
