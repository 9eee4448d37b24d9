"""Random edits of a small hub, after each of which a build that remembers the builds before is held
against a build from nothing."""

from tools.edits import details, surroundings

__all__ = ["details", "surroundings"]  # each enters its edits into `content.EDITS`
