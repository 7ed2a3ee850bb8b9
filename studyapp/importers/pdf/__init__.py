"""PDF, through PDFium: words with their places become lines, columns, paragraphs and sections."""

from studyapp.importers.pdf.document import parse_pdf

__all__ = ["parse_pdf"]
