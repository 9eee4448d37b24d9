"""`check` and `site` agree: what the one finds right the other builds, and what stops a build the
check says, with its line."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from lxml import html

from tests.running import Hub

HEAD = """\
---
title: A page of its own
description: Everything that a text can hold.
---

"""
RIGHT = """\
[To the transcript](../episodes/001-training-or-coaching.md#transcript),
to [the notes](../episodes/001-training-or-coaching.md#notes), to [a moment](../episodes/001-training-or-coaching.md#t=30),
to [key points](articles/who-should-coach.md#point-1),
to [a heading](#an-important-word), to [another](#in-a-note), to [one more](#transcript_1), to [this one](#by-hand).
A [picture's folder][1] and a footnote.[^1] Prices < 5 and `<name>` in code. <https://example.com>

## An _important_ word

## Transcript

## Related

## Named {#by-hand}

!!! note "Read this"

    A [link](articles/who-should-coach.md) in a note.

    ### In a note

[^1]: See [coaching](definitions/sales-coaching.md).

[1]: definitions/index.md

<details><summary>More</summary>
<p id="own"><a href="#own">Here</a>, and <a href="https://example.com">elsewhere</a>.</p>
</details>
"""
WRONG = """\
A <font color="red">red</font> word. Write <name> here.<o:p></o:p>

![A call](assets/my pic.png) and [a link](not there.md)

!!! note

    A [wrong](nope.md) link, and one to [no heading](#nowhere).

[^1]: One to [another](../episodes/001-training-or-coaching.md#nowhere). And so.[^1]

<a href="about.md">About us</a>
"""


def test_what_is_right_is_built(hub: Hub, now: str, tmp_path: Path) -> None:
    """Anchors of headings in every dress, and of the parts that our pages have; no id stands twice
    on a page."""
    hub.write("docs/all.md", HEAD + RIGHT)
    hub.build(tmp_path / "site", now)
    page = html.document_fromstring((tmp_path / "site/all/index.html").read_bytes())
    ids = Counter(page.xpath("//@id"))
    assert not [anchor for anchor, count in ids.items() if count > 1]
    here = [str(link)[1:] for link in page.xpath("//article//a/@href") if link.startswith("#")]
    assert {"an-important-word", "in-a-note", "transcript_1", "by-hand", "own"} <= set(here)
    assert set(here) <= set(ids)
    episode = html.document_fromstring(
        (tmp_path / "site/podcast/training-or-coaching/index.html").read_bytes()
    )
    there = [
        str(link).partition("#")[2]
        for link in page.xpath("//article//a/@href")
        if "podcast/training-or-coaching/#" in link
    ]
    assert {"transcript", "notes", "t=30"} <= set(there)
    assert set(there) - {"t=30"} <= set(episode.xpath("//@id"))


def test_what_stops_a_build_is_said_by_the_check(hub: Hub, tmp_path: Path) -> None:
    """The same lines, each at its line of the file."""
    hub.write("docs/all.md", HEAD + WRONG)
    checked = hub.run("check")
    built = hub.run("site", "--output", tmp_path / "site")
    lines = [line for line in checked.stderr.splitlines() if line.startswith("docs/all.md:")]
    assert [int(line.split(":")[1]) for line in lines] == [6, 6, 6, 8, 8, 12, 12, 14, 14, 16]
    assert [line for line in built.stderr.splitlines() if line.startswith("docs/all.md:")] == lines
    assert "WARNING" not in built.stderr


def test_settings_that_cannot_be_read_are_said(hub: Hub) -> None:
    """In the form of every other mistake."""
    hub.change("mkdocs.yml", "site_name: Learned & Earned", "site_name: Learned: & Earned")
    done = hub.run("check")
    said = 'a second colon in "site_name: Learned: & Earned" (put the value in quotes)'
    assert (
        f"mkdocs.yml:1: settings: expected settings written as `name: value`, found {said}"
        in done.stderr
    )
    assert "Traceback" not in done.stderr
