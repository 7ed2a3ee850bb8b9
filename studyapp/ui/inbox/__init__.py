"""The inbox: drafts that wait, best first, to accept, edit or discard."""
