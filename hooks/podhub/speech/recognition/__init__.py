"""From a recording to words with their times.

Flow: `stretches` (a recording, cut at its pauses) → `whisper` (the words of one) → `word_times` (held
to the pauses that are heard) → `heard` (all of them, kept on the way). `phrases` makes captions of
them, `matching` compares them with a text. The packages that recognise speech are the optional extra
`transcribe`, imported only when used."""
