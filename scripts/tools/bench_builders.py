"""The builders that the benchmark runs beside each other on the same Markdown: ours, plain MkDocs
with Material, and Hugo."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tools.checkout import ROOT
from tools.corpus_text import episode_stem

NOW = "2026-11-23 09:00 +0000"
SLUG = "episode-00001"
"""The episode that is edited"""
STEM = episode_stem(SLUG)
OURS, PLAIN, HUGO = "ours", "plain", "Hugo"
ENVIRONMENT = {
    **os.environ,
    "PYTHONPATH": os.pathsep.join([str(ROOT / "hooks"), str(ROOT / "scripts")]),
    "PYTHONUTF8": "1",
    "NO_MKDOCS_2_WARNING": "1",
}
"""As `scripts/hub` sets it"""


@dataclass(frozen=True)
class Builder:
    """How a site is built and previewed."""

    name: str
    build: tuple[str, ...]
    """The command that builds"""
    preview: Callable[[int], tuple[str, ...]]
    """The command that serves a preview at a port"""
    kept: tuple[Path, ...]
    """What is deleted before a build from nothing"""
    episode: Path
    """The file that is edited"""
    page: str
    """The address of its page"""

    def forget(self) -> None:
        """Delete all that builds have left."""
        for folder in self.kept:
            shutil.rmtree(folder, ignore_errors=True)

    def edit(self, word: str) -> None:
        """Write a sentence with this word into the episode."""
        text = self.episode.read_text(encoding="utf-8")
        self.episode.write_text(f"{text}\nOne more sentence about {word}.\n", encoding="utf-8")


def hub_command(command: str, root: Path, *options: str) -> tuple[str, ...]:
    """A command of the hub as `scripts/hub` hands it over."""
    return (sys.executable, "-m", "podhub.cli", command, "--root", str(root), *options)


def ours(root: Path) -> Builder:
    """The hub itself."""
    return Builder(
        OURS,
        hub_command("site", root, "--now", NOW),
        lambda port: hub_command("serve", root, "--port", str(port)),
        (root / "site", root / ".cache"),
        root / f"episodes/{STEM}.md",
        f"podcast/{SLUG}/",
    )


PLAIN_SETTINGS = """\
site_name: A plain site
site_url: https://plain.example/
nav: [{Home: index.md}, {Articles: articles/index.md}, {Podcast: podcast/index.md}]
not_in_nav: "/*/**"
theme: {name: material, font: false}
plugins: [search]
markdown_extensions:
  [abbr, admonition, attr_list, def_list, footnotes, sane_lists, tables, {toc: {permalink: ¶}}]
validation: {anchors: ignore}
"""


def plain(root: Path, hub: Path) -> Builder:
    """MkDocs with Material and its stock search: the hub's Markdown, each file a page, and no
    lists but those that somebody writes."""
    _copy_pages(hub, root / "docs")
    (root / "mkdocs.yml").write_text(PLAIN_SETTINGS, encoding="utf-8")
    program = (sys.executable, "-m", "mkdocs")
    settings = ("--config-file", str(root / "mkdocs.yml"))
    return Builder(
        PLAIN,
        (*program, "build", "--quiet", *settings),
        lambda port: (*program, "serve", "--livereload", "-a", f"127.0.0.1:{port}", *settings),
        (root / "site",),
        root / f"docs/podcast/{STEM}.md",
        f"podcast/{STEM}/",
    )


def _copy_pages(hub: Path, target: Path) -> None:
    """Copy the Markdown of a hub into one folder, with its links as they are right there."""
    shutil.copytree(hub / "docs", target, ignore=shutil.ignore_patterns("*.yml"))
    for page in target.glob("*/*.md"):
        text = page.read_text(encoding="utf-8")
        page.write_text(text.replace("../../episodes/", "../podcast/"), encoding="utf-8")
    for episode in (hub / "episodes").glob("*.md"):
        text = episode.read_text(encoding="utf-8").replace("../docs/", "../")
        (target / "podcast" / episode.name).write_text(text, encoding="utf-8")


HUGO_SETTINGS = """\
baseURL = "https://hugo.example/"
title = "A site by Hugo"
disableKinds = []
[taxonomies]
topic = "topics"
[markup.goldmark.renderHooks.link]
useEmbedded = "always"
"""
HUGO_LAYOUTS = {
    "baseof.html": """\
<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title>
<meta name="description" content="{{ .Description }}"></head>
<body><nav>{{ range .Site.Sections }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}</nav>
<main>{{ block "main" . }}{{ end }}</main></body></html>
""",
    "single.html": """\
{{ define "main" }}<h1>{{ .Title }}</h1>
{{ with .Params.audio }}<audio controls preload="none" src="{{ .url }}"></audio>{{ end }}
{{ .TableOfContents }}{{ .Content }}
<p>{{ range .GetTerms "topics" }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}</p>
<ul>{{ range first 5 (.Site.RegularPages.Related .) }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}
""",
    "list.html": """\
{{ define "main" }}<h1>{{ .Title }}</h1>{{ .Content }}
<ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}
""",
    "rss.xml": """\
{{ `<?xml version="1.0" encoding="utf-8"?>` | safeHTML }}
<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel>
<title>{{ .Title }}</title><link>{{ .Permalink }}</link><description>{{ .Title }}</description>
{{ range first 100 .RegularPages }}<item><title>{{ .Title }}</title><link>{{ .Permalink }}</link>
<guid>{{ .Params.guid | default .Permalink }}</guid>
<pubDate>{{ .Date.Format "Mon, 02 Jan 2006 15:04:05 -0700" }}</pubDate>
{{ with .Params.audio }}<enclosure url="{{ .url }}" length="{{ .bytes }}" type="{{ .type }}"/>
<itunes:duration>{{ .duration }}</itunes:duration>{{ end }}
<description>{{ .Content | html }}</description></item>{{ end }}</channel></rss>
""",
}


def hugo(root: Path, hub: Path) -> Builder | None:
    """Hugo with lists, topics, related pages and feeds, and no search; None where there is no
    Hugo."""
    beside = Path(sys.executable).parent
    program = shutil.which("hugo") or shutil.which("hugo", path=str(beside))
    if program is None:
        return None
    _copy_pages(hub, root / "content")
    for page in (root / "content").rglob("*.md"):
        text = page.read_text(encoding="utf-8").replace("\nterm: ", "\ntitle: ", 1)
        # Hugo reads times with seconds alone.
        text = re.sub(r"(?m)^(date: .{10} \d\d:\d\d) ", r"\1:00 ", text, count=1)
        page.write_text(text, encoding="utf-8")
        if page.stem == "index":
            page.rename(page.with_name("_index.md"))
    (root / "hugo.toml").write_text(HUGO_SETTINGS, encoding="utf-8")
    layouts = root / "layouts" / "_default"
    layouts.mkdir(parents=True)
    for name, text in HUGO_LAYOUTS.items():
        (layouts / name).write_text(text, encoding="utf-8")
    source = ("--source", str(root))
    return Builder(
        HUGO,
        (program, "--quiet", *source),
        lambda port: (program, "server", "--bind", "127.0.0.1", "--port", str(port), *source),
        (root / "public", root / "resources"),
        root / f"content/podcast/{STEM}.md",
        f"podcast/{STEM}/",
    )
