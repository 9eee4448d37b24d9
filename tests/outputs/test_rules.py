"""Our feeds keep every rule of PSP-1 and Apple; and every rule has been seen to fail, on a feed
that was spoiled for it."""

from pathlib import Path

import pytest

from tests.outputs.rules import RULES, faults

GOLDEN = Path(__file__).parent / "golden"
ONE, TWO = (
    "<itunes:explicit>true</itunes:explicit>\n    <itunes:complete>",
    '<guid isPermaLink="false">bonus-guid</guid>',
)
LONG = "é" * 2001
# Rule → ways to break it: what is exchanged in the feed that says everything.
SPOILED: dict[str, list[tuple[str, str]]] = {
    "namespaces_are_exact": [
        (
            "http://www.itunes.com/dtds/podcast-1.0.dtd",
            "http://www.itunes.com/DTDs/Podcast-1.0.dtd",
        ),
        ("https://podcastindex.org/namespace/1.0", "https://podcastindex.org/namespace/1.0/"),
    ],
    "it_is_utf8_and_rss_2": [('version="2.0"', 'version="0.92"'), ("UTF-8", "utf-16")],
    "the_channel_has_what_is_required": [
        ("<language>en-gb</language>", ""),
        (ONE, "<itunes:complete>"),
        ("<itunes:author>Ann &amp; Ben</itunes:author>", ""),
        ('rel="self"', 'rel="via"'),
        ("  <channel>\n    <title>Everything &amp; More</title>", "  <channel>"),
    ],
    "each_item_has_what_is_required": [
        (TWO, ""),
        ("<itunes:duration>3723</itunes:duration>", ""),
        ("<pubDate>Fri, 09 Jan 2026 17:30:00 +0000</pubDate>", ""),
        ("<title>Behind it</title>", "<title/>"),
        ('<enclosure url="https://cdn.example/bonus.mp4" length="9000000" type="video/mp4"/>', ""),
    ],
    "values_are_no_longer_than_allowed": [
        ("<title>Behind it</title>", f"<title>{'a' * 256}</title>"),
        (
            "<description>A minute about the show.</description>",
            f"<description>{LONG}</description>",
        ),
    ],
    "no_value_is_padded": [("<title>Behind it</title>", "<title> Behind it</title>")],
    "html_is_plain_and_in_cdata": [
        ("<p>A minute about the show.</p>", "<h2>A minute about the show.</h2>"),
        ("<![CDATA[<p>A minute about the show.</p>", "A minute<![CDATA["),
    ],
    "explicit_is_true_or_false": [
        (ONE, "<itunes:explicit>yes</itunes:explicit>\n    <itunes:complete>"),
        ("<itunes:explicit>false<", "<itunes:explicit>clean<"),
    ],
    "yes_is_the_only_word_of_flags": [
        ("<itunes:complete>yes", "<itunes:complete>no"),
        (
            "<itunes:block>yes</itunes:block>\n      <podcast:season",
            "<itunes:block>false</itunes:block>\n      <podcast:season",
        ),
    ],
    "the_type_is_episodic_or_serial": [("<itunes:type>serial", "<itunes:type>Serial")],
    "a_serial_show_numbers_its_episodes": [
        ("<itunes:episodeType>trailer", "<itunes:episodeType>full"),
    ],
    "numbers_count_from_one": [
        ("<itunes:duration>3723", "<itunes:duration>0"),
        ("<itunes:duration>3723", "<itunes:duration>3723.0"),
    ],
    "an_episode_is_full_trailer_or_bonus": [
        ("<itunes:episodeType>bonus", "<itunes:episodeType>extra")
    ],
    "the_language_is_a_code": [("<language>en-gb", "<language>English")],
    "titles_name_no_number_and_no_show": [
        ("<title>Behind it</title>", "<title>Episode 2: Behind it</title>"),
        ("<title>Behind it</title>", "<title>S1E2 Behind it</title>"),
        ("<title>Behind it</title>", "<title>Everything &amp; More: Behind it</title>"),
    ],
    "copyright_is_a_bare_name": [
        ("<copyright>Ann", "<copyright>© Ann"),
        ("<copyright>Ann", "<copyright>2026 Ann"),
        ("<copyright>Ann", "<copyright>Copyright Ann"),
    ],
    "artwork_ends_in_its_type": [
        ('own-0123456789.png"/>\n      <itunes:explicit', 'own.webp"/>\n      <itunes:explicit'),
        ('own-0123456789.png"/>\n      <itunes:explicit', 'own.png?v=2"/>\n      <itunes:explicit'),
    ],
    "enclosures_say_address_length_and_type": [
        ('length="9000000"', 'length="0"'),
        ('length="9000000"', 'length="None"'),
        ('length="9000000" ', ""),
        ('length="9000000" type="video/mp4"', 'length="9000000"'),
    ],
    "an_enclosure_ends_in_the_extension_of_its_type": [
        ('bonus.mp4" length', 'bonus.mp4?from=feed" length'),
        ('type="video/mp4"/>\n      <itunes:title', 'type="audio/mp3"/>\n      <itunes:title'),
    ],
    "an_enclosures_address_is_plain_and_its_own": [
        ("https://cdn.example/bonus.mp4", "https://cdn.example/trailer.mp3"),
        ("https://cdn.example/bonus.mp4", "https://cdn.example/bönus.mp4"),
    ],
    "guids_are_unique_and_no_links": [
        ("bonus-guid", "trailer-guid"),
        (TWO, "<guid>bonus-guid</guid>"),
    ],
    "dates_are_those_of_rfc_2822": [
        ("<pubDate>Fri, 09 Jan 2026 17:30:00 +0000", "<pubDate>2026-01-09T17:30:00Z"),
        ("<pubDate>Fri, 09 Jan 2026 17:30:00 +0000", "<pubDate>Thu, 09 Jan 2026 17:30:00 +0000"),
        ("<pubDate>Fri, 09 Jan 2026 17:30:00 +0000", "<pubDate>Fri, 9 Jan 2026 5:30 PM"),
    ],
    "categories_are_apples": [
        ('text="Society &amp; Culture"', 'text="Society and Culture"'),
        ('text="Management"', 'text="Marketing &amp; Sales"'),
    ],
    "a_new_address_is_secure": [("<itunes:new-feed-url>https", "<itunes:new-feed-url>http")],
    "an_app_needs_one_description_and_one_link": [
        ("<description>A minute", "<description>Twice</description>\n      <description>A minute"),
    ],
}


@pytest.mark.parametrize("show", ["everything", "least"])
def test_our_feeds_keep_every_rule(show: str) -> None:
    """Whether they say much or little."""
    assert faults((GOLDEN / f"{show}.xml").read_bytes()) == {}


@pytest.mark.parametrize(
    ("name", "old", "new"), [(name, *way) for name, ways in SPOILED.items() for way in ways]
)
def test_the_rule_sees_what_breaks_it(name: str, old: str, new: str) -> None:
    """On a feed in which nothing else was touched."""
    text = (GOLDEN / "everything.xml").read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old} stands there {text.count(old)} times"
    spoiled = text.replace(old, new)
    raw = spoiled.encode("utf-16" if "utf-16" in new else "utf-8")
    assert name in faults(raw)


def test_every_rule_has_been_seen_to_fail() -> None:
    """None is left out."""
    assert set(SPOILED) == set(RULES)
