"""Use cases over several parts of the wheel."""
