"""Word documents (DOCX), read from their XML."""

from studyapp.importers.word.document import parse_word

__all__ = ["parse_word"]
