"""What podcast apps and feed readers fetch."""
