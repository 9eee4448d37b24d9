"""Recordings, artwork and transcripts: what they are, measured and checked."""
