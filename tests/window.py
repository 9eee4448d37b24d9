"""One window of the browser that many tests use, one after another: to open a new one, with a process
of its own and nothing fetched yet, takes three times as long as to open a page in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, WebError


class Window:
    """A window at a desk, and a tab that stays open in it."""

    def __init__(self, browser: Browser) -> None:
        self._context = browser.new_context(
            viewport={"width": 1280, "height": 800},
            permissions=["clipboard-read", "clipboard-write"],
        )
        self._tab = self._context.new_page()
        self._devtools = self._context.new_cdp_session(self._tab)

    @contextmanager
    def lent(self, address: str) -> Iterator[BrowserContext]:
        """Lend it to somebody who has not been at an address before. All that they leave there is
        deleted afterwards, but for files that the browser has fetched; scripts that fail are
        faults."""
        faults: list[str] = []

        def note(fault: WebError) -> None:
            faults.append(str(fault.error))

        self._context.on("weberror", note)
        try:
            yield self._context
        finally:
            for tab in self._context.pages:
                if tab != self._tab:
                    tab.close()
            self._context.remove_listener("weberror", note)
            self._context.set_offline(False)
            self._context.unroute_all()
            self._context.clear_cookies()
            origin = "{0.scheme}://{0.netloc}".format(urlsplit(address))
            what = {"origin": origin, "storageTypes": "all"}
            self._devtools.send("Storage.clearDataForOrigin", what)
        assert faults == []
