"""studyapp: read a text by section, search it, keep notes on its passages.

The rooms and the one-way rule between them are described in ARCHITECTURE.md.
"""

__version__ = "0.1.0"
