"""What docs/authors.yml says of those who write, and where pages show it."""

from pathlib import Path

import pytest
from podhub.links.views.kinds import ArticlePage, HomePage, TextPage

from tests.build.corpus import NOW, catalog_of, mistakes, picture
from tests.links.small_site import build

KNOWN = """\
ann:
  name: Ann Example
  role: coach
  url: /about/
  description: She coaches.
  image: assets/ann.jpg
  credentials: [Accredited coach]
  link: https://network.example/ann
"""
ABOUT = "---\ntitle: About us\ndescription: Who we are.\n---\n\nWe.\n"


def test_everything_known_of_an_author_is_shown(tmp_path: Path) -> None:
    """On the article, on the page that is theirs, and on home."""
    texts = {"docs/authors.yml": KNOWN, "docs/about.md": ABOUT, "docs/assets/ann.jpg": picture()}
    views = build(catalog_of(tmp_path, texts), NOW)[1]
    by = views.of(ArticlePage, "articles/first-call/").author
    assert by
    assert (by.image, by.credentials) == ("assets/ann.jpg", ("Accredited coach",))
    assert by.link == "https://network.example/ann"
    assert views.of(TextPage, "about/").authors == (by,)
    assert views.of(HomePage, "").author == by


@pytest.mark.parametrize(
    ("said", "missing"),
    [
        ("description: She coaches.", "image, credentials, link"),
        ("link: https://network.example/ann", "image, credentials, description"),
    ],
)
def test_what_prospects_miss_is_a_note(tmp_path: Path, said: str, missing: str) -> None:
    """One for each author; it stops nothing, and an author may switch it off."""
    author = f"ann:\n  name: Ann Example\n  {said}\n"
    [note] = mistakes(tmp_path, {"docs/authors.yml": author})
    assert note.startswith(f"docs/authors.yml:1: note: ann: expected {missing} as well")
    assert mistakes(tmp_path, {"docs/authors.yml": f"{author}  ignore: [author-unknown]\n"}) == []


def test_a_picture_that_is_not_there_is_a_mistake(tmp_path: Path) -> None:
    """With its line and what belongs there."""
    assert mistakes(tmp_path, {"docs/authors.yml": KNOWN, "docs/about.md": ABOUT}) == [
        "docs/authors.yml:6: ann.image: expected a picture in docs/, such as assets/portrait.jpg,"
        ' found "assets/ann.jpg"'
    ]
