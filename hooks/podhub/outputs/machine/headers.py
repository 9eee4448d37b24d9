"""What a host says with each file: the security policy above all. Written to `_headers`, which
Netlify and Cloudflare Pages read.

Where a host does not read it, each page carries the policy itself (`page_policy`), as far as a page
can."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from podhub.model.entries import Shown
from podhub.outputs.feed.transcript_files import FORMS, stem

YEAR = 31_536_000


def page_policy(catalog: Shown) -> str:
    """The Content-Security-Policy of every page (CSP 3), the same for all of them.

    No page holds an inline script or style (a test looks), so it has no hashes and no
    `unsafe-inline`. `data:` pictures are the icons in Material's style sheet."""
    directives = {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "media-src": ["'self'", *_audio_elsewhere(catalog)],
        "connect-src": ["'self'"],
        "worker-src": ["'self'"],
        "frame-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
    }
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())


def _audio_elsewhere(catalog: Shown) -> list[str]:
    """Where recordings come from that are not on this host. Any secure host: the named one may send
    a player on to another."""
    return (
        ["https:"]
        if any("://" in episode.audio.url for episode in catalog.episodes.values())
        else []
    )


def headers(catalog: Shown, site_url: str, urls: Iterable[str]) -> str:
    """The `_headers` file: a path on each line, and below it, set in, what its answers say.

    Several rules may match one path; a host sends the headers of all of them. Two policies in one
    answer both hold, so a second one can only forbid more: this is why `frame-ancestors` stands
    apart, under the paths it is for."""
    rules = {"/*": _everywhere(catalog, site_url)}
    rules |= {
        path: {"Content-Security-Policy": "frame-ancestors 'none'"} for path in _unframed(urls)
    }
    # Podcast apps that are web pages read these from their own address.
    shared = {"Access-Control-Allow-Origin": "*"}
    kept = {
        "Cache-Control": f"public, max-age={YEAR}, immutable"
    }  # their names change with what they hold
    # Apps take either name of the type; browsers show application/rss+xml as source, and this one
    # with its style, as a page.
    feed = {**shared, "Content-Type": "application/xml; charset=utf-8"}
    rules |= {
        "/podcast.xml": feed,
        "/articles.xml": feed,
        "/podcast/feed/*": feed,
        "/topics/:topic/feed.xml": feed,
        "/podcast/:episode/chapters.json": {
            **shared,
            "Content-Type": "application/json+chapters; charset=utf-8",
        },
        **{
            f"/podcast/:episode/{name}": {**shared, **fields}
            for name, fields in _transcripts(catalog)
        },
        "/audio/*": shared,
        "/artwork/*": shared | kept,
        "/cards/*": shared | kept,
        "/assets/stylesheets/*": kept,
    }
    return "\n".join(
        f"{path}\n" + "".join(f"  {name}: {value}\n" for name, value in fields.items())
        for path, fields in rules.items()
    )


def _everywhere(catalog: Shown, site_url: str) -> dict[str, str]:
    """What is said with every file."""
    fields = {
        "Content-Security-Policy": page_policy(catalog),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    if site_url.startswith("https:"):
        # For this host alone: whether its other subdomains have certificates, and whether browsers
        # should ship the rule (`includeSubDomains`, `preload`), is for the domain's owner to say,
        # and hard to take back.
        fields["Strict-Transport-Security"] = f"max-age={YEAR}"
    return fields


def _transcripts(catalog: Shown) -> Iterator[tuple[str, dict[str, str]]]:
    """Every form of transcript in every language that there is one in, and what its host should
    call it."""
    translated = {
        language for episode in catalog.episodes.values() for language in episode.translations
    }
    own = catalog.show.fields.language if catalog.show else ""
    for language in [own, *sorted(translated - {own})]:
        for extension, kind in FORMS.items():
            # Hosts know what JSON and HTML are.
            known = extension in ("json", "html")
            yield (
                f"{stem(language, own)}.{extension}",
                {} if known else {"Content-Type": f"{kind}; charset=utf-8"},
            )


def _unframed(urls: Iterable[str]) -> list[str]:
    """The paths that no other site may frame: every page but the embedded players, in few rules
    (hosts take about a hundred).

    >>> _unframed(["", "about/", "podcast/", "podcast/one/", "podcast/page/2/"])
    ['/', '/404.html', '/about/*', '/podcast/', '/podcast/:episode/', '/podcast/page/*']
    """
    sections = sorted({url.split("/")[0] for url in urls if url})
    paths = ["/", "/404.html"]
    for section in sections:
        # A name behind a colon stands for one step of a path, so it leaves out what lies below an
        # episode.
        paths += (
            ["/podcast/", "/podcast/:episode/", "/podcast/page/*"]
            if section == "podcast"
            else [f"/{section}/*"]
        )
    return paths
