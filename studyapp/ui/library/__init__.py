"""The list of the documents in the library."""
