"""A made-up feed of 300 episodes that holds every oddity of real ones at once, and what must come of
it. The same seed makes the same feed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html import escape
from random import Random
from typing import TypeVar

from tests.importing.feeds import FILES, feed

COUNT = 300
SHOW = "Sales"
PEOPLE = ("Ann", "Ben")
ZONES: dict[str, tuple[int, bool]] = {
    "+0000": (0, False),
    "-0330": (-210, False),
    "+02:00": (120, False),
    "GMT+2": (120, False),
    "UTC-05:00": (-300, False),
    "EST": (-300, False),
    "PDT": (-420, False),
    "CEST": (120, False),
    "JST": (540, False),
    "Asia/Kolkata": (330, False),
    "America/Phoenix": (-420, False),
    "BST": (0, True),
    "IST": (0, True),
    "ABCD": (0, True),
    "": (0, True),
}
"""Minutes from UTC, and whether it must be told"""
SHAPES = (
    "{t:%a, %d %b %Y %H:%M:%S} {zone}",
    "{t:%d %b %Y %H:%M} {zone}",
    "{t:%B} {t.day}, {t.year} {t:%I:%M %p} {zone}",
    "{t:%Y-%m-%dT%H:%M:%S}{zone}",
)
TITLES = (
    "{words}",
    "Sales-led {words}",
    "S3: {words}",
    "Episode {n}! {words}",
    "Episode {n} of {words}",
    "{words} & <b>more</b>",
    "Ep. {n}: {words}",
    "{words} (Episode {n})",
    "Sales – {words}",
)
CUT = TITLES[6:]
"""Those that repeat what apps show beside them"""
NOTES = (
    "<p>{0}</p><ul><li>{1}</li><li>{2}</li></ul>",
    "{0}\n\n• {1}\n• {2}",
    "<pre><code>{0}\n    {1}\n{2}</code></pre>",
    "<table><tr><th>{0}</th><th>{1}</th></tr><tr><td>{2}</td><td>12 | 34</td></tr></table>",
    "<dl><dt>{0}</dt><dd>{1}</dd><dt>{2}</dt><dd>10<sup>6</sup></dd></dl>",
    "<p>{0}<br>{1}<br/>{2}</p>",
    "<p><a href='/{1}'>{0}</a> %% == {{{{ {2} [[x]]</p>",
    "<section>{0}</section><section>{1}</section><p>{2}</p>",
)
WORDS = [
    "quota",
    "ramp",
    "pipeline",
    "call",
    "deal",
    "forecast",
    "territory",
    "coach",
    "plan",
    "price",
    "lead",
    "buyer",
    "week",
    "team",
    "number",
]
Thing = TypeVar("Thing")


@dataclass
class Expected:
    """What must come of one item."""

    guid: str
    title: str
    is_title_told: bool
    moment: datetime
    is_date_told: bool
    number: str | None
    decimal: str | None
    words: list[str] = field(default_factory=list)
    """Of its show notes"""
    said: list[tuple[str | None, str]] = field(default_factory=list)
    """Who says what, word by word"""
    chapters: int = 0


class Oddities:
    """Makes the feed, what its server has, and what is expected of it."""

    def __init__(self, seed: int, count: int = COUNT) -> None:
        self._random = Random(seed)
        self.files: dict[str, str | bytes] = {}
        self.expected: list[Expected] = []
        items = [self._item(place) for place in range(count)]
        self.feed = feed(*reversed(items), title=SHOW, language="en-GB")

    def _words(self, count: int) -> list[str]:
        return [f"{self._of(WORDS)}{self._random.randrange(100)}" for _ in range(count)]

    def _of(self, things: Sequence[Thing]) -> Thing:
        return self._random.choice(things)

    def _item(self, place: int) -> str:
        name, number = f"e{place:03}", place + 1
        told_number, apple, other, tags = self._number(number)
        shape = self._of(TITLES)
        words = " ".join(self._words(3))
        if shape in CUT[:2] and apple is not None and apple != str(number):
            shape = TITLES[0]
        title = shape.format(words=words, n=number)
        bare = words if shape in CUT else shape.format(words=words, n=number)
        if shape in CUT[:2] and not tags:
            apple = other = str(number)
        date, moment, is_date_told = self._date(place)
        notes = self._words(3)
        one = Expected(
            name,
            bare.replace("<b>", "").replace("</b>", ""),
            shape in CUT,
            moment,
            is_date_told,
            apple,
            other,
            words=notes,
        )
        self.expected.append(one)
        body = self._of(NOTES).format(*notes)
        more = "".join(f"<podcast:person>{person}</podcast:person>" for person in PEOPLE)
        more += tags + told_number + self._chapters(one) + self._transcript(one)
        return (
            f"<item><title>{escape(title)}</title><guid isPermaLink='false'>{name}</guid>"
            f"<pubDate>{date}</pubDate><description>About it.</description>"
            f"<content:encoded><![CDATA[{body}]]></content:encoded>{self._enclosures(name)}{more}</item>\n"
        )

    def _number(self, number: int) -> tuple[str, str | None, str | None, str]:
        """What has no number in it, the number of Apple and of the namespace, and their tags."""
        apple, other = (
            "<itunes:episode>{}</itunes:episode>",
            "<podcast:episode>{}</podcast:episode>",
        )
        kind = self._random.randrange(6)
        if kind == 0:
            return "", None, None, ""
        if kind == 1:
            return "", None, f"{number}.5", apple.format(f"{number}.5")
        if kind == 2:
            decimal = f"{number}.25"
            return "", str(number), decimal, apple.format(number) + other.format(decimal)
        if kind == 3:
            return apple.format(self._of(("0", "12a", "none"))), None, None, "<podcast:chat/>"
        return "", str(number), str(number), apple.format(number)

    def _date(self, place: int) -> tuple[str, datetime, bool]:
        zone = self._of(list(ZONES))
        minutes, is_told = ZONES[zone]
        moment = datetime(2019, 6, 1, 12, tzinfo=UTC) + timedelta(days=place)
        if minutes and zone.isalpha() and moment.month not in (5, 6, 7, 8):
            moment = moment.replace(month=7)
        local = moment + timedelta(minutes=minutes)
        shape = self._of(SHAPES)
        if "T%H" in shape and not zone.startswith(("+", "-")):
            shape = SHAPES[0]
        return shape.format(t=local, zone=zone).strip(), moment, is_told

    def _enclosures(self, name: str) -> str:
        address = f"{FILES}/{self._of(('', 'my file ', 'é-'))}{name}.mp3"
        kind = self._of(("audio/mpeg", "AUDIO/MP3", "audio/mpeg; charset=x", ""))
        first = f'<enclosure url="{FILES}/art.jpg" length="1" type="image/jpeg"/>'
        sound = f'<enclosure url="{address}" length="60480" type="{kind}"/>'
        other = f'<enclosure url="{FILES}/{name}.m4a" length="9" type="audio/mp4"/>'
        return self._of((sound, sound, first + sound, sound + other))

    def _chapters(self, one: Expected) -> str:
        one.chapters = self._random.randrange(4)
        starts = ("0", "00:00:10,5", "NPT:0:20", "0:00:30.250")[: one.chapters]
        marks = "".join(f'<psc:chapter start="{start}" title="Part"/>' for start in starts)
        bad = self._of(("", '<psc:chapter start="soon" title="Lost"/>'))
        return f'<psc:chapters version="1.2">{marks}{bad}</psc:chapters>' if marks else ""

    def _transcript(self, one: Expected) -> str:
        turns = [(self._of((*PEOPLE, "Caller")), " ".join(self._words(3))) for _ in range(4)]
        turns[0] = (PEOPLE[0], turns[0][1])
        kind = self._of(("vtt", "srt", "bare", "json", "words", "zero", "disorder", "gone", ""))
        if not kind:
            return ""
        cues = [(2 * n, 2 * n + 2, who, said) for n, (who, said) in enumerate(turns)]
        one.said = [(who, word) for who, said in turns for word in said.split()]
        text = _written(kind, cues)
        self.files[f"{one.guid}.txt"] = text
        declared = self._of(
            ("text/vtt", "application/json; charset=utf-8", "application/x-subrip", "text/plain")
        )
        gone = (
            f'<podcast:transcript url="{FILES}/gone.vtt" type="text/vtt"/>'
            if kind == "gone"
            else ""
        )
        return f'{gone}<podcast:transcript url="{FILES}/{one.guid}.txt" type="{declared}"/>'


def _written(kind: str, cues: list[tuple[int, int, str, str]]) -> str:
    """A transcript as one of many programs writes it."""
    if kind == "json":
        segments = [
            f'{{"speaker": "{who}", "startTime": "{start}", "body": "{said}"}}'
            for start, _, who, said in cues
        ]
        return f'{{"version": "1.0.0", "segments": [{", ".join(segments)}]}}'
    if kind == "words":
        words = [
            f'{{"speaker": "{who}", "startTime": {start + n / 4}, "endTime": {start + n / 4 + 0.2}, "body": "{word}"}}'
            for start, _, who, said in cues
            for n, word in enumerate(said.split())
        ]
        return f'{{"segments": [{", ".join(words)}]}}'
    if kind == "vtt":
        blocks = [
            f"00:{start:02}.000 --> 00:{end:02}.000\n<v {who}>{said}\n"
            for start, end, who, said in cues
        ]
        return "WEBVTT\n\n" + "\n".join(blocks)
    blocks = []
    for number, (start, end, who, said) in enumerate(cues, start=1):
        counter = "" if kind == "bare" else f"{number}\n"
        last = start if kind == "zero" and number == 2 else end
        blocks.append(f"{counter}00:00:{start:02},000 --> 00:00:{last:02},000\n{who}: {said}\n")
    if kind == "disorder":
        blocks[1], blocks[2] = blocks[2], blocks[1]
    return "\n".join(blocks)
