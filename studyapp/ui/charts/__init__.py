"""Figures: numbers with their words, painted, read as tables, saved. Loaded when the first one is shown."""
