"""How the text is set: theme, size, leading, width."""
