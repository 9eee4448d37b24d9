"""Nothing on the site can be written over by an old address."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from podhub.links.pages import site_pages
from podhub.model.site_path import SitePath
from podhub.outputs.pages.environment import theme_files
from podhub.outputs.places import site_places

from tests.running import contents, real_catalog


def test_every_file_that_a_build_writes_is_taken(plain_site: Path, now: str) -> None:
    """Held against what was built, not against a list: as a file, as a folder, and in capitals."""
    catalog = real_catalog().public(datetime.fromisoformat(now))
    places, contested = site_places(catalog, site_pages(catalog), theme_files())
    assert contested == []
    written = {
        path
        for path in contents(plain_site)
        if 'http-equiv="refresh"' not in _text(plain_site / path)
    }
    assert len(written) > 200
    free = [
        path
        for path in written
        for asked in (path, path.upper(), f"{path}/x/")
        if not places.clash(SitePath.of_address(f"/{asked}"))
    ]
    assert free == []


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8") if file.suffix == ".html" else ""
