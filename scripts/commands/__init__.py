"""What `scripts/hub` can do, a module each. Thin: arguments in, podhub called, exit code out."""
