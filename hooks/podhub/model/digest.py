"""Digests that stand for values: equal where the values are equal, different where they differ."""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from operator import attrgetter
from types import NoneType
from typing import Any, Generic, TypeAlias, TypeVar

SIZE = 20
"""Bytes: two of a trillion values agree by chance once in 10²³ stores."""


def digest(*parts: str | bytes) -> str:
    """One digest of several parts, in hexadecimal. Each part counts by its length too, so that
    parts which join to the same text differ.

    >>> digest("a,b") == digest("a", "b"), digest("ab", "c") == digest("a", "bc")
    (False, False)
    >>> digest("a", "") == digest("a"), digest("a") == digest(b"a")
    (False, False)
    """
    found = hashlib.blake2b(digest_size=SIZE)
    for part in parts:
        if isinstance(part, str):  # in one go: most parts are short texts
            found.update(f"s{len(part)}:{part}".encode("utf-8", "surrogatepass"))
        else:
            found.update(b"b%d:" % len(part))
            found.update(part)
    return found.hexdigest()


T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

_Tagged: TypeAlias = "bool | int | float | str | bytes | tuple[_Tagged, ...] | None"
_PLAIN = frozenset({str, bytes, int, float, bool, NoneType})
PLAIN_FORM = 2
"""The newest form of `marshal` that depends on nothing but the value: later ones note which of
Python's objects are the same, and which are held elsewhere."""


@dataclass(frozen=True, slots=True)
class Digested(Generic[T_co]):
    """A large value that is known by the digest of its content, and read only when it is needed."""

    digest: str
    load: Callable[[], T_co] = field(compare=False, repr=False)
    """Reads or makes the value; two loaders of one digest give equal values."""


def digested(value: T) -> Digested[T]:
    """Wrap a value that is at hand."""
    return Digested(digest_of(value), lambda: value)


def digest_of(value: object) -> str:
    """The digest of a view, or of any value made of dataclasses, tuples, named or not,
    dictionaries, sets and plain values: 32 hexadecimal digits, the same in every process.

    Types, lengths and the order of fields, tuples and dictionaries count; sets have no order. Of a
    `Digested` value only its digest counts. Raises TypeError for any other type, and ValueError for
    what is nested thousands deep.

    >>> digest_of(("a,b",)) == digest_of(("a", "b")), digest_of((None,)) == digest_of(("",))
    (False, False)
    >>> digest_of(frozenset({"a", "b"})) == digest_of(frozenset({"b", "a"}))
    True
    """
    return hashlib.sha256(marshal.dumps(_tagged(value), PLAIN_FORM)).hexdigest()[:32]


def _tagged(value: object) -> _Tagged:
    """The value as nested tuples of plain values, each tuple with the name of what it stands for in
    front."""
    kind = type(value)
    if kind in _PLAIN:
        return value  # type: ignore[return-value]
    name, parts = _reader(kind)  # type: ignore[arg-type] # types can be hashed
    return (name, *[part if type(part) in _PLAIN else _tagged(part) for part in parts(value)])


@cache
def _reader(kind: type) -> _Reader:
    """How the values of a type are read."""
    if kind in _READERS:
        return _READERS[kind]
    if issubclass(kind, tuple) and hasattr(kind, "_fields"):
        return f"named tuple {kind.__qualname__}", tuple
    if not is_dataclass(kind):
        raise TypeError(f"expected dataclasses, tuples and plain values, found {kind.__name__}")
    names = [one.name for one in fields(kind)]
    # A getter of several names gives a tuple; the first stands twice, so that they are several.
    return f"dataclass {kind.__qualname__}", attrgetter(*names[:1], *names)


def _in_order(values: Iterable[object]) -> tuple[object, ...]:
    return tuple(sorted(map(digest_of, values)))


_Reader: TypeAlias = tuple[str, Callable[[Any], tuple[Any, ...]]]
"""What a type is called in a key, and what gives the parts of its values in their order."""
_READERS: dict[type, _Reader] = {
    tuple: ("tuple", tuple),
    list: ("list", tuple),
    dict: ("dict", lambda value: tuple(value.items())),
    set: ("set", _in_order),
    frozenset: ("frozenset", _in_order),
    Digested: ("Digested", lambda value: (value.digest,)),
}
