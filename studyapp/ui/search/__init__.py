"""Search: the box, the hits, and the walk through them."""
