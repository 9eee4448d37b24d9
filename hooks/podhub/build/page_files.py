"""The files that pages make: the page, its card, its clips, its player for other sites."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from podhub.build.builder import Builder
from podhub.build.template_mistakes import telling_template_mistakes
from podhub.links.pages import SitePage
from podhub.links.views.kinds import EpisodePage, PageView
from podhub.model.artifact import Artifact
from podhub.model.digest import digest_of
from podhub.model.memo import Memo
from podhub.outputs.cards.social_cards import card_path, drawn, social_card
from podhub.outputs.pages.clip import clip_pages
from podhub.outputs.pages.embed import embed_page, oembed_json
from podhub.outputs.pages.environment import frame
from podhub.outputs.pages.missing import missing_page
from podhub.outputs.site_view import SiteView

THEME_OWNER = "the theme"


@dataclass(frozen=True, slots=True)
class PlannedPage:
    """A page, and what it shows."""

    page: SitePage
    view: PageView
    digest: str
    """Stands for the view"""
    owner: str


class PageFiles:
    """Makes the files of pages, for one site and builder, whose templates are prepared."""

    def __init__(self, site: SiteView, builder: Builder, memo: Memo) -> None:
        self._site, self._memo = site, memo
        self._builder = builder
        self._site_key = memo.key("site", builder.key, digest_of(site))

    def planned(self, page: SitePage, view: PageView) -> PlannedPage:
        """A page with what stands for it."""
        return PlannedPage(page, view, digest_of(view), owner_of(page))

    def page(self, view: PageView, digest: str, owner: str) -> Artifact:
        """A page."""
        key = self._memo.key("page", self._site_key, digest)
        path = view.url if view.url.endswith(".html") else f"{view.url}index.html"
        return Artifact(path, key, partial(_framed, self._builder, view, self._site), owner)

    def all(self, planned: Iterable[PlannedPage]) -> Iterator[Artifact]:
        """Every page's files, twins apart."""
        for one in planned:
            yield self.page(one.view, one.digest, one.owner)
            yield self._card(one.view, one.owner)
            if isinstance(one.view, EpisodePage) and one.view.player.audio:
                yield from self._embed(one.view, one.owner)
                yield from self._clips(one.view, one.owner)
        missing = missing_page(self._site)
        yield self.page(missing, digest_of(missing), THEME_OWNER)

    def _card(self, view: PageView, owner: str) -> Artifact:
        """The picture that stands for a page where somebody shares it."""
        card = social_card(view, self._site)
        digest = digest_of(card)
        key = self._memo.key("card", digest)
        return Artifact(card_path(digest, view.url), key, partial(drawn, card), owner)

    def _clips(self, view: EpisodePage, owner: str) -> Iterator[Artifact]:
        """A page and a card for each of an episode's clips."""
        for clip in clip_pages(view):
            yield self.page(clip, digest_of(clip), owner)
            yield self._card(clip, owner)

    def _embed(self, view: EpisodePage, owner: str) -> Iterator[Artifact]:
        """An episode's player for other sites, and what announces it."""
        player = embed_page(view)
        yield self.page(player, digest_of(player), owner)
        show = self._site.show.title if self._site.show else self._site.name
        said = oembed_json(view.player, show, self._site.url).encode()
        yield text_file(f"{view.url}oembed.json", said, owner, self._memo)


def owner_of(page: SitePage) -> str:
    """The file that a page stands for; a list's or topic's is the folder of what it lists."""
    return page.entry.path if page.entry else f"docs/{page.source}"


def text_file(path: str, content: bytes, owner: str, memo: Memo) -> Artifact:
    """A small file that is made whenever a site is planned."""
    return Artifact(path, memo.key("text", path, content), lambda: content, owner)


def _framed(builder: Builder, view: PageView, site: SiteView) -> bytes:
    with telling_template_mistakes(builder):
        return frame(builder.environment, view, site).encode()
