"""What to try first, under the text of the bundled article: gone for good when it was tried or sent away."""
