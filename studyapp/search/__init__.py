"""Search: a disposable full-text index of blocks, titles and notes, its query language, marks and snippets.

Whoosh is known to `index.py` alone. The index is built from what the library holds and is thrown away at any
doubt; this room never reads the library itself, and never opens an index that it did not write.
"""
