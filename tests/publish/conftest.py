"""A real S3 server for all tests of a run, and a bucket's corner for each."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from podhub.publish.rclone import Rclone
from podhub.publish.target import StoreTarget
from tools.seaweed import BUCKET, Seaweed, seaweed

from tests.publish.running import Front, bucket_rule, nginx, publish
from tests.publish.small_site import write_site
from tests.running import clean_environment


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seaweed]:
    """SeaweedFS: master, volume, filer and S3 gateway as processes of their own."""
    with seaweed(tmp_path_factory.mktemp("seaweed") / "data") as started:
        yield started


@dataclass
class Bucket:
    """A place in the bucket, with a web server in front of it that does what a CDN does."""

    server: Seaweed
    target: str
    front: Front
    work: Path
    rclone: Rclone
    """The store, as its owner sees it"""
    environment: dict[str, str] = field(default_factory=dict)

    def site(self, version: int, audio_bytes: int = 60_000) -> Path:
        """A version of the site, built."""
        folder = self.work / f"v{version}"
        return (
            folder if folder.exists() else write_site(folder, version, self.front.url, audio_bytes)
        )

    def try_to(self, folder: Path, *more: str, **environment: str) -> tuple[int, str, str]:
        """Publish, whatever comes of it."""
        return publish(self.target, folder, *more, **self.environment, **environment)

    def publish(self, folder: Path, *more: str) -> str:
        """Publish, which must succeed; gives what was said."""
        code, said, complaint = self.try_to(folder, *more)
        assert code == 0, complaint
        return said

    def holds(self) -> dict[str, tuple[int, str | None]]:
        """Sizes and hashes of the site's own files."""
        return {
            path: (there.size, there.md5)
            for path, there in self.rclone.listing().items()
            if not path.startswith(".hub/")
        }


_numbers = itertools.count(1)


@pytest.fixture
def bucket(server: Seaweed, tmp_path: Path) -> Iterator[Bucket]:
    """An empty place in the bucket."""
    place = f"place-{next(_numbers)}"
    target, environment = f":s3:{BUCKET}/{place}", server.environment()
    rclone = Rclone(StoreTarget(target), clean_environment(**environment))
    with nginx(tmp_path / "cdn", bucket_rule(f"{server.url}{place}")) as front, rclone:
        yield Bucket(server, target, front, tmp_path, rclone, environment)
