"""What machines read: structured data, Markdown twins, headers."""
