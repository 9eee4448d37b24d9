"""Where a site is published: a folder of this machine, or a place in a store that rclone knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

REMOTE = re.compile(
    r"(?P<name>:?[A-Za-z0-9_.+@ -]{2,})(?P<settings>,(?:\"[^\"]*\"|'[^']*'|[^:\"'])*)?:(?P<path>.*)",
    re.DOTALL,
)
"""rclone's own form, `name:path` or `name,key=value:path` (rclone.org/docs, "Syntax of remote
paths"). A name of one letter is a drive of Windows."""
SECRET = re.compile(
    r"secret|token|credential|password|passwd|passphrase|sas_url|(?:^|_)(?:ssh)?pass(?:$|_)|(?<!access)_(?:api)?key(?:$|_pem$)|^apikey$",
    re.IGNORECASE,
)
"""Names of settings that hold a secret"""
WHERE = re.compile(r"_(?:file|path|dir|id|url|uri|env|md5)$", re.IGNORECASE)
"""Names of settings that say where something is, or which"""
SHORTEST_SECRET = 8
"""Characters. A shorter value could stand in any text by chance."""


@dataclass(frozen=True)
class FolderTarget:
    """A folder that holds releases."""

    path: Path

    def __str__(self) -> str:
        return str(self.path)


@dataclass(frozen=True)
class StoreTarget:
    """A place in a store, as rclone wants it said."""

    remote: str

    def __str__(self) -> str:
        """The place without its settings, to be shown.

        >>> str(StoreTarget(":s3,provider=AWS,region=eu-west-1:bucket/site"))
        ':s3:bucket/site'
        """
        match = REMOTE.fullmatch(self.remote)
        return f"{match['name']}:{match['path']}" if match else self.remote


Target = FolderTarget | StoreTarget


def parse_target(text: str) -> Target:
    """Read a target as a person writes it. Raises ValueError.

    >>> parse_target("/srv/hub"), parse_target("s3:bucket/site/")
    (FolderTarget(path=PosixPath('/srv/hub')), StoreTarget(remote='s3:bucket/site'))
    >>> parse_target(":s3,provider=AWS:bucket").remote
    ':s3,provider=AWS:bucket'
    >>> parse_target(":s3,secret_access_key=abc:bucket")
    Traceback (most recent call last):
    ValueError: expected no secret in the target, since others can read a command line, found one; say it in the environment \
instead, such as RCLONE_S3_SECRET_ACCESS_KEY
    >>> parse_target("s3:")
    Traceback (most recent call last):
    ValueError: expected a bucket after the colon, such as s3:bucket/site, found "s3:"
    """
    match = REMOTE.fullmatch(text)
    if not match or text.startswith((".", "/")):
        return FolderTarget(Path(text))
    if any(is_secret(name) for name in re.findall(r",([^=,]*)=", match["settings"] or "")):
        raise ValueError(
            "expected no secret in the target, since others can read a command line, found one; say it in the environment "
            "instead, such as RCLONE_S3_SECRET_ACCESS_KEY"
        )
    if not match["path"].strip("/"):
        raise ValueError(
            f'expected a bucket after the colon, such as s3:bucket/site, found "{text}"'
        )
    return StoreTarget(text.rstrip("/"))


def is_secret(name: str) -> bool:
    """Whether a setting by this name holds a secret.

    >>> [is_secret(name) for name in ("AWS_SECRET_ACCESS_KEY", "RCLONE_SFTP_PASS", "B2_KEY", "GITHUB_TOKEN", "PGPASSWORD")]
    [True, True, True, True, True]
    >>> [is_secret(name) for name in ("TOX_TESTENV_PASSENV", "SSH_ASKPASS", "AWS_ACCESS_KEY_ID", "XKB_KEYMAP", "TOKEN_FILE")]
    [False, False, False, False, False]
    """
    return bool(SECRET.search(name)) and (
        name.lower().endswith("_sas_url") or not WHERE.search(name)
    )


def secrets(environment: Mapping[str, str]) -> tuple[str, ...]:
    """The secrets that a publisher is given in its environment.

    >>> secrets({"AWS_SECRET_ACCESS_KEY": "abcdefghij", "AWS_ACCESS_KEY_ID": "publisher", "HOME": "/root", "A_TOKEN": "short"})
    ('abcdefghij',)
    """
    return tuple(
        value
        for name, value in environment.items()
        if is_secret(name) and len(value) >= SHORTEST_SECRET
    )


def without_secrets(text: str, hidden: Iterable[str]) -> str:
    """Blot secrets out of a text that is to be shown.

    >>> without_secrets("key=abcdefghij!", ["abcdefghij"])
    'key=…!'
    """
    for secret in hidden:
        text = text.replace(secret, "…")
    return text
