"""The library: what is in it, where the reader stands, what was noted, and the way back from every command.

Queries may be asked from any thread. Commands are given from one thread at a time (the write lane).
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from studyapp.domain.annotations import Annotation, Colour
from studyapp.domain.changes import ChangeSet, Noun
from studyapp.domain.errors import AmbiguousError, LibraryError, NotFoundError
from studyapp.storage import annotations as notes
from studyapp.storage import documents, identity, outbox, pictures, reading, undo
from studyapp.storage.database import FILE_NAME, Database
from studyapp.storage.migrate import known_version
from studyapp.text.selectors import SectionText, describe
from studyapp.text.words import count_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from datetime import datetime
    from pathlib import Path
    from sqlite3 import Connection

    from studyapp.domain.changes import Step
    from studyapp.domain.documents import (
        DocumentRecord,
        ParsedDocument,
        ReadingPlace,
        Section,
        SectionHeading,
    )
    from studyapp.domain.places import Place
    from studyapp.storage.outbox import Pending


WINDOW, COMMAND = "window", "command"
"""Who made a library."""

_NOT_KEPT = str.maketrans("", "", "\0\2\3")


def prepare_folder(folder: Path) -> Path:
    """Make a library's folder where there is none and return the path of its lock file.

    Raises LibraryError with a sentence when the folder cannot be made.
    """
    try:
        (folder / "originals").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        sentence = f"The library folder {folder} cannot be used: {error.strerror or error}."
        raise LibraryError(sentence, "Choose another folder with --library.") from error
    return folder / "library.lock"


def open_library(
    folder: Path, clock: Callable[[], datetime], *, writable: bool = True, maker: str = COMMAND
) -> Library:
    """Open the library in a folder; a folder without one becomes a new one when it may be written.

    `maker` is kept by a new library: the one that the window makes holds the bundled article.

    Raises LibraryError (and its kin) with a sentence when the folder or its database cannot be used.
    """
    path = folder / FILE_NAME
    if writable:
        prepare_folder(folder)
    elif not path.is_file():
        raise LibraryError(f"There is no library in {folder}.")
    return Library(folder, Database(path, writable=writable), clock, maker)


def has_current_library(folder: Path) -> bool:
    """Say whether a folder holds a whole library that needs no migration before it is read."""
    path = folder / FILE_NAME
    try:
        if not path.is_file():
            return False
    except OSError:  # such as a name that is too long: whoever opens it to write says so
        return False
    database = Database(path, writable=False)
    try:
        with database.query() as connection:
            return database.version() >= known_version() and identity.load_identity(connection) is not None
    finally:
        database.close()


class Command:
    """One command while it is carried out; `changes` are there when it is done."""

    def __init__(self, connection: Connection, at: str) -> None:
        self.connection = connection
        self.at = at  # the instant it was given: ISO, UTC
        self.changes = ChangeSet("")


class Library:
    """One open library. Every command is one transaction, one step of undo and one change set."""

    def __init__(
        self, folder: Path, database: Database, clock: Callable[[], datetime], maker: str = COMMAND
    ) -> None:
        self.folder = folder
        self._database = database
        self._clock = clock
        self.id, self._maker = self._identify(maker)

    @property
    def originals(self) -> Path:
        """The folder where originals lie by content hash."""
        return self.folder / "originals"

    @property
    def pictures(self) -> Path:
        """The folder where the pictures of the texts lie by content hash."""
        return self.folder / "pictures"

    @property
    def writable(self) -> bool:
        """Whether commands may be given."""
        return self._database.writable

    @property
    def awaits_article(self) -> bool:
        """Whether the window made this library and nothing was ever put into it."""
        return self._maker == WINDOW and not self.documents() and not self.history()

    def close(self) -> None:
        """Close the database."""
        self._database.close()

    # Queries

    def documents(self) -> tuple[DocumentRecord, ...]:
        """Return all documents, in the order they came in."""
        with self._database.query() as connection:
            return documents.load_documents(connection)

    def document(self, document_id: str) -> DocumentRecord:
        """Return one document; NotFoundError when it is not there."""
        with self._database.query() as connection:
            found = documents.load_document(connection, document_id)
        if found is None:
            raise NotFoundError(f"There is no document {document_id} in this library.")
        return found

    def find_document(self, wanted: str) -> DocumentRecord:
        """Return the document with this id, or the only one whose title contains this text."""
        if not wanted.strip():
            raise NotFoundError("A document is named by its id or a part of its title.")
        every = self.documents()
        by_id = [d for d in every if d.id == wanted]
        by_title = [d for d in every if wanted.casefold() in d.title.casefold()]
        found = by_id or [d for d in by_title if d.title.casefold() == wanted.casefold()] or by_title
        if not found:
            raise NotFoundError(f"No document of this library has the id or a title with “{wanted}”.")
        if len(found) > 1:
            names = "; ".join(f"{d.id} {d.title}" for d in found[:5])
            raise AmbiguousError(f"“{wanted}” fits {len(found)} documents: {names}.", "Give the id.")
        return found[0]

    def outline(self, document_id: str) -> tuple[SectionHeading, ...]:
        """Return a document's sections in reading order, without their texts."""
        with self._database.query() as connection:
            return documents.load_outline(connection, document_id)

    def section(self, document_id: str, index: int) -> Section:
        """Return one section with its blocks; NotFoundError when it is not there."""
        with self._database.query() as connection:
            found = documents.load_section(connection, document_id, index)
        if found is None:
            raise NotFoundError(f"Document {document_id} has no section {index}.")
        return found

    def block_text(self, document_id: str, section: int, block: int) -> str | None:
        """Return one block's text, None when it is gone."""
        with self._database.query() as connection:
            return documents.load_block_text(connection, document_id, section, block)

    def page(self, document_id: str, place: Place | None) -> str:
        """Return the label of the printed page on which a place begins; nothing where it is not known."""
        if place is None:
            return ""
        with self._database.query() as connection:
            return documents.load_page(connection, document_id, place.section, place.block, place.start)

    def note_pages(self, document_id: str) -> dict[str, str]:
        """Return the printed pages of a document's notes by their ids; unknown ones are left out."""
        with self._database.query() as connection:
            return notes.load_pages(connection, document_id)

    def texts(self, document_id: str) -> Iterator[tuple[int, int, str]]:
        """Yield (section, block, text) of every block of a document in reading order."""
        with self._database.query() as connection:
            yield from documents.load_texts(connection, document_id)

    def annotations(self, document_id: str | None = None) -> tuple[Annotation, ...]:
        """Return the annotations of one document, or of all, in reading order."""
        with self._database.query() as connection:
            return notes.load_annotations(connection, document_id)

    def find_annotation(self, annotation_id: str) -> Annotation | None:
        """Return one annotation, None when it is gone."""
        with self._database.query() as connection:
            return notes.load_annotation(connection, clean_text(annotation_id))

    def annotation(self, annotation_id: str) -> Annotation:
        """Return one annotation; NotFoundError when it is gone."""
        found = self.find_annotation(annotation_id)
        if found is None:
            raise NotFoundError(f"There is no note {annotation_id} in this library.")
        return found

    def note_drafts(self) -> dict[str, str]:
        """Return the notes that were still being written, by annotation id."""
        with self._database.query() as connection:
            return notes.load_drafts(connection)

    def reading_place(self, document_id: str) -> ReadingPlace | None:
        """Return where the reader stood in a document."""
        with self._database.query() as connection:
            return reading.load_place(connection, document_id)

    def last_document(self) -> str | None:
        """Return the document read last, if it is still in the library."""
        with self._database.query() as connection:
            return reading.load_last_document(connection)

    def history(self) -> tuple[Step, ...]:
        """Return the commands that can be taken back, newest first."""
        with self._database.query() as connection:
            return undo.steps(connection)

    def undo_name(self) -> str | None:
        """Return the name of the command that `undo` would take back."""
        steps = self.history()
        return steps[0].name if steps else None

    def undo_nouns(self) -> frozenset[Noun]:
        """Return the kinds of thing that `undo` would change."""
        with self.query() as connection:
            return undo.last_nouns(connection)

    def redo_name(self) -> str | None:
        """Return the name of the command that `redo` would do again."""
        with self._database.query() as connection:
            return undo.redo_name(connection)

    def find_damage(self) -> list[str]:
        """Return what the database's own checks find wrong, a line each."""
        with self._database.query() as connection:
            return identity.find_damage(connection)

    def documents_by_hash(self) -> dict[str, str]:
        """Return the documents' ids by the SHA-256 of their originals."""
        with self._database.query() as connection:
            return documents.documents_by_hash(connection)

    def find_leftovers(self) -> list[Path]:
        """Return the originals that no text of the library came from, and the pictures that none shows."""
        with self._database.query() as connection:
            kept = documents.kept_hashes(connection) | pictures.kept_pictures(connection)
        files = sorted([*self.originals.glob("??/*"), *self.pictures.glob("??/*")])
        return [path for path in files if path.name not in kept]

    def pending(self, after_seq: int) -> Pending:
        """Return what changed since the index was at `after_seq`."""
        with self._database.query() as connection:
            return outbox.load_pending(connection, after_seq)

    # What the other services build on

    def query(self) -> AbstractContextManager[Connection]:
        """Give this thread's read-only connection, for the storage modules."""
        return self._database.query()

    @contextmanager
    def command(self, name: str) -> Iterator[Command]:
        """Give the read-write connection for one command: one transaction, one step of undo."""
        with self._database.transaction(recorded=True) as connection:
            at = self.now()
            step = undo.begin(connection, name, at)
            command = Command(connection, at)
            yield command
            command.changes = undo.finish(connection, step)

    @contextmanager
    def along_the_way(self) -> Iterator[Connection]:
        """Give the read-write connection for one transaction that is no command."""
        with self._database.transaction() as connection:
            yield connection

    def now(self) -> str:
        """Return the present instant, as the library keeps it: ISO, UTC, milliseconds."""
        return self._clock().isoformat(timespec="milliseconds").replace("+00:00", "Z")

    # Commands

    def add_document(
        self, parsed: ParsedDocument, *, sha256: str, path: str | None
    ) -> tuple[ChangeSet, DocumentRecord]:
        """Put a parsed document into the library, whole or not at all."""
        with self.command(f"Import “{short_title(parsed.title)}”") as command:
            connection, at = command.connection, command.at
            content_id, words = documents.add_content(connection, parsed, sha256, at, count_words)
            document_id = documents.add_document(
                connection, parsed, content_id=content_id, words=words, path=path and clean_text(path), at=at
            )
        return command.changes, self.document(document_id)

    def remove_document(self, document_id: str) -> ChangeSet:
        """Move a document and its notes into the trash; its cards stay."""
        from studyapp.storage import trash  # noqa: PLC0415 (the first frame does without)

        document = self.document(document_id)
        with self.command(f"Remove “{short_title(document.title)}”") as command:
            trash.put_in(command.connection, Noun.DOCUMENT, document.id, document.title, command.at)
        return command.changes

    def annotate(
        self,
        document_id: str,
        place: Place,
        *,
        note: str = "",
        colour: Colour = Colour.WHEAT,
        tags: tuple[str, ...] = (),
    ) -> tuple[ChangeSet, Annotation]:
        """Highlight a passage, with or without a note. Raises NotFoundError for a place outside the text."""
        section = self.section(document_id, place.section)
        try:
            quote = describe(SectionText(place.section, [b.text for b in section.blocks]), place)
        except ValueError as error:
            raise NotFoundError("This passage is not in the text any more.") from error
        if not quote.exact.strip():
            raise NotFoundError("There is no text in this passage.")
        with self.command("Write note" if note else "Highlight") as command:
            annotation_id = notes.add_annotation(
                command.connection,
                document_id=document_id,
                place=place,
                quote=quote,
                note=clean_text(note),
                colour=colour,
                tags=tuple(clean_text(tag) for tag in tags),
                at=command.at,
            )
        return command.changes, self.annotation(annotation_id)

    def edit_annotation(
        self,
        annotation_id: str,
        *,
        note: str | None = None,
        colour: Colour | None = None,
        tags: tuple[str, ...] | None = None,
    ) -> ChangeSet:
        """Change a note's text, colour or tags; what is not given stays. Its half-written draft goes."""
        old = self.annotation(annotation_id)
        new_note = old.note if note is None else clean_text(note)
        new_colour = colour or old.colour
        new_tags = old.tags if tags is None else tuple(clean_text(tag) for tag in tags)
        with self.command(_edit_name(old, new_note, new_colour)) as command:
            if note is not None:
                notes.drop_draft(command.connection, annotation_id)
            if (new_note, new_colour, new_tags) != (old.note, old.colour, old.tags):
                notes.change_annotation(
                    command.connection,
                    annotation_id,
                    note=new_note,
                    colour=new_colour,
                    tags=new_tags,
                    at=command.at,
                )
        return command.changes

    def delete_annotation(self, annotation_id: str) -> ChangeSet:
        """Move a highlight with its note into the trash."""
        from studyapp.storage import trash  # noqa: PLC0415 (as above)

        old = self.annotation(annotation_id)
        title = short_title(" ".join((old.note or old.quote.exact).split()))
        with self.command("Delete note" if old.note else "Delete highlight") as command:
            trash.put_in(command.connection, Noun.ANNOTATION, old.id, title, command.at)
        return command.changes

    def undo(self) -> ChangeSet | None:
        """Take back the last command; None when there is none."""
        with self._database.transaction(recorded=True) as connection:
            return undo.undo(connection)

    def redo(self) -> ChangeSet | None:
        """Do again what was undone last; None when there is nothing."""
        with self._database.transaction(recorded=True) as connection:
            return undo.redo(connection)

    # Written along the way: no step of undo

    def keep_place(self, document_id: str, place: ReadingPlace, share: float = 0.0) -> None:
        """Keep where the reader stands in a document, and the share of it that lies behind."""
        with self._database.transaction() as connection:
            reading.keep_place(connection, document_id, place, share, self.now())

    def keep_note_draft(self, annotation_id: str, text: str) -> None:
        """Keep a note that is still being written."""
        with self._database.transaction() as connection:
            notes.keep_draft(connection, annotation_id, clean_text(text), self.now())

    def drop_note_draft(self, annotation_id: str) -> None:
        """Forget a note that was being written."""
        with self._database.transaction() as connection:
            notes.drop_draft(connection, annotation_id)

    def forget_pending(self, up_to_seq: int) -> None:
        """Say that the index has taken in all changes up to here."""
        with self._database.transaction() as connection:
            outbox.forget(connection, up_to_seq)

    def remove_leftovers(self) -> None:
        """Delete texts and originals that nothing refers to any more, neither the trash nor undo."""
        with self._database.transaction() as connection:
            documents.remove_orphaned_contents(connection)
        for original in self.find_leftovers():
            original.unlink(missing_ok=True)

    def _identify(self, maker: str) -> tuple[str, str]:
        with self._database.query() as connection:
            known = identity.load_identity(connection)
        if known is None:
            known = os.urandom(8).hex(), maker
            with self._database.transaction() as connection:
                identity.set_identity(connection, *known, self.now())
        return known


def clean_text(text: str) -> str:
    """Return a person's text as it can be kept.

    NULs and lone surrogates go, which neither SQLite nor UTF-8 can hold, and the two signs for marks in
    snippets.
    """
    return text.translate(_NOT_KEPT).encode("utf-8", "replace").decode("utf-8")


def short_title(title: str, limit: int = 40) -> str:
    """Return a title as the name of a command shows it."""
    return title if len(title) <= limit else title[: limit - 1].rstrip() + "…"


def _edit_name(old: Annotation, note: str, colour: Colour) -> str:
    if note != old.note:
        if not old.note:
            return "Write note"
        return "Edit note" if note else "Clear note"
    return "Change colour" if colour is not old.colour else "Change tags"
