"""The YAML block at the head of a Markdown file: what the file says of itself."""

from __future__ import annotations

import re

import yaml

from studyapp.importers.sections import Description

# A front matter is a few lines: what is longer is text between two rules.
FRONT_MATTER_CHARACTERS = 64 * 1024

_OPENING = re.compile(r"---[ \t]*\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
_NOTHING = ("", "~", "null", "Null", "NULL")
_DAMAGED = "The front matter is damaged and was ignored."


def split_front_matter(text: str) -> tuple[Description, str]:
    """Return what the front matter says, and the text after it.

    Without a front matter the text comes back whole; text between two rules that is no mapping stays text.
    A damaged front matter is left out with a warning.
    """
    opening = _OPENING.match(text)
    closing = (
        _CLOSING.search(text, opening.end(), opening.end() + FRONT_MATTER_CHARACTERS) if opening else None
    )
    if opening is None or closing is None:
        return Description(), text
    rest = text[closing.end() :]
    try:
        # The base loader makes text of every scalar: a title may be 1984, and a date may be impossible.
        values = yaml.load(text[opening.end() : closing.start()], Loader=yaml.BaseLoader)
    except (yaml.YAMLError, ValueError, RecursionError):
        return Description(warnings=[_DAMAGED]), rest
    if not isinstance(values, dict):
        return Description(), text if values else rest
    return _describe(values), rest


def _describe(values: dict[object, object]) -> Description:
    by_key = {key.lower(): value for key, value in values.items() if isinstance(key, str)}
    authors = by_key.get("authors", by_key.get("author"))
    return Description(
        title=_scalar(by_key.get("title")),
        authors=_authors(authors),
        language=_scalar(by_key.get("language", by_key.get("lang"))),
    )


def _authors(value: object) -> tuple[str, ...]:
    people = value if isinstance(value, list) else [value]
    names = [_scalar(person.get("name") if isinstance(person, dict) else person) for person in people]
    return tuple(name for name in names if name)


def _scalar(value: object) -> str:
    if not isinstance(value, str) or value in _NOTHING:
        return ""
    return " ".join(value.split())
