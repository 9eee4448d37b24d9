"""What authors write: files read, checked and turned into typed values."""
