"""What happens to a built site on its way to the public, and what its authors should know before."""
