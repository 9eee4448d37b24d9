"""Speech: a written script becomes an episode, and a recording a transcript.

Narration: a script becomes an episode's audio, its captions and the times of its
moments.

Flow: a script (`content.script`) → `timeline` (a voice speaks them) → `master` (loudness, MP3) and
`captions`, `tags`, `moments`. `narrate` runs it. The packages that speak and encode are the
optional extra `narrate`, imported only when used.

Transcripts: `recognition` hears a recording's words; `transcribe` writes them down, `align` gives their
times to an author's text, `proposals` finds moments in a transcript."""
