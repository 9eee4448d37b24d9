"""Installed into an empty environment, with an empty home: what a new user does first."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import podhub
import pytest
import yaml
from click.testing import CliRunner
from lxml import html
from podhub.build.hub import View, read_hub
from podhub.cli.building import store_of
from podhub.cli.init import init
from podhub.outputs.cards.show_artwork import show_artwork

from tests.package.conftest import Installed
from tests.running import ROOT, Hub, contents


@pytest.fixture(scope="module")
def first_hub(installed: Installed, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A hub with everything that `init` makes of its own accord."""
    folder = tmp_path_factory.mktemp("first")
    done = installed.run("init", "my-show", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder / "my-show"


def test_two_commands_lead_to_a_site_and_a_third_makes_it_public(
    installed: Installed, first_hub: Path
) -> None:
    """Nothing is asked where nobody can answer, and nothing is left to fix."""
    checked = installed.run("check", cwd=first_hub)
    assert (checked.returncode, checked.stderr) == (0, "")
    done = installed.run("publish", "../out", cwd=first_hub)
    assert done.returncode == 0, done.stdout + done.stderr
    public = first_hub.parent / "out" / "current"
    assert "<h1>My show</h1>" in (public / "index.html").read_text(encoding="utf-8")
    assert "<title>My show</title>" in (public / "podcast.xml").read_text(encoding="utf-8")


def test_a_hub_without_a_podcast_is_published(installed: Installed, tmp_path: Path) -> None:
    """What was public is written down there too, though no folder of episodes is there."""
    done = installed.run("init", "hub", "--yes", "--no-podcast", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    hub = tmp_path / "hub"
    (hub / "docs/articles/a-first-article.md").write_text(PUBLIC, encoding="utf-8")
    for _ in range(2):
        done = installed.run("publish", "out", "--root", "hub", cwd=tmp_path)
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "out/current/articles/a-first-article/index.html").is_file()
    assert "articles/a-first-article/" in (hub / "episodes/ledger.yml").read_text(encoding="utf-8")
    done = installed.run("diff", ".", cwd=hub)
    assert "hub: expected a podcast in ., found a hub without one" in done.stderr


def test_the_hub_is_found_from_any_folder_below(installed: Installed, first_hub: Path) -> None:
    """As git finds its repository."""
    done = installed.run("check", cwd=first_hub / "docs" / "articles")
    assert done.stdout.startswith("All right: ")


def test_a_hub_is_never_written_over(installed: Installed, first_hub: Path) -> None:
    """What is there stays, and is told."""
    before = contents(first_hub)
    done = installed.run("init", cwd=first_hub)
    assert done.returncode == 1
    assert "expected a folder without a hub" in done.stderr
    assert contents(first_hub) == before


def test_a_hub_may_leave_out_any_part(tmp_path: Path) -> None:
    """Only a podcast, and none; a part that is left out is no mistake."""
    for only, left in (("podcast", "articles"), ("articles", "podcast")):
        folder = tmp_path / only
        without = [f"--no-{name}" for name in (left, "definitions", "guides")]
        done = CliRunner().invoke(init, [str(folder), "--yes", *without])
        assert done.exit_code == 0, done.output
        with store_of(folder) as store:
            hub = read_hub(View(folder, datetime(2026, 11, 27, tzinfo=UTC)), store)
        assert not hub.problems
        kinds = {path.parent.name for path in folder.glob("**/*.md") if path.name != "index.md"}
        assert kinds == {"episodes" if only == "podcast" else "articles"}
        workflow = (folder / ".github/workflows/publish.yml").read_text(encoding="utf-8")
        assert ("--against" in workflow) == (only == "podcast")


def test_help_and_version_speak_of_podhub(installed: Installed, first_hub: Path) -> None:
    """Nobody has a launcher of ours."""
    for arguments in (["--help"], ["init", "--help"], ["check", "--help"]):
        done = installed.run(*arguments, cwd=first_hub)
        assert done.returncode == 0
        assert "scripts/hub" not in done.stdout
        assert "podhub" in done.stdout
    assert installed.run("--version", cwd=first_hub).stdout.startswith("podhub 0.")


def test_our_site_is_the_same_by_the_hook_and_by_the_installed_plugin(
    installed: Installed, plain_site: Path, now: str, tmp_path: Path
) -> None:
    """The same bytes, from `podhub site` and from MkDocs itself."""
    for name in ("docs", "episodes"):
        shutil.copytree(ROOT / name, tmp_path / name)
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    hooked = "hooks: [hooks/hub.py]\n"
    assert hooked in settings
    plugged = settings.replace(hooked, "").replace("plugins: []", "plugins: [podhub]")
    (tmp_path / "mkdocs.yml").write_text(plugged, encoding="utf-8")
    done = installed.run("site", "--now", now, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert contents(tmp_path / "site") == contents(plain_site)
    built = installed.program("mkdocs", "build", "--strict", "-d", "other", cwd=tmp_path)
    assert built.returncode == 0, built.stderr
    assert (tmp_path / "other" / "index.html").is_file()


def test_a_hub_of_the_first_release_builds_with_this_one(
    installed: Installed, tmp_path: Path
) -> None:
    """Its files as podhub 0.2 began them (hub_of_0_2/), and settings that are older still: what
    changed and what is going away is told once, and stops nothing."""
    shutil.copytree(Path(__file__).parent / "hub_of_0_2", tmp_path, dirs_exist_ok=True)
    (tmp_path / "episodes/artwork.png").write_bytes(show_artwork("Garden hours"))
    done = installed.run("site", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert (tmp_path / "site/articles/a-first-article/index.html").is_file()
    generator = f'<meta name="generator" content="podhub {podhub.__version__}">'
    assert generator in (tmp_path / "site/index.html").read_text(encoding="utf-8")
    feed = (tmp_path / "site/podcast.xml").read_text(encoding="utf-8")
    assert f"<generator>podhub {podhub.__version__}" in feed
    settings = yaml.safe_load((tmp_path / "mkdocs.yml").read_text(encoding="utf-8"))
    settings["nav"] = [{"Home": "index.md"}, {"Podcast": "podcast/index.md"}]
    settings["extra_javascript"] = [{"path": "assets/hub.js", "type": "module"}]
    settings["extra"]["podhub"] = "0.1"
    (tmp_path / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    done = installed.run("check", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    names = {line.rpartition("[")[2].rstrip("]") for line in done.stderr.splitlines()}
    assert names == {"changed-settings", "leaving-setting"}
    settings["extra"]["podhub"] = "99.1"
    (tmp_path / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    done = installed.run("check", cwd=tmp_path)
    assert (
        "extra.podhub: expected podhub 99.1 (pip install --upgrade podhub), found podhub 0."
        in done.stderr
    )


def test_commands_that_need_an_extra_say_which(installed: Installed, first_hub: Path) -> None:
    """A package that is not there is no mistake of the author's."""
    done = installed.run("publish", "s3:bucket/site", cwd=first_hub)
    assert done.returncode
    assert 'pip install "podhub[publish]"' in done.stderr
    assert "Traceback" not in done.stderr


def test_a_copy_of_the_launcher_is_not_needed_for_pushes(
    installed: Installed, first_hub: Path, tmp_path: Path
) -> None:
    """A hub that installs the package receives pushes too."""
    done = installed.run("receive", tmp_path / "site.git", cwd=first_hub)
    assert done.returncode == 0, done.stderr
    hook = (tmp_path / "site.git/hooks/pre-receive").read_text(encoding="utf-8")
    assert f"-m podhub.cli receive --root {first_hub}" in hook
    assert Hub(first_hub).root.is_dir()


def test_a_hub_says_one_block_of_a_template_otherwise(
    installed: Installed, first_hub: Path, tmp_path: Path
) -> None:
    """The rest of the page stays as it is, and what stands in a text is escaped in it too. The order
    of home and what the footer says need no template."""
    shutil.copytree(first_hub, tmp_path, dirs_exist_ok=True)
    imprint = "---\ntitle: Imprint\ndescription: Who we are.\n---\n\nWe.\n"
    (tmp_path / "docs/imprint.md").write_text(imprint, encoding="utf-8")
    (tmp_path / "docs/articles/a-first-article.md").write_text(PUBLIC, encoding="utf-8")
    with (tmp_path / "docs/index.md").open("a", encoding="utf-8") as home_text:
        home_text.write("\nOur own words.\n")
    with (tmp_path / "mkdocs.yml").open("a", encoding="utf-8") as more:
        more.write(
            "  home: [articles, text]\n  footer:\n    text: Made at home.\n    sections: false\n"
            "    links: [imprint.md, https://example.org/]\n"
        )
    (tmp_path / "overrides").mkdir()
    (tmp_path / "overrides/home.html").write_text(
        '{% extends "podhub/home.html" %}{% block page_bottom %}<p class="mine">{{ "<&>" }}</p>{{ super() }}{% endblock %}'
    )
    settings = (tmp_path / "mkdocs.yml").read_text(encoding="utf-8")
    named = settings.replace("  name: material\n", "  name: material\n  custom_dir: overrides\n")
    (tmp_path / "mkdocs.yml").write_text(named, encoding="utf-8")
    done = installed.run("site", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    home = (tmp_path / "site/index.html").read_text(encoding="utf-8")
    assert '<p class="mine">&lt;&amp;&gt;</p>' in home
    assert "<h1>My show</h1>" in home
    assert 'class="mine"' not in (tmp_path / "site/podcast/index.html").read_text(encoding="utf-8")
    assert 0 < home.index("A first article") < home.index("Our own words.")
    foot = html.fromstring(home.partition("<footer")[2])
    assert [a.text for a in foot.iter("a")] == [
        "Imprint",
        "example.org",
        "hello@my-show.example",
        "Back to top",
    ]
    assert "Made at home." in foot.text_content()
    assert "Imprint" not in home.partition("</header>")[0]  # since the footer names it


PUBLIC = """\
---
title: A first article
description: About us.
date: 2026-01-01 09:00 +0000
topics: [first-topic]
key_points: [It is the first.]
---

Words.
"""
