"""What hosts are told to say: one strict policy, and nobody frames a page but an embedded
player's."""

from __future__ import annotations

from pathlib import Path

from podhub.outputs.machine.headers import headers, page_policy

from tests.build.corpus import EPISODE, catalog_of, edited
from tests.outputs.shows import EVERYTHING

REMOTE = """audio:
  url: https://audio.example/one.mp3
  bytes: 1000000
  duration: "1:00"
  type: audio/mpeg
moments:"""


def test_the_policy_allows_this_host_and_nothing_inline(tmp_path: Path) -> None:
    """No `unsafe-inline`, no `eval` but WebAssembly's, no other host, and all that is not named is
    forbidden."""
    policy = page_policy(catalog_of(tmp_path))
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "unsafe-inline" not in policy
    assert "'unsafe-eval'" not in policy
    assert "http" not in policy


def test_recordings_on_another_host_may_be_played(tmp_path: Path) -> None:
    """Any secure host, since the named one may send the player on; and only for media."""
    policy = page_policy(catalog_of(tmp_path, {EPISODE: edited(EPISODE, "moments:", REMOTE)}))
    assert "media-src 'self' https:;" in policy
    assert policy.count("https:") == 1


def test_only_a_site_with_a_certificate_asks_browsers_to_insist_on_it(tmp_path: Path) -> None:
    """HSTS for https, for this host alone."""
    catalog = catalog_of(tmp_path)
    assert "Strict-Transport-Security: max-age=31536000\n" in headers(
        catalog, "https://hub.example/", [""]
    )
    assert "Strict-Transport-Security" not in headers(catalog, "http://hub.example/", [""])


def test_transcripts_in_every_language_are_for_apps_on_other_hosts(tmp_path: Path) -> None:
    """Each has its type, and may be read by a page that is not ours."""
    text = headers(catalog_of(tmp_path, EVERYTHING), "https://hub.example/", [""])
    for name in ("transcript", "transcript.de"):
        shared = "\n  Access-Control-Allow-Origin: *\n"
        assert (
            f"/podcast/:episode/{name}.vtt{shared}  Content-Type: text/vtt; charset=utf-8\n" in text
        )
        assert (
            f"/podcast/:episode/{name}.srt{shared}  Content-Type: application/x-subrip; charset=utf-8\n"
            in text
        )
        assert f"/podcast/:episode/{name}.json{shared}\n" in text


def test_the_rules_stay_few_and_their_lines_short(tmp_path: Path) -> None:
    """Cloudflare Pages takes 100 rules of lines up to 2,000 characters: they must not grow with the
    site."""
    urls = [
        "",
        *(f"articles/{number}/" for number in range(1000)),
        *(f"podcast/{number}/" for number in range(1000)),
    ]
    text = headers(catalog_of(tmp_path), "https://hub.example/", urls)
    assert sum(line.startswith("/") for line in text.splitlines()) < 40
    assert max(map(len, text.splitlines())) < 1000
