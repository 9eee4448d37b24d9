"""The content of two hubs in other languages, in the shapes that a hub can have: a German one without
definitions, an Arabic one with everything."""

GERMAN = {
    "docs/topics.yml": "holz:\n  title: Holz\n  description: Alles über das Material.\n",
    "docs/ueber-uns.md": "---\ntitle: Über uns\ndescription: Wer hier schreibt und wie du uns erreichst.\n---\n\nWir bauen Möbel.\n",
    "docs/articles/leim.md": """\
---
title: Welcher Leim hält?
description: Drei Leime und wofür sie taugen.
date: 2026-03-01 09:00 +0100
updated: 2026-03-05 09:00 +0100
topics: [holz]
key_points:
  - Weißleim reicht für fast alles.
episodes: [hobeln]
---

## Vorher

Hör dir [die Folge](../../episodes/001-hobeln.md) an.[^1]

> [!NOTE]
> Immer erst trocken stecken.

[^1]: Es lohnt sich.
""",
    "docs/articles/schleifen.md": """\
---
title: Schleifen ohne Kratzer
description: Die richtige Körnung in der richtigen Reihenfolge.
date: 2026-02-01 09:00 +0100
topics: [holz]
key_points:
  - Keine Körnung überspringen.
---

Siehe auch [Leim](leim.md), wenn danach geklebt wird und alles halten soll.
""",
    "docs/guides/saege.md": """\
---
title: Welche Säge?
description: Zwei Fragen führen zur passenden Säge.
questions:
  - text: Wie dick ist das Brett?
    answers:
      - text: Dünn
        points: {japan: 2}
        why: Dünne Blätter reißen weniger aus.
      - text: Dick
        points: {fuchs: 2}
  - text: Wie fein soll der Schnitt sein?
    answers:
      - text: Fein
        points: {japan: 1}
      - text: Grob
        points: {fuchs: 1}
outcomes:
  japan:
    title: Eine Japansäge
    text: Sie schneidet auf Zug.
    action: Üb an einem Rest.
    read: [leim]
  fuchs:
    title: Ein Fuchsschwanz
    text: Er schafft dicke Balken.
    action: Spann den Balken ein.
---

Gemacht aus Erfahrung.
""",
    "episodes/001-hobeln.md": """\
---
title: Hobeln von Hand
date: 2026-03-02 09:00 +0100
summary: Wie ein Brett glatt wird, ohne Maschine.
guid: 5f0e9d6c-1111-4c1e-9a55-0d5a9c0b0001
season: 2
topics: [holz]
articles: [leim]
people:
  - name: Jo
    role: host
moments:
  - at: 1
    title: Der erste Span
    clip: 15
---

Was du brauchst: einen Hobel.
""",
    "episodes/001-hobeln.vtt": "WEBVTT\n\n00:00.000 --> 00:09.000\n<v Jo>Heute hobeln wir ein Brett von Hand.\n\n00:09.000 --> 00:19.000\n<v Jo>Das geht leichter, als die meisten denken.\n",
}
ARABIC = {
    "docs/topics.yml": "garden:\n  title: الحديقة\n  description: كل ما ينمو.\n",
    "docs/about.md": "---\ntitle: من نحن\ndescription: من يكتب هنا وكيف تصل إلينا.\n---\n\nنزرع منذ سنوات.\n",
    "docs/index.md": "---\ntitle: حديقة البيت\ndescription: كيف تنمو حديقة في بيت صغير.\ncompare: [compost, manure]\n---\n\nابدأ من هنا.\n",
    "docs/articles/water.md": """\
---
title: متى نسقي؟
description: الماء القليل في الوقت المناسب خير من الكثير.
date: 2026-03-01 09:00 +0100
topics: [garden]
key_points:
  - اسق في الصباح الباكر.
episodes: [seeds]
---

## في الصيف

يحتفظ السماد بالماء، كما نشرح في [الحلقة](../../episodes/001-seeds.md) عن البذور والتربة الجيدة.
""",
    "docs/definitions/compost.md": """\
---
term: السماد
definition: السماد نبات تحلّل حتى صار غذاءً للتربة.
forms: [سماد نباتي]
facets:
  المصدر: بقايا النبات
  المدة: أشهر
see_also: [manure]
key_points:
  - يصلح لكل تربة.
perspectives:
  - by: بستاني قديم
    text: ذهب أسود.
---

يُصنع في كل بيت.
""",
    "docs/definitions/manure.md": """\
---
term: الروث
definition: الروث غذاء للتربة مصدره الحيوان.
facets:
  المصدر: الحيوان
  المدة: أسابيع
see_also: [compost]
---

يُستعمل بحذر.
""",
    "docs/guides/soil.md": """\
---
title: ماذا تحتاج تربتك؟
description: سؤالان يقودانك إلى الجواب.
questions:
  - text: كيف تبدو التربة؟
    answers:
      - text: جافة
        points: {compost: 2}
        why: السماد يحفظ الماء.
      - text: رطبة
        points: {manure: 2}
  - text: كم لديك من الوقت؟
    answers:
      - text: أشهر
        points: {compost: 1}
      - text: أسابيع
        points: {manure: 1}
outcomes:
  compost:
    title: تحتاج السماد
    text: اخلطه بالتربة.
    action: اجمع بقايا المطبخ.
    read: [water]
    listen: [seeds]
  manure:
    title: تحتاج الروث
    text: ضعه قبل الشتاء.
    action: ابدأ بالقليل.
---

من خبرتنا.
""",
    "episodes/001-seeds.md": """\
---
title: البذور الأولى
date: 2026-03-02 09:00 +0100
summary: كيف تختار بذورًا تنمو.
guid: 5f0e9d6c-1111-4c1e-9a55-0d5a9c0b0002
topics: [garden]
articles: [water]
people:
  - name: ليلى
    role: host
moments:
  - at: 1
    title: أي بذرة؟
    clip: 15
---

ما تحتاجه: تراب وماء.
""",
    "episodes/001-seeds.vtt": "WEBVTT\n\n00:00.000 --> 00:09.000\n<v ليلى>اليوم نتحدث عن البذور وعن السماد الجيد في الحديقة.\n\n00:09.000 --> 00:19.000\n<v ليلى>لا تحتاج إلى أرض كبيرة لتبدأ الزراعة في بيتك.\n",
}
