"""The commands as people use them: from any folder, with help that reads, and exit codes that
tell."""

from __future__ import annotations

import os
import runpy
import subprocess
from io import StringIO
from pathlib import Path

import pytest
from podhub.cli.commands import COMMANDS as OF_THE_ENGINE
from rich.console import Console
from tools.audit import CATEGORIES, CLS, LCP, TBT, Report, as_table

from tests.build.corpus import in_ones_own_words
from tests.running import ROOT, Hub, copy_hub, real_catalog

TOOLS = ("test", "screenshots", "audit", "bench", "messages", "schemas", "package", "lock")
COMMANDS = (*OF_THE_ENGINE, *TOOLS)
SCHEMAS = "hooks/podhub/schemas"
TRANSCRIPT = "WEBVTT\n\n00:00.000 --> 00:02.000\nHello and welcome.\n"


def test_help_names_every_command_and_what_it_is_for() -> None:
    """`scripts/hub --help`, `-h`, `help` and no argument at all give the same page."""
    pages = {
        Hub(ROOT).launch(*arguments).stdout for arguments in (["--help"], ["-h"], ["help"], [])
    }
    assert len(pages) == 1
    page = pages.pop()
    for name in COMMANDS:
        assert f"\n  {name}" in page
    assert max(map(len, page.splitlines())) <= 110


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_explains_itself(name: str) -> None:
    """`scripts/hub NAME --help` begins with how to call it."""
    hub = Hub(ROOT)
    done = (hub.launch if name in TOOLS else hub.run)(name, "--help")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"Usage: scripts/hub {name}")


def test_all_that_tests_start_is_installed_before_they_begin() -> None:
    """What is installed while another test builds makes that one build anew."""
    extras = runpy.run_path(str(ROOT / "scripts" / "hub"), run_name="launcher")["EXTRAS"]
    assert {extra for tool in TOOLS for extra in extras.get(tool, ())} <= {*extras["test"]}


def test_an_unknown_command_is_answered_with_the_nearest_one() -> None:
    """A typing mistake costs one line and the exit code 2."""
    done = Hub(ROOT).launch("sevre")
    assert done.returncode == 2
    assert done.stderr.endswith("found sevre; did you mean serve?\n")
    assert "Traceback" not in done.stderr
    assert "see scripts/hub --help" in Hub(ROOT).run("xyz").stderr


def test_the_launcher_works_from_any_folder_and_by_its_own_name(tmp_path: Path) -> None:
    """It is a program; neither the folder it is called from nor a link to it matters."""
    link = tmp_path / "hub"
    link.symlink_to(ROOT / "scripts" / "hub")
    for program in (ROOT / "scripts" / "hub", link):
        done = subprocess.run([program, "check"], cwd=tmp_path, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        assert done.stdout.startswith("All right: ")


def test_a_folder_with_spaces_and_accents_in_its_name_will_do(tmp_path: Path, now: str) -> None:
    """The repository may stand anywhere."""
    hub = copy_hub(tmp_path / "My sïte & more")
    assert hub.run("check").returncode == 0
    hub.build(hub.root / "site", now)


def test_check_says_that_all_is_right() -> None:
    """Exit code 0, what there is, and on standard error nothing but advice."""
    done = Hub(ROOT).run("check")
    catalog = real_catalog()
    assert done.returncode == 0
    assert f"{len(catalog.articles)} article" in done.stdout
    assert f"{len(catalog.episodes)} episode" in done.stdout
    assert all(line.endswith("[author-unknown]") for line in done.stderr.splitlines())


def test_check_prints_every_mistake_at_once(hub: Hub) -> None:
    """All of them in one run, in the order of files and lines, exit code 1, no traceback."""
    hub.write("docs/articles/one.md", "---\ntitel: One\n---\n")
    hub.write("docs/articles/two.md", "---\ntitle: Two\n")
    done = hub.run("check")
    assert done.returncode == 1
    lines = done.stderr.splitlines()
    assert [line for line in lines if line.startswith("docs/articles/one.md:2: titel: expected ")]
    assert [line for line in lines if line.startswith("docs/articles/two.md:")]
    places = [line.split(":")[:2] for line in lines if line.startswith("docs/")]
    assert places == sorted(places, key=lambda place: (place[0], int(place[1])))
    assert "to fix" in lines[-1]
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_time_without_a_zone_is_refused() -> None:
    """`--now` is read as dates in front matter are."""
    done = Hub(ROOT).run("check", "--now", "2026-11-24")
    assert done.returncode == 2
    assert "zone" in done.stderr
    assert 'found "2026-11-24"' in done.stderr


@pytest.mark.parametrize(
    ("kind", "title", "path"),
    [
        ("article", 'Why is "training" forgotten?', "docs/articles/why-is-training-forgotten.md"),
        ("definition", "Ramp time: a café word", "docs/definitions/ramp-time-a-cafe-word.md"),
        ("episode", "The first ninety days", "episodes/{number:03}-the-first-ninety-days.md"),
    ],
)
def test_a_new_file_is_right_as_it_is(hub: Hub, now: str, kind: str, title: str, path: str) -> None:
    """`new` writes a draft that passes `check`, says what to do next, and is fit to be public once
    its author has written it."""
    number = 1 + max((episode.number for episode in real_catalog().episodes.values()), default=0)
    path = path.format(number=number)
    done = hub.run("new", kind, title)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"Wrote {path}\n")
    assert "scripts/hub" in done.stdout
    if kind == "episode":
        stem = path.removesuffix(".md")
        hub.record(f"{stem}.mp3", 3)
        hub.write(f"{stem}.vtt", TRANSCRIPT)
    checked = hub.run("check")
    assert checked.returncode == 0, checked.stderr
    assert f"draft                   {path}" in checked.stdout
    hub.change(path, "draft: true  # not public until you remove this line\n", "")
    unwritten = hub.run("check")
    assert unwritten.returncode == 1
    assert f"{path}:" in unwritten.stderr
    assert "expected a text of your own, found the text of the new file" in unwritten.stderr
    hub.write(path, in_ones_own_words((hub.root / path).read_text(encoding="utf-8")))
    later = "2099-01-01 00:00 +0000"
    checked = hub.run("check", "--now", later)
    assert checked.returncode == 0, checked.stderr
    assert "draft" not in checked.stdout
    hub.build(hub.root / "site", later)


def test_new_never_writes_over_a_file(hub: Hub) -> None:
    """A title that is taken is refused, and the file stays."""
    assert hub.run("new", "definition", "Ramp time").returncode == 0
    file = hub.root / "docs/definitions/ramp-time.md"
    before = file.read_bytes()
    done = hub.run("new", "definition", "ramp  TIME")
    assert done.returncode == 1
    assert "docs/definitions/ramp-time.md" in done.stderr
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("kind", "title"), [("article", "???"), ("article", "One vs another"), ("poem", "Ode")]
)
def test_new_says_why_a_title_or_a_kind_will_not_do(hub: Hub, kind: str, title: str) -> None:
    """No file is written, and no traceback shown."""
    done = hub.run("new", kind, title)
    assert done.returncode in (1, 2)
    assert done.stderr
    assert "Traceback" not in done.stderr


def test_the_editors_schemas_are_those_of_the_model(hub_with_engine: Hub) -> None:
    """`schemas` writes what is in the repository already."""
    before = {file.name: file.read_bytes() for file in (ROOT / SCHEMAS).glob("*.json")}
    assert hub_with_engine.launch("schemas").returncode == 0
    after = {
        file.name: file.read_bytes() for file in (hub_with_engine.root / SCHEMAS).glob("*.json")
    }
    assert after == before


def test_test_says_in_a_line_what_is_missing(tmp_path: Path) -> None:
    """Where programs are missing and cannot be installed, `test` names the packages and ends with
    1."""
    script = (
        "import shutil, sys, os\n"
        "shutil.which = lambda name, path=None: None\n"
        "sys.argv = ['hub', 'test']\n"
        "from tools.__main__ import main\n"
        "sys.exit(main())\n"
    )
    paths = os.pathsep.join([str(ROOT / "scripts"), str(ROOT / "hooks")])
    python = ROOT / ".venv" / "bin" / "python"
    done = subprocess.run(
        [python, "-c", script],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    [line] = done.stderr.splitlines()
    browsers = "chromium-headless-shell ffmpeg firefox-esr fontconfig gpodder"
    packages = f"caddy {browsers} nginx-light webkit2gtk-driver xvfb zbar-tools"
    assert line.endswith(f"sudo apt-get install {packages}")


def test_the_robots_that_build_run_the_same_command_as_people() -> None:
    """`.ci/run` calls `scripts/hub test` and nothing else."""
    lines = (ROOT / ".ci" / "run").read_text().splitlines()
    assert lines[0] == "#!/usr/bin/env bash"
    assert [line for line in lines[1:] if line] == [
        'cd "$(dirname "${BASH_SOURCE[0]}")/.." && exec python3 scripts/hub test'
    ]
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_screenshots_are_pictures_of_each_screen_and_scheme(tmp_path: Path, now: str) -> None:
    """A file for phone and desk, light and dark; a kind that is not there is answered with those
    that are."""
    done = Hub(ROOT).launch(
        "screenshots", "--only", "404", "--output", tmp_path / "shots", "--now", now
    )
    assert done.returncode == 0, done.stderr
    assert {file.name for file in (tmp_path / "shots").iterdir()} == {
        f"404-{screen}-{scheme}.png" for screen in ("phone", "desk") for scheme in ("light", "dark")
    }
    wrong = Hub(ROOT).launch(
        "screenshots", "--only", "artcle", "--output", tmp_path / "none", "--now", now
    )
    assert wrong.returncode == 2
    assert "expected one of" in wrong.stderr


def test_the_audit_says_in_a_line_what_it_lacks(tmp_path: Path) -> None:
    """Without Node.js and Java it starts nothing."""
    done = Hub(ROOT).launch("audit", PATH=str(tmp_path))
    assert done.returncode == 1
    assert done.stderr.startswith(
        "hub: the audit needs Node.js 20 or newer, npm, Java 17 or newer, Chromium; "
    )
    assert done.stderr.count("\n") == 1


def test_the_audits_table_is_read_in_80_columns() -> None:
    """Each kind by its whole name, each number to its last digit."""
    kinds = {
        "home": "",
        "definition": "definitions/a/",
        "definitions": "definitions/",
        "comparison": "definitions/a-vs-b/",
    }
    kinds["404"] = "404.html"
    facts = {
        **dict.fromkeys(CATEGORIES, 100.0),
        LCP: 1234.0,
        CLS: 0.012,
        TBT: 250.0,
        "bytes": 79_900.0,
        "requests": 16.0,
    }
    reports = {kind: Report(facts, ()) for kind in kinds if kind != "404"}
    page = StringIO()
    Console(file=page, width=80).print(
        as_table(kinds, reports, {"404.html": ["line 1: error: no"] * 12})
    )
    rows = {line.split()[0]: line.split() for line in page.getvalue().splitlines() if line.strip()}
    assert {*kinds} <= {*rows}
    assert rows["definitions"][1:] == [
        "100",
        "100",
        "100",
        "100",
        "1.23",
        "0.012",
        "250",
        "79.9",
        "16",
        "ok",
    ]
    assert rows["404"][-2:] == ["12", "faults"]


def test_advice_stops_nothing(hub: Hub, now: str) -> None:
    """Remarks stand below the mistakes; alone, they leave the exit code at 0, for a build too."""
    notes = "note: display: expected number beside it"
    hub.change("episodes/000-trailer.md", "type: trailer\n", "type: trailer\ndisplay: Hello\n")
    for command in (("check",), ("site", "--now", now)):
        done = hub.run(*command)
        assert done.returncode == 0, done.stderr
        (line,) = [one for one in done.stderr.splitlines() if one.startswith("episodes/")]
        assert line.startswith("episodes/000-trailer.md:")
        assert notes in line
        assert line.endswith("[unseen-display]")
    hub.write("docs/articles/two.md", "---\ntitle: Two\n")
    done = hub.run("check")
    assert done.returncode == 1
    places = [line.split(":")[0] for line in done.stderr.splitlines()]
    assert places.index("docs/articles/two.md") < places.index("episodes/000-trailer.md")
    assert done.stderr.splitlines()[-1].startswith("1 mistake to fix")


def test_a_hub_of_ones_own_begins_with_a_show_of_its_own(hub: Hub) -> None:
    """Without this show's content; each check on the way says in lines what is left to do."""
    old = (hub.root / "episodes/show.yml").read_text(encoding="utf-8")
    (guid,) = [line for line in old.splitlines() if line.startswith("guid:")]
    kept = hub.run("new", "show", "Garden hours")
    assert (kept.returncode, kept.stderr) == (
        1,
        "hub: expected no show yet, found a file at episodes/show.yml already\n",
    )
    for folder in ("docs/articles", "docs/definitions", "docs/guides", "episodes"):
        for file in (hub.root / folder).iterdir():
            if file.name != "index.md":
                file.unlink()
    assert hub.run("new", "show", "Garden: hours").returncode == 0
    text = (hub.root / "episodes/show.yml").read_text(encoding="utf-8")
    assert 'title: "Garden: hours"\n' in text
    assert guid not in text
    assert [line.partition(":")[0] for line in text.splitlines() if line[0] != "#"] == [
        "title",
        "description",
        "language",
        "category",
        "explicit",
        "author",
        "email",
        "artwork",
        "guid",
    ]
    for kind, title in (
        ("article", "When to prune?"),
        ("definition", "hedge"),
        ("guide", "Prune or wait?"),
        ("episode", "The first frost"),
    ):
        assert hub.run("new", kind, title).returncode == 0
    done = hub.run("check")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    lines = done.stderr.splitlines()
    left = {line.split(": ")[1] for line in lines if line.startswith("episodes/show.yml:")}
    assert left == {"description", "category", "explicit", "author", "email"}
    assert not [line for line in lines if line.startswith(("docs/articles/when", "episodes/001"))]
    filled = text.replace("description:", "description: Hours.").replace(
        "explicit:", "explicit: false"
    )
    filled = filled.replace("category:", "category: [Leisure]").replace("author:", "author: Us")
    hub.write("episodes/show.yml", filled.replace("email:", "email: us@example.com"))
    lines = hub.run("check").stderr.splitlines()
    assert [line for line in lines if line.startswith("episodes/show.yml:")] == [
        "episodes/show.yml:16: artwork: expected a file at episodes/artwork.jpg, found none"
    ]


def test_a_contact_is_where_holes_are_reported(plain_site: Path) -> None:
    """RFC 9116: where to write to, and until when that can be believed."""
    lines = (plain_site / ".well-known/security.txt").read_text(encoding="utf-8").splitlines()
    said = dict(line.split(": ", 1) for line in lines)
    assert said["Contact"] == "mailto:hello@learned-and-earned.example"
    assert said["Expires"] == "2027-11-01T00:00:00Z"
