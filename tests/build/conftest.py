"""What all tests of builds share."""

from __future__ import annotations

import math
from collections.abc import Iterator

import pytest
from jinja2 import FileSystemBytecodeCache
from podhub.build import parallel, plan
from podhub.build.store import Store


@pytest.fixture(scope="session", autouse=True)
def _templates_are_compiled_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Hundreds of builds from nothing in this process and its forks share what Jinja made of a
    template's text, by its digest and the site's words. It takes a third of such a build and is none
    of ours: all that we make, each makes anew."""
    folder = tmp_path_factory.mktemp("templates")

    def shared(store: Store, *decides: str) -> FileSystemBytecodeCache:
        return FileSystemBytecodeCache(str(folder), f"{'-'.join(decides)}-%s")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plan, "CompiledTemplates", shared)
        yield


@pytest.fixture(scope="session", autouse=True)
def _builds_take_one_core() -> Iterator[None]:
    """The builds of this process make no forks of it: that saves no time beside other tests, and
    costs a third more. The commands that tests start elsewhere do fork."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parallel, "WORTH", math.inf)
        yield
