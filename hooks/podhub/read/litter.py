"""What editors, systems and sync tools leave behind among an author's files. Nobody wrote it, and
some of it exists for seconds only: it is left out without a word."""

from __future__ import annotations

import re

_LITTER = re.compile(
    r""".*~ | \#.*\# | ~\$.* | ~WR[LD]\d+\.tmp | 4913       # Emacs, Vim, Office
    | .*\.(?:bak|orig|rej|sw[a-p]|swx|tmp|temp)             # copies that editors and merges keep
    | .*___jb_(?:tmp|old|bak)___                            # JetBrains
    | (?:eh)?thumbs\.db | desktop\.ini | icon\r             # Windows, macOS
    | \$recycle\.bin | system\ volume\ information | __macosx | @eadir | lost\+found
    """,
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)


def is_litter(name: str) -> bool:
    r"""Whether nobody meant to write a file or folder of this name.

    >>> [is_litter(name) for name in ("a.md~", "#a.md#", "4913", "~$plan.docx", "Thumbs.db", "Icon\r", ".DS_Store", "._a.md")]
    [True, True, True, True, True, True, True, True]
    >>> is_litter("about.md"), is_litter("c#.pdf"), is_litter("49130.jpg"), is_litter(".about.md.icloud")
    (False, False, False, False)
    """
    if kept_by_icloud(name):
        return False
    # What begins with a dot is an editor's lock or note, or a system's; the site leaves it out.
    return name.startswith(".") or bool(_LITTER.fullmatch(name))


def kept_by_icloud(name: str) -> str:
    """The file that iCloud has taken off this machine and left a placeholder for; empty where it is
    none.

    >>> kept_by_icloud(".first-call.md.icloud"), kept_by_icloud(".icloud"), kept_by_icloud("a.icloud")
    ('first-call.md', '', '')
    """
    found = re.fullmatch(r"\.(.+\..+)\.icloud", name)
    return found[1] if found else ""
