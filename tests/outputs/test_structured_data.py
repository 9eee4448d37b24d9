"""The graph of each kind of page, made from the small hub's views alone."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Any

import pytest
from podhub.links.view import PageView
from podhub.model.entries import Catalog
from podhub.outputs.machine.structured_data import as_script, structured_data
from podhub.outputs.site import Site

from tests.build.corpus import catalog_of
from tests.links.small_site import build

SITE = Site("https://hub.example/", "The Hub", "About the work.", "en", "assets/mark.svg")
NOW = datetime(2026, 11, 24, tzinfo=UTC)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> tuple[Catalog, dict[str, PageView]]:
    """The small hub's content and its views."""
    catalog = catalog_of(tmp_path_factory.mktemp("small"))
    return catalog, build(catalog, NOW)[1]


def nodes(small: tuple[Catalog, dict[str, PageView]], url: str) -> dict[str, dict[str, Any]]:
    """A page's nodes by their types; each type stands once, but for terms."""
    catalog, views = small
    graph = structured_data(views[url], SITE, catalog.show, "cards/x.png")
    return {node["@type"]: node for node in reversed(graph["@graph"])}


def test_every_page_names_the_same_publisher_and_site(
    small: tuple[Catalog, dict[str, PageView]],
) -> None:
    """Their nodes are equal everywhere, and every id that a node refers to is on some page."""
    catalog, views = small
    every: dict[str, dict[str, Any]] = {}
    named: set[str] = set()
    for view in views.values():
        graph = structured_data(view, SITE, catalog.show)["@graph"]
        for node in graph:
            if node["@type"] in ("Organization", "WebSite", "PodcastSeries"):
                assert every.setdefault(node["@id"], node) == node
            every[node["@id"]] = node
        named |= set(re.findall(r'\{"@id": "([^"]+)"\}', json.dumps(graph)))
    assert named <= set(every)


def test_an_article_says_who_wrote_it_and_when(small: tuple[Catalog, dict[str, PageView]]) -> None:
    """Headline, date with its zone, author, publisher, picture."""
    article = nodes(small, "articles/first-call/")["Article"]
    view = small[1]["articles/first-call/"]
    assert article["headline"] == view.title
    assert article["datePublished"] == "2026-01-05T09:00:00+00:00"
    assert article["author"] == {
        "@type": "Person",
        "name": "Ann Example",
        "url": "https://hub.example/about/",
    }
    assert article["publisher"] == {"@id": "https://hub.example/#organization"}
    assert article["image"] == "https://hub.example/cards/x.png"


def test_an_episode_has_its_audio_its_words_and_its_show(
    small: tuple[Catalog, dict[str, PageView]],
) -> None:
    """The recording with type and size, the transcript by its address, moments as clips, the series
    with its feed."""
    found = nodes(small, "podcast/ramp-time/")
    episode, audio, series = found["PodcastEpisode"], found["AudioObject"], found["PodcastSeries"]
    view = small[1]["podcast/ramp-time/"].episode
    assert view
    assert episode["associatedMedia"] == {"@id": audio["@id"]}
    assert episode["partOfSeries"] == {"@id": series["@id"]}
    assert [clip["startOffset"] for clip in episode["hasPart"]] == [
        moment.at for moment in view.moments
    ]
    assert audio["encodingFormat"] == "audio/mpeg"
    assert view.transcript
    assert "transcript" not in audio
    assert audio["caption"]["contentUrl"] == "https://hub.example/podcast/ramp-time/transcript.vtt"
    assert series["webFeed"] == "https://hub.example/podcast.xml"


def test_a_definition_is_a_term_of_the_set(small: tuple[Catalog, dict[str, PageView]]) -> None:
    """The term has the id that other pages mention; the list of definitions is the set with all of
    them."""
    term = nodes(small, "definitions/sales-coaching/")["DefinedTerm"]
    whole = nodes(small, "definitions/")["DefinedTermSet"]
    assert term["@id"] == "https://hub.example/definitions/sales-coaching/#term"
    assert term["inDefinedTermSet"] == {"@id": whole["@id"]}
    assert {"@id": term["@id"]} in whole["hasDefinedTerm"]


def test_breadcrumbs_lead_down_to_the_page(small: tuple[Catalog, dict[str, PageView]]) -> None:
    """Home first, the page itself last."""
    steps = nodes(small, "articles/first-call/")["BreadcrumbList"]["itemListElement"]
    assert [step["position"] for step in steps] == [1, 2, 3]
    assert steps[0]["item"] == "https://hub.example/"
    assert steps[-1]["item"] == "https://hub.example/articles/first-call/"
    assert "BreadcrumbList" not in nodes(small, "")


@pytest.mark.parametrize(
    "text", ["</script><script>alert(1)</script>", "<!--", "]]>", "a\u2028b", "&lt;", '"\\']
)
def test_no_text_can_end_the_script_element(text: str) -> None:
    """Whatever an author writes, the element holds one JSON value that says it."""
    written = as_script({"name": text})
    assert not set("<>&\u2028") & set(written)
    assert json.loads(written) == {"name": text}
