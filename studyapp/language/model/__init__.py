"""The project's own neural model: words in; tags, lemmas, heads and names out. No rules about meaning."""
