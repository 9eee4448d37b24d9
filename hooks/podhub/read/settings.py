"""Reads the site's settings out of mkdocs.yml, each mistake with its line."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field, model_validator

from podhub.model.address_fields import WebAddress
from podhub.model.document import Loc
from podhub.model.expectations import parsed, rule
from podhub.model.fields import Line, Truth
from podhub.model.items import Model
from podhub.model.problems import Problem, quote
from podhub.model.settings import Script, Settings
from podhub.model.site_address import parse_site_address
from podhub.model.site_path import SitePath
from podhub.model.values import is_mail_address, is_web_address
from podhub.read.builder_yaml import SettingsDocument, read_builder_yaml
from podhub.read.files import is_file
from podhub.read.nav import read_nav
from podhub.read.validation import validate

SETTINGS = "mkdocs.yml"
LANGUAGES = ("en",)
"""The languages that the site's own words are in."""
THEME = Path(__file__).parent.parent / "theme"
NEEDED = {
    "site_name": "the site's name",
    "site_url": "the site's address, since feeds need full links",
}


def _one_of(texts: Iterable[str], why: str) -> Any:
    known = tuple(texts)
    return rule(f"{' or '.join(known)} ({why})", known.__contains__)


class _Group(Model):
    """A group of settings, of which the builder knows more than the engine needs."""

    model_config = ConfigDict(extra="ignore")


class _Theme(_Group):
    name: Annotated[str, _one_of(["material"], "the hub's pages stand on it")] = "material"
    language: Annotated[str, _one_of(LANGUAGES, "what the hub's own words are in")] = "en"
    logo: Line = Settings.logo
    favicon: Line = Settings.favicon


class _Extra(_Group):
    contact: Annotated[
        str,
        rule(
            "a mail address such as podcast@example.com, or the web address of a form",
            lambda text: is_mail_address(text) or is_web_address(text),
        ),
    ] = ""
    podping: WebAddress = ""
    tagline: Annotated[
        str,
        rule("a line of at most 60 characters", lambda text: len(text) <= 60 and "\n" not in text),
    ] = ""


class _Script(_Group):
    path: Line
    type: str = ""
    is_deferred: Truth = Field(default=False, alias="defer")
    is_async: Truth = Field(default=False, alias="async")

    @model_validator(mode="before")
    @classmethod
    def _bare_path(cls, value: object) -> object:
        is_module = str(value).endswith(".mjs")
        text = {"path": value, "type": "module" if is_module else ""}
        return text if isinstance(value, str) else value


class _File(_Group):
    site_name: Line = ""
    site_url: Annotated[str, parsed(lambda text: parse_site_address(str(text)))] = ""
    site_description: str = ""
    copyright: str = ""
    theme: Annotated[
        _Theme, BeforeValidator(lambda value: {"name": value} if isinstance(value, str) else value)
    ] = _Theme()
    extra: _Extra = _Extra()
    extra_css: tuple[Line, ...] = ()
    extra_javascript: tuple[_Script, ...] = ()
    docs_dir: Annotated[
        str,
        rule(
            "docs (the hub's texts stand in docs/ and episodes/)",
            lambda text: posixpath.normpath(text) == "docs",
        ),
    ] = "docs"
    use_directory_urls: Annotated[
        Truth, rule("true (public addresses such as /about/ never change)", bool)
    ] = True
    site_dir: Line = Settings.site_dir
    watch: tuple[Line, ...] = ()


def read_settings(root: Path, environment: Mapping[str, str]) -> tuple[Settings, list[Problem]]:
    """Read mkdocs.yml below `root`; `environment` is where its `!ENV` looks.

    What is missing or wrong has its default in the result. Whether the navigation leads to pages
    is known when the content is read (`nav.check_nav`)."""
    document, problems = read_builder_yaml(root, SETTINGS, environment)
    if problems and not document.data:
        return Settings(files=document.files), problems
    _take_out_nothing(document.data)
    problems += [
        document.problem((name,), expected, "nothing")
        for name, expected in NEEDED.items()
        if name not in document.data
    ]
    nav, found = read_nav(document)
    problems += found
    said, found = validate(document, _File)
    problems += found
    if said is None:
        # What is right is shown and checked all the same.
        wrong = {problem.field.partition(".")[0].partition("[")[0] for problem in found}
        for name in wrong:
            del document.data[name]
        said, _ = validate(document, _File)
        assert said  # every setting has a default
    problems += _missing_files(root, document, said)
    settings = Settings(
        **said.model_dump(include={"site_name", "site_url", "site_description", "copyright"}),
        **said.theme.model_dump(exclude={"name"}),
        **said.extra.model_dump(),
        nav=nav,
        extra_css=said.extra_css,
        extra_javascript=tuple(Script(**script.model_dump()) for script in said.extra_javascript),
        site_dir=said.site_dir,
        watch=said.watch,
        files=document.files,
    )
    return settings, sorted(set(problems))


def _take_out_nothing(data: dict[str, Any]) -> None:
    """A name without a value is as good as none."""
    for name, value in list(data.items()):
        if value is None:
            del data[name]
        elif isinstance(value, dict):
            _take_out_nothing(value)


def _missing_files(root: Path, document: SettingsDocument, said: _File) -> Iterator[Problem]:
    """Yield what pages would load in vain, or from somebody else."""
    named: list[tuple[Loc, str]] = [
        (("theme", "logo"), said.theme.logo),
        (("theme", "favicon"), said.theme.favicon),
        *((("extra_css", index), path) for index, path in enumerate(said.extra_css)),
        *(
            (("extra_javascript", index), script.path)
            for index, script in enumerate(said.extra_javascript)
        ),
    ]
    for loc, name in named:
        if "//" in name:
            expected = "a file below docs/ (pages load nothing from other sites)"
            yield document.problem(loc, expected, quote(name))
            continue
        try:
            path = SitePath(name)
        except ValueError as error:
            yield document.problem(loc, str(error).removeprefix("expected "), quote(name))
            continue
        if not any(is_file(folder / path) for folder in (root / "docs", THEME)):
            yield document.problem(loc, "a file that is there, below docs/", quote(name))
