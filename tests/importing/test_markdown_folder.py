"""Folders of five other generators: what comes over, as what, and what is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from podhub.build.reading import read_catalog
from podhub.importing.markdown.folder import ImportedFolder, import_folder
from podhub.model.entries import Catalog

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc00000030101"
    "00c9fe92ef0000000049454e44ae426082"
)


def brought(tmp_path: Path, files: dict[str, str | bytes]) -> tuple[Catalog, ImportedFolder, Path]:
    """What a folder becomes in a new hub."""
    folder, root = tmp_path / "theirs", tmp_path / "ours"
    for name, data in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data.encode() if isinstance(data, str) else data)
    (root / "docs").mkdir(parents=True)
    (root / "docs/index.md").write_text("---\ntitle: Home\ndescription: Home.\n---\n")
    done, wrong = import_folder(folder, root)
    assert wrong == []
    catalog, problems = read_catalog(root)
    assert [str(problem) for problem in problems] == []
    return catalog, done, root


HUGO = {
    "content/posts/first/index.md": """\
+++
title = "First"
date = 2024-03-01T09:00:00+01:00
lastmod = 2024-04-01T09:00:00+01:00
description = "What came first."
tags = ["Wood", "Tools & jigs"]
aliases = ["/old/first/"]
author = "Ann Lee"
weight = 3
+++

Words. See [the second]({{< ref "second.md" >}}), and {{< youtube dQw4w9WgXcQ >}}.

<!--more-->

{{< figure src="saw.png" alt="A saw" caption="Ours" >}}

{{< chart 3 >}}
""",
    "content/posts/first/saw.png": PIXEL,
    "content/posts/second.md": "---\ntitle: Second\ndate: 2024-03-02\ndraft: true\n---\nText about [it](/posts/first/).\n",
    "content/glossary/dovetail.md": "---\ntitle: dovetail\nsummary: A joint of wedges.\n---\nMore of it.\n",
}


def test_hugo(tmp_path: Path) -> None:
    """TOML, bundles with their pictures, references, shortcodes, old addresses."""
    catalog, done, root = brought(
        tmp_path,
        HUGO
        | {
            "content/posts/first/index.md": str(HUGO["content/posts/first/index.md"]).replace(
                "{{< chart 3 >}}\n", ""
            )
        },
    )
    first = catalog.articles["first"]
    assert first.fields.topics == ("wood", "tools-jigs")
    assert catalog.topics["tools-jigs"].title == "Tools & jigs"
    assert first.fields.author == "ann-lee"
    assert first.fields.updated
    assert [alias.file for alias in first.fields.aliases] == ["old/first/index.html"]
    text = (root / first.path).read_text(encoding="utf-8")
    assert "[the second](second.md)" in text
    assert "![A saw](../assets/saw.png)" in text
    assert "<https://www.youtube.com/watch?v=dQw4w9WgXcQ>" in text
    assert "more-->" not in text
    assert catalog.articles["second"].fields.draft
    assert catalog.definitions["dovetail"].fields.definition == "A joint of wedges."
    assert (done.articles, done.definitions, done.pictures) == (2, 1, 1)
    assert done.told == [
        "weight: expected a field that says something here, found it in 1 of 3 files (left out)"
    ]


def test_what_has_no_counterpart_is_told_with_its_line(tmp_path: Path) -> None:
    """And stays in the text, where `check` names it too."""
    folder = tmp_path / "theirs"
    (folder / "a").mkdir(parents=True)
    (folder / "a/x.md").write_text(str(HUGO["content/posts/first/index.md"]))
    done, _ = import_folder(folder, tmp_path / "ours")
    assert "a/x.md:18: expected Markdown, found {{< chart 3 >}}" in done.told
    assert "a/x.md:12: expected a link to a file that is there, found second.md" in done.told


@pytest.mark.parametrize("ending", ["md", "markdown"])
def test_jekyll(tmp_path: Path, ending: str) -> None:
    """Dates in names, categories in one text, Liquid; a pattern of addresses is told."""
    catalog, done, root = brought(
        tmp_path,
        {
            f"_posts/2023-05-06-how-to-glue.{ending}": "---\nlayout: post\ntitle: How to glue\ncategories: glue\npermalink: /2023/how-to-glue/\n---\n"
            "{% raw %}Clamp{% endraw %} it, then read [on]({% post_url 2023-05-07-next %}).\n\n{% highlight python %}\nprint(1)\n{% endhighlight %}\n"
            "\n![jig]({{ site.baseurl }}/assets/jig.png)\n",
            "_posts/2023-05-07-next.md": "---\ntitle: Next\npermalink: /:categories/:title.html\n---\n# Next\n\nDone. [Back](/2023/how-to-glue/)\n\n# Part\n",
            "assets/jig.png": PIXEL,
            "_layouts/post.md": "---\ntitle: none\n---\n",
        },
    )
    glue = catalog.articles["how-to-glue"]
    assert f"{glue.fields.date:%Y-%m-%d}" == "2023-05-06"
    text = (root / glue.path).read_text(encoding="utf-8")
    assert "Clamp it, then read [on](next.md)." in text
    assert "```python\nprint(1)\n```" in text
    assert "![jig](../assets/jig.png)" in text
    other = (root / "docs/articles/next.md").read_text(encoding="utf-8")
    assert "[Back](how-to-glue.md)" in other
    assert "\n## Part" in other
    assert "\n# " not in other
    assert done.articles == 2
    told = [line for line in done.told if "/:categories/:title.html" in line]
    assert told == [
        '_posts/2023-05-07-next.md: permalink: expected an address without placeholders, found "/:categories/:title.html" (left out)'
    ], done.told


def test_eleventy_and_json(tmp_path: Path) -> None:
    """Tags in a list, front matter in braces, Nunjucks' filters."""
    catalog, _, root = brought(
        tmp_path,
        {
            "blog/one.md": '---json\n{"title": "One", "date": "2024-01-02", "tags": ["post"]}\n---\nGo [there]({{ "/blog/two/" | url }}).\n',
            "blog/two.md": '{"title": "Two", "date": "2024-01-03"}\nText.\n',
        },
    )
    assert "[there](two.md)" in (root / catalog.articles["one"].path).read_text(encoding="utf-8")
    assert catalog.articles["two"].title == "Two"


def test_obsidian(tmp_path: Path) -> None:
    """Links by name, embedded pictures, private remarks, names beside the own one."""
    catalog, done, root = brought(
        tmp_path,
        {
            "Ramp up.md": "---\ntags: [sales]\ncreated: 2024-02-03\n---\nSee [[Glossary/Quota|the quota]], [[Nobody]] and `[[code]]`. %%not for readers%%\n\n![[chart.png]]\n",
            "Glossary/Quota.md": "---\naliases: [target]\n---\nWhat somebody is to sell.\n\nMore.\n",
            "files/chart.png": PIXEL,
            "Notes.md": "---\ntags: [sales]\n---\n%%secret%% A ==marked== word, and `a == b == c`.[^1]\n\n> [!tldr]- In short\n> Wait.\n\n> [!warning]\n> Now.\n\n[^1]: True.\n",
            ".obsidian/app.json": "{}",
        },
    )
    text = (root / "docs/articles/ramp-up.md").read_text(encoding="utf-8")
    assert "[the quota](../definitions/quota.md)" in text
    assert "Nobody and `[[code]]`" in text
    assert "<!--not for readers-->" in text
    assert "![chart.png](../assets/chart.png)" in text
    assert catalog.definitions["quota"].fields.forms == ("target",)
    assert catalog.definitions["quota"].fields.definition == "What somebody is to sell."
    assert [line for line in done.told if "[[Nobody]]" in line]
    notes = catalog.articles["notes"]
    assert notes.fields.description == "A marked word, and a == b == c."
    text = (root / notes.path).read_text(encoding="utf-8")
    assert "<!--secret-->\n\nA <mark>marked</mark> word, and `a == b == c`.[^1]\n" in text
    assert '!!! abstract "In short"\n    Wait.\n\n> [!WARNING]\n> Now.\n' in text


def test_mkdocs_blog(tmp_path: Path) -> None:
    """Dates in a table, several authors."""
    catalog, done, _ = brought(
        tmp_path,
        {
            "blog/posts/hello.md": "---\ndate:\n  created: 2024-01-31\n  updated: 2024-02-02\ncategories: [News]\nauthors: [ann, bob]\n---\n\n# Hello\n\nText.\n\n<!-- more -->\n",
        },
    )
    hello = catalog.articles["hello"]
    assert hello.title == "Hello"
    assert hello.fields.updated
    assert hello.fields.author == "ann"
    assert [line for line in done.told if "author: expected one author" in line]


def test_a_second_import_changes_nothing(tmp_path: Path) -> None:
    """What was brought may have been edited since."""
    _, _, root = brought(tmp_path, {"a.md": "---\ntitle: A\ndate: 2024-01-01\n---\nText.\n"})
    file = root / "docs/articles/a.md"
    file.write_text(file.read_text() + "\nMine.\n")
    done, _ = import_folder(tmp_path / "theirs", root)
    assert (done.articles, done.known) == (0, 1)
    assert file.read_text().endswith("Mine.\n")


@pytest.mark.parametrize("table", ["wood: [\n", "- wood\n", "wood:\n\ttitle: Wood\n"])
def test_nothing_is_written_beside_topics_that_cannot_be_read(tmp_path: Path, table: str) -> None:
    """What is wrong with them is told with its line."""
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs/a.md").write_text("---\ntitle: A\n---\nWords.\n")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/topics.yml").write_text(table)
    done, wrong = import_folder(tmp_path / "theirs", tmp_path)
    assert [(problem.path, problem.field) for problem in wrong] == [
        ("docs/topics.yml", "front matter")
    ]
    assert not (tmp_path / "docs/articles").exists()
    assert done.articles == 0


def test_code_in_code_ends_nothing(tmp_path: Path) -> None:
    """Three signs with a word behind them begin code; they never end it (CommonMark 4.5)."""
    text = (
        "---\ntitle: A\ndate: 2024-01-01\n---\n\n```\n```python\n[[nowhere]]\n```\n\nA\x000\x00B.\n"
    )
    _, done, root = brought(tmp_path, {"a.md": text})
    assert done.told == []
    article = (root / "docs/articles/a.md").read_text()
    assert "[[nowhere]]" in article
    assert "A0B." in article


def test_links_to_a_folder_or_with_odd_names_are_told(tmp_path: Path) -> None:
    """The top of the site, the folder around, a name that no disk takes."""
    links = ["/", "./", "../", "a" * 300, "%00", "b/"]
    body = "\n".join(f"[words]({link})" for link in links)
    text = f"---\ntitle: A\ndate: 2024-01-01\n---\n\nAbout that.\n\n{body}\n"
    other = "---\ntitle: B\ndate: 2024-01-01\n---\n\nB.\n"
    _, done, root = brought(tmp_path, {"posts/a.md": text, "posts/b/index.md": other})
    assert len([line for line in done.told if "a link to a file that is there" in line]) == 5
    assert "[words](b.md)" in (root / "docs/articles/a.md").read_text()


ODD = {
    "index.md": "---\ntitle: Home of ours\ndate: 2024-01-01\n---\nWords.\n",
    "a/_index/index.md": "---\ndate: 2024-01-01\nslug: index\ntitle: Index\n---\nWords.\n",
    "blank.md": "---\ntitle: ' '\ndate: 2024-01-01\n---\nWords.\n",
    "long.md": f"---\ntitle: {'word ' * 80}\nslug: {'word-' * 80}\ndate: 2024-01-01\n---\nWords.\n",
    "tags.md": f'---\ntitle: Tags\ndate: 2024-01-01\ntags: ["a\\nb", "{"long " * 60}"]\nauthor: "A\\nB"\n---\nWords.\n',
    "glossary/forms.md": "---\nterm: Forms\nforms: ['%', shape]\n---\nWords.\n",
}


def test_what_cannot_be_is_made_to_fit(tmp_path: Path) -> None:
    """The hub has no mistake afterwards; what was cut is told."""
    catalog, done, _ = brought(tmp_path, dict(ODD))
    assert set(catalog.articles) >= {"home-of-ours", "untitled", "blank", "tags"}
    assert catalog.articles["blank"].title == "Blank"
    assert [topic.title for topic in catalog.topics.values()][-2] == "A b"
    assert catalog.definitions["forms"].fields.forms == ("shape",)
    told = [line.split(": ")[1] for line in done.told if line.startswith("long.md")]
    assert told == ["title", "file name"]
