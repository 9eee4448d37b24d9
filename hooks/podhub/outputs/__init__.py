"""What readers' apps and machines fetch beside the pages: feeds, chapters, transcripts, pictures,
redirects."""
