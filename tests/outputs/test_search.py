"""What is handed to the indexer: each page's own words, each passage of speech, and nothing that is
not public."""

import json
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import html
from podhub.links.pages import site_pages
from podhub.model.entries import Catalog
from podhub.outputs.search import pagefind_index as search_index
from podhub.outputs.search.documents import SearchDocument, search_documents, search_lists
from podhub.outputs.search.pagefind_index import SearchIndex

from tests.build.corpus import ARTICLE, EPISODE, NOW, catalog_of, edited
from tests.links.small_site import build


def documents(catalog: Catalog, now: datetime = NOW) -> dict[str, html.HtmlElement]:
    """Every document by its path, read."""
    graph, views = build(catalog, now)
    public = catalog.public(now)
    found = search_documents(public, site_pages(public), views, graph, "en")
    return {document.path: html.document_fromstring(document.html) for document in found}


def filters(document: html.HtmlElement) -> list[str]:
    """What a document can be filtered by."""
    return [
        str(name).removesuffix("[content]")
        for name in document.xpath("//meta/@data-pagefind-filter")
    ]


def test_each_page_with_words_of_its_own_is_a_document(tmp_path: Path) -> None:
    """Lists, topics, the home page and the search itself only repeat what others say."""
    assert list(documents(catalog_of(tmp_path))) == [
        "articles/first-call/index.html",
        "definitions/sales-coaching/index.html",
        "definitions/sales-training/index.html",
        "guides/where-to-begin/index.html",
        "podcast/ramp-time/index.html",
        "podcast/ramp-time/1.html",
        "definitions/sales-coaching-vs-sales-training/index.html",
    ]


def test_a_document_says_what_the_page_says(tmp_path: Path) -> None:
    """Title, description, key points and text; a definition's other words; an episode's moments
    with their seconds."""
    found = documents(catalog_of(tmp_path))
    article = found["articles/first-call/index.html"]
    assert filters(article) == ["kind=article", "topic=onboarding"]
    text = " ".join(article.text_content().split())
    for words in (
        "The first call",
        "What to do before it",
        "Ask before you tell.",
        "Before the call",
        "See the episode",
    ):
        assert words in text
    assert (
        "coaching"
        in found["definitions/sales-coaching/index.html"].get_element_by_id("forms").text_content()
    )
    episode = found["podcast/ramp-time/index.html"]
    assert episode.get_element_by_id("t=20").text_content() == "The first deal"
    # Nothing else stands below a moment: what is found there leads to its second.
    assert " ".join(episode.text_content().split()).endswith(
        "We speak of the first call.The first weekThe first deal"
    )


def test_a_passage_knows_its_sentences_seconds_and_speakers(tmp_path: Path) -> None:
    """Each sentence carries them in an id, which is not searched; the first one also the episode's
    title."""
    passage = documents(catalog_of(tmp_path))["podcast/ramp-time/1.html"]
    assert filters(passage) == ["kind=moment", "topic=onboarding"]
    assert passage.xpath("//span/@id") == ["t=1&by=Ann&in=How+long+is+ramp+time%3F", "t=20&by=Ben"]
    words = [
        "Sales",
        "coaching",
        "takes",
        "longer",
        "than",
        "a",
        "week.",
        "My",
        "first",
        "deal",
        "took",
        "ten.",
    ]
    assert passage.body.text_content().split() == words


def test_markup_in_an_authors_words_stays_text(tmp_path: Path) -> None:
    """A title is never read as HTML, nor does a name end an attribute."""
    title = 'Ask <b>"why"</b> & <script>how</script>'
    changes = {
        ARTICLE: edited(ARTICLE, "title: The first call", f"title: '{title}'"),
        EPISODE: edited(EPISODE, "title: How long is ramp time?", f"title: '{title}'"),
    }
    found = documents(catalog_of(tmp_path, changes))
    for path in ("articles/first-call/index.html", "podcast/ramp-time/index.html"):
        assert found[path].find(".//h1").text_content() == title
    assert all(not document.xpath("//script | //b") for document in found.values())


@pytest.mark.parametrize("held", ["draft: true\n", "date: 2027-01-05 09:00 +0000\n"])
def test_what_is_held_back_is_no_document_and_no_word(tmp_path: Path, held: str) -> None:
    """Neither a page nor a passage nor a topic."""
    changes: dict[str, str | bytes | None] = {}
    for path, date in ((ARTICLE, "2026-01-05"), (EPISODE, "2026-01-06")):
        written = f"date: {date} 09:00 +0000\n"
        changes[path] = edited(path, written, held if held.startswith("date") else written + held)
    catalog = catalog_of(tmp_path, changes)
    assert not [path for path in documents(catalog) if path.startswith(("articles/", "podcast/"))]
    filters = json.loads(search_lists(catalog.public(NOW))["search/filters.json"])
    assert not {"article", "episode", "moment"} & set(filters["kinds"])
    assert filters["topics"] == {}


def test_the_lists_have_every_kind_topic_and_defined_word(tmp_path: Path) -> None:
    """TermFinder and their other forms, and the titles of topics that have items."""
    lists = {path: json.loads(text) for path, text in search_lists(catalog_of(tmp_path)).items()}
    assert lists["search/filters.json"]["kinds"] == [
        "article",
        "definition",
        "comparison",
        "episode",
        "moment",
        "guide",
    ]
    assert lists["search/filters.json"]["topics"] == {"onboarding": "Onboarding"}
    assert lists["search/terms.json"] == [
        "sales coaching",
        "coaching",
        "sales training",
        "training",
        "SKO",
        "Onboarding",
    ]


def test_the_same_documents_make_the_same_files(tmp_path: Path) -> None:
    """Pagefind lists its filters in another order at each run; they are put in order."""
    names = ["onboarding", *(f"topic-{n}" for n in range(6))]
    topics = "".join(
        f"{name}: {{title: On {name}, description: All about it.}}\n" for name in names
    )
    article = edited(ARTICLE, "topics: [onboarding]", f"topics: [{', '.join(names)}]")
    catalog = catalog_of(tmp_path / "hub", {"docs/topics.yml": topics, ARTICLE: article})
    graph, views = build(catalog, datetime(2026, 6, 1, tzinfo=UTC))
    made = []
    for name in ("one", "two", "three"):
        (tmp_path / name).mkdir()
        SearchIndex(search_documents(catalog, site_pages(catalog), views, graph, "en")).finish(
            tmp_path / name
        )
        folder = tmp_path / name / "pagefind"
        made.append(
            {
                file.relative_to(folder).as_posix(): file.read_bytes()
                for file in folder.rglob("*")
                if file.is_file()
            }
        )
    assert made[0] == made[1] == made[2]
    assert {"pagefind.js", "pagefind-entry.json", "wasm.en.pagefind"} <= made[0].keys()
    assert len([path for path in made[0] if path.startswith("fragment/")]) == 7


def test_a_new_hub_finds_its_home_page(tmp_path: Path) -> None:
    """Where there is nothing else yet; Pagefind makes no index of nothing."""
    catalog = catalog_of(tmp_path / "hub")
    home = Catalog(pages=catalog.pages, bodies=catalog.bodies)
    graph, views = build(home, NOW)
    pages = [page for page in site_pages(home) if page.kind == "home"]
    SearchIndex(search_documents(home, pages, views, graph, "en")).finish(tmp_path)
    entry = json.loads((tmp_path / "pagefind/pagefind-entry.json").read_text())
    assert entry["languages"]["en"]["page_count"] == 1


def test_an_index_that_is_given_up_is_put_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A preview's next build begins when nothing of the one before is at work any more, however far
    that has come."""
    begun = threading.Event()

    def slowly(index: Path) -> None:
        begun.set()
        time.sleep(0.5)

    monkeypatch.setattr(search_index, "put_in_order", slowly)
    index, problems = (
        SearchIndex([SearchDocument("a.html", "<html lang='en'><body>Words</body></html>")]),
        list[str](),
    )
    index.finish_later(tmp_path, problems.append)
    assert begun.wait(60)
    index.stop()
    made = sorted(file.name for file in tmp_path.rglob("*"))
    time.sleep(1)
    assert sorted(file.name for file in tmp_path.rglob("*")) == made
    assert problems == []
