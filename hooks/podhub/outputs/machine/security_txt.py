"""Where to report a hole in the site (RFC 9116)."""

from __future__ import annotations

from datetime import datetime

from podhub.model.times import utc
from podhub.model.values import absolute

SECURITY_TXT = ".well-known/security.txt"


def security_txt(contact: str, site_url: str, language: str, now: datetime) -> str:
    """The file, for a contact that is a mail address or a web address.

    It may be believed for about a year from `now`, to the first of a month: so it changes no more
    than monthly (§2.5.5 asks for less than a year).

    >>> from datetime import UTC
    >>> print(security_txt("us@example.com", "https://example.com/", "en", datetime(2026, 11, 27, tzinfo=UTC)), end="")
    Contact: mailto:us@example.com
    Expires: 2027-11-01T00:00:00Z
    Preferred-Languages: en
    Canonical: https://example.com/.well-known/security.txt
    """
    present = utc(now)
    return (
        f"Contact: {contact if '://' in contact else f'mailto:{contact}'}\n"
        f"Expires: {present.year + 1}-{present.month:02}-01T00:00:00Z\n"
        f"Preferred-Languages: {language}\n"
        f"Canonical: {absolute(site_url, SECURITY_TXT)}\n"
    )
