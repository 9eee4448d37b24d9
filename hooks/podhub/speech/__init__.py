"""Narration: a written script becomes an episode's audio, its captions and the times of its
moments.

Flow: a script (`content.script`) → `timeline` (a voice speaks them) → `master` (loudness, MP3) and
`captions`, `tags`, `moments`. `narrate` runs it. The packages that speak and encode are the
optional extra `narrate`, imported only when used."""
