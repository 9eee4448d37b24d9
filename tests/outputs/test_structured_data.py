"""The graph of each kind of page, made from the small hub's views alone."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from podhub.links.views.kinds import EpisodePage
from podhub.outputs.machine.structured_data import as_script, structured_data
from podhub.outputs.show_view import show_view
from podhub.outputs.site_view import SiteView

from tests.build.corpus import catalog_of
from tests.links.small_site import Views, build

NOW = datetime(2026, 11, 24, tzinfo=UTC)


@dataclass(frozen=True)
class Small:
    """The small hub's site and its views."""

    site: SiteView
    views: Views


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Small:
    """The small hub."""
    catalog = catalog_of(tmp_path_factory.mktemp("small"))
    assert catalog.show
    site = SiteView(
        name="The Hub",
        url="https://hub.example/",
        description="About the work.",
        logo="assets/mark.svg",
        stylesheet="assets/hub.css",
        show=show_view(catalog.show),
    )
    return Small(site, build(catalog, NOW)[1])


def graph(small: Small, url: str, card: str | None = None) -> list[dict[str, Any]]:
    """The nodes of a page, as JSON holds them."""
    data = json.loads(as_script(structured_data(small.views[url], small.site, card)))
    return list(data["@graph"])


def nodes(small: Small, url: str) -> dict[str, dict[str, Any]]:
    """A page's nodes by their types; each type stands once, but for terms."""
    return {node["@type"]: node for node in reversed(graph(small, url, "cards/x.png"))}


def test_every_page_names_the_same_publisher_and_site(
    small: Small,
) -> None:
    """Their nodes are equal everywhere, and every id that a node refers to is on some page."""
    every: dict[str, dict[str, Any]] = {}
    named: set[str] = set()
    for url in small.views:
        described = graph(small, url)
        for node in described:
            if node["@type"] in ("Organization", "WebSite", "PodcastSeries"):
                assert every.setdefault(node["@id"], node) == node
            every[node["@id"]] = node
        named |= set(re.findall(r'\{"@id": "([^"]+)"\}', json.dumps(described)))
    assert named <= set(every)


def test_an_article_says_who_wrote_it_and_when(small: Small) -> None:
    """Headline, date with its zone, author, publisher, picture."""
    article = nodes(small, "articles/first-call/")["Article"]
    view = small.views["articles/first-call/"]
    assert article["headline"] == view.title
    assert article["datePublished"] == "2026-01-05T09:00:00+00:00"
    assert article["author"] == {
        "@type": "Person",
        "name": "Ann Example",
        "url": "https://hub.example/articles/first-call/",
    }
    assert article["publisher"] == {"@id": "https://hub.example/#organization"}
    assert article["image"] == "https://hub.example/cards/x.png"


def test_an_episode_has_its_audio_its_words_and_its_show(
    small: Small,
) -> None:
    """The recording with type and size, the transcript by its address, moments as clips, the series
    with its feed."""
    found = nodes(small, "podcast/ramp-time/")
    episode, audio, series = found["PodcastEpisode"], found["AudioObject"], found["PodcastSeries"]
    view = small.views.of(EpisodePage, "podcast/ramp-time/")
    assert episode["associatedMedia"] == {"@id": audio["@id"]}
    assert episode["partOfSeries"] == {"@id": series["@id"]}
    assert [clip["startOffset"] for clip in episode["hasPart"]] == [
        moment.at for moment in view.player.moments
    ]
    assert audio["encodingFormat"] == "audio/mpeg"
    assert view.transcript
    assert "transcript" not in audio
    assert audio["caption"]["contentUrl"] == "https://hub.example/podcast/ramp-time/transcript.vtt"
    assert series["webFeed"] == "https://hub.example/podcast.xml"


def test_a_definition_is_a_term_of_the_set(small: Small) -> None:
    """The term has the id that other pages mention; the list of definitions is the set with all of
    them."""
    term = nodes(small, "definitions/sales-coaching/")["DefinedTerm"]
    whole = nodes(small, "definitions/")["DefinedTermSet"]
    assert term["@id"] == "https://hub.example/definitions/sales-coaching/#term"
    assert term["inDefinedTermSet"] == {"@id": whole["@id"]}
    assert {"@id": term["@id"]} in whole["hasDefinedTerm"]


def test_breadcrumbs_lead_down_to_the_page(small: Small) -> None:
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
