"""Lays out what the graph knows as one view for each page: `Assembler` makes the views, a module
for each group of kinds; all of them read `Sources`."""
