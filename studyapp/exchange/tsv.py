"""Cards as a text file for Anki: tab-separated, with the header lines that Anki reads since 2.1.54.

A picture is an `<img>` of the question's field that names a file: Anki shows it once that file lies in its
folder `collection.media`, in which there are no folders.

Source: Anki manual, "Text files" ("Importing media"); exporter rslib/src/import_export/text/csv/export.rs.
"""

from __future__ import annotations

import csv
import hashlib
import html
import io
from typing import TYPE_CHECKING, NamedTuple

from studyapp.domain.cards import ANSWER_JOINT, CardKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studyapp.domain.cards import Card

HEADER = "#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n#tags column:4\n"
BLANK = "[…]"


class Exported(NamedTuple):
    """A card with the names that its deck has."""

    card: Card
    document: str
    section: str


def render_tsv(library_id: str, cards: Iterable[Exported]) -> str:
    """Return the file's text. The guid is the same at every export, so that Anki updates and adds nothing."""
    text = io.StringIO()
    text.write(HEADER)
    writer = csv.writer(text, delimiter="\t", lineterminator="\n")
    for exported in cards:
        writer.writerow(_row(library_id, exported))
    return text.getvalue()


def _row(library_id: str, exported: Exported) -> list[str]:
    card = exported.card
    guid = hashlib.blake2b(f"{library_id}/{card.id}".encode(), digest_size=8).hexdigest()
    deck = f"{_level(exported.document)}::{_level(exported.section)}"
    tags = f"studyapp studyapp::{'-'.join(card.template.split())}"
    quote = "<br>".join(f"<small>“{_html(source.sentence)}”</small>" for source, *_ in card.sentences)
    answers = _answers(card)
    if answers:
        filled = (f"{{{{c1::{_html(answer)}}}}}" for answer in answers)
        parts = zip(_html(card.front).split(BLANK), [*filled, ""], strict=True)
        front = "".join(text for part in parts for text in part)
        return [guid, "Cloze", deck, tags, front + _picture(card), quote]
    back = "<br>".join(part for part in (_html(card.answer), _html(card.back), quote) if part)
    return [guid, "Basic", deck, tags, _html(card.front) + _picture(card), back]


def _picture(card: Card) -> str:
    return f'<br><img src="{html.escape(card.picture)}">' if card.picture else ""


def _answers(card: Card) -> list[str]:
    """Return what fills the gaps of a cloze, one by one; nothing when they cannot be told apart."""
    gaps = card.front.count(BLANK) if card.kind is CardKind.CLOZE else 0
    answers = [card.answer] if gaps == 1 else card.answer.split(ANSWER_JOINT)
    return answers if len(answers) == gaps else []


def _html(text: str) -> str:
    return html.escape(text, quote=False).replace("\n", "<br>").replace("\t", " ")


def _level(name: str) -> str:
    """Return a name as one level of a deck: two colons would make two of it."""
    return " ".join(name.replace("::", ": ").split())
