"""Files become typed documents: text, front matter, YAML, validation."""
