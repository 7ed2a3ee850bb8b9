"""What the extraction library takes for a page's article. It is loaded late, and fetches nothing."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

from lxml import etree

from studyapp.importers.markup.parsing import local_name
from studyapp.importers.web.article import ArticleText

if TYPE_CHECKING:
    from lxml.etree import _Element

# A longer page is a book or a manual, whose parts the library weighs against each other for minutes.
PAGE_CHARACTERS = 4_000_000
# Its parser drops what is nested deeper than 256 elements.
NESTING_LEVELS = 240

_LIBRARIES = ("trafilatura", "htmldate", "courlan", "charset_normalizer", "justext")
_FAILURES = (
    *(AssertionError, AttributeError, IndexError, KeyError, RecursionError, TypeError, ValueError),
    etree.LxmlError,
)
_FURNITURE = frozenset(("nav", "aside", "footer", "form", "button", "iframe", "input"))
_FURNITURE_NAME = re.compile(
    r"nav|menu|sidebar|side-bar|footer|comment|related|share|social|cookie|advert|widget|breadcrumb|banner|"
    r"subscri|newsletter|promo",
    re.IGNORECASE,
)
_FURNITURE_LEAST = 2  # elements: one back link or one search field makes no page around an article


def has_furniture(root: _Element) -> bool:
    """Whether the page has parts around its text: navigation, forms, comments and so on."""
    found = 0
    for element in root.iter("*"):
        name = local_name(element)
        if name in _FURNITURE or (
            name in ("div", "section", "ul", "header", "td")
            and _FURNITURE_NAME.search(f"{element.get('class') or ''} {element.get('id') or ''}")
        ):
            found += 1
            if found >= _FURNITURE_LEAST:
                return True
    return False


def article_text(text: str, root: _Element) -> ArticleText | None:
    """Return what the library takes for the article of a page; None when it finds none or cannot cope."""
    if len(text) > PAGE_CHARACTERS or _is_deeper(root, NESTING_LEVELS):
        return None
    for library in _LIBRARIES:
        logging.getLogger(library).setLevel(logging.CRITICAL)
    article = ArticleText(_by_trafilatura(text))
    return article if article.length else None


def _is_deeper(root: _Element, levels: int) -> bool:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > levels:
            return True
    return False


def _by_trafilatura(text: str) -> list[str]:
    import trafilatura  # noqa: PLC0415 (loaded for pages alone)

    try:
        return (trafilatura.extract(text, include_comments=False) or "").split("\n")
    except _FAILURES:
        return []
