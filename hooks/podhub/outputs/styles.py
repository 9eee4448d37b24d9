"""The one style sheet of all pages: the theme's, and ours behind it. A page waits for one file, which browsers may keep."""

from __future__ import annotations

import hashlib
import re

from podhub.outputs.files import OutputFile


def joined(theme: str, ours: str) -> OutputFile:
    """Both as a file whose name changes with what it holds.

    The theme's must load nothing by a relative address, since the file lies elsewhere; its source map stays behind.

    >>> joined("a{}/*# sourceMappingURL=main.css.map */", "b{}").content
    'a{}\\nb{}'
    """
    theme = re.sub(r"/\*# sourceMappingURL=\S+ \*/\s*", "", theme)
    text = f"{theme}\n{ours}"
    return OutputFile(f"assets/stylesheets/site-{hashlib.sha256(text.encode()).hexdigest()[:10]}.css", text)
