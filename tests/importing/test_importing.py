"""Feeds of three kinds of host become files, to the letter; what could not come over is said.

After a change that is meant: look at the difference that the test shows, then write the files anew
with `.venv/bin/python -m tests.importing.test_importing`."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from lxml import etree
from podhub.build.reading import read_catalog
from podhub.cli.import_summary import tell_imported
from podhub.cli.next_steps import print_next
from podhub.importing import parts
from podhub.importing.attachments import Attachments
from podhub.importing.importing import Imported, RefusedError, import_feed
from podhub.importing.source import Source
from podhub.net.feed_documents import read_documents

from tests.importing.places import HOSTS, WILD, Places, documents, empty_hub

GOLDEN = Path(__file__).parent / "golden"
TEXTS = (".md", ".yml", ".vtt")


def bring(
    host: str, root: Path, *, keep_media: bool = False, web: Places | None = None
) -> Imported:
    """Import a host's feed."""
    return import_feed(
        documents(host)[0], root, Attachments(root, web or HOSTS[host]), keep_media=keep_media
    )


def written(host: str, root: Path) -> dict[str, str]:
    """The texts that an import writes, and what it says: each name among the golden files and its
    content."""
    empty_hub(root)
    told = [*documents(host)[1], *bring(host, root).told]
    told += ["", "then scripts/hub check says:", *map(str, read_catalog(root)[1])]
    files = sorted((root / "episodes").iterdir())
    texts = {file.name: file.read_text(encoding="utf-8") for file in files if file.suffix in TEXTS}
    return {
        **texts,
        "told.txt": "\n".join([*told, "", "files:", *(file.name for file in files)]) + "\n",
    }


@pytest.mark.parametrize("host", HOSTS)
def test_a_feed_becomes_the_golden_files(host: str, tmp_path: Path) -> None:
    """Nothing more, nothing less, nothing elsewhere."""
    found = written(host, tmp_path)
    assert found == {
        file.name: file.read_text(encoding="utf-8") for file in sorted((GOLDEN / host).iterdir())
    }


def test_what_is_here_already_stays_as_its_author_left_it(tmp_path: Path) -> None:
    """A second import writes nothing and fetches no recording; an episode that was deleted comes
    again under its name."""
    bring("podcasting-2", tmp_path)
    edited = tmp_path / "episodes" / "001-the-territory.md"
    edited.write_text(
        edited.read_text(encoding="utf-8").replace("Who calls whom", "Who calls"), encoding="utf-8"
    )
    (tmp_path / "episodes" / "000-hi.md").unlink()
    before = {file: file.read_bytes() for file in (tmp_path / "episodes").iterdir()}
    web = Places(HOSTS["podcasting-2"].files)
    again = bring("podcasting-2", tmp_path, web=web)
    assert again.written == ["episodes/000-hi.md"]
    assert len(again.known) == 2
    assert not [url for url in web.asked if url.endswith(".mp3")]
    assert (
        before.items()
        <= {file: file.read_bytes() for file in (tmp_path / "episodes").iterdir()}.items()
    )


def test_an_import_that_broke_off_goes_on(tmp_path: Path) -> None:
    """A recording that could not be fetched is told; when it can be, the same command brings it."""
    web = Places(
        {
            url: content
            for url, content in HOSTS["podcasting-2"].files.items()
            if url != "https://cdn.example/1.mp3"
        }
    )
    first = bring("podcasting-2", tmp_path, web=web)
    assert any(
        "audio: expected a recording at https://cdn.example/1.mp3, found the answer 404" in line
        for line in first.told
    )
    assert not (tmp_path / "episodes" / "001-the-territory.mp3").exists()
    second = bring("podcasting-2", tmp_path)
    assert (tmp_path / "episodes" / "001-the-territory.mp3").exists()
    assert not [line for line in second.told if "audio" in line]


def test_recordings_may_stay_where_they_are(tmp_path: Path) -> None:
    """Then their addresses are written down, as https without what counts downloads where that
    gives the same file."""
    imported = bring("old-host", tmp_path, keep_media=True)
    later = (tmp_path / "episodes" / "003-when-they-say-later.md").read_text(encoding="utf-8")
    assert "audio:\n  url: https://media.host.example/dealdesk/later.mp3\n" in later
    assert any(
        "became https://media.host.example/dealdesk/later.mp3" in line for line in imported.told
    )
    assert not list((tmp_path / "episodes").glob("*.mp3"))
    kept = bring("podcasting-2", tmp_path / "other", keep_media=True)
    assert not [line for line in kept.told if "audio" in line]
    two = (tmp_path / "other" / "episodes" / "002-forecast.md").read_text(encoding="utf-8")
    assert (
        '  url: https://cdn.example/2.mp3\n  bytes: 60480\n  type: audio/mpeg\n  duration: "1:00"\n'
        in two
    )


def test_episodes_that_came_without_words_are_named_with_the_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    result = bring("podcasting-2", tmp_path)
    print_next(tell_imported(result, tmp_path, "feed.xml"), tmp_path)
    wordless = [e.slug for e in read_catalog(tmp_path)[0].episodes.values() if not e.cues]
    assert wordless
    line = next(
        one for one in capsys.readouterr().out.splitlines() if "transcribe --missing" in one
    )
    assert all(slug in line for slug in wordless)


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ('<podcast:txt purpose="ai-content">true</podcast:txt>', True),
        ('<podcast:txt purpose="ai-content"> False </podcast:txt>', False),
        ('<podcast:txt purpose="ai-content">none</podcast:txt>', None),
        ('<podcast:txt purpose="verify">true</podcast:txt>', None),
    ],
)
def test_what_a_feed_says_of_its_voice_becomes_a_field(note: str, said: bool | None) -> None:
    """Other words stay notes, as they are."""
    namespace = "https://podcastindex.org/namespace/1.0"
    item = Source(etree.fromstring(f'<item xmlns:podcast="{namespace}">{note}</item>'))
    assert parts.synthetic_voice(item) is said
    assert len(parts.notes(item)) == (said is None)


def test_another_show_is_not_written_over(tmp_path: Path) -> None:
    """A hub holds one show."""
    bring("old-host", tmp_path)
    before = {file: file.read_bytes() for file in (tmp_path / "episodes").iterdir()}
    with pytest.raises(RefusedError, match="The Deal Desk"):
        bring("podcasting-2", tmp_path)
    assert before == {file: file.read_bytes() for file in (tmp_path / "episodes").iterdir()}


def test_a_locked_feed_comes_in_for_its_owner_alone(tmp_path: Path) -> None:
    """Whoever locks a feed wants no other host to take it over."""
    feed = (
        (WILD / "podcasting-2.xml")
        .read_text(encoding="utf-8")
        .replace(">no</podcast:locked>", ">yes</podcast:locked>")
    )
    (tmp_path / "feed.xml").write_text(feed, encoding="utf-8")
    locked, hub = read_documents(str(tmp_path / "feed.xml"))[0], tmp_path / "hub"
    with pytest.raises(RefusedError, match="locked"):
        import_feed(locked, hub, Attachments(hub, HOSTS["podcasting-2"]), keep_media=True)
    assert not hub.exists()
    import_feed(locked, hub, Attachments(hub, HOSTS["podcasting-2"]), keep_media=True, mine=True)
    assert "locked" not in (hub / "episodes" / "show.yml").read_text(encoding="utf-8")


if __name__ == "__main__":
    for one in HOSTS:
        with TemporaryDirectory() as folder:
            found = written(one, Path(folder))
        shutil.rmtree(GOLDEN / one, ignore_errors=True)
        (GOLDEN / one).mkdir(parents=True)
        for name, text in found.items():
            (GOLDEN / one / name).write_text(text, encoding="utf-8", newline="\n")
