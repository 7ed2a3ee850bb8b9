"""Writing a card: by hand on a selection, or changing what one asks and answers."""
