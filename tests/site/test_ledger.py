"""Nothing that has been public is lost: from the author's edit to the site, by every command and by
MkDocs itself."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from podhub.build.objects import Objects
from podhub.build.store import STORE
from podhub.history.ledger import LEDGER
from podhub.media.audio_lock import LOCK, read_lock, write_lock

from tests.running import ROOT, Hub, clean_environment, contents, real_catalog

EPISODE = next(
    path.relative_to(ROOT).as_posix()
    for path in sorted(ROOT.glob("episodes/001-*.md"))
    if ".script" not in path.name
)
AUDIO = EPISODE.replace(".md", ".mp3")
ENTRY = next(entry for entry in real_catalog().episodes.values() if entry.path == EPISODE)
GUID = ENTRY.fields.guid


def test_the_ledger_and_the_lock_are_those_of_the_content(hub: Hub, now: str) -> None:
    """Whoever publishes commits them: writing them again changes nothing."""
    before = {path: (ROOT / path).read_bytes() for path in (LOCK, LEDGER)}
    done = hub.run("ledger", "--now", now)
    assert done.returncode == 0, done.stderr
    assert "is up to date" in done.stdout
    assert {path: (hub.root / path).read_bytes() for path in before} == before


def test_a_changed_guid_stops_everything_and_the_site_stays(hub: Hub, now: str) -> None:
    """`check`, `site` and `mkdocs build` print the same line; a line in the ledger says that it is
    meant."""
    site = hub.build(hub.root / "site", now)
    before = contents(site)
    hub.change(EPISODE, f"guid: {GUID}", "guid: another-one")
    line = f'guid: expected "{GUID}", by which apps know this episode'
    mkdocs = [Path(sys.executable).with_name("mkdocs"), "build", "--site-dir", hub.root / "other"]
    runs = [
        hub.run("check", "--now", now),
        hub.run("site", "--now", now),
        hub.run("ledger", "--now", now),
    ]
    environment = clean_environment(HUB_NOW=now)
    runs.append(
        subprocess.run(mkdocs, cwd=hub.root, env=environment, capture_output=True, text=True)
    )
    for done in runs:
        assert done.returncode == 1
        assert line in done.stderr
        assert "Traceback" not in done.stderr
    assert contents(site) == before
    hub.change(LEDGER, f"{GUID}:\n", f'{GUID}:\n  gone: "It was never right"\n')
    assert hub.run("check", "--now", now).returncode == 0
    done = hub.run("ledger", "--now", now)
    assert "1 new episode" in done.stdout
    assert 'gone: "It was never right"' in (hub.root / LEDGER).read_text()


def test_an_old_address_leads_to_the_new_one(hub: Hub, now: str) -> None:
    """After the author said that the move is meant, and for good after the ledger is written."""
    fields = "title: Extra\ndate: 2026-11-02 09:00 +0000\nsummary: More.\nguid: extra"
    hub.write("episodes/900-a-name.md", f"---\n{fields}\n---\n\nNotes.\n")
    hub.record("episodes/900-a-name.mp3", 3)
    assert hub.run("ledger", "--now", now).returncode == 0
    for extension in (".md", ".mp3"):
        (hub.root / f"episodes/900-a-name{extension}").rename(
            hub.root / f"episodes/900-a-better-name{extension}"
        )
    done = hub.run("check", "--now", now)
    assert (
        "900-a-better-name.md:1: file name: expected 900-a-name.md, since /podcast/a-name/ is public"
        in done.stderr
    )
    hub.change(LEDGER, "extra:\n", 'extra:\n  moved: "It says more"\n')
    for _ in range(2):
        site = hub.build(hub.root / "site", now)
        assert "url=../a-better-name/" in (site / "podcast/a-name/index.html").read_text()
        assert hub.run("ledger", "--now", now).returncode == 0
    assert '- {page: podcast/a-name/, why: "It says more"}' in (hub.root / LEDGER).read_text()


def test_a_live_feed_shows_what_has_been_public(hub: Hub, now: str) -> None:
    """Where nothing can be committed, the feed that is public stops the build; a line for the
    ledger is told."""
    site = hub.build(hub.root / "live", now)
    (hub.root / LEDGER).unlink()
    before = contents(hub.build(hub.root / "site", now, "--against", str(site / "podcast.xml")))
    hub.change(EPISODE, f"guid: {GUID}", "guid: another-one")
    assert hub.run("check", "--now", now).returncode == 0
    for command in ("check", "site", "ledger"):
        done = hub.run(command, "--now", now, "--against", "live")
        assert done.returncode == 1
        assert f'if it must be, add to {LEDGER} the line  {GUID}: {{gone: "why"}}' in done.stderr
    assert contents(hub.root / "site") == before
    hub.write(LEDGER, f'{GUID}: {{gone: "It was never right"}}\n')
    assert hub.run("check", "--now", now, "--against", "live").returncode == 0
    done = hub.run("check", "--now", now, "--against", "nowhere.xml")
    assert done.returncode == 1
    assert done.stderr == "hub: expected a feed at nowhere.xml, found no such file\n"


def test_the_shows_guid_is_kept_too(hub: Hub, now: str) -> None:
    """One digit of it, or the site's address, must not make another show of it; nor where only the
    live feed knows it."""
    site = hub.build(hub.root / "live", now)
    guid = real_catalog().show.fields.guid  # type: ignore[union-attr]
    other = f"{guid[:-1]}{'0' if guid[-1] != '0' else '1'}"
    line = f'guid: expected "{guid}", by which directories and apps know this show'
    hub.change("episodes/show.yml", f"guid: {guid}", f"guid: {other}")
    for command in ("check", "site", "ledger"):
        assert line in hub.run(command, "--now", now).stderr
    hub.change(LEDGER, f"show: {guid}\n", "")
    assert hub.run("check", "--now", now).returncode == 0
    for command in ("check", "site", "ledger"):
        assert line in hub.run(command, "--now", now, "--against", site).stderr
    # A ledger of before the show was in it is brought up to date.
    hub.change("episodes/show.yml", f"guid: {other}", f"guid: {guid}")
    assert hub.run("ledger", "--now", now).returncode == 0
    assert (hub.root / LEDGER).read_bytes() == (ROOT / LEDGER).read_bytes()
    hub.change("episodes/show.yml", f"guid: {guid}\n", "")
    hub.change("mkdocs.yml", "site_url: https://", "site_url: https://moved.")
    for command in ("check", "site"):
        assert f"expected the line `guid: {guid}`" in hub.run(command, "--now", now).stderr


def test_a_recording_that_is_dropped_in_is_measured_and_told(hub: Hub, now: str) -> None:
    """The author does nothing but commit; nothing is said twice. Many are counted, not named."""
    facts = read_lock(hub.root)[0].facts
    hub.write(LOCK, "")
    (hub.root / LEDGER).unlink()
    done = hub.run("check", "--now", now)
    assert f"Measured {len(facts)} recordings; commit {LOCK} with them." in done.stdout
    write_lock(hub.root, {name: fact for name, fact in facts.items() if name != AUDIO})
    done = hub.run("check", "--now", now)
    assert f"Measured {AUDIO}; commit {LOCK} with it." in done.stdout
    assert (hub.root / LOCK).read_bytes() == (ROOT / LOCK).read_bytes()
    assert "Measured" not in hub.run("check", "--now", now).stdout


def test_a_replaced_recording_is_explained_step_by_step(hub: Hub, now: str) -> None:
    """First that it changed; when that is meant, that listeners have the old one; when that is
    meant too, it is fine."""
    hub.record(AUDIO, 500, "Another take")
    first = hub.run("check", "--now", now)
    assert "run: scripts/hub measure 1)" in first.stderr
    measured = hub.run("measure", "1")
    assert measured.returncode == 0, measured.stderr
    assert f"{AUDIO}: 8:20, " in measured.stdout
    second = hub.run("check", "--now", now)
    assert (
        f"{EPISODE}:1: audio: expected the recording that is public at {ENTRY.audio.url}"
        in second.stderr
    )
    stem = Path(AUDIO).stem
    (hub.root / AUDIO).rename(hub.root / "episodes" / f"{stem}-2.mp3")
    shutil.copy(ROOT / AUDIO, hub.root / AUDIO)
    hub.change(EPISODE, f"guid: {GUID}", f"audio: {stem}-2.mp3\nguid: {GUID}")
    third = hub.run("check", "--now", now)
    assert third.returncode == 0, third.stderr


def test_a_build_needs_no_recordings(hub: Hub, now: str) -> None:
    """The feed is the same; what is not here comes from the store, and is named where it is not
    there either."""
    whole = hub.build(hub.root / "site", now)
    before = contents(whole)
    (hub.root / AUDIO).unlink()
    checked = hub.run("check", "--now", now)
    assert f"not on this machine: {AUDIO}" in checked.stdout
    assert contents(hub.build(hub.root / "site", now)) == before
    Objects(hub.root / STORE / "objects").file(str(ENTRY.audio.sha256)).unlink()
    done = hub.run("site", "--now", now, "--output", "elsewhere")
    assert done.returncode == 0, done.stderr
    assert (
        f"not on this machine, so not in the site; put them there before you publish:\n  {ENTRY.audio.url}"
        in done.stdout
    )
    after = contents(hub.root / "elsewhere")
    assert {path: after.get(path) for path in before} == before | {ENTRY.audio.url: None}


def test_diff_says_what_apps_will_do_with_two_revisions(hub: Hub, now: str) -> None:
    """Of Git, without its recordings; and with what is not committed yet. Nothing is left
    behind."""

    def git(*words: str) -> str:
        identity = ["-c", "user.name=a", "-c", "user.email=a@example.com"]
        return subprocess.run(
            ["git", *identity, *words], cwd=hub.root, check=True, capture_output=True, text=True
        ).stdout

    hub.write(".gitignore", (ROOT / ".gitignore").read_text() + "/.venv\n")
    git("init", "-b", "main")
    git("add", "-A")
    git("commit", "-m", "one")
    hub.change(EPISODE, f"title: {ENTRY.title}", "title: A better title")
    title = hub.run("diff", "main", "--now", now)
    assert title.returncode == 0, title.stderr
    assert f"“A better title”: title (was “{ENTRY.title}”)" in title.stdout
    assert "Nothing is downloaded twice, nothing is lost." in title.stdout
    hub.change(EPISODE, f"guid: {GUID}", "guid: another-one")
    git("commit", "-am", "two")
    guid = hub.run("diff", "main~1", "main", "--now", now, "--json")
    assert guid.returncode == 3
    assert {change["what"] for change in json.loads(guid.stdout) if change["harm"]} >= {
        "Download again"
    }
    assert git("worktree", "list").count("\n") == 1
    nothing = hub.run("diff", "main", "no-such-branch")
    assert nothing.returncode == 1
    assert (
        nothing.stderr
        == "hub: expected an address, a file, a folder or a Git revision, found no-such-branch\n"
    )


def test_diff_marks_what_would_harm_subscribers(hub: Hub, tmp_path: Path) -> None:
    """A guid that is another one in the second of two files: a mark before the line, the count
    below, and 3."""
    old, new = ROOT / "tests/outputs/golden/everything.xml", tmp_path / "new.xml"
    text = old.read_text(encoding="utf-8")
    [guid, *_] = re.findall(r"<guid[^>]*>([^<]+)</guid>", text)
    new.write_text(text.replace(f">{guid}</guid>", ">another-one</guid>"), encoding="utf-8")
    done = hub.run("diff", old, new)
    assert done.returncode == 3, done.stderr
    assert [line for line in done.stdout.splitlines() if line.startswith("! Download again")]
    assert "1 of these would harm subscribers (marked with !)." in done.stdout


@pytest.mark.parametrize(
    "words", [["measure", "99"], ["diff"], ["check", "--against", "http://127.0.0.1:9/podcast.xml"]]
)
def test_what_cannot_be_done_is_said_in_a_line(hub: Hub, words: list[str]) -> None:
    """Without a traceback."""
    done = hub.run(*words)
    assert done.returncode in (1, 2)
    assert done.stderr
    assert "Traceback" not in done.stderr
