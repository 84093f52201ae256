"""Reading analyses, ratings and reports."""
