"""Spans, offsets, selectors: pure functions over text. Knows no file, no database and no window."""
