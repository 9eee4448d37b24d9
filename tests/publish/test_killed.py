"""`scripts/hub publish` itself, killed at random instants while it publishes our own site: what is
public is whole."""

from __future__ import annotations

import random
import re
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tools.seaweed import BUCKET, Seaweed

from tests.publish.crawler import Crawl, crawl
from tests.publish.running import REAL_KILLS, SEED, bucket_rule, folder_rule, nginx
from tests.running import Hub, clean_environment, contents, copy_hub, free_port, warm_python
from tests.warm import Command, WarmPython

UNNAMED = re.compile(
    r"_headers|_redirects|\.well-known/.*|assets/moved\.js"
    r"|assets/mark\.png|artwork/artwork-[0-9a-f]+(?:-\d+\.webp|-wide\.jpg)"
)
"""Files that no page names: for hosts, for those who report holes, for pages that have moved, for
cards, for episodes without a picture, and for apps that show a wide one"""
MOVED = b'http-equiv="refresh"'
"""What stands at an old address, which only other sites name"""


@dataclass
class Versions:
    """Two versions of our own site at one address, each built already by its hub, as after a push
    that was tried."""

    hubs: tuple[Hub, Hub]
    pythons: tuple[WarmPython, WarmPython]
    port: int
    now: str

    def publish(self, version: int, target: str, *more: str, **environment: str) -> Command:
        """Begin to publish a version."""
        hub = self.hubs[version]
        options = [
            "--pushed",
            f"v{version}",
            "--now",
            self.now,
            "--no-look",
            "--base-url",
            self.url,
        ]
        command = ["-m", "podhub.cli", "--as", "scripts/hub", hub.root, "publish", target]
        return self.pythons[version].start(
            [*command, *options, *more], hub.root, clean_environment(**environment)
        )

    @property
    def url(self) -> str:
        """Where it is public."""
        return f"http://127.0.0.1:{self.port}/"

    def built(self, version: int) -> dict[str, bytes]:
        """A version's files."""
        return contents(self.hubs[version].root / ".cache/hub/publish/site")


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory, now: str) -> Versions:
    """The second has a page and an episode more, other styles and scripts, and other words on many
    pages."""
    folder = tmp_path_factory.mktemp("versions")
    first, later = copy_hub(folder / "first"), copy_hub(folder / "later", with_engine=True)
    for file in later.root.joinpath("docs/articles").glob("*.md"):
        file.write_text(f"{file.read_text()}\nOne more sentence, for a version of its own.\n")
    old = sorted(later.root.joinpath("docs/articles").glob("*.md"))[0]
    text = re.sub(r"(?m)^aliases:.*\n|^asks:\n(?:  - .*\n)+", "", old.read_text())
    text = text.replace("title: ", "title: New or ", 1)
    later.write("docs/articles/brand-new.md", text)
    fields = f"title: Seven up\ndate: {now}\nsummary: It is new.\nguid: 25427f94-1ff0-4ce9-93f6-312f3e8988b8\n"
    later.write("episodes/099-seven-up.md", f"---\n{fields}---\n\nNotes.\n")
    later.record("episodes/099-seven-up.mp3", 20)
    for name in ("hub.css", "hub.js"):
        file = later.root / "hooks/podhub/theme/assets" / name
        file.write_text(f"{file.read_text()}\n/* of the second version */\n")
    other = WarmPython(later.root, clean_environment())
    made = Versions((first, later), (warm_python(), other), free_port(), now)
    for version in (0, 1):
        target = str(tmp_path_factory.mktemp("nowhere") / "public")
        done = made.publish(version, target, "--dry-run").wait()
        assert done.returncode == 0, done.stderr
    yield made
    other.close()


@pytest.fixture(params=["folder", "store"])
def place(
    request: pytest.FixtureRequest, versions: Versions, tmp_path: Path
) -> Iterator[tuple[str, dict[str, str]]]:
    """A place to publish to, with a web server in front of it: its target, and what is said of it
    in the environment."""
    if request.param == "folder":
        with nginx(tmp_path / "nginx", folder_rule(tmp_path / "public"), versions.port):
            yield str(tmp_path / "public"), {}
        return
    server: Seaweed = request.getfixturevalue("server")
    with nginx(tmp_path / "cdn", bucket_rule(f"{server.url}whole"), versions.port):
        yield f":s3:{BUCKET}/whole", server.environment()


def test_the_real_command_killed_at_any_instant_leaves_the_site_whole(
    versions: Versions, place: tuple[str, dict[str, str]]
) -> None:
    """Each file that a reader, an app or a machine can come to answers, as one of the versions has
    it; the next run completes."""
    target, more = place
    sites = [versions.built(0), versions.built(1)]

    def publish(version: int, *options: str) -> tuple[float, float]:
        """To its end; gives the seconds from the start until publishing begins, and all of them."""
        started = time.monotonic()
        done = versions.publish(version, target, "--accept", *options, **more).wait()
        took = time.monotonic() - started
        assert done.returncode == 0, done.stderr
        said = re.search(r"([\d.]+) s of it publishing", done.stdout)
        assert said
        return took - float(said[1]), took

    def whole(seen: Crawl, allowed: list[dict[str, bytes]]) -> None:
        assert seen.broken == [], seen.broken
        for path, data in seen.files.items():
            file = f"{path}index.html" if path.endswith("/") or not path else path
            assert any(site.get(file) == data for site in allowed), path

    publish(0)
    first = crawl(versions.url)
    whole(first, [sites[0]])
    reached = {
        f"{path}index.html" if path.endswith("/") or not path else path for path in first.files
    }
    unreached = sorted(
        path
        for path in sites[0].keys() - reached
        if not UNNAMED.fullmatch(path) and MOVED not in sites[0][path]
    )
    assert unreached == [], unreached
    begins, ends = publish(1)
    instants = random.Random(SEED)
    public, killed = 1, 0
    while killed < REAL_KILLS:
        other = 1 - public
        publisher = versions.publish(other, target, "--accept", **more)
        time.sleep(instants.uniform(begins * 0.8, ends * 1.1))
        publisher.kill()
        killed += publisher.wait().returncode == -signal.SIGKILL
        seen = crawl(versions.url)
        if target.startswith(":"):
            whole(seen, sites)
        else:
            assert seen.broken == [], seen.broken
            assert any(
                all(
                    site.get(f"{p}index.html" if p.endswith("/") or not p else p) == d
                    for p, d in seen.files.items()
                )
                for site in sites
            )
        # Sometimes what the site no longer has is removed at once, so that the next version must
        # send it again.
        begins, ends = publish(other, *(["--grace", "0"] if instants.random() < 0.5 else []))
        whole(crawl(versions.url), [sites[other]])
        public = other
