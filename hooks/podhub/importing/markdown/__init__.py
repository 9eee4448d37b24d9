"""Markdown files of other generators become articles and definitions: Hugo, Jekyll, Eleventy,
Obsidian, MkDocs' blog."""
