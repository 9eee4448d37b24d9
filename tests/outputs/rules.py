"""The rules of RSS 2.0, PSP-1 and Apple for a podcast's feed, each as a question to a feed that
names what breaks it.

Sources: PSP-1 (Podcast Standards Project), Apple's "A Podcaster's Guide to RSS" and its pages 823
and 896. What a rule asks of files (pictures, audio, a server's answers) is asked of the served site
in tests/clients/test_feed_rules.py."""

import re
from collections.abc import Callable, Iterator
from email.utils import format_datetime, parsedate_to_datetime

from lxml import etree
from podhub.model.categories import CATEGORIES

NAMES = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
}
TYPES = {
    "mp3": "audio/mpeg",
    "m4a": "audio/x-m4a",
    "mp4": "video/mp4",
    "m4v": "video/x-m4v",
    "mov": "video/quicktime",
    "ogg": "audio/ogg",
    "opus": "audio/ogg",
    "wav": "audio/wav",
}
"""Opus in a file is Ogg (RFC 7845 §9); `audio/opus` is what flows over RTP."""
LONG = ("description", "encoded", "txt", "link", "new-feed-url")
Rule = Callable[[bytes, etree._Element], Iterator[object]]
RULES: dict[str, Rule] = {}


def rule(check: Rule) -> Rule:
    """Add a rule, by its function's name."""
    RULES[check.__name__] = check
    return check


def texts(element: etree._Element, path: str) -> list[str]:
    """The texts of all children of a name."""
    return [child.text or "" for child in element.findall(path, NAMES)]


def every(channel: etree._Element) -> Iterator[etree._Element]:
    """The channel and its items."""
    yield channel
    yield from channel.findall("item")


@rule
def namespaces_are_exact(raw: bytes, channel: etree._Element) -> Iterator[object]:
    yield from (prefix for prefix, uri in NAMES.items() if channel.nsmap.get(prefix) != uri)


@rule
def it_is_utf8_and_rss_2(raw: bytes, channel: etree._Element) -> Iterator[object]:
    root = channel.getparent()
    if root is None or (root.tag, root.get("version")) != ("rss", "2.0"):
        yield root
    if b"encoding='UTF-8'" not in raw.split(b"\n", 1)[0]:
        yield raw[:60]


@rule
def the_channel_has_what_is_required(raw: bytes, channel: etree._Element) -> Iterator[object]:
    for path in (
        "title",
        "description",
        "link",
        "language",
        "itunes:explicit",
        "itunes:author",
        "podcast:locked",
    ):
        if len(texts(channel, path)) != 1 or not texts(channel, path)[0]:
            yield path
    for path in ("atom:link[@rel='self']", "itunes:image[@href]", "itunes:category[@text]"):
        if not channel.findall(path, NAMES):
            yield path


@rule
def each_item_has_what_is_required(raw: bytes, channel: etree._Element) -> Iterator[object]:
    for item in channel.findall("item"):
        for path in ("title", "guid", "link", "pubDate", "description", "itunes:duration"):
            if len(texts(item, path)) != 1 or not texts(item, path)[0]:
                yield path
        if len(item.findall("enclosure")) != 1:
            yield "enclosure"


@rule
def values_are_no_longer_than_allowed(raw: bytes, channel: etree._Element) -> Iterator[object]:
    for element in channel.iter(etree.Element):
        name, value = etree.QName(element).localname, element.text or ""
        if (
            (len(value.encode()) > 4000)
            if name == "description"
            else (name not in LONG and len(value) > 255)
        ):
            yield name


@rule
def no_value_is_padded(raw: bytes, channel: etree._Element) -> Iterator[object]:
    for element in channel.iter(etree.Element):
        if len(element) == 0 and (element.text or "") != (element.text or "").strip():
            yield element.tag


@rule
def html_is_plain_and_in_cdata(raw: bytes, channel: etree._Element) -> Iterator[object]:
    for notes in re.findall(rb"<content:encoded>(.*?)</content:encoded>", raw, re.DOTALL):
        if not (notes.startswith(b"<![CDATA[") and notes.endswith(b"]]>")):
            yield notes[:40]
    for item in channel.findall("item"):
        for tag in re.findall(r"</?([a-zA-Z0-9]+)", texts(item, "content:encoded")[0]):
            if tag not in ("p", "ol", "ul", "li", "a", "b", "i", "strong", "em"):
                yield tag


@rule
def explicit_is_true_or_false(raw: bytes, channel: etree._Element) -> Iterator[object]:
    for element in every(channel):
        yield from (
            value for value in texts(element, "itunes:explicit") if value not in ("true", "false")
        )


@rule
def yes_is_the_only_word_of_flags(raw: bytes, channel: etree._Element) -> Iterator[object]:
    for element in every(channel):
        for path in ("itunes:complete", "itunes:block"):
            yield from (value for value in texts(element, path) if value != "yes")


@rule
def the_type_is_episodic_or_serial(raw: bytes, channel: etree._Element) -> Iterator[object]:
    yield from (
        value for value in texts(channel, "itunes:type") if value not in ("episodic", "serial")
    )


@rule
def a_serial_show_numbers_its_episodes(raw: bytes, channel: etree._Element) -> Iterator[object]:
    if texts(channel, "itunes:type") == ["serial"]:
        for item in channel.findall("item"):
            if texts(item, "itunes:episodeType") == ["full"] and not texts(item, "itunes:episode"):
                yield texts(item, "title")


@rule
def numbers_count_from_one(raw: bytes, channel: etree._Element) -> Iterator[object]:
    for item in channel.findall("item"):
        for path in ("itunes:episode", "itunes:season", "itunes:duration"):
            yield from (
                value for value in texts(item, path) if not re.fullmatch(r"[1-9]\d*", value)
            )


@rule
def an_episode_is_full_trailer_or_bonus(raw: bytes, channel: etree._Element) -> Iterator[object]:
    for item in channel.findall("item"):
        yield from (
            value
            for value in texts(item, "itunes:episodeType")
            if value not in ("full", "trailer", "bonus")
        )


@rule
def the_language_is_a_code(raw: bytes, channel: etree._Element) -> Iterator[object]:
    yield from (
        value
        for value in texts(channel, "language")
        if not re.fullmatch(r"[a-z]{2}(-[a-z]{2})?", value)
    )


@rule
def titles_name_no_number_and_no_show(raw: bytes, channel: etree._Element) -> Iterator[object]:
    [show] = texts(channel, "title") or ["\0"]
    for item in channel.findall("item"):
        for title in (*texts(item, "title"), *texts(item, "itunes:title")):
            if show in title or re.search(
                r"\b(episode|season|ep\.?) *\d|\bS\d+E\d+", title, re.IGNORECASE
            ):
                yield title


@rule
def copyright_is_a_bare_name(raw: bytes, channel: etree._Element) -> Iterator[object]:
    for value in texts(channel, "copyright"):
        if re.search(r"copyright|©|\b(19|20)\d\d\b", value, re.IGNORECASE):
            yield value


@rule
def artwork_ends_in_its_type(raw: bytes, channel: etree._Element) -> Iterator[object]:
    for element in every(channel):
        for image in element.findall("itunes:image", NAMES):
            if not re.search(r"\.(jpg|png)$", image.get("href", "")):
                yield image.get("href")


@rule
def enclosures_say_address_length_and_type(raw: bytes, channel: etree._Element) -> Iterator[object]:
    for enclosure in channel.iter("enclosure"):
        if not (
            enclosure.get("url")
            and enclosure.get("type")
            and re.fullmatch(r"[1-9]\d*", enclosure.get("length", ""))
        ):
            yield dict(enclosure.attrib)


@rule
def an_enclosure_ends_in_the_extension_of_its_type(
    raw: bytes, channel: etree._Element
) -> Iterator[object]:
    for enclosure in channel.iter("enclosure"):
        if TYPES.get(enclosure.get("url", "").rpartition(".")[2]) != enclosure.get("type"):
            yield dict(enclosure.attrib)


@rule
def an_enclosures_address_is_plain_and_its_own(
    raw: bytes, channel: etree._Element
) -> Iterator[object]:
    urls = [enclosure.get("url", "") for enclosure in channel.iter("enclosure")]
    yield from (url for url in urls if not url.isascii() or urls.count(url) > 1)


@rule
def guids_are_unique_and_no_links(raw: bytes, channel: etree._Element) -> Iterator[object]:
    guids = [guid.text for guid in channel.iter("guid")]
    yield from (guid for guid in guids if guids.count(guid) > 1)
    yield from (guid.text for guid in channel.iter("guid") if guid.get("isPermaLink") != "false")


@rule
def dates_are_those_of_rfc_2822(raw: bytes, channel: etree._Element) -> Iterator[object]:
    for element in (*channel.findall("lastBuildDate"), *channel.iter("pubDate")):
        date = element.text or ""
        try:
            if format_datetime(parsedate_to_datetime(date)) != date:
                yield date
        except ValueError:
            yield date


@rule
def categories_are_apples(raw: bytes, channel: etree._Element) -> Iterator[object]:
    for top in channel.findall("itunes:category", NAMES):
        subs = [sub.get("text", "") for sub in top.findall("itunes:category", NAMES)]
        if (
            top.get("text") not in CATEGORIES
            or not set(subs) <= set(CATEGORIES[top.get("text", "")])
            or len(subs) > 1
        ):
            yield top.get("text")


@rule
def a_new_address_is_secure(raw: bytes, channel: etree._Element) -> Iterator[object]:
    yield from (
        value for value in texts(channel, "itunes:new-feed-url") if not value.startswith("https://")
    )


@rule
def an_app_needs_one_description_and_one_link(
    raw: bytes, channel: etree._Element
) -> Iterator[object]:
    for element in every(channel):
        yield from (
            path for path in ("title", "link", "description") if len(element.findall(path)) > 1
        )


def faults(raw: bytes) -> dict[str, list[object]]:
    """What breaks each rule that is broken."""
    channel = etree.fromstring(raw)[0]
    found = {name: list(check(raw, channel)) for name, check in RULES.items()}
    return {name: broken for name, broken in found.items() if broken}
