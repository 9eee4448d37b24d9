"""Two shows as authors write them: one that says everything there is to say, and one that says no
more than it must."""

from tests.build.corpus import ARTICLE, EPISODE, SHOW, edited, mp3, picture

EVERYTHING_SHOW = """\
title: "Everything & More"
description: |-
  All that a show can say: <b>&amp;</b> "quoted", ]]> and 😀.

  In two paragraphs.
language: en-gb
category: [Business > Management, Society & Culture > Documentary, Technology]
explicit: true
author: Ann & Ben
email: us@show.example
artwork: artwork.jpg
guid: 917393e3-1b1e-5cef-ace4-edaa54e1f810
type: serial
copyright: Ann & Ben
people:
  - {name: Ann, href: "https://people.example/ann", img: "https://people.example/ann.jpg"}
  - {name: Ben, role: editor, group: audio post-production}
seasons: {1: The first year, 2: "The second & last"}
funding: [{url: "https://pay.example/us", text: Support us}]
license: our-own
license_url: https://show.example/licence.html
locked: false
medium: podcast
location:
  - {name: "Leeds", geo: "geo:53.8,-1.55", osm: R118362, country: gb}
  - {name: Oslo, rel: creator}
update_frequency: {text: Every other Monday, rrule: FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;COUNT=10, dtstart: 2026-01-05 09:00 +0000}
podroll:
  - {guid: 9b024349-ccf0-5f69-a609-6b82873eab3c, url: "https://other.example/feed", title: Another}
publisher: {guid: 003af0a0-6a45-55cf-b765-68e3d349551a, url: "https://publisher.example/feed.xml"}
remote_items: [{guid: 9b024349-ccf0-5f69-a609-6b82873eab3c, item: "their episode", medium: music}]
images:
  - {url: /assets/banner.jpg, alt: A banner, purpose: banner social, aspect_ratio: 16/9, width: 1600, height: 900,
     type: image/jpeg}
comments: {protocol: activitypub, uri: "https://social.example/@us/1", account_id: "@us", priority: 1}
txt:
  - {purpose: applepodcastsverify, text: "05124"}
  - {text: free & plain}
block: true
block_services: {amazon: true, google: false}
podping: true
websub: https://hub.example/websub
new_feed_url: https://new.example/podcast.xml
trailer: what-it-is
complete: true
"""

TRAILER = """\
---
title: What it is
date: 2026-01-02 09:00 +0000
summary: A minute about the show.
guid: trailer-guid
type: trailer
season: 1
audio: {url: "https://cdn.example/trailer.mp3", bytes: 480000, duration: "1:00", type: audio/mpeg}
---
"""

BONUS = """\
---
title: Behind it
date: 2026-01-09 18:30 +0100
summary: "What we left out: \\"]]>\\"."
guid: bonus-guid
type: bonus
season: 1
number: 1
block: true
audio: {url: "https://cdn.example/bonus.mp4", bytes: 9000000, duration: "1:02:03", type: video/mp4}
comments: {protocol: disabled}
---
"""

FULL = """\
---
title: "The first & only"
date: 2026-01-06 09:00 +0000
summary: One < two & "three".
guid: 5e2f1f0a-episode-1
season: 1
display: Chapter one
explicit: false
topics: [onboarding]
articles: [first-call]
image: own.png
images: [{url: "https://cdn.example/square.png", purpose: social}]
license: cc-by-4.0
location: {name: "The “Old” Mill"}
funding: [{url: "https://pay.example/this", text: For this one}]
comments:
  - {protocol: activitypub, uri: "https://social.example/@us/2", account_id: "@us", priority: 1,
     account_url: "https://social.example/@us"}
  - {protocol: atproto, uri: "https://at.example/us/2", priority: 2}
txt: [{purpose: ai-content, text: none}]
people:
  - {name: Ann}
  - {name: Ben, role: guest}
translations: {de: 001-ramp-time.de.vtt}
alternates:
  - url: https://cdn.example/1.opus
    type: audio/opus
    bytes: 2490970
    bitrate: 32000
    lang: en-gb
    title: Small
    rel: small
    codecs: opus
    sources: ["ipfs://QmdwGqd3d2gFPGeJNLLCshdiPert45fMu84552Y4XHTy4y", "https://cdn.example/1.torrent"]
    integrity: sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=
  - {url: "https://cdn.example/1.mp4", type: video/mp4, bytes: 8000000, height: 720}
moments:
  - {at: "0:00", title: "Hello & welcome", image: 001-moment.png}
  - {at: "0:05", title: "The first week", url: /about/}
  - {at: "0:20", title: "The <first> deal", clip: 20, url: "https://deal.example/?a=1&b=2"}
---

We speak of [the first call](../docs/articles/first-call.md).
"""

EVERYTHING: dict[str, str | bytes | None] = {
    SHOW: EVERYTHING_SHOW,
    EPISODE: FULL,
    "episodes/000-what-it-is.md": TRAILER,
    "episodes/002-behind-it.md": BONUS,
    "episodes/own.png": picture(kind="PNG"),
    "episodes/001-moment.png": picture(64, 32, kind="PNG"),
    "episodes/001-ramp-time.de.vtt": "WEBVTT\n\n00:01.000 --> 00:04.500\n<v Ann>Coaching dauert\n",
}
"""Changes to the small hub."""

LEAST: dict[str, str | bytes | None] = {
    SHOW: edited(SHOW, "guid: 917393e3-1b1e-5cef-ace4-edaa54e1f810\ntrailer: ramp-time\n", ""),
    EPISODE: None,
    "episodes/001-ramp-time.mp3": None,
    "episodes/001-ramp-time.vtt": None,
    "docs/guides/where-to-begin.md": None,
    ARTICLE: edited(
        ARTICLE,
        "episodes: [ramp-time]\n",
        "",
        "[the episode](../../episodes/001-ramp-time.md#t=30)",
        "it",
    ),
    "episodes/001-one.md": "---\ntitle: One\ndate: 2026-01-06 09:00 +0000\nsummary: It.\nguid: one\n---\n",
    "episodes/001-one.mp3": mp3(60),
}
"""Changes to the small hub."""
