"""What rclone logs, in words that help an author.

Only this module knows rclone's messages."""

from __future__ import annotations

import json
import re
from typing import Any

MEANINGS = (
    (
        r"didn't find section in config file|unknown type|couldn't find (?:backend|type)",
        "rclone does not know this store: is its "
        "name right, and is it set up (rclone config, or RCLONE_CONFIG_… in the environment)?",
    ),
    (
        r"RequestTimeTooSkewed",
        "the store refuses because this machine's clock is wrong: set the clock, then publish again",
    ),
    (
        r"SignatureDoesNotMatch|InvalidAccessKey|AccessDenied|Forbidden|StatusCode: 40[13]|ExpiredToken|NoCredential|permission "
        r"denied",
        "the store refuses these keys: are they right, and may they write here?",
    ),
    (r"NoSuchBucket|directory not found", "the bucket or folder is not there: create it first"),
    (
        r"no space left|QuotaExceeded|InsufficientStorage|disk quota|StatusCode: 507",
        "the store is full",
    ),
    (
        r"no such host|lookup .* on",
        "the store's host name is not known: is it spelt right, and is this machine online?",
    ),
    (r"connection refused", "the store does not answer (connection refused): is it running?"),
    (
        r"timeout|deadline exceeded|timed out",
        "the store is too slow or does not answer (time ran out)",
    ),
    (
        r"StatusCode: 5\d\d|SlowDown|ServiceUnavailable|InternalError",
        "the store says that it cannot serve now",
    ),
)
"""What rclone's errors mean, by a pattern for each"""


def explain(said: list[str]) -> str:
    """Turn rclone's messages into what an author can do, with the first of them for whoever runs
    the store.

    >>> explain(["Get http://x: dial tcp: connection refused"]).splitlines()[0]
    'the store does not answer (connection refused): is it running?'
    """
    for pattern, meaning in MEANINGS:
        for line in said:
            if re.search(pattern, line, re.IGNORECASE):
                return f"{meaning}\n  (rclone: {line[:300]})"
    return said[0] if said else "rclone said nothing"


def message_in(line: bytes) -> str:
    """The message in one line of rclone's log, which holds errors and notices."""
    try:
        event: dict[str, Any] = json.loads(line)
    except ValueError:
        return line.decode(errors="replace").strip()
    return str(event.get("msg", "")).strip()
