"""What many tests share: the real content, the site built from it, a web server in front of it, a
browser."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright
from podhub.links.pages import SitePage, site_pages
from podhub.model.entries import Catalog

from tests.running import (
    ROOT,
    Hub,
    all_public,
    build_once,
    copy_hub,
    free_port,
    real_catalog,
    tool,
    warm_python,
    web_server,
)
from tests.shared import made_once, run_folder
from tests.window import Window

settings.register_profile("any machine", deadline=None)  # a busy machine is no mistake
settings.load_profile("any machine")
gc.set_threshold(
    100_000, 20, 100
)  # to look for garbage as often as usual takes a seventh of the time


def pytest_collection_finish() -> None:
    """Leave what was collected, which stays to the end, out of every search for garbage."""
    gc.collect()
    gc.freeze()


BROWSER_OPTIONS = (
    "--no-sandbox",
    "--in-process-gpu",
    "--disable-gpu",
    "--renderer-process-limit=1",
    "--num-raster-threads=1",
)
"""What tests share, they share in few processes: nothing is drawn by a graphics card that is not there,
and no tab starts a process of its own."""


@dataclass(frozen=True)
class Served:
    """The real content as a site that answers on this machine."""

    folder: Path
    url: str
    now: str
    catalog: Catalog
    pages: tuple[SitePage, ...]


@pytest.fixture(autouse=True)
def _import_path_stays() -> Iterator[None]:
    """No test changes where Python looks for modules: the next one would test something else."""
    before = list(sys.path)
    yield
    assert sys.path == before


@pytest.fixture(scope="session", autouse=True)
def _warm_python_ends() -> Iterator[None]:
    """With the tests, if one has asked for it."""
    yield
    if warm_python.cache_info().currsize:
        warm_python().close()


@pytest.fixture(scope="session")
def now() -> str:
    """A fixed time at which everything that is no draft is public."""
    return all_public()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, now: str) -> Iterator[Served]:
    """The real content, built with a server's address and served by nginx."""

    @contextmanager
    def make() -> Iterator[tuple[Path, str]]:
        folder, prefix = tmp_path_factory.mktemp("built") / "site", tmp_path_factory.mktemp("nginx")
        port = free_port()
        build_once()
        Hub(ROOT).build(folder, now, "--base-url", f"http://127.0.0.1:{port}/")
        with web_server(folder, prefix, port) as url:
            yield folder, url

    public = real_catalog().public(datetime.fromisoformat(now))
    with made_once(run_folder(tmp_path_factory), "site", make) as (folder, url):
        yield Served(folder, url, now, public, tuple(site_pages(public)))


@pytest.fixture(scope="session")
def plain_site(tmp_path_factory: pytest.TempPathFactory, now: str) -> Iterator[Path]:
    """The real content, built as it is published."""

    @contextmanager
    def make() -> Iterator[Path]:
        build_once()
        yield Hub(ROOT).build(tmp_path_factory.mktemp("plain") / "site", now)

    with made_once(run_folder(tmp_path_factory), "plain-site", make) as folder:
        yield folder


@pytest.fixture
def hub(tmp_path: Path) -> Hub:
    """A copy of the whole hub, to be changed at will."""
    return copy_hub(tmp_path / "hub")


@pytest.fixture(scope="module")
def new_hub(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Hub]:
    """Makes copies of the whole hub for what several tests look at."""
    return lambda: copy_hub(tmp_path_factory.mktemp("copy") / "hub")


@pytest.fixture
def hub_with_engine(tmp_path: Path) -> Hub:
    """A copy of the whole hub and of its engine, to be changed at will."""
    return copy_hub(tmp_path / "hub", with_engine=True)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=tool("chromium-headless-shell"),
            args=BROWSER_OPTIONS,
        )
        yield started
        started.close()


@pytest.fixture(scope="session")
def window(browser: Browser) -> Window:
    """A window that tests use one after another."""
    return Window(browser)
