"""A hub's own templates: what cannot be in them is a mistake with its line, as in any file."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from podhub.adapters.mkdocs_build import build_site
from podhub.adapters.mkdocs_settings import is_more_than_ours
from podhub.build import parallel
from podhub.build.hub import View
from podhub.build.plan import plan_site
from podhub.cli.building import store_of
from podhub.read.settings import read_settings

SETTINGS = "site_name: A\nsite_url: https://a.example/\ntheme: {name: material, custom_dir: own}\nplugins: []\n"
NOW = datetime(2026, 11, 27, tzinfo=UTC)
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
        ('{% extends "base.html" %}', '1: extends: expected podhub/page.html, found "base.html"'),
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


def test_code_that_no_browser_runs_is_told(tmp_path: Path) -> None:
    """Each with its line, and as advice: the page works without."""
    parts = (
        "<script>a()</script>\n<p style='color: red' onclick='b()'>\n<script src='c.js'></script>"
    )
    hub(tmp_path, START + "\n{% block page_bottom %}" + parts + "{% endblock %}")
    settings, problems = read_settings(tmp_path, {})
    assert problems == []
    assert [(one.path, one.line, one.found) for one in sorted(settings.remarks)] == [
        ("own/page.html", 2, "<script>"),
        ("own/page.html", 3, 'onclick="…"'),
        ("own/page.html", 3, 'style="…"'),
    ]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("{{ page.title | nofilter }}", "found No filter named 'nofilter'."),
        ("{{ page.nobody.name }}", "has no attribute 'nobody'"),
        ("{{ config.site_name }}", "found 'config' is undefined"),
        ("{{ page.title + 1 }}", "can only concatenate str"),
        ("{{ 1 // 0 }}", "division"),
        ("{{ 5 | clock | truncate('a') }}", "found "),
        ("{% if page.url == 'about/' %}{{ page.title.nope() }}{% endif %}", "no attribute 'nope'"),
        ("{% include 'gone.html' %}", 'expected a template that is there, found "gone.html"'),
    ],
)
def test_what_a_page_does_not_have_is_told_with_its_line(
    tmp_path: Path, wrong: str, said: str
) -> None:
    """Not by a traceback, and to who only checks as well, who reads what a build would say."""
    hub(tmp_path, START + "\n{% block page_bottom %}" + wrong + "{% endblock %}")
    assert is_more_than_ours(tmp_path)
    with store_of(tmp_path) as store:
        plan = plan_site(View(tmp_path, NOW), store)
        tried, [problem] = build_site(plan, None)
        assert (tried, [problem]) == build_site(plan, tmp_path / "site")
    assert str(problem).startswith("own/page.html:2: template: expected ")
    assert said in str(problem)


def test_a_mistake_comes_out_of_a_fork_as_it_went_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A traceback does not: it was told in a hundred lines, of which none was the template's."""
    hub(tmp_path, START + "\n{% block page_bottom %}{{ config.site_name }}{% endblock %}")
    for limit in (
        "TRIED",
        "WORTH",
    ):  # all but the first job are worth a process, which is the home page's
        monkeypatch.setattr(parallel, limit, -1)
    monkeypatch.setattr(parallel.os, "cpu_count", lambda: 2)
    monkeypatch.setattr(parallel, "can_fork", lambda: True)
    with store_of(tmp_path) as store:
        _, problems = build_site(plan_site(View(tmp_path, NOW), store), tmp_path / "site")
    assert [str(one).partition(": expected")[0] for one in problems] == [
        "own/page.html:2: template"
    ]


def test_check_makes_no_page_that_a_build_makes_again(tmp_path: Path) -> None:
    """And none that an earlier one has made."""
    hub(tmp_path, START + "{% block page_bottom %}x{% endblock %}")
    made = []
    for folder in (None, None, tmp_path / "site"):
        with store_of(tmp_path) as store:
            built, problems = build_site(plan_site(View(tmp_path, NOW), store), folder)
            assert built, problems
            made.append(store.made)
    assert made[0] >= 3
    assert made[1] == 0


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    """A link that leads nowhere, or to itself; what Jinja extends may be no name."""
    hub(tmp_path, "{% extends 5 %}")
    for name in ("nowhere", "lost.html"):
        (tmp_path / "own" / "lost.html").unlink(missing_ok=True)
        (tmp_path / "own" / "lost.html").symlink_to(name)
        [problem] = map(str, read_settings(tmp_path, {})[1])
        assert problem.startswith("own/lost.html:1: template: expected a file that can be read, ")
