"""The Markdown of a text: what it becomes, and what can be wrong with it."""
