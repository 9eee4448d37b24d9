"""The order of the work: what is read, checked, planned and made."""
