"""Exploring the national statistics; whatever is shown stands in the address."""
