"""The headings of a book of Project Gutenberg, read from its HTML edition beside the plain one."""

from __future__ import annotations

import re
from typing import NamedTuple

from headings.labels import title_key
from lxml import html

from studyapp.importers.plain.forms import FormKind, form_of, is_contents_word

# A paragraph of so many words is the text itself; before it stand the title page and the lists.
TEXT_WORDS = 40
# A text is a witness if it has so many headings, and has this part of the edition's.
LEAST_HEADINGS = 3
SHARED_PART = 0.85

_LISTS = re.compile(r"(?:list of )?(?:illustrations|plates|contents)\b", re.I)
_PAGE_NUMBERS = '//*[contains(@class, "pagenum") or contains(@class, "pgnum") or contains(@class, "pageno")]'
_SURE = (FormKind.LABEL, FormKind.NAMED, FormKind.ORDINAL)


class Titles(NamedTuple):
    """The headings that must be found, those that may be, and the book's title."""

    headings: list[str]
    optional: list[str]
    title: str


def read_titles(text: str, page: bytes) -> Titles | None:
    """Return the headings of the HTML edition that the plain text has, or None when too few agree."""
    tree = html.fromstring(page)
    for number in tree.xpath(_PAGE_NUMBERS):
        number.drop_tree()
    for brk in tree.xpath("//br"):
        brk.tail = " " + (brk.tail or "")
    wanted, optional = _marked(tree)
    words = f" {title_key(text)} "
    shared = [title for title in wanted if f" {title_key(title)} " in words]
    if len(wanted) < LEAST_HEADINGS or len(shared) < SHARED_PART * len(wanted):
        return None
    rest = [title for title in wanted if title not in shared]
    return Titles(shared, optional + rest, " ".join(tree.xpath("string(//title)").split()))


def _marked(tree: html.HtmlElement) -> tuple[list[str], list[str]]:
    """Return the titles of the text's own headings, and those of the title page and of lists."""
    wanted: list[str] = []
    optional: list[str] = []
    in_text = False
    for element in tree.iter():
        if element.tag == "p":
            said = element.text_content()
            in_text = in_text or (len(said.split()) >= TEXT_WORDS and "gutenberg" not in said.casefold())
        elif isinstance(element.tag, str) and re.fullmatch("h[1-6]", element.tag):
            title = " ".join(element.text_content().split())
            if not title or "gutenberg" in title.casefold():
                continue
            form = form_of(title)
            is_own = in_text or (form is not None and form.kind in _SURE)
            is_list = is_contents_word(title) or _LISTS.match(title)
            (wanted if is_own and element.tag != "h1" and not is_list else optional).append(title)
    return wanted, optional
