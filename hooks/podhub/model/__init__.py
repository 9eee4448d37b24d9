"""What content is: its kinds, their fields, their limits. Imports nothing else of ours."""
