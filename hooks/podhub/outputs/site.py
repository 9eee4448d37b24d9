"""What the builder knows of the site and no author writes: its address, its name, its language."""

from __future__ import annotations

from dataclasses import dataclass

from podhub.outputs.feed.xml import address


@dataclass(frozen=True)
class Site:
    """The site as a whole."""

    url: str
    name: str
    description: str
    language: str
    logo: str = ""
    """A path on the site."""

    def address(self, path: str) -> str:
        """The full address of a path on the site, or of an address elsewhere as it is."""
        return address(self.url, path)
