"""Podcasts' feeds as they stand in the wild, ours and anybody's: read as apps do, and turned into
an author's files."""
