"""Speech: a written script becomes an episode, and a recording a transcript.

Narration: a script (`read.script`) → `timeline` (a voice speaks it) → `master` (loudness, MP3) and
`captions`, `tags`, `moments`. `narrate` runs it. The packages that speak and encode are the
optional extra `narrate`, imported only when used.

Transcripts: `recognition` hears a recording's words; `transcribe` writes them down, `align` gives their
times to an author's text, `proposals` finds moments in a transcript."""
