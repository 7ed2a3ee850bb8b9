"""The command line's root: parse, run a verb, print, and turn errors into exit statuses."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from studyapp.cli.arguments import build_parser, parse
from studyapp.cli.output import complain, write_answer
from studyapp.domain.errors import KnownError
from studyapp.runtime.folders import library_folder
from studyapp.services.moved import follow

if TYPE_CHECKING:
    from studyapp.cli.verbs import Verb

FAILED, BUG = 1, 70


def main(arguments: list[str]) -> int:
    """Run a verb; return 0 done, 1 a known error, 70 a bug (argparse itself leaves with 2)."""
    options = parse(build_parser(), arguments)
    try:
        folder = follow(library_folder(options.library and str(options.library)))
        shape, text, status = _find_verb(options.verb)(options, folder)
        if shape is not None:  # else the verb itself has written, a line a file
            write_answer(json.dumps(shape, ensure_ascii=False) if options.json else text)
    except KnownError as error:
        complain(" ".join(part for part in (error.sentence, error.hint) if part))
        return FAILED
    except Exception as error:  # noqa: BLE001 (the root: what is raised here is a bug, and is reported)
        from studyapp.runtime.crash import report  # noqa: PLC0415 (only when it is needed)

        sys.stderr.write(report(error))
        return BUG
    return status


def _find_verb(name: str) -> Verb:
    """Return what a verb does; only the modules that it needs are imported."""
    from studyapp.cli.verbs import VERBS  # noqa: PLC0415 (as it says)

    if name in VERBS:
        return VERBS[name]
    from studyapp.cli import reviewing, statistics, studying  # noqa: PLC0415 (as above)

    return (studying.VERBS | reviewing.VERBS | statistics.VERBS)[name]
