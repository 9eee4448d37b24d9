"""The HTML of pages and what they load."""
