"""Actors beside and in the text: the list, one actor's page, what can be decided."""
