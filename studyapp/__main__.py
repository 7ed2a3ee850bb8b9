"""Start the program: the window, or the command line when a verb is given, or the import process."""

from __future__ import annotations

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
        "undo",
        "redo",
        "history",
        "check",
    }
)
"""The verbs of the command line; any other first word is a file or document for the window."""


def main(argv: list[str] | None = None) -> int:
    """Run what the arguments ask for and return the exit status; each branch imports only what it needs."""
    arguments = sys.argv[1:] if argv is None else argv
    if arguments[:1] == ["--version"]:
        sys.stdout.write(f"studyapp {__version__}\n")
        return 0
    if arguments[:1] == ["--worker"]:
        from studyapp.worker import main as work  # noqa: PLC0415 (the parsers, and nothing else)

        return work()
    if _is_command(arguments):
        from studyapp.cli.main import main as command  # noqa: PLC0415 (never Qt)

        return command(arguments)
    from studyapp.app import main as window  # noqa: PLC0415 (Qt)

    return window(arguments)


def _is_command(arguments: list[str]) -> bool:
    """Say whether the first word that is no option is a verb, or help is wanted."""
    words = iter(arguments)
    for word in words:
        if word == "--library":
            next(words, None)
        elif word in {"-h", "--help", "--version"} or word in VERBS:
            return True
        elif not word.startswith("--library="):
            return False
    return False


if __name__ == "__main__":
    sys.exit(main())
