"""What `podhub publish` and an accepted push have in common: a built site, and its way to the place where it is public."""
