"""The words of the hub for whoever mistypes one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from podhub.outputs.search.buckets import Bucket, file_name

SHORTEST = 3
"""Letters; a shorter word is not put right."""


def spelling_files(buckets: Iterable[Bucket]) -> Iterator[tuple[str, bytes]]:
    """The words by their first letters, those in about as many texts on one line: (path, content)."""
    letters: dict[str, dict[int, list[str]]] = {}
    for bucket in buckets:
        for form, texts in bucket.forms:
            if form.isalpha() and len(form) >= SHORTEST:
                lines = letters.setdefault(form[0], {})
                lines.setdefault(texts.bit_length() - 1, []).append(form)
    for letter, lines in letters.items():
        text = "".join(f"{' '.join(sorted(lines.get(n, [])))}\n" for n in range(max(lines) + 1))
        yield f"search/spelling/{file_name(letter)}.txt", text.encode()
