"""The files that pages make: the page, its Markdown twin, its card, its player for other sites."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from jinja2 import Environment

from podhub.build.builder import Builder
from podhub.links.pages import SitePage
from podhub.links.views.kinds import EpisodePage, PageView
from podhub.model.artifact import Artifact
from podhub.model.digest import digest_of
from podhub.model.memo import Memo
from podhub.outputs.cards.social_cards import card_path, drawn, social_card
from podhub.outputs.pages.embed import embed_page, oembed_json
from podhub.outputs.pages.environment import frame, prepare
from podhub.outputs.pages.missing import missing_page
from podhub.outputs.site_view import SiteView

THEME_OWNER = "hooks/podhub/theme"


class PageFiles:
    """Makes the files of pages, for one site and builder."""

    def __init__(self, site: SiteView, builder: Builder, memo: Memo) -> None:
        self._site, self._memo = site, memo
        self._environment = builder.environment
        self._site_key = memo.key("site", builder.key, digest_of(site))
        prepare(builder.environment, site)

    def page(self, view: PageView, owner: str) -> Artifact:
        """A page."""
        key = self._memo.key("page", self._site_key, digest_of(view))
        path = f"{view.url}index.html" if not view.url.endswith(".html") else view.url
        return Artifact(path, key, partial(_framed, self._environment, view, self._site), owner)

    def card(self, view: PageView, owner: str) -> Artifact:
        """The picture that stands for a page where somebody shares it."""
        card = social_card(view, self._site.name)
        path = card_path(card, view.url)
        return Artifact(path, self._memo.key("card", digest_of(card)), partial(drawn, card), owner)

    def embed(self, view: EpisodePage, owner: str) -> Iterator[Artifact]:
        """An episode's player for other sites, and what announces it."""
        yield self.page(embed_page(view), owner)
        show = self._site.show.title if self._site.show else self._site.name
        said = oembed_json(view.player, show, self._site.url).encode()
        yield text_file(f"{view.url}oembed.json", said, owner, self._memo)

    def missing(self) -> Artifact:
        """The page for addresses that do not exist."""
        return self.page(missing_page(self._site), THEME_OWNER)

    def all(self, pages: Iterable[SitePage], views: Mapping[str, PageView]) -> Iterator[Artifact]:
        """Every page's files, twins apart."""
        for page in pages:
            shown, owner = views[page.url], owner_of(page)
            yield self.page(shown, owner)
            yield self.card(shown, owner)
            if isinstance(shown, EpisodePage) and shown.player.audio:
                yield from self.embed(shown, owner)
        yield self.missing()


def owner_of(page: SitePage) -> str:
    """The file that a page stands for; a list's or topic's is the folder of what it lists."""
    return page.entry.path if page.entry else f"docs/{page.source}"


def text_file(path: str, content: bytes, owner: str, memo: Memo) -> Artifact:
    """A small file that is made whenever a site is planned."""
    return Artifact(path, memo.key("text", path, content), lambda: content, owner)


def _framed(environment: Environment, view: PageView, site: SiteView) -> bytes:
    return frame(environment, view, site).encode()
