"""Statistics for follow-up: arrays in, frozen result out. Usable on its own by any analyst."""
