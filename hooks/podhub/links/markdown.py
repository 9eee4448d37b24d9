"""Links between source files, as authors write them, made into links that the builder knows. A
Python-Markdown extension.

Authors link to files, so that a link also works on a code host:
`../../episodes/004-ramp-time.md#t=83`. Episodes stand outside the builder's folder, and `#t=83` or
`#transcript` are no anchors it knows: the first step below maps the path and puts such an anchor
aside, the builder then resolves the link, and the last step puts it back. A link to something held
back becomes plain text."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection, Mapping
from urllib.parse import quote, unquote, urlsplit
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor

from podhub.markup.dialect import is_ours
from podhub.model.values import inside

# MkDocs resolves relative links in a step of priority 0.
BEFORE_THE_BUILDER, AFTER_THE_BUILDER = 1, -1
_ASIDE = "data-aside"


class SourceLinks(Extension):
    """Knows every source file and whether it is public; `page` is the file that is being
    rendered."""

    def __init__(
        self,
        sources: Mapping[str, str],
        held: Collection[str],
        picture_size: Callable[[str], tuple[int, int] | None] = lambda path: None,
    ) -> None:
        super().__init__()
        self.picture_size = picture_size
        """Width and height in px of a picture, by its repository path; None where that is not
        known."""
        self.sources = sources
        """Repository path → the builder's path, for files that the two name differently."""
        self.held = held
        """Repository paths of what is not public."""
        self.page = ""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        """Register the steps."""
        md.treeprocessors.register(_SizePictures(md, self), "hub-pictures", BEFORE_THE_BUILDER + 1)
        md.treeprocessors.register(_MapPaths(md, self), "hub-paths", BEFORE_THE_BUILDER)
        md.treeprocessors.register(_RestoreAnchors(md), "hub-anchors", AFTER_THE_BUILDER)
        md.treeprocessors.register(_AlignByClass(md), "hub-alignment", AFTER_THE_BUILDER)

    def builder_path(self, path: str) -> str:
        """Where the builder keeps a file of the repository."""
        return self.sources.get(path, path.removeprefix("docs/"))


class _MapPaths(Treeprocessor):
    def __init__(self, md: Markdown, links: SourceLinks) -> None:
        super().__init__(md)
        self._links = links

    def run(self, root: Element) -> None:
        for element in root.iter():
            name = {"a": "href", "img": "src"}.get(str(element.tag))
            if name and element.get(name):
                self._map(element, name)

    def _map(self, element: Element, name: str) -> None:
        parts = urlsplit(element.get(name, ""))
        path = inside(self._links.page, unquote(parts.path)) if parts.path else self._links.page
        if parts.scheme or parts.netloc or path is None:
            return
        if path in self._links.held:
            element.tag = "span"
            del element.attrib[name]
            return
        here = posixpath.dirname(self._links.builder_path(self._links.page)) or "."
        target = (
            quote(posixpath.relpath(self._links.builder_path(path), here)) if parts.path else ""
        )
        if is_ours(parts.fragment):
            element.set(_ASIDE, parts.fragment)
            # A link within the page itself has nothing else to resolve.
            target = target or quote(posixpath.basename(self._links.builder_path(path)))
        elif parts.fragment:
            target += f"#{parts.fragment}"
        element.set(name, target)


class _SizePictures(Treeprocessor):
    """Pictures keep their place before they are there, and are fetched when they come near the
    screen."""

    def __init__(self, md: Markdown, links: SourceLinks) -> None:
        super().__init__(md)
        self._links = links

    def run(self, root: Element) -> None:
        for picture in root.iter("img"):
            picture.set("loading", "lazy")
            source = urlsplit(picture.get("src", ""))
            path = (
                None
                if source.scheme or source.netloc
                else inside(self._links.page, unquote(source.path))
            )
            size = self._links.picture_size(path) if path else None
            if size and not picture.get("width") and not picture.get("height"):
                picture.set("width", str(size[0]))
                picture.set("height", str(size[1]))


class _RestoreAnchors(Treeprocessor):
    def run(self, root: Element) -> None:
        for element in root.iter("a"):
            anchor = element.attrib.pop(_ASIDE, None)
            if anchor:
                element.set("href", f"{element.get('href', '')}#{anchor}")


class _AlignByClass(Treeprocessor):
    """A table's columns are aligned by inline styles, which no browser applies under the pages'
    Content-Security-Policy."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag in ("td", "th"):
                name, _, value = element.attrib.pop("style", "").rstrip("; ").partition(": ")
                if name == "text-align":
                    element.set("class", f"hub-align-{value}")
