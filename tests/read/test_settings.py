"""The settings are read once, as the builder reads them, and each mistake names its line."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils.yaml import get_yaml_loader, yaml_load
from podhub.model.settings import NavItem, Settings
from podhub.read.nav import check_links
from podhub.read.settings import read_settings
from podhub.read.settings_fields import SettingsFields
from podhub.read.unused_settings import BUILDERS, INSTEAD, REFUSED

from tests.running import ROOT

RIGHT = "site_name: A site\nsite_url: https://example.com/\n"


def said(root: Path, text: str, **environment: str) -> tuple[Settings, list[str]]:
    """What is read of a mkdocs.yml, and what its keeper reads."""
    (root / "mkdocs.yml").write_text(text, encoding="utf-8")
    settings, problems = read_settings(root, environment)
    return settings, [str(problem) for problem in problems]


def test_what_the_builder_reads_is_what_we_read() -> None:
    """This site's own settings, beside what MkDocs makes of them."""
    settings, problems = read_settings(ROOT, os.environ)
    with (ROOT / "mkdocs.yml").open("rb") as file:
        theirs = yaml_load(file)
    assert problems == []
    assert settings.site_name == theirs["site_name"]
    assert settings.site_url == theirs["site_url"]
    assert settings.copyright == theirs["copyright"]
    assert settings.contact == theirs["extra"]["contact"]
    assert settings.logo == theirs["theme"]["logo"]
    assert [{item.title: item.target} for item in settings.nav] == theirs["nav"]
    assert settings.extra_javascript == ()
    assert settings.watch == ("episodes", "hooks/hub.py")


def test_references_environment_and_inheritance_are_those_of_the_builder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """YAML's references, `!ENV` with and without a default, `INHERIT`, and tags that name code."""
    monkeypatch.setenv("PLACE", "https://example.org/")
    monkeypatch.delenv("NOWHERE", raising=False)
    (tmp_path / "base.yml").write_text(
        "site_name: Base\ncopyright: Us\ntheme: {name: material, language: en}\n"
        "nav: [index.md]\nx: &anchor {contact: a@example.com}\nextra: *anchor\n"
    )
    own = (
        "INHERIT: base.yml\nsite_url: !ENV PLACE\nsite_description: !ENV [NOWHERE, PLACE, x]\n"
        "site_name: !ENV [NOWHERE, yes]\ntheme: {favicon: assets/mark.svg}\nnav:\n  - About: about.md\n"
        "plugins: [{x: {f: !!python/name:os.path.join }}]\n"
    )
    settings, problems = said(tmp_path, own, PLACE="https://example.org/")
    assert problems == ["mkdocs.yml:4: site_name: expected text, found true"]
    assert settings.files == ("mkdocs.yml", "base.yml")
    assert settings.site_url == settings.site_description == "https://example.org/"
    assert (settings.copyright, settings.contact) == ("Us", "a@example.com")
    assert settings.nav == (NavItem("About", "about.md", "mkdocs.yml", 7),)
    with (tmp_path / "mkdocs.yml").open("rb") as file:
        theirs = yaml_load(file, get_yaml_loader(yaml.UnsafeLoader))
    assert (theirs["site_url"], theirs["copyright"]) == (settings.site_url, settings.copyright)
    assert theirs["site_name"] is True
    assert theirs["extra"] == {"contact": settings.contact}


def test_a_mistake_in_an_inherited_file_is_told_there(tmp_path: Path) -> None:
    """It is fixed where it stands."""
    (tmp_path / "base.yml").write_text("site_name: A\n\nsite_url: nowhere\n")
    assert said(tmp_path, "INHERIT: base.yml\n")[1] == [
        'base.yml:3: site_url: expected an address such as https://example.com/, found "nowhere"'
    ]


@pytest.mark.parametrize("parent", ["mkdocs.yml", "none.yml", "[a]", "."])
def test_what_cannot_be_inherited_is_told(tmp_path: Path, parent: str) -> None:
    """A file that is not there, and one that would go round in a circle."""
    problems = said(tmp_path, RIGHT + f"INHERIT: {parent}\n")[1]
    assert [line.partition(": expected ")[0] for line in problems] == ["mkdocs.yml:3: INHERIT"]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://exa mple.com/", "an address such as https://example.com/"),
        ("https://example.com/?a=1", "an address without ? and # and what stands behind them"),
        ("https://example.com/#top", "an address without ? and # and what stands behind them"),
        ("https://example.com/?", "an address without ? and # and what stands behind them"),
        ("https://ann:secret@example.com/", "an address without a name and a password"),
        ("https://example.com/<b>/", "an address such as https://example.com/"),
        ("ftp://example.com/", "an address such as https://example.com/"),
        ("javascript:alert(1)", "an address such as https://example.com/"),
        ("//example.com/", "an address such as https://example.com/"),
        ("example.com", "an address such as https://example.com/"),
        ("https:///a/", "an address such as https://example.com/"),
        ("https://example.com:99999/", "an address such as https://example.com/"),
        ("https://a..b/", "an address such as https://example.com/"),
        ("https://example.com/a/../b/", 'a path without ".."'),
        ("https://bücher.example/", "https://xn--bcher-kva.example/, as feeds have to write it"),
        ("https://straße.example/", "https://xn--strae-oqa.example/, as feeds have to write it"),
        ("https://example.com/grün/", "https://example.com/gr%C3%BCn/, as feeds have to write it"),
        ("HTTPS://Example.com/", "https://example.com/, as feeds have to write it"),
        ("https://☃☃.‮example/", "an address such as https://example.com/"),
    ],
)
def test_an_address_that_no_feed_can_carry(tmp_path: Path, address: str, expected: str) -> None:
    """The site's address stands before every other."""
    settings, problems = said(tmp_path, f"site_name: A site\nsite_url: '{address}'\n")
    (line,) = problems
    assert line.startswith(f"mkdocs.yml:2: site_url: expected {expected}, found ")
    assert settings.site_url == ""


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "extra: {contact: 'javascript:alert(1)'}",
            "extra.contact: expected a mail address such as podcast@example.com, or the web address of a form",
        ),
        ("extra: {contact: 'mailto:a@example.com'}", "extra.contact: expected a mail address"),
        ("extra: {podping: 'ftp://x'}", "extra.podping: expected a web address"),
        ("theme: {name: material, logo: none.svg}", "theme.logo: expected a file that is there"),
        ("theme: {name: material, logo: ../x.svg}", 'theme.logo: expected a path without ".."'),
        (
            "theme: {favicon: 'https://a.example/x.svg'}",
            "theme.favicon: expected a file below docs/",
        ),
        ("theme: mkdocs", "theme.name: expected material"),
        ("theme: {language: german}", "theme.language: expected a language code such as en"),
        (
            "extra: {colours: {first: blue}}",
            "extra.colours.first: expected a colour such as #1d4f91",
        ),
        (
            "extra: {colours: {first: \n# 2e5a1c\n}}",
            'extra.colours.first: expected a colour in quotes, such as "#1d4f91" (what follows a # is a comment), found nothing',
        ),
        ("extra: {colours: {frist: '#000'}}", "extra.colours.frist: expected the field first"),
        (
            "extra: {colours: {quiet: '#bbb'}}",
            "extra.colours.quiet: expected colours in which quiet can be read (a contrast of 4.5 to 1), found 1.6 to 1 on tint in the light",
        ),
        (
            "extra: {colours: {paper: '#e0e0e0 / #181715'}}",
            "extra.colours.paper: expected colours in which",
        ),
        (
            "extra: {words: {Tpoics: X}}",
            "extra.words.Tpoics: expected a text of the catalog, such as Topics",
        ),
        ("extra: {podhub: new}", "extra.podhub: expected a release such as 0.2"),
        ("extra: {card_mark: none.png}", "extra.card_mark: expected a file that is there"),
        ("extra: {home: [episodes]}", "extra.home[1]: expected one of comparison, text, episode"),
        ("extra: {home: [text, text]}", "extra.home: expected each part once"),
        (
            "extra: {footer: {links: imprint.md}}",
            "extra.footer.links: expected a list, each a line",
        ),
        ("extra: {footer: {links: [{a: [b.md]}]}}", "extra.footer.links[1]: expected a line such"),
        ("extra: {footer: {text: [a]}}", "extra.footer.text: expected text"),
        ("extra: {footer: {link: []}}", "extra.footer.link: expected the field links"),
        ("theme: {custom_dir: none}", "theme.custom_dir: expected a folder that is there"),
        ("hooks: [docs/x.py]", "hooks[1]: expected a place outside docs/ and episodes/"),
        ("theme: {custom_dir: ./docs}", "theme.custom_dir: expected a place outside docs/"),
        ("docs_dir: episodes", "docs_dir: expected docs"),
        ("use_directory_urls: false", "use_directory_urls: expected true"),
        ("extra_javascript: [none.js]", "extra_javascript[1]: expected a file that is there"),
        ("extra_css: none.css", "extra_css: expected a list such as"),
        ("nav: {a: b}", "nav: expected a list, each a line such as"),
        ("nav: [{a: }]", "nav[1]: expected a line such as"),
        ("copyright: [a]", "copyright: expected text"),
        ("theme: [a]", "theme: expected the fields"),
        ("site_description: A <!-- b -->", "site_description: expected a line of its own such as"),
    ],
)
def test_a_setting_that_cannot_be(tmp_path: Path, line: str, expected: str) -> None:
    """One mistake, its line, and the rest of the settings is read all the same."""
    settings, problems = said(tmp_path, f"{RIGHT}# so\n{line}\n")
    assert [problem.startswith(f"mkdocs.yml:4: {expected}") for problem in problems] == [True], (
        problems
    )
    assert settings.site_url == "https://example.com/"


def test_nothing_but_what_is_needed_is_needed(tmp_path: Path) -> None:
    """Without a name and an address there is no site; all else has a default."""
    assert said(tmp_path, RIGHT)[1] == []
    assert said(tmp_path, "copyright:\n")[1] == [
        "mkdocs.yml:1: site_name: expected the site's name, found nothing",
        "mkdocs.yml:1: site_url: expected the site's address, since feeds need full links, found nothing",
    ]
    assert said(tmp_path, "site_url: !ENV NOWHERE\nsite_name: A")[1] == [
        "mkdocs.yml:1: site_url: expected the site's address, since feeds need full links, found nothing",
    ]
    assert said(tmp_path, "- a\n")[1] == [
        "mkdocs.yml:1: settings: expected settings written as `name: value`, found a list of 1"
    ]
    assert said(tmp_path, "a: [b\n")[1][0].startswith("mkdocs.yml:1: settings: expected settings")


def test_a_line_of_the_navigation_leads_to_a_page(tmp_path: Path) -> None:
    """Also within a group; an address elsewhere is left to its owner."""
    nav = (
        "nav:\n  - Words: definitons/index.md\n  - More:\n    - a.md\n    - https://example.org/\n"
    )
    settings, problems = said(tmp_path, RIGHT + nav)
    assert problems == []
    assert [str(problem) for problem in check_links(settings, {"definitions/index.md"})] == [
        "mkdocs.yml:4: nav: expected the file of a public page, below docs/, such as definitions/index.md,"
        ' found "definitons/index.md"',
        'mkdocs.yml:6: nav: expected the file of a public page, below docs/, such as definitions/index.md, found "a.md"',
    ]


def test_a_footer_of_ones_own(tmp_path: Path) -> None:
    """Links to pages and elsewhere, a sentence, and no section that the header has anyway."""
    text = (
        "extra:\n  home: [episode, text]\n  footer:\n    sections: false\n    text: Made at home.\n"
        "    links:\n      - Imprint: imprint.md\n      - https://example.org/\n"
    )
    settings, problems = said(tmp_path, RIGHT + text)
    assert problems == []
    assert settings.home == ("episode", "text")
    foot = settings.footer
    assert (foot.text, foot.sections) == ("Made at home.", False)
    assert [str(p) for p in check_links(settings, {"about.md"})] == [
        "mkdocs.yml:9: extra.footer.links: expected the file of a public page, below docs/, such as"
        ' about.md, found "imprint.md"',
    ]


def test_colours_and_words_of_ones_own(tmp_path: Path) -> None:
    """One colour is enough: its counterpart for the dark is found. What stays as it is, is not
    said."""
    text = "extra:\n  colours: {first: '#1b5e20'}\n  words: {Topics: Subjects}\n"
    settings, problems = said(tmp_path, RIGHT + text)
    assert problems == []
    assert (
        settings.colours.style()
        == ":root{--hub-first:light-dark(#1b5e20,#769e79);--hub-first-ground:light-dark(#1b5e20,#17501b);}\n"
    )
    assert settings.messages.gettext("Topics") == "Subjects"
    assert settings.messages.gettext("Search") == "Search"


def test_a_language_without_a_catalog_is_told_and_read(tmp_path: Path) -> None:
    """Its pages speak English then; who knows that reads it no more."""
    text = "theme: {language: sw}\n"
    settings, problems = said(tmp_path, RIGHT + text)
    assert (problems, settings.language) == ([], "sw")
    assert [remark.name for remark in settings.remarks] == ["untranslated"]
    settings, _ = said(tmp_path, f"{RIGHT}{text}extra: {{ignore: [untranslated]}}\n")
    assert settings.remarks == ()


def test_what_has_no_effect_is_told(tmp_path: Path) -> None:
    """Who comes from another theme wonders about it otherwise; names of others' own stay alone."""
    text = (
        "theme:\n  name: material\n  palette: {primary: teal}\nmarkdown_extensions: [admonition]\nplugins: [search]\n"
        "extra:\n  colors: {first: '#1b5e20'}\n  version: {provider: mike}\n"
    )
    settings, problems = said(tmp_path, RIGHT + text)
    assert problems == []
    assert [str(remark).partition(", found")[0] for remark in settings.remarks] == [
        "mkdocs.yml:5: note: theme.palette: expected extra.colours, which sets the colours here",
        "mkdocs.yml:6: note: markdown_extensions: expected no extensions: Markdown is read as GitHub"
        " reads it (podhub help write)",
        "mkdocs.yml:7: note: plugins: expected no search: the hub makes one of its own",
        "mkdocs.yml:9: note: extra.colors: expected extra.colours",
    ]
    quiet = text.replace("extra:\n", "extra:\n  ignore: [unused-setting]\n")
    assert said(tmp_path, RIGHT + quiet)[0].remarks == ()


@pytest.mark.parametrize(
    "line",
    [
        *("font: {text: Roboto}", "locale: de", "direction: rtl", "static_templates: [a.xml]"),
    ],
)
def test_what_has_no_effect_below_theme_is_told(tmp_path: Path, line: str) -> None:
    """But for what switches off what our pages do not have."""
    [remark] = said(tmp_path, f"{RIGHT}theme:\n  {line}\n")[0].remarks
    assert remark.field == f"theme.{line.partition(':')[0]}"
    assert said(tmp_path, f"{RIGHT}theme: {{font: false}}\n")[0].remarks == ()


@pytest.mark.parametrize(
    "line",
    [
        *("not_in_nav: /a.md", "site_author: Ann", "repo_url: https://example.com/x/y"),
        *(
            "repo_name: x",
            "edit_uri: edit/",
            "edit_uri_template: '{path}'",
            "validation: {nav: {}}",
        ),
        *("dev_addr: '127.0.0.1:80'", "strict: false", "site_dir: public"),
    ],
)
def test_what_mkdocs_would_follow_and_we_do_not_is_told(tmp_path: Path, line: str) -> None:
    """With what takes its place."""
    settings, problems = said(tmp_path, f"{RIGHT}{line}\n")
    assert problems == []
    [remark] = settings.remarks
    assert (remark.line, remark.field) == (3, line.partition(":")[0])


@pytest.mark.parametrize("name", ["exclude_docs", "draft_docs"])
def test_what_would_hold_back_a_text_is_refused(tmp_path: Path, name: str) -> None:
    """A remark would come too late: the text would be public."""
    [problem] = said(tmp_path, f"{RIGHT}{name}: |\n  /articles/*\n")[1]
    assert problem.startswith(
        f"mkdocs.yml:3: {name}: expected draft: true in each file that is not"
    )


@pytest.mark.parametrize("folder", ["docs", "docs/out", ".", "..", "episodes", "./docs/../."])
def test_a_site_has_a_folder_of_its_own(tmp_path: Path, folder: str) -> None:
    """MkDocs empties it."""
    [problem] = said(tmp_path, f"{RIGHT}site_dir: {folder}\n")[1]
    assert problem.startswith("mkdocs.yml:3: site_dir: expected a folder that holds nothing else")


def test_every_setting_of_mkdocs_is_followed_told_or_refused() -> None:
    """Its own list is the judge: one that it gets in another release is not passed over."""
    known = {name for name, _ in MkDocsConfig._schema}
    told = {loc[0] for loc in INSTEAD if len(loc) == 1} | {"strict"}
    by_mkdocs = {"pages", "google_analytics"}  # which MkDocs refuses itself
    never_said = {"config_file_path", "mdx_configs"}
    ours = {*SettingsFields.model_fields, "nav"}
    assert known - never_said - by_mkdocs == (told | ours | {*REFUSED, *BUILDERS}) & known
    assert {*REFUSED, *BUILDERS} <= known


def test_the_engine_is_named_once(tmp_path: Path) -> None:
    """As a plugin or as a hook: as both, each event would come twice."""
    hook = "from podhub.adapters.mkdocs import Adapter\n"
    (tmp_path / "hub.py").write_text(hook, encoding="utf-8")
    (tmp_path / "other.py").write_text("", encoding="utf-8")
    plugin = f"{RIGHT}plugins: [podhub]\n"
    assert said(tmp_path, f"{plugin}hooks: [other.py]\n")[1] == []
    assert said(tmp_path, f"{RIGHT}hooks: [hub.py]\n")[1] == []
    assert said(tmp_path, f"{plugin}hooks: [hub.py]\n")[1] == [
        "mkdocs.yml:4: hooks: expected no hook of podhub's beside plugins: [podhub], found one"
    ]


def test_a_setting_that_is_written_twice_is_told(tmp_path: Path) -> None:
    """The second would take the place of the first, in silence."""
    text = f"{RIGHT}extra:\n  contact: a@example.com\nextra:\n  tagline: We\n"
    assert said(tmp_path, text)[1] == [
        "mkdocs.yml:5: extra: expected each setting once, found it again (first on line 3)"
    ]


def test_every_mistake_in_a_group_is_told_at_once(tmp_path: Path) -> None:
    """What is wrong in one place hides nothing in another, whichever check finds it."""
    text = """\
extra:
  contact: nobody
  words:
    "Read next": 1
    "Nothing. Like this": No
    "Another": [1]
  colours: {first: "#ffffff", secnd: "#000000"}
  footer:
    sections: maybe
    links: [{About: [1, 2]}]
  home: [text, nothing]
"""
    fields = [line.split(": ")[1] for line in said(tmp_path, RIGHT + text)[1]]
    assert fields == [
        "extra.contact",
        "extra.words.Read next",
        "extra.words.Nothing. Like this",
        "extra.words.Another[1]",
        "extra.colours.first",
        "extra.colours.secnd",
        "extra.footer.sections",
        "extra.footer.links[1]",
        "extra.home[2]",
    ]


@pytest.mark.parametrize(
    "value",
    [
        "[1]",
        "1",
        "text",
        "{1: x}",
        "{Read next: 1}",
        "{Read next: [1]}",
        "{Read next: {a: b}}",
        "[]",
        "false",
        "''",
    ],
)
def test_words_that_are_none(tmp_path: Path, value: str) -> None:
    """Nothing that stands there passes in silence."""
    problems = said(tmp_path, RIGHT + f"extra:\n  words: {value}\n")[1]
    assert [line.partition(": expected ")[0].partition("words")[0] for line in problems] == [
        "mkdocs.yml:4: extra."
    ]


@pytest.mark.parametrize("line", ["hooks: 3", "plugins: true", "plugins: [5]", "hooks: {a: b}"])
def test_the_builders_own_settings_are_left_to_it(tmp_path: Path, line: str) -> None:
    """MkDocs says what is wrong with them."""
    assert said(tmp_path, f"{RIGHT}{line}\n")[1] == []


@pytest.mark.parametrize(
    ("value", "why"), [("2026-13-45", "month must be in"), ("!!int x", "invalid literal")]
)
def test_a_value_that_only_looks_like_one(tmp_path: Path, value: str, why: str) -> None:
    """YAML 1.1 takes it for a date or a number, and cannot make one of it."""
    [problem] = said(tmp_path, f"{RIGHT}extra:\n  added: {value}\n")[1]
    assert problem.startswith("mkdocs.yml:4: settings: expected settings written as")
    assert why in problem


def test_an_unknown_setting_is_told_in_the_file_that_holds_it(tmp_path: Path) -> None:
    """A line belongs to its file."""
    (tmp_path / "base.yml").write_text("extra:\n  colours:\n    frst: '#123456'\n")
    [problem] = said(tmp_path, f"{RIGHT}INHERIT: base.yml\n")[1]
    assert problem.startswith("base.yml:3: extra.colours.frst: expected the field first, found")


def test_a_release_is_written_in_digits(tmp_path: Path) -> None:
    """A power is one to Unicode, and no number to Python."""
    problem = 'mkdocs.yml:4: extra.podhub: expected a release such as 0.2, found "0.²"'
    assert said(tmp_path, f"{RIGHT}extra:\n  podhub: '0.²'\n")[1] == [problem]
