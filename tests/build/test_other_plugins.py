"""Other plugins of MkDocs beside the engine: they add files, and work on pages, each page once."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from podhub.adapters.mkdocs_build import build_site
from podhub.build.hub import View
from podhub.build.plan import plan_site
from podhub.build.store import STORE, open_store

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


def site(root: Path, language: str, more: str) -> tuple[Path, tuple[str, ...]]:
    """A built hub of two pages, and which plugins have worked on its pages."""
    (root / "docs").mkdir(parents=True)
    (root / "mkdocs.yml").write_text(SETTINGS % (language, more), encoding="utf-8")
    (root / "theirs.py").write_text(HOOK, encoding="utf-8")
    shutil.copy(ROOT / "hooks" / "hub.py", root)
    for name in ("index", "about"):
        (root / "docs" / f"{name}.md").write_text(PAGE % name.title(), encoding="utf-8")
    store = open_store(root / STORE)
    built = build_site(plan_site(View(root, NOW), store), root / "site")
    store.close()
    assert built
    return root / "site", built[1]


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
