"""Drawings as plain SVG: numbers and texts in, one string out; the same on a page and in a PDF."""
