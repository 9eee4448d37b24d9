"""A podcast moves: its new feed is the old one, and whoever subscribed to it downloads nothing
again."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from podhub.build.reading import read_catalog

from tests.clients.test_apps import Gpo
from tests.conftest import Served
from tests.running import Hub, contents, copy_hub, free_port, web_server


def said(feed: Path) -> str:
    """A feed's text; where its lines break within a paragraph is nobody's affair."""
    return re.sub(r"\s+", " ", feed.read_text(encoding="utf-8"))


def moved(site: Served, hub: Hub, *options: str) -> str:
    """Empty a hub of its show and bring in the one that is served; returns what the command
    says."""
    shutil.rmtree(hub.root / "episodes")
    done = hub.run("import", f"{site.url}podcast.xml", "--mine", *options)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def test_our_own_feed_gives_our_own_show(site: Served, tmp_path: Path) -> None:
    """Imported and built again for the same address, it is the same feed; recordings and pictures
    are the same to the byte."""
    hub = copy_hub(tmp_path / "hub")
    before = contents(hub.root / "episodes")
    told = moved(site, hub)
    assert f"Wrote {len(site.catalog.episodes)} episodes and the show." in told
    assert "could not be carried over" not in told
    again = hub.build(tmp_path / "again", site.now, "--base-url", site.url)
    assert said(again / "podcast.xml") == said(site.folder / "podcast.xml")
    after = contents(hub.root / "episodes")
    kept = [
        name
        for name in before
        if name.endswith((".mp3", ".jpg")) and name.removesuffix(".jpg") + ".md" in before
    ]
    kept += [name for name in before if name.endswith(".mp3")]
    assert kept
    assert {name: after.get(name) for name in kept} == {name: before[name] for name in kept}
    episodes = site.catalog.episodes
    brought = read_catalog(hub.root)[0].episodes
    assert {slug: (e.fields.guid, e.number, e.title) for slug, e in brought.items()} == {
        slug: (e.fields.guid, e.number, e.title) for slug, e in episodes.items()
    }
    assert all(
        [cue.text for cue in brought[slug].cues] == [cue.text for cue in e.cues]
        for slug, e in episodes.items()
    )


def test_subscribers_download_nothing_again(site: Served, tmp_path: Path) -> None:
    """An app that has the episodes from the old host finds 0 new ones when the new host answers at
    the feed's address."""
    hub, port = copy_hub(tmp_path / "hub"), free_port()
    address = f"http://127.0.0.1:{port}/"
    old = Hub(hub.root).build(tmp_path / "old", site.now, "--base-url", address)
    gpo = Gpo(tmp_path / "gpo")
    with web_server(old, tmp_path / "nginx-old", port):
        gpo("subscribe", f"{address}podcast.xml", "Ours")
        gpo("update")
        gpo("download")
    downloaded = len(gpo.downloads())
    assert downloaded == len(
        [episode for episode in site.catalog.episodes.values() if episode.audio.source]
    )
    moved(site, hub)
    # Another host names its files in its own way.
    for recording in (hub.root / "episodes").glob("*.mp3"):
        recording.rename(recording.with_name(f"moved-{recording.name}"))
        page = recording.with_suffix(".md")
        text = page.read_text(encoding="utf-8")
        page.write_text(
            text.replace("\nguid:", f"\naudio: moved-{recording.name}\nguid:", 1), encoding="utf-8"
        )
    (hub.root / "episodes" / "audio.lock.yml").unlink()
    new = hub.build(tmp_path / "new", site.now, "--base-url", address)
    with web_server(new, tmp_path / "nginx-new", port):
        assert "0 new episodes" in gpo("update")
        assert "moved-" in (new / "podcast.xml").read_text(encoding="utf-8")
        gpo("download")
    assert len(gpo.downloads()) == downloaded
