"""Start the program: the window, or the command line when a verb is given, or the import process."""

from __future__ import annotations

import gc
import os
import sys

from studyapp import __version__

VERBS = frozenset(
    {
        "import",
        "list",
        "show",
        "search",
        "annotate",
        "note",
        "notes",
        "remove",
        "trash",
        "undo",
        "redo",
        "history",
        "check",
        "analyze",
        "actors",
        "facts",
        "cards",
        "accept",
        "discard",
        "card",
        "export",
        "due",
        "answer",
        "review",
        "stats",
    }
)
"""The verbs of the command line; any other first word is a file or document for the window."""


def main(argv: list[str] | None = None) -> int:
    """Run what the arguments ask for and return the exit status; each branch imports only what it needs."""
    _replace_closed_streams()
    arguments = sys.argv[1:] if argv is None else argv
    if arguments[:1] == ["--version"]:
        sys.stdout.write(f"studyapp {__version__}\n")
        return 0
    if arguments[:1] == ["--worker"]:
        from studyapp.worker import main as work  # noqa: PLC0415 (the parsers, and nothing else)

        return work()
    if arguments[:1] == ["--indexer"]:
        from studyapp.indexer import main as index  # noqa: PLC0415 (Whoosh, and nothing else)

        return index(arguments[1:])
    if _is_command(arguments):
        try:
            from studyapp.cli.main import main as command  # noqa: PLC0415 (never Qt)

            return command(arguments)
        except KeyboardInterrupt:
            sys.stderr.write("Cancelled.\n")
            return 1
    gc.disable()  # until the first frame: nothing is garbage so early, and looking for it takes time
    from studyapp.app import main as window  # noqa: PLC0415 (Qt)

    return window(arguments)


def _replace_closed_streams() -> None:
    """Give the standard streams that the starter closed to the null device, for the import process too.

    Else the next file that is opened, such as the library, would take the place of one of them.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            stream = open(os.devnull, mode, encoding="utf-8")  # noqa: PTH123, SIM115 (lean; open to the end)
            os.set_inheritable(stream.fileno(), True)
            setattr(sys, name, stream)


def _is_command(arguments: list[str]) -> bool:
    """Say whether the first word that is no option is a verb, or an option is none of the window's."""
    words = iter(arguments)
    for word in words:
        if word == "--library":
            next(words, None)
        elif not word.startswith("--library="):
            return word in VERBS or word.startswith("-")
    return False


if __name__ == "__main__":
    sys.exit(main())
