"""HTML and saved web pages: the article, and not the page around it."""

from studyapp.importers.web.document import parse_web

__all__ = ["parse_web"]
