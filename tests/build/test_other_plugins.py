"""Other plugins of MkDocs beside the engine: they add files, and work on pages, each page once."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from podhub.adapters.mkdocs_build import Site, build_site
from podhub.adapters.mkdocs_settings import is_more_than_ours
from podhub.build.hub import View
from podhub.build.plan import plan_site
from podhub.build.store import STORE, open_store
from podhub.model.problems import Problem

from tests.running import ROOT, contents

NOW = datetime(2026, 11, 27, tzinfo=UTC)
SETTINGS = """\
site_name: Bread
site_url: https://bread.example/
theme: {name: material, language: %s}
%s
"""
PAGE = "---\ntitle: %s\ndescription: What is here.\n---\n\nOurs.\n"
HOOK = """\
def on_page_content(html, page, **_):
    return html + f"<p class='theirs'>{page.url or 'home'}</p>"
def on_post_page(output, **_):
    return output.replace("Ours.", "Theirs.")
def on_post_build(config):
    with open(config.site_dir + "/more.txt", "w") as file:
        file.write("more")
"""


def write(root: Path, language: str, more: str, hook: str = HOOK) -> None:
    """A hub of two pages with a hook."""
    (root / "docs").mkdir(parents=True)
    (root / "mkdocs.yml").write_text(SETTINGS % (language, more), encoding="utf-8")
    (root / "theirs.py").write_text(hook, encoding="utf-8")
    shutil.copy(ROOT / "hooks" / "hub.py", root)
    for name in ("index", "about"):
        (root / "docs" / f"{name}.md").write_text(PAGE % name.title(), encoding="utf-8")


def built(root: Path, folder: Path | None) -> tuple[Site | None, list[Problem]]:
    """The hub, built or only tried."""
    store = open_store(root / STORE)
    done = build_site(plan_site(View(root, NOW), store), folder)
    store.close()
    return done


def site(root: Path, language: str, more: str) -> tuple[Path, tuple[str, ...]]:
    """A built hub of two pages, and which plugins have worked on its pages."""
    write(root, language, more)
    done, problems = built(root, root / "site")
    assert done, problems
    return root / "site", done.page_plugins


@pytest.mark.parametrize(
    ("hook", "said"),
    [
        ("raise RuntimeError('no\\n network')", "theirs.py:1: hook: expected code that MkDocs can run, found RuntimeError: no network"),
        ("\ndef x(:\n", "theirs.py:2: hook: expected code that MkDocs can run, found SyntaxError: invalid syntax"),
        ("def on_config(config):\n    return config.nothing", "theirs.py:2: hook: expected code that MkDocs can run, found AttributeError"),
        ("def on_page_content(html, **_):\n    open('/gone')", "theirs.py:2: hook: expected code that MkDocs can run, found FileNotFoundError"),
        ("def on_post_build(config):\n    from mkdocs.exceptions import PluginError\n    raise PluginError('no')", "theirs.py:3: hook: expected code that MkDocs can run, found PluginError: no"),
        ("import logging\ndef on_post_build(config):\n    logging.getLogger('mkdocs.theirs').warning('odd')", 'mkdocs.yml:4: hooks: expected plugins and hooks that warn of nothing, found "odd"'),
        ("def on_post_build(config):\n    open(config.site_dir + '/robots.txt', 'w').close()", "mkdocs.yml:1: plugins: expected plugins that leave the site's own files alone, found one that writes /robots.txt"),
        ("def on_files(files, config):\n    files.remove(files.get_file_from_path('about.md'))\n    return files", "docs/about.md:1: file: expected draft: true in it, or a place outside docs/"),
    ],
)  # fmt: skip
def test_what_a_hook_does_wrong_is_told_with_its_line(tmp_path: Path, hook: str, said: str) -> None:
    """To who only checks as well. What a hook takes out of MkDocs' files would be public here."""
    write(tmp_path, "en", "hooks: [theirs.py]", hook)
    assert is_more_than_ours(tmp_path)
    tried, [problem] = built(tmp_path, None)
    assert (tried, [problem]) == built(tmp_path, tmp_path / "site")
    assert str(problem).startswith(said)
    assert not (tmp_path / "site").exists()


def test_what_is_done_in_vain_is_told(tmp_path: Path) -> None:
    """Texts are read before hooks are asked, and templates get two values. That pages were made
    anew is said of those alone that could change one."""
    events = ("page_markdown", "page_context", "pre_page", "page_read_source", "post_template")
    hook = "".join(f"def on_{event}(one, **_):\n    return one\n" for event in events)
    hook += "def on_config(config):\n    config.site_name = 'Buns'\n"
    write(tmp_path, "en", "plugins: []\nhooks: [hub.py, theirs.py]", hook)
    done, _ = built(tmp_path, None)
    assert done
    assert done.page_plugins == ()
    changed, remark = map(str, done.remarks)
    assert changed == (
        "mkdocs.yml:1: note: site_name: expected a value in mkdocs.yml, which is read before plugins"
        ' and hooks are asked, found "Buns" from one of them [unused-setting]'
    )
    assert remark.startswith(
        "mkdocs.yml:5: note: hooks[2]: expected events that reach pages here ("
    )
    assert all(f"on_{event}" in remark for event in events)


def test_a_script_that_no_browser_runs_is_told(tmp_path: Path) -> None:
    """The page's own policy forbids it, and nobody would see why nothing happens."""
    hook = "def on_post_page(output, **_):\n    return output.replace('</body>', '<script>x()</script></body>')\n"
    write(tmp_path, "en", "hooks: [theirs.py]", hook)
    done, _ = built(tmp_path, None)
    assert done
    [remark] = map(str, done.remarks)
    assert remark.startswith("mkdocs.yml:4: note: hooks[1]: expected scripts and styles in files")
    assert "<script> in /" in remark
    assert "(theirs.py)" in remark


def test_filters_of_a_hook_reach_a_hubs_own_templates(tmp_path: Path) -> None:
    """Who changes one changes pages, which are made anew."""
    hook = (
        "def on_env(env, **_):\n    env.filters['loud'] = lambda text: text.%s()\n    return env\n"
    )
    write(tmp_path, "en, custom_dir: own", "hooks: [theirs.py]", hook % "upper")
    (tmp_path / "own").mkdir()
    template = (
        "{% extends 'podhub/page.html' %}{% block page_bottom %}{{ 'Ab' | loud }}{% endblock %}"
    )
    (tmp_path / "own/page.html").write_text(template, encoding="utf-8")
    for case, shown in (("upper", "AB"), ("lower", "ab")):
        (tmp_path / "theirs.py").write_text(hook % case, encoding="utf-8")
        done, problems = built(tmp_path, tmp_path / "site")
        assert done, problems
        assert done.page_plugins == ("theirs.py",)
        assert shown in (tmp_path / "site/about/index.html").read_text(encoding="utf-8")


def test_plugins_and_hooks_work_on_pages_and_add_files(tmp_path: Path) -> None:
    """What they make of a text and of a page is what the site shows, by our templates."""
    folder, plugins = site(tmp_path, "en", "plugins: []\nhooks: [theirs.py]")
    assert plugins == ("theirs.py",)
    about = (folder / "about/index.html").read_text(encoding="utf-8")
    assert "<h1>About</h1>" in about
    assert "<p class='theirs'>about/</p>" in about
    assert "<p>Theirs.</p>" in about
    assert "<p class='theirs'>home</p>" in (folder / "index.html").read_text(encoding="utf-8")
    assert (folder / "more.txt").read_text(encoding="utf-8") == "more"


def test_mkdocs_itself_builds_such_a_hub(tmp_path: Path) -> None:
    """Then its plugins write where the site is laid out."""
    site(tmp_path, "en", "plugins: []\nhooks: [theirs.py]")
    settings = tmp_path / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("theirs.py", "theirs.py, hub.py"))
    config = load_config(str(tmp_path / "mkdocs.yml"), site_dir=str(tmp_path / "again"))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    assert contents(tmp_path / "again") == contents(tmp_path / "site")


def test_a_hub_that_names_no_theme_is_built_the_same(tmp_path: Path) -> None:
    """By MkDocs, whose own theme it is then: no page loads that theme's search."""
    write(tmp_path, "en", "")
    settings = tmp_path / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("theme:", "# "), encoding="utf-8")
    done, problems = built(tmp_path, tmp_path / "site")
    assert done, problems
    settings.write_text(settings.read_text() + "hooks: [hub.py]\n", encoding="utf-8")
    config = load_config(str(settings), site_dir=str(tmp_path / "again"), strict=True)
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    again = contents(tmp_path / "again")
    again.pop("search/search_index.json")
    assert again == contents(tmp_path / "site")


def test_mkdocs_builds_again_where_it_has_built(tmp_path: Path) -> None:
    """It cleans its folder but for what is hidden: our own files there are no other plugin's, and a
    repository of the site's own stays."""
    site(tmp_path, "en", "plugins: []")
    with (tmp_path / "mkdocs.yml").open("a") as settings:
        settings.write("hooks: [hub.py]\n")
    hidden = tmp_path / "docs/.well-known/security.txt"
    hidden.parent.mkdir()
    output = tmp_path / "again"
    for text in ("One.", "Two."):
        hidden.write_text(text, encoding="utf-8")
        config = load_config(str(tmp_path / "mkdocs.yml"), site_dir=str(output))
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        assert (output / ".well-known/security.txt").read_text(encoding="utf-8") == text
        (output / ".git").mkdir(exist_ok=True)
        (output / ".git/HEAD").write_text(text, encoding="utf-8")
    hidden.unlink()
    build(config)
    assert not (output / ".well-known").exists()
    assert (output / ".git/HEAD").exists()


@pytest.mark.parametrize(
    ("language", "plugins"),
    [("en-GB", "plugins: [search]"), ("cy-GB", "plugins: [search]"), ("wo", "")],
)
def test_materials_own_search_does_no_harm(tmp_path: Path, language: str, plugins: str) -> None:
    """It is there where a hub names no plugins, and it knows fewer languages than there are."""
    folder, _ = site(tmp_path, language, plugins)
    home = (folder / "index.html").read_text(encoding="utf-8")
    assert f'<html lang="{language}"' in home
    assert "<p>Ours.</p>" in home
