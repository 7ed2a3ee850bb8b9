"""The list of every action with its keys."""
