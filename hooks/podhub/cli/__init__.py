"""What users run, a thin module for each command."""
