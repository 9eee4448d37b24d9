"""A hub's own templates: whether Jinja can read them, and whether what they say otherwise is there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from podhub.model.problems import Problem, quote
from podhub.read.settings_files import THEME

OWN = "podhub/"
"""By this the engine's templates are found where a hub has one of the same name"""


def check_templates(root: Path, folder: str) -> Iterator[Problem]:
    """Yield what cannot be in the templates of a folder below `root`: signs that Jinja does not know,
    a template that is not there, a block that ours has not, which would say nothing."""
    from jinja2 import Environment, TemplateSyntaxError, nodes

    environment = Environment(autoescape=True, extensions=["jinja2.ext.i18n"])
    known = _blocks(environment)
    for file in sorted((root / folder).rglob("*.html")):
        path, name = (
            file.relative_to(root).as_posix(),
            file.relative_to(root / folder).as_posix(),
        )
        try:
            tree = environment.parse(file.read_text(encoding="utf-8"))
        except TemplateSyntaxError as error:
            expected = "a template that Jinja can read"
            yield Problem(path, error.lineno, "template", expected, quote(error.message or ""))
            continue
        except UnicodeDecodeError:
            yield Problem(path, 1, "template", "a text in UTF-8", "another encoding")
            continue
        for node in tree.find_all(nodes.Extends):
            extended = node.template.value if isinstance(node.template, nodes.Const) else ""
            ours = extended.removeprefix(OWN)
            if extended == name:
                yield Problem(path, node.lineno, "extends", OWN + name, quote(extended))
            elif ours != extended and ours not in known:
                expected = "one of podhub's templates (podhub help templates)"
                yield Problem(path, node.lineno, "extends", expected, quote(extended))
            elif ours in known:
                blocks = [node for node in tree.body if isinstance(node, nodes.Block)]
                for block in blocks:
                    if block.name not in known[ours]:
                        expected = f"one of {', '.join(sorted(known[ours]))}"
                        yield Problem(path, block.lineno, "block", expected, quote(block.name))


def _blocks(environment: object) -> dict[str, set[str]]:
    """The blocks of each of the engine's templates, with those of what it extends."""
    from jinja2 import Environment, nodes

    assert isinstance(environment, Environment)
    own: dict[str, set[str]] = {}
    above: dict[str, str] = {}
    for file in THEME.glob("*.html"):
        tree = environment.parse(file.read_text(encoding="utf-8"))
        own[file.name] = {block.name for block in tree.find_all(nodes.Block)}
        for node in tree.find_all(nodes.Extends):
            assert isinstance(node.template, nodes.Const)
            above[file.name] = node.template.value
    found = {}
    for name in own:
        blocks, at = set(own[name]), name
        while at in above:
            at = above[at]
            blocks |= own[at]
        found[name] = blocks
    return found
