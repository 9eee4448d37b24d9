"""A hub's own templates: what cannot be in them is a mistake with its line, as in any file."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from podhub.build.hub import View
from podhub.cli.building import build_into, store_of
from podhub.read.settings import read_settings

SETTINGS = "site_name: A\nsite_url: https://a.example/\ntheme: {name: material, custom_dir: own}\nplugins: []\n"
START = '{% extends "podhub/page.html" %}'


def hub(root: Path, template: str) -> None:
    """A hub of one page, with a template of its own for such pages."""
    for folder in ("own", "docs"):
        (root / folder).mkdir()
    (root / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    (root / "own" / "page.html").write_text(template, encoding="utf-8")
    for name in ("index", "about"):
        text = f"---\ntitle: {name}\ndescription: What is here.\n---\n\nWords.\n"
        (root / "docs" / f"{name}.md").write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("template", "said"),
    [
        (START + "\n{% block page_botom %}x{% endblock %}", "2: block: expected one of announce, "),
        (START + "\n{% block page_bottom %}x", "2: template: expected a template that Jinja can"),
        ('{% extends "page.html" %}', 'extends: expected podhub/page.html, found "page.html"'),
        ('{% extends "podhub/pgae.html" %}', "1: extends: expected one of podhub's templates"),
    ],
)
def test_what_cannot_be_is_told_with_its_line(tmp_path: Path, template: str, said: str) -> None:
    """Before anything is built; a block that ours has not would say nothing."""
    hub(tmp_path, template)
    [problem] = map(str, read_settings(tmp_path, {})[1])
    assert problem.startswith("own/page.html:")
    assert said in problem


def test_templates_that_are_right_are_no_mistake(tmp_path: Path) -> None:
    """Blocks of the frame, blocks of one's own in them, and templates that extend none of ours."""
    hub(tmp_path, START + "{% block footer %}{% block mine %}{% endblock %}{% endblock %}")
    (tmp_path / "own" / "partial.html").write_text("{% block mine %}{% endblock %}")
    assert read_settings(tmp_path, {})[1] == []


@pytest.mark.parametrize("wrong", ["page.title | nofilter", "page.nobody.name", "config.site_name"])
def test_what_a_page_does_not_have_is_told_with_its_line(
    tmp_path: Path, wrong: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not by a traceback."""
    hub(tmp_path, START + "\n{% block page_bottom %}{{ " + wrong + " }}{% endblock %}")
    now = datetime(2026, 11, 27, tzinfo=UTC)
    with store_of(tmp_path) as store:
        assert build_into(tmp_path / "site", View(tmp_path, now), store) is None
    assert capsys.readouterr().err.startswith("own/page.html:2: template: expected what pages")


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    """A link that leads nowhere, or to itself; what Jinja extends may be no name."""
    hub(tmp_path, "{% extends 5 %}")
    for name in ("nowhere", "lost.html"):
        (tmp_path / "own" / "lost.html").unlink(missing_ok=True)
        (tmp_path / "own" / "lost.html").symlink_to(name)
        [problem] = map(str, read_settings(tmp_path, {})[1])
        assert problem.startswith("own/lost.html:1: template: expected a file that can be read, ")
