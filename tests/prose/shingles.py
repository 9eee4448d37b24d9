"""Runs of eight words, as fingerprints: they tell whether a text repeats another one without
holding the other one.

`python -m tests.prose.shingles FILE` writes the fingerprints of the text that the project was born
from to source_shingles.txt."""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path

LENGTH = 8
"""Words: shorter runs are common speech, longer ones are somebody's sentence."""
SOURCE = Path(__file__).with_name("source_shingles.txt")


def shingles(text: str) -> Iterator[tuple[str, str]]:
    """Each run of eight words, and its fingerprint; punctuation, case and line breaks do not count.

    >>> [run for run, _ in shingles("One, two -- three\\nfour FIVE six; seven eight nine.")]
    ['one two three four five six seven eight', 'two three four five six seven eight nine']
    """
    words = re.findall(r"[^\W_]+", text.casefold().replace("’", "").replace("'", ""))
    for start in range(len(words) - LENGTH + 1):
        run = " ".join(words[start : start + LENGTH])
        yield run, hashlib.sha256(run.encode()).hexdigest()[:12]


if __name__ == "__main__":
    source = Path(sys.argv[1]).read_text(encoding="utf-8")
    SOURCE.write_text(
        "\n".join(sorted({mark for _, mark in shingles(source)})) + "\n", encoding="utf-8"
    )
