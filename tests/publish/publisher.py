"""Publishes a site that is built already, as a process of its own that can be killed: `publisher.py
TARGET FOLDER [GRACE]`.

It is `scripts/hub publish` from the built site on, without the seconds of building before it.
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from podhub.build.objects import read_content
from podhub.cli.progress import say
from podhub.cli.publishing.built_site import BuiltSite
from podhub.cli.publishing.publication import opened_publication
from podhub.cli.stopping import stopping
from podhub.publish.built import read_built
from podhub.publish.place import Conditions
from podhub.publish.target import parse_target

if __name__ == "__main__":
    target, folder = parse_target(sys.argv[1]), Path(sys.argv[2])
    grace = timedelta(seconds=float(sys.argv[3])) if len(sys.argv) > 3 else timedelta(hours=1)
    clock = datetime.now(UTC) + timedelta(minutes=float(os.environ.get("TEST_AHEAD", "0")))
    conditions = Conditions(clock, float(os.environ.get("TEST_WAIT", "60")), say, grace)
    with stopping():
        built = BuiltSite(
            site_url="https://small.example/",
            folder=folder,
            files=read_built(folder, read_content),
            missing=(),
            newest=None,
            due=None,
            waiting=None,
            websub=None,
            podping=None,
            promises_podping=False,
        )
        with opened_publication(built, target, conditions) as publication:
            publication.check_clocks(asking=False)
            changes = publication.there.changes(built.files)
            print(len(changes.sent), sum(file.size for file in changes.sent))
            print(*changes.notes, *publication.send(built.files, changes), sep="\n")
