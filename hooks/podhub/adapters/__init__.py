"""What stands between the engine and programs that know nothing of it: the builder, the browser."""
