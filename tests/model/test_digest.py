"""A view's key changes with everything in the view, and with nothing else."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from podhub.links.views.kinds import PageView
from podhub.links.views.parts import Backlink, Link
from podhub.model.digest import Digested, digest_of, digested

from tests.build.corpus import NOW, catalog_of
from tests.links.small_site import Views, build


@dataclass(frozen=True)
class Pair:
    """Two values."""

    one: object
    other: object


@dataclass(frozen=True)
class Twin:
    """Two values of another meaning."""

    one: object
    other: object


@dataclass(frozen=True)
class Single:
    """One value."""

    one: object


DIFFERENT = {
    "joined or apart": (("a,b",), ("a", "b")),
    "cut at another place": (Pair("ab", "c"), Pair("a", "bc")),
    "moved to the next field": (Pair("a", None), Pair(None, "a")),
    "nothing or empty": (Pair(None, "a"), Pair("", "a")),
    "nothing or a word": (Single(None), Single("None")),
    "a number or its digits": (Single(1), Single("1")),
    "a number or a truth": (Single(1), Single(True)),
    "whole or with a point": (Single(1), Single(1.0)),
    "a text or bytes": (Single("a"), Single(b"a")),
    "none or an empty one": (Single(()), Single(((),))),
    "one list or two": ((("a", "b"),), (("a",), ("b",))),
    "another order": (("a", "b"), ("b", "a")),
    "a list or a set": (("a", "b"), frozenset(("a", "b"))),
    "another order of a dictionary": ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
    "a dictionary or pairs": ({"a": 1}, (("a", 1),)),
    "another type with the same values": (Pair("a", "b"), Twin("a", "b")),
    "a type or a tuple": (Pair("a", "b"), ("a", "b")),
    "a type or a tuple with its name": (Pair("a", "b"), ("dataclass Pair", "a", "a", "b")),
    "an accent in one sign or two": (Single("\xe9"), Single("e\u0301")),
    "a large value or its digest": (Single(digested("a")), Single(digest_of("a"))),
    "another large value": (Single(digested("a")), Single(digested("b"))),
}


@pytest.mark.parametrize("case", DIFFERENT)
def test_what_differs_has_another_key(case: str) -> None:
    """However alike it looks once it is written in a row."""
    one, other = DIFFERENT[case]
    assert digest_of(one) != digest_of(other)


PLAIN = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text("ab,\0é\ud800"), st.binary()
)
VALUES = st.recursive(PLAIN, lambda inner: st.lists(inner, max_size=4).map(tuple), max_leaves=8)


@given(VALUES, VALUES)
def test_two_values_have_one_key_only_if_they_are_written_alike(one: object, other: object) -> None:
    """Python's own way to write a value tells types and borders apart as well."""
    assert (digest_of(one) == digest_of(other)) == (repr(one) == repr(other))


def test_the_order_of_a_set_is_none() -> None:
    """Nor that of sets in it."""
    words = [f"word {n}" for n in range(50)]
    assert digest_of(frozenset(words)) == digest_of(frozenset(reversed(words)))


def test_a_large_value_is_not_loaded() -> None:
    """Its digest stands for it."""

    def load() -> str:
        raise AssertionError("the key needs no text")

    view = Single(Digested("d1", load))
    assert digest_of(view) == digest_of(Single(Digested("d1", lambda: "text")))
    assert digest_of(view) != digest_of(Single(Digested("d2", load)))
    assert view == Single(Digested("d1", str))


@pytest.mark.parametrize("value", [datetime(2026, 1, 1, tzinfo=UTC), object(), Path("a"), str])
def test_a_value_of_no_known_form_is_refused(value: object) -> None:
    """Rather than written in a way that changes from run to run."""
    with pytest.raises(TypeError, match="expected dataclasses"):
        digest_of(Single(value))


@pytest.fixture(scope="module")
def views(tmp_path_factory: pytest.TempPathFactory) -> Views:
    """The views of the small hub."""
    return build(catalog_of(tmp_path_factory.mktemp("hub")), NOW)[1]


def test_every_field_of_every_kind_counts(views: Views) -> None:
    """Each field by itself, for each kind of page."""
    for view in {type(view): view for view in views.values()}.values():
        for field in fields(view):
            changed = replace(view, **{field.name: "another value"})
            assert digest_of(changed) != digest_of(view), f"{view.kind}: {field.name}"


def test_which_objects_are_the_same_does_not_count(views: Views) -> None:
    """A text that stands twice is one object in one run and two in the next."""
    link = Link("Home", "x/")
    shared = (link, link, Backlink("page", "Home", "x/", "Home"))
    apart = (
        Link("Home", "x/"),
        Link("".join(["Ho", "me"]), "x/"),
        Backlink("page", "Home", "x/", "Home"),
    )
    assert digest_of(shared) == digest_of(apart) == digest_of(pickle.loads(pickle.dumps(shared)))
    for view in views.values():
        assert digest_of(replace(view)) == digest_of(view)


def test_the_key_is_the_same_in_every_process() -> None:
    """Whatever the seed of Python's hashes."""
    program = (
        "from podhub.model.digest import digest_of; from podhub.links.views.parts import Link; "
        "print(digest_of((frozenset('abcdef'), Link('a', 'b'), 1.5, None, {'x': (True, b'')})))"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1


def test_types_of_views_have_different_names() -> None:
    """The name of its type tells a part of a view from another part with the same values."""
    from podhub.links.views import kinds, parts, player

    types = {
        kind
        for module in (kinds, parts, player)
        for kind in vars(module).values()
        if isinstance(kind, type) and hasattr(kind, "__dataclass_fields__")
    }
    assert PageView in types
    assert len({kind.__qualname__ for kind in types}) == len(types)
