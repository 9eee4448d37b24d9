"""What happens to a built site on its way to the public, what must never be lost on it, and what
authors should know before."""
