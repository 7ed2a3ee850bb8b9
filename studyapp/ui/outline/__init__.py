"""The outline of the open document."""
