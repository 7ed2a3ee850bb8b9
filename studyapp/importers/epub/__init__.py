"""EPUB 2 and 3: an archive of XHTML files with a spine and contents. Nothing is unpacked to the disk."""

from studyapp.importers.epub.document import parse_epub

__all__ = ["parse_epub"]
