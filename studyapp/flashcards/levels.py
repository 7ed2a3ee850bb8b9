"""From which quality on a draft is called what, and shown."""

STRONG, GOOD = 0.8, 0.7
"""From here on a draft is called strong, or good; below it is weak."""
DEFAULT_QUALITY = GOOD
"""Drafts from here on wait in the inbox unless more are asked for."""
