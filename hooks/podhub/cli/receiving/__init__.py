"""A repository that publishes what is pushed to it."""
