"""Makes artifacts, to look at what they hold."""

from collections.abc import Iterable

from podhub.model.artifact import Artifact


def made(artifacts: Iterable[Artifact]) -> dict[str, bytes]:
    """What each holds, by its path."""
    return {artifact.path: artifact.make() for artifact in artifacts}
