"""Styrhjulet: a municipality steers, follows up and improves everything it does."""

__version__ = "0.1.0"
