"""The words of the hub for whoever mistypes one."""

from __future__ import annotations

from collections.abc import Iterable

from podhub.outputs.search.buckets import Contents, file_name

SHORTEST = 3
"""Letters; a shorter word is not put right."""


def spelling_path(letter: str) -> str:
    """Where the words with a first letter stand."""
    return f"search/spelling/{file_name(letter)}.txt"


def spelling_files(buckets: Iterable[Contents]) -> dict[str, bytes]:
    """The words of some buckets by their first letters, those in about as many segments on one line: contents
    by letter."""
    letters: dict[str, dict[int, list[str]]] = {}
    for bucket in buckets:
        for form, power in bucket.forms:
            if form.isalpha() and len(form) >= SHORTEST:
                letters.setdefault(form[0], {}).setdefault(power, []).append(form)
    return {
        letter: "".join(
            f"{' '.join(sorted(lines.get(n, [])))}\n" for n in range(max(lines) + 1)
        ).encode()
        for letter, lines in letters.items()
    }
