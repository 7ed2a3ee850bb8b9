"""Errors that a person can do something about; everything else that is raised is a bug."""


class KnownError(Exception):
    """A foreseen failure: `sentence` is plain and complete, `hint` says what to do next (or is empty)."""

    def __init__(self, sentence: str, hint: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint


class UnreadableDocumentError(KnownError):
    """A file that cannot become a document: empty, binary, too large, gone, not permitted."""


class PasswordNeededError(UnreadableDocumentError):
    """A file that is encrypted: without a password, or with a wrong one."""


class NotFoundError(KnownError):
    """No document, annotation or place fits what was asked for."""


class AmbiguousError(KnownError):
    """What was asked for fits several things."""


class LibraryError(KnownError):
    """The library cannot be opened or written: locked, read-only, damaged, full disk, newer version."""


class LibraryInUseError(LibraryError):
    """Another window or command is writing to this library."""


class LibraryTooNewError(LibraryError):
    """The library was written by a newer version of the program."""


class QueryError(KnownError):
    """A search query that cannot be understood; `position` is the code point where it goes wrong."""

    def __init__(self, sentence: str, position: int = 0) -> None:
        super().__init__(sentence)
        self.position = position


class CancelledError(KnownError):
    """The person cancelled a long job; nothing of it was kept."""


class AnalysisOffError(KnownError):
    """No text can be analysed: the engine's model is missing or damaged."""
