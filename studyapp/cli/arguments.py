"""The command line's grammar: verbs, arguments, help."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path

from studyapp import __version__
from studyapp.cli.review_arguments import add_review_verbs
from studyapp.domain.annotations import Colour
from studyapp.flashcards.levels import DEFAULT_QUALITY

DEFAULT_LIMIT = 20
"""Hits that `search` gives unless told."""


def build_parser() -> argparse.ArgumentParser:
    """Return the parser for all verbs."""
    parser = argparse.ArgumentParser(
        prog="studyapp",
        description="Read a text by section, search it, keep notes, see who acts, learn its facts."
        " Without a verb the window opens; FILE... are imported and the first is opened.",
        epilog="Exit status: 0 done, 1 a known error, 2 wrong usage, 70 a bug.",
    )
    parser.add_argument("--version", action="version", version=f"studyapp {__version__}")
    parser.add_argument(
        "--library", type=_path, metavar="DIR", help="the library's folder (or STUDYAPP_LIBRARY)"
    )
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    _add_library_verbs(verbs)
    _add_note_verbs(verbs)
    _add_study_verbs(verbs)
    _add_card_verbs(verbs)
    add_review_verbs(partial(_verb, verbs))
    _add_history_verbs(verbs)
    return parser


def parse(parser: argparse.ArgumentParser, arguments: list[str]) -> argparse.Namespace:
    """Parse a command; wrong usage leaves with 2.

    argparse (before Python 3.12.8) takes no more documents after an option: `export tsv -o PATH DOC`.
    """
    options, left = parser.parse_known_args(arguments)
    if options.verb == "annotate" and options.quote is None and not options.note:
        parser.error("annotate takes --quote TEXT, or --note TEXT for a note on a section or document")
    if left and (options.verb != "export" or any(word.startswith("-") for word in left)):
        parser.error(f"unrecognized arguments: {' '.join(left)}")
    if left:
        options.documents += left
    return options


def _verb(
    verbs: argparse._SubParsersAction[argparse.ArgumentParser], name: str, text: str
) -> argparse.ArgumentParser:
    verb = verbs.add_parser(name, help=text, description=text[:1].upper() + text[1:] + ".")
    verb.add_argument("--json", action="store_true", help="one JSON document on standard output")
    return verb


def _add_library_verbs(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    importing = _verb(verbs, "import", "take files, and folders with all that is in them, into the library")
    importing.add_argument("paths", nargs="+", type=_path, metavar="PATH")
    importing.add_argument("--password", default="", metavar="P", help="of files that are encrypted")
    importing.add_argument(
        "--on-change",
        choices=["update", "both", "skip"],
        help="what a newer text of a document does: take the older one's place, with notes and cards attached"
        " again; come in beside it; stay out. Unless told, a file that changed updates its document, and a"
        " newer text from another file comes in beside",
    )
    _verb(verbs, "list", "list the library")
    show = _verb(verbs, "show", "show a document's outline and text")
    show.add_argument("document", metavar="DOC")
    show.add_argument("--section", type=int, metavar="N", help="this section only, counted from 0")
    search = _verb(verbs, "search", "search text, titles, notes and cards; the best hits first")
    search.add_argument("query", metavar="QUERY")
    search.add_argument(
        "--in", dest="kinds", default="text,notes,cards", metavar="text,notes,cards", help="where to look"
    )
    search.add_argument("--document", metavar="DOC", help="in this document only")
    search.add_argument("--exact", action="store_true", help="words as they are written, no other forms")
    search.add_argument("--limit", type=_count, default=DEFAULT_LIMIT, metavar="N")
    remove = _verb(verbs, "remove", "move a document and its notes into the trash, for 30 days")
    remove.add_argument("document", metavar="DOC")
    trash = _verb(verbs, "trash", "list what was removed, the last first, or put it back")
    trash.set_defaults(trash_verb="list")
    restore = trash.add_subparsers(dest="trash_verb", metavar="restore").add_parser(
        "restore", help="put a document, note or card back", description="Put a removed thing back."
    )
    restore.add_argument("trash_id", metavar="ID")
    restore.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="one JSON document")


def _add_note_verbs(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    annotate = _verb(
        verbs, "annotate", "highlight where a text stands, or write a note on a section or document"
    )
    annotate.add_argument("document", metavar="DOC")
    on = annotate.add_mutually_exclusive_group()
    on.add_argument("--quote", metavar="TEXT", help="the passage; without it the note is on the document")
    on.add_argument("--section", type=_number, metavar="N", help="write the note on a section, from 0")
    annotate.add_argument("--prefix", default="", metavar="P", help="what stands before the quote")
    annotate.add_argument("--note", default="", metavar="TEXT")
    annotate.add_argument("--colour", type=_colour, default=Colour.WHEAT, metavar="NAME")
    annotate.add_argument("--tag", action="append", default=[], metavar="T")
    notes = _verb(verbs, "notes", "list the notes and highlights, of one document or all")
    notes.add_argument("document", nargs="?", metavar="DOC")
    notes.add_argument("--tag", action="append", default=[], metavar="T", help="those with this tag only")
    notes.add_argument("--colour", type=_colour, metavar="NAME", help="those of this colour only")
    note = verbs.add_parser("note", help="edit, delete or attach a note").add_subparsers(
        dest="note_verb", required=True, metavar="edit|delete|attach"
    )
    edit = _verb(note, "edit", "change a note's text, colour or tags")
    edit.add_argument("note_id", metavar="ID")
    edit.add_argument("--note", metavar="TEXT")
    edit.add_argument("--colour", type=_colour, metavar="NAME")
    edit.add_argument("--tag", action="append", metavar="T", help="the tags it has from now on")
    delete = _verb(note, "delete", "move a note with its highlight into the trash")
    delete.add_argument("note_id", metavar="ID")
    attach = _verb(note, "attach", "put a note, detached or not, on another passage of its document")
    attach.add_argument("note_id", metavar="ID")
    attach.add_argument("--quote", required=True, metavar="TEXT")
    attach.add_argument("--prefix", default="", metavar="P", help="what stands before the quote")


def _add_study_verbs(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    analyze = _verb(verbs, "analyze", "parse and analyse files without a library")
    analyze.add_argument("paths", nargs="+", type=_path, metavar="PATH")
    actors = _verb(verbs, "actors", "list who acts in a document, most salient first")
    actors.add_argument("document", metavar="DOC")
    actors.add_argument("--key", action="store_true", help="the key actors only")
    facts = _verb(verbs, "facts", "list what a document states")
    facts.add_argument("document", metavar="DOC")
    export = _verb(verbs, "export", "write the cards to a file for another program")
    export.add_argument("format", choices=["tsv"], metavar="FORMAT", help="tsv (for Anki)")
    export.add_argument("-o", "--output", required=True, type=_path, metavar="PATH")
    export.add_argument("documents", nargs="*", metavar="DOC", help="these only; else all")


def _add_card_verbs(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    cards = _verb(verbs, "cards", "list a document's cards, or the drafts that wait")
    cards.add_argument("document", metavar="DOC")
    cards.add_argument("--drafts", action="store_true", help="the drafts that wait")
    cards.add_argument("--more", action="store_true", help="the weak drafts too")
    cards.add_argument("--only-read", action="store_true", help="drafts of sections already read only")
    accept = _verb(verbs, "accept", "make cards of drafts, the best first")
    accept.add_argument("document", metavar="DOC")
    accept.add_argument("--card", metavar="ID", help="this draft only")
    accept.add_argument("--min-quality", type=_share, default=DEFAULT_QUALITY, metavar="Q", help="0 to 1")
    accept.add_argument("--limit", type=_count, metavar="N")
    accept.add_argument("--only-read", action="store_true", help="of sections already read only")
    discard = _verb(verbs, "discard", "let a draft go for good")
    discard.add_argument("card", metavar="CARD")
    card = verbs.add_parser("card", help="write, edit or delete a card by hand").add_subparsers(
        dest="card_verb", required=True, metavar="add|edit|delete"
    )
    add = _verb(card, "add", "write a card on a passage")
    add.add_argument("document", metavar="DOC")
    add.add_argument("--quote", required=True, metavar="TEXT")
    add.add_argument("--prefix", default="", metavar="P", help="what stands before the quote")
    add.add_argument(
        "--front", required=True, metavar="F", help="with gaps {{c1::answer}} each number is a card"
    )
    add.add_argument("--answer", default="", metavar="A", help="else the passage itself")
    add.add_argument("--reversed", action="store_true", help="a second card asks the other way round")
    add.add_argument("--picture", type=_path, metavar="FILE", help="shown with the question")
    edit = _verb(card, "edit", "change what a card asks or answers, or suspend it")
    edit.add_argument("card", metavar="CARD")
    edit.add_argument("--front", metavar="F")
    edit.add_argument("--answer", metavar="A")
    shown = edit.add_mutually_exclusive_group()
    shown.add_argument("--picture", type=_path, metavar="FILE", help="shown with the question from now on")
    shown.add_argument("--no-picture", dest="picture", action="store_const", const="", help="take it away")
    edit.add_argument("--suspend", dest="suspended", action="store_const", const=True, help="leave it out")
    edit.add_argument("--resume", dest="suspended", action="store_const", const=False, help="ask it again")
    delete = _verb(card, "delete", "delete a card")
    delete.add_argument("card", metavar="CARD")


def _add_history_verbs(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    undo = _verb(verbs, "undo", "take back the last command on this library, or the last N")
    undo.add_argument("count", nargs="?", type=_count, default=1, metavar="N")
    redo = _verb(verbs, "redo", "do again what was undone last, or the last N")
    redo.add_argument("count", nargs="?", type=_count, default=1, metavar="N")
    _verb(verbs, "history", "list the commands that can be taken back, newest first")
    check = _verb(verbs, "check", "check the database, the originals and the index")
    check.add_argument("--repair", action="store_true", help="rebuild what can be rebuilt")


def _path(text: str) -> Path:
    if not text:
        raise argparse.ArgumentTypeError("must not be empty")
    return Path(text)


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("must be a number, 1 or more")
    return int(text)


def _number(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError("must be a number, 0 or more")
    return int(text)


def _share(text: str) -> float:
    try:
        share = float(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError("must be a number from 0 to 1") from error
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError("must be a number from 0 to 1")
    return share


def _colour(text: str) -> Colour:
    if text not in set(Colour):
        raise argparse.ArgumentTypeError(f"one of {', '.join(Colour)}")
    return Colour(text)
