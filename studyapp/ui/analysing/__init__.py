"""Analysis in the background."""
