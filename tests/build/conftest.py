"""What all tests of builds share: hundreds of builds from nothing in one process need not ask again
what cannot change meanwhile. All that a build works out of a hub, each works out anew."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from jinja2 import FileSystemBytecodeCache
from mkdocs import utils
from podhub.build import other_files, parallel, plan, store
from podhub.build.store import Store
from podhub.outputs.cards import social_cards

Copy = Callable[..., bytes]


@pytest.fixture(scope="session", autouse=True)
def _templates_are_compiled_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The builds of this process and its forks share what Jinja made of a template's text, by its
    digest and the site's words. It takes a third of a build from nothing."""
    folder = tmp_path_factory.mktemp("templates")

    def shared(store: Store, *decides: str) -> FileSystemBytecodeCache:
        return FileSystemBytecodeCache(str(folder), f"{'-'.join(decides)}-%s")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plan, "CompiledTemplates", shared)
        yield


@pytest.fixture(scope="session", autouse=True)
def _pictures_are_drawn_once() -> Iterator[None]:
    """What Pillow makes of the same bytes, or of the same words, colours and fonts: a quarter of a
    build from nothing."""

    def by_content(copy: Copy) -> Copy:
        made: dict[tuple[bytes | int, ...], bytes] = {}

        def copied(source: Path, *sides: int) -> bytes:
            key = source.read_bytes(), *sides
            if key not in made:
                made[key] = copy(source, *sides)
            return made[key]

        return copied

    with pytest.MonkeyPatch.context() as patch:
        for name in ("small_copy", "wide_copy"):
            patch.setattr(other_files, name, by_content(getattr(other_files, name)))
        patch.setattr(social_cards.card_drawing, "draw", cache(social_cards.card_drawing.draw))
        yield


@pytest.fixture(scope="session", autouse=True)
def _installation_stays() -> Iterator[None]:
    """The engine's files and the installed packages are looked through once."""
    digest, themes = store.engine_digest(), utils.get_themes()

    def known() -> object:
        return themes

    known.cache_clear = lambda: None  # type: ignore[attr-defined]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store, "engine_digest", lambda: digest)
        patch.setattr(utils, "get_themes", known)
        yield


@pytest.fixture(scope="session", autouse=True)
def _builds_take_one_core() -> Iterator[None]:
    """The builds of this process make no forks of it: that saves no time beside other tests, and
    costs a third more. The commands that tests start elsewhere do fork."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parallel, "WORTH", math.inf)
        yield
