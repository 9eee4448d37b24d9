"""Reads a piece of Markdown as the text of an article."""

from podhub.markup.body import read_body
from podhub.model.body import Body, BodyLink, Destination
from podhub.model.document import Document

PATH = "docs/articles/a.md"


def read(markdown: str, line: int = 1) -> tuple[Body, list[str]]:
    """The body, and what its author is told, without the file's name."""
    body, problems = read_body(Document(PATH, {}, body=markdown, body_line=line))
    return body, [str(problem).removeprefix(f"{PATH}:") for problem in sorted(problems)]


def as_written(link: BodyLink) -> Destination:
    """Leads where the author wrote."""
    return Destination(link.target)


def page(markdown: str) -> str:
    """The HTML of a text in which nothing is wrong."""
    body, problems = read(markdown)
    assert problems == []
    return body.with_links(as_written)


def twin(markdown: str) -> str:
    """The Markdown that machines get of it."""
    return read(markdown)[0].markdown(lambda link: link.target)
