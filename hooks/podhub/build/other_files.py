"""Every file of the site that no page makes: feeds, transcripts, media, what machines read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from unicodedata import normalize

from podhub.build.hub import Hub
from podhub.build.linking import Linked
from podhub.build.page_files import THEME_OWNER, PlannedPage, text_file
from podhub.build.search_files import search_files
from podhub.links.pages import is_for_authors
from podhub.links.public_files import named_addresses, named_files, public_files
from podhub.links.views.kinds import PageView
from podhub.media.published_files import published_file
from podhub.media.published_pictures import published_artwork
from podhub.model.artifact import Artifact, Recording, SiteFile
from podhub.model.entries import EpisodeEntry, ShowEntry
from podhub.model.media import Artwork
from podhub.model.memo import Memo
from podhub.model.messages import Messages
from podhub.model.values import absolute
from podhub.outputs.feed.chapters_json import chapters_json
from podhub.outputs.feed.opml import OPML, opml
from podhub.outputs.feed.transcript_files import transcript_files
from podhub.outputs.machine.headers import headers
from podhub.outputs.machine.markdown_twins import MarkdownTwins
from podhub.outputs.machine.security_txt import SECURITY_TXT, security_txt
from podhub.outputs.machine.sitemap import SITEMAP, compressed, sitemap
from podhub.outputs.pages.environment import THEME, theme_files
from podhub.outputs.pages.redirects import redirects
from podhub.outputs.pages.script_messages import PATH as SCRIPT_MESSAGES
from podhub.outputs.pages.script_messages import script_messages
from podhub.outputs.pages.slim import SLIM
from podhub.outputs.pictures import SIDES, small_copy, small_url, wide_copy, wide_url
from podhub.outputs.site_view import SiteView
from podhub.read.files import SETTINGS
from podhub.read.picture_parts import without_notes


class OtherFiles:
    """Makes the files that no page makes, for one site."""

    def __init__(self, hub: Hub, site: SiteView, linked: Linked, memo: Memo) -> None:
        self._hub, self._site, self._linked, self._memo = hub, site, linked, memo

    def all(self, planned: Sequence[PlannedPage]) -> Iterator[SiteFile]:
        """Every one."""
        show = self._hub.shown.show
        for episode in self._hub.shown.episodes.values():
            yield from self._of_episode(episode, show)
        if show:
            yield self._text(OPML, opml(show, self._site.url), show.document.path)
        yield from self._media()
        yield from self._theme()
        yield from self._twins(planned)
        yield from self._for_machines(planned)
        yield from search_files(self._hub, self._linked, self._site, self._memo, planned)
        site, hub = self._site, self._hub
        found = redirects(hub.shown, site.url, site.language, hub.ledger, site.policy)
        for path, page in found.items():
            yield self._text(path, page.encode(), SETTINGS)

    def _text(self, path: str, content: bytes, owner: str) -> Artifact:
        return text_file(path, content, owner, self._memo)

    def _of_episode(self, episode: EpisodeEntry, show: ShowEntry | None) -> Iterator[SiteFile]:
        """An episode's recording, its chapters and transcripts."""
        root, sources = self._hub.view.root, self._hub.sources
        if path := episode.audio.source:
            content = sources.files.get(path) if episode.audio.present else None
            sha256 = episode.audio.sha256 or ""
            size = episode.audio.bytes
            yield Recording(episode.audio.url, root / path, content, sha256, size, episode.path)
        if show is None:
            return
        key = self._memo.key("episode", episode.digest, show.digest, self._site.url)
        if episode.fields.moments:
            made = partial(_chapters, episode, show, self._site.url)
            path = f"{episode.url}chapters.json"
            yield Artifact(path, self._memo.key("chapters", key), made, episode.path)
        for path, write in transcript_files(episode, show.fields.language):
            yield Artifact(path, self._memo.key("transcript", path, key), write, episode.path)

    def _media(self) -> Iterator[Artifact]:
        """Artwork with its small copies, episodes' pictures, and what lies in docs/ beside the
        texts."""
        shown = self._hub.shown
        works = [shown.show.artwork] if shown.show else []
        works += [episode.artwork for episode in shown.episodes.values() if episode.artwork]
        by_url = {work.url: work for work in works}
        for work in by_url.values():
            yield self._picture(work.url, work.source, published_artwork)
            yield from self._small(work)
            key = self._memo.key("wide", self._hub.sources.sha256(work.source))
            wide = partial(wide_copy, self._hub.view.root / work.source)
            yield Artifact(wide_url(work.url), key, wide, work.source)
        # Episodes may show the same picture, and artwork as well.
        pictures = (p for episode in shown.episodes.values() for p in episode.own_pictures())
        for picture in {p.url: p for p in pictures if p.url not in by_url}.values():
            yield self._picture(picture.url, picture.source, without_notes)
        public = self._public_files()
        for path in self._hub.everything.files:
            if normalize("NFC", path) in public:
                yield self._picture(path.removeprefix("docs/"), path, published_file(path))

    def _public_files(self) -> frozenset[str]:
        """The files of docs/ that are not held back with the texts that show them."""
        hub = self._hub
        shown = {
            path: set(named_files(path, read.file.body.links if read.file.body else ()))
            for path, read in hub.reading.files.items()
        }
        for episode in hub.everything.episodes.values():
            shown[episode.path] |= {picture.source for picture in episode.pictures.values()}
            shown[episode.path] |= named_addresses(episode.fields.images)
            shown[episode.path] |= named_addresses(episode.fields.moments)
        shown[SETTINGS] = {f"docs/{hub.settings.logo}", f"docs/{hub.settings.favicon}"}
        shown[SETTINGS] |= named_addresses(hub.everything.authors.values())
        if show := hub.shown.show:
            shown[SETTINGS] |= named_addresses(show.fields.images)
        public = {entry.path for entry in hub.shown.entries()} | {SETTINGS}
        files = (normalize("NFC", path) for path in hub.everything.files)
        return public_files(files, shown, public)

    def _picture(self, path: str, source: str, published: Callable[[bytes], bytes]) -> Artifact:
        """A file of the repository: as it stands there, but for pictures of which only a part is
        published."""
        file, sha256 = self._hub.view.root / source, self._hub.sources.sha256(source)
        made = partial(_published, file, published)
        return Artifact(path, self._memo.key(published.__name__, sha256), made, source)

    def _small(self, work: Artwork) -> Iterator[Artifact]:
        source = self._hub.view.root / work.source
        for side in SIDES:
            key = self._memo.key("small", self._hub.sources.sha256(work.source), str(side))
            yield Artifact(
                small_url(work.url, side), key, partial(small_copy, source, side), work.source
            )

    def _theme(self) -> Iterator[Artifact]:
        """The engine's scripts and styles, but for those in whose place a hub has its own."""
        own = frozenset(_published_as(self._hub.everything.files))
        said = self._site.messages
        for path, file in sorted(theme_files().items()):
            if path in own:
                continue
            if path == SCRIPT_MESSAGES:
                key, made = self._memo.key("script messages", said.key), partial(hub_script, said)
                yield Artifact(path, key, made, THEME_OWNER)
            else:
                key = self._memo.key("theme", path)
                yield Artifact(path, key, partial(_slim, file), THEME_OWNER)

    def _twins(self, planned: Sequence[PlannedPage]) -> Iterator[Artifact]:
        """Every page as Markdown, and the list of these."""
        twins = MarkdownTwins(self._site)
        for one in planned:
            text = self._linked.texts.get(one.page.url)
            said = self._site.messages.key
            key = self._memo.key("twin", one.digest, text.key if text else "", self._site.url, said)
            made = partial(self._twin, twins, one.view)
            yield Artifact(f"{one.page.url}index.md", key, made, one.owner)
        listed = [one.view for one in planned if not is_for_authors(one.page)]
        yield self._text("llms.txt", twins.index(listed).encode(), SETTINGS)

    def _twin(self, twins: MarkdownTwins, view: PageView) -> bytes:
        text = self._linked.texts.get(view.url)
        return twins.twin(view, text.markdown(self._site.url) if text else "").encode()

    def _for_machines(self, planned: Sequence[PlannedPage]) -> Iterator[Artifact]:
        """The sitemap, and what hosts and robots read."""
        site = self._site
        listed = sitemap((one.view for one in planned), site)
        yield self._text(SITEMAP, listed, SETTINGS)
        yield self._text(f"{SITEMAP}.gz", compressed(listed), SETTINGS)
        robots = f"User-agent: *\nAllow: /\nSitemap: {absolute(site.url, SITEMAP)}\n"
        yield self._text("robots.txt", robots.encode(), SETTINGS)
        contact = self._hub.settings.contact
        if contact and f"docs/{SECURITY_TXT}" not in self._hub.everything.files:
            text = security_txt(contact, site.url, site.language, self._hub.view.now)
            yield self._text(SECURITY_TXT, text.encode(), SETTINGS)
        said = headers(self._hub.shown, site.url, [one.page.url for one in planned])
        yield self._text("_headers", said.encode(), SETTINGS)


def _published_as(files: Iterable[str]) -> Iterator[str]:
    return (path.removeprefix("docs/") for path in files)


def _slim(file: Path) -> bytes:
    """A file of the theme without what only those who read the code need."""
    slim = SLIM.get(file.suffix)
    return slim(file.read_text(encoding="utf-8")).encode() if slim else file.read_bytes()


def hub_script(said: Messages) -> bytes:
    """The script that every page loads, with the words of all scripts."""
    scripts = [file.read_text(encoding="utf-8") for file in sorted(THEME.rglob("*.js"))]
    module = (THEME / SCRIPT_MESSAGES).read_text(encoding="utf-8")
    return script_messages(module, scripts, said).encode()


def _published(file: Path, published: Callable[[bytes], bytes]) -> bytes:
    return published(file.read_bytes())


def _chapters(episode: EpisodeEntry, show: ShowEntry, site_url: str) -> bytes:
    return chapters_json(episode, show.fields, site_url).encode()
