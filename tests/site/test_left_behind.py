"""What lies in the content folders and nobody wrote is left out; the one hidden folder that is meant
is public."""

from __future__ import annotations

from tests.running import Hub, contents

LITTER = {
    "docs/about.md~": "Old.",
    "docs/articles/#who-should-coach.md#": "Old.",
    "docs/articles/4913": "",
    "docs/Thumbs.db": "",
    "docs/definitions/desktop.ini": "",
    "docs/~$plan.docx": "",
    "docs/guides/old.md.bak": "Old.",
    "docs/.hidden/secret.txt": "Mine.",
    "docs/__MACOSX/about.jpg": "Mine.",
}


def test_nothing_of_it_is_on_the_site(hub: Hub, now: str) -> None:
    """Check and site go on as without these files; `.well-known` is public as it is written."""
    before = contents(hub.build(hub.root / "site", now))
    for path, text in LITTER.items():
        hub.write(path, text)
    proof = "Contact: mailto:security@example.com\n"
    hub.write("docs/.well-known/security.txt", proof)
    done = hub.run("check", "--now", now)
    assert done.returncode == 0
    assert all(line.endswith("[author-unknown]") for line in done.stderr.splitlines())
    after = contents(hub.build(hub.root / "site", now))
    assert after.pop(".well-known/security.txt") == proof.encode()
    before.pop(".well-known/security.txt", None)
    assert after == before
