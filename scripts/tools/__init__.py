"""What only we run: tests, benchmarks, judges, locks. `scripts/hub` starts them."""
