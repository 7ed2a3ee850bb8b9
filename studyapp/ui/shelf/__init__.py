"""The library screen: every document with its cover, found, sorted, described."""
