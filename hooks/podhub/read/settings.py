"""Reads the site's settings out of mkdocs.yml, each mistake with its line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from podhub.messages import catalogs
from podhub.model.brand import Colours
from podhub.model.problems import Problem, Remark, quote, separated
from podhub.model.settings import Footer, Script, Settings
from podhub.model.values import nearest
from podhub.read.builder_yaml import SettingsDocument, read_builder_yaml
from podhub.read.files import SETTINGS
from podhub.read.inline_code import check_inline
from podhub.read.nav import read_links, read_nav
from podhub.read.own_templates import check_templates
from podhub.read.settings_fields import SettingsFields
from podhub.read.settings_files import check_code, check_files, listed
from podhub.read.unused_settings import check_refused, check_unused
from podhub.read.upgrades import check_leaving, check_release
from podhub.read.validation import validate

FONTS = ("extra", "card_fonts")
NEEDED = {
    "site_name": "the site's name",
    "site_url": "the site's address, since feeds need full links",
}


def read_settings(root: Path, environment: Mapping[str, str]) -> tuple[Settings, list[Problem]]:
    """Read mkdocs.yml below `root`; `environment` is where its `!ENV` looks.

    What is missing or wrong has its default in the result. Whether the navigation leads to pages
    is known when the content is read (`nav.check_links`)."""
    document, problems = read_builder_yaml(root, SETTINGS, environment)
    if problems and not document.data:
        return Settings(files=document.files), problems
    problems += _lost_colours(document)
    _take_out_nothing(document.data)
    problems += [
        document.problem((name,), expected, "nothing")
        for name, expected in NEEDED.items()
        if name not in document.data
    ]
    nav, found = read_nav(document)
    problems += found
    said, found = _validated(document)
    problems += found
    problems += check_files(root, document, said)
    problems += check_code(root, document, said)
    if said.theme.custom_dir:
        problems += check_templates(root, said.theme.custom_dir)
    footer, found = _footer(document, said)
    problems += found
    problems += [*check_refused(document), *_unknown_words(document, said)]
    upgrades, remarks = separated(check_release(document))
    colours, found = _colours(document, said)
    settings = replace(_simple(document, said), footer=footer, colours=colours, nav=nav)
    remarks += [*check_leaving(document), *check_unused(document)]
    remarks += _untranslated(document, settings)
    if said.theme.custom_dir:
        remarks += check_inline(root, said.theme.custom_dir)
    heeded = tuple(remark for remark in remarks if remark.name not in said.extra.ignore)
    return replace(settings, remarks=heeded), sorted({*problems, *found, *upgrades})


def _simple(document: SettingsDocument, said: SettingsFields) -> Settings:
    """The settings that need no more than to be taken over."""
    at_top = {"site_name", "site_url", "site_description", "copyright", "extra_css", "site_dir"}
    hooks = map(str, listed(document, "hooks"))
    of_extra = {"contact", "home", "podping", "tagline", "card_mark", "card_fonts"}
    return Settings(
        **said.model_dump(include=at_top),
        **said.theme.model_dump(include={"language", "logo", "favicon"}),
        **said.extra.model_dump(include=of_extra),
        messages=catalogs.messages(said.theme.language, said.extra.words),
        card_fonts_at=(document.origin(FONTS), document.line(FONTS)),
        ignore=frozenset(said.extra.ignore),
        extra_javascript=tuple(Script(**script.model_dump()) for script in said.extra_javascript),
        watch=tuple(filter(None, (*said.watch, said.theme.custom_dir, *hooks))),
        files=document.files,
    )


def _validated(document: SettingsDocument) -> tuple[SettingsFields, list[Problem]]:
    """What the file says; what is wrong in it has its default."""
    said, found = validate(document, SettingsFields)
    problems = list(found)
    while said is None:
        # What is right is shown and checked all the same.
        for problem in found:
            _take_out(document.data, problem.field)
        said, found = validate(document, SettingsFields)
    return said, problems


def _take_out(data: dict[str, Any], field: str) -> bool:
    """Take out what is wrong, and as little beside it as can be; says whether it was there.

    >>> data = {"extra": {"home": ["a"], "words": {"It. So": 1, "b": "c"}, "contact": ""}}
    >>> [_take_out(data, field) for field in ("extra.home[1]", "extra.words.It. So", "theme.name")]
    [True, True, False]
    >>> data
    {'extra': {'words': {'b': 'c'}, 'contact': ''}}
    """
    for name, value in data.items():
        rest = field.removeprefix(str(name))
        if rest != field and rest[:1] in ("", ".", "["):
            if not (isinstance(value, dict) and _take_out(value, rest[1:])):
                del data[name]
            return True
    return False


def _footer(document: SettingsDocument, said: SettingsFields) -> tuple[Footer, list[Problem]]:
    """What the foot of every page says, and what is wrong with its links."""
    foot, loc = said.extra.footer, ("extra", "footer", "links")
    links, found = read_links(document, foot.links, loc, grouped=False) if foot.links else ((), [])
    return Footer(links, foot.text, foot.sections), found


def _colours(document: SettingsDocument, said: SettingsFields) -> tuple[Colours, list[Problem]]:
    """The site's colours, and those of them that nobody can read."""
    chosen = {name: value for name, value in said.extra.colours if value}
    colours = replace(Colours(), **chosen)
    problems = []
    for name, found in colours.unreadable().items():
        loc = ("extra", "colours", name if name in chosen else next(iter(chosen)))
        expected = f"colours in which {name} can be read (a contrast of 4.5 to 1)"
        problems.append(document.problem(loc, expected, found))
    return (Colours() if problems else colours), problems


def _lost_colours(document: SettingsDocument) -> Iterator[Problem]:
    """Yield every colour that YAML takes for a comment."""
    extra = document.data.get("extra")
    colours = extra.get("colours") if isinstance(extra, dict) else None
    for name, value in colours.items() if isinstance(colours, dict) else ():
        if value is None:
            expected = 'a colour in quotes, such as "#1d4f91" (what follows a # is a comment)'
            yield document.problem(("extra", "colours", name), expected, "nothing")


def _unknown_words(document: SettingsDocument, said: SettingsFields) -> Iterator[Problem]:
    """Yield every text that the site never says, and translations in the wrong number of forms."""
    known = catalogs.texts() if said.extra.words else {}
    for text, forms in said.extra.words.items():
        loc = ("extra", "words", text)
        if text not in known:
            example = nearest(text, known) or "Read next"
            yield document.problem(loc, f"a text of the catalog, such as {example}", quote(text))
        elif len(forms) != (wanted := catalogs.forms(said.theme.language) if known[text] else 1):
            yield document.problem(loc, f"{wanted} forms, one for each plural", f"{len(forms)}")


def _untranslated(document: SettingsDocument, settings: Settings) -> Iterator[Remark]:
    if not settings.messages.is_known:
        loc = ("theme", "language")
        expected = f"a language that our own words are in ({', '.join(catalogs.languages())}); they are English now"
        yield document.remark("untranslated", loc, expected, quote(settings.language))


def _take_out_nothing(data: dict[str, Any]) -> None:
    """A name without a value is as good as none."""
    for name, value in list(data.items()):
        if value is None:
            del data[name]
        elif isinstance(value, dict):
            _take_out_nothing(value)
