"""How two sites are compared: what a reader would not notice is no difference, and what many pages
share is told once."""

from __future__ import annotations

from pathlib import Path

import pytest
from tools.site_diff import ONLY_NEW, ONLY_OLD, OTHER, SAME, compare_sites, file_differences


def write(folder: Path, files: dict[str, str | bytes]) -> Path:
    """Write files into a folder."""
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("a.html", '<p id="a" class="b">One</p>', '<p class="b"  id="a">\n  One\n</p>\n'),
        ("a.html", "<p>One <b>two</b></p>", "<p>\nOne\n<b>two</b></p>"),
        ("a.html", "<p>A &amp; B – C</p>", "<p>A &#38; B &ndash; C</p>"),
        ("a.xml", '<a x="1" y="2"><b/></a>', '<a y="2" x="1">\n  <b></b>\n</a>'),
    ],
)
def test_what_nobody_notices_is_no_difference(
    tmp_path: Path, name: str, old: str, new: str
) -> None:
    """The order of attributes, white space between blocks, ways to write a sign."""
    sites = [write(tmp_path / site, {name: text}) for site, text in (("old", old), ("new", new))]
    assert list(file_differences(sites[0] / name, sites[1] / name)) == []


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("a.html", "<p>One <b>two</b></p>", "<p>One<b>two</b></p>"),
        ("a.html", "<pre>a  b</pre>", "<pre>a b</pre>"),
        ("a.html", '<a href="b/">c</a>', '<a href="d/">c</a>'),
        ("a.html", "<p>One</p><p>two</p>", "<p>One</p>two"),
        ("a.xml", "<a><b>1</b></a>", "<a><b>2</b></a>"),
        ("a.txt", "one\ntwo\n", "one\ntwo"),
        ("a.png", b"\xff\x00", b"\xff\x01"),
    ],
)
def test_what_somebody_notices_is_a_difference(
    tmp_path: Path, name: str, old: str | bytes, new: str | bytes
) -> None:
    """A space between words, a link, a block, a line's end, a byte."""
    sites = [write(tmp_path / site, {name: text}) for site, text in (("old", old), ("new", new))]
    assert len(list(file_differences(sites[0] / name, sites[1] / name))) >= 1


def test_what_many_pages_share_is_told_once(tmp_path: Path) -> None:
    """With the pages that have it; and every file is counted."""
    page = '<link href="{}.css"><p>{}</p>'
    old = {f"articles/{n}/index.html": page.format("old", n) for n in range(5)}
    new = {f"articles/{n}/index.html": page.format("new", n) for n in range(5)}
    write(tmp_path / "old", {**old, "gone.txt": "", "same.txt": "same"})
    write(tmp_path / "new", {**new, "new.txt": "", "same.txt": "same"})
    found = compare_sites(tmp_path / "old", tmp_path / "new")
    [(difference, paths)] = found.differences["articles/**/*.html"].items()
    assert difference == '- <link href="old.css">\n+ <link href="new.css">'
    assert len(paths) == 5
    assert found.files["articles/**/*.html"][OTHER] == 5
    assert found.files["*.txt"] == {SAME: 1, ONLY_OLD: 1, ONLY_NEW: 1}
