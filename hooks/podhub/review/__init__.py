"""What authors should know of a change before it is public."""
