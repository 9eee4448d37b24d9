"""A hub's own templates: whether Jinja can read them, and whether what they say otherwise is there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from podhub.model.problems import Problem, quote
from podhub.read.settings_files import THEME

if TYPE_CHECKING:
    from jinja2 import nodes

MANY = 64
"""More templates than the engine has"""
OWN = "podhub/"
"""By this the engine's templates are found where a hub has one of the same name"""
FRAME, MAIN = "base.html", "main.html"
"""What is around every page, and what every page's template has beside it. Material's own pages extend
the first; ours would lack what the second says."""


def check_templates(root: Path, folder: str) -> Iterator[Problem]:
    """Yield what cannot be in the templates of a folder below `root`: signs that Jinja does not know,
    a template that is not there, a block that ours has not, which would say nothing."""
    from jinja2 import TemplateSyntaxError, nodes

    known = {file.name for file in THEME.glob("*.html")}
    for file in sorted((root / folder).rglob("*.html")):
        path, name = (file.relative_to(root).as_posix(), file.relative_to(root / folder).as_posix())
        try:
            tree = _parsed(file.read_text(encoding="utf-8"))
        except TemplateSyntaxError as error:
            expected = "a template that Jinja can read"
            yield Problem(path, error.lineno, "template", expected, quote(error.message or ""))
            continue
        except UnicodeDecodeError:
            yield Problem(path, 1, "template", "a text in UTF-8", "another encoding")
            continue
        except OSError as error:
            found = error.strerror or "none"
            yield Problem(path, 1, "template", "a file that can be read", found)
            continue
        for node in tree.find_all(nodes.Extends):
            extended = str(node.template.value) if isinstance(node.template, nodes.Const) else ""
            ours = extended.removeprefix(OWN)
            if ours == FRAME and name != FRAME:
                meant = OWN + (name if name in known else MAIN)
                yield Problem(path, node.lineno, "extends", meant, quote(extended))
            elif extended == name:
                yield Problem(path, node.lineno, "extends", OWN + name, quote(extended))
            elif ours != extended and ours not in known:
                expected = "one of podhub's templates (podhub help templates)"
                yield Problem(path, node.lineno, "extends", expected, quote(extended))
            elif ours in known:
                blocks = [node for node in tree.body if isinstance(node, nodes.Block)]
                there = _blocks(ours)
                for block in blocks:
                    if block.name not in there:
                        expected = f"one of {', '.join(sorted(there))}"
                        yield Problem(path, block.lineno, "block", expected, quote(block.name))


def _blocks(name: str) -> frozenset[str]:
    """The blocks of one of the engine's templates, with those of what it extends."""
    own, above = _said((THEME / name).read_text(encoding="utf-8"))
    return own | _blocks(above) if above else own


@lru_cache(MANY)
def _said(template: str) -> tuple[frozenset[str], str | None]:
    """The blocks that a template itself has, and what it extends. To read one takes longer than to
    check a text."""
    from jinja2 import nodes

    tree, above = _parsed(template), None
    for extended in tree.find_all(nodes.Extends):
        assert isinstance(extended.template, nodes.Const)
        above = extended.template.value
    return frozenset(block.name for block in tree.find_all(nodes.Block)), above


def _parsed(template: str) -> nodes.Template:
    """What a template says. Raises TemplateSyntaxError where it has signs that Jinja does not know."""
    from jinja2 import Environment

    return Environment(autoescape=True, extensions=["jinja2.ext.i18n"]).parse(template)
