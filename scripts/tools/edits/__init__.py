"""Random edits of a small hub, after each of which a build that remembers the builds before is held
against a build from nothing."""
