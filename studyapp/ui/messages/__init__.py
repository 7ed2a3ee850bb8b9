"""The one inline message: what happened, and the one thing to do about it."""
