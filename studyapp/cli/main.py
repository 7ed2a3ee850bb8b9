"""The command line's root: parse, run a verb, print, and turn errors into exit statuses."""

from __future__ import annotations

import json
import sys

from studyapp.cli.arguments import build_parser
from studyapp.cli.output import complain, write_answer
from studyapp.cli.verbs import VERBS
from studyapp.domain.errors import KnownError
from studyapp.runtime.folders import library_folder

FAILED, BUG = 1, 70


def main(arguments: list[str]) -> int:
    """Run a verb; return 0 done, 1 a known error, 70 a bug (argparse itself leaves with 2)."""
    options = build_parser().parse_args(arguments)
    try:
        shape, text, status = VERBS[options.verb](
            options, library_folder(options.library and str(options.library))
        )
        write_answer(json.dumps(shape, ensure_ascii=False) if options.json else text)
    except KnownError as error:
        complain(" ".join(part for part in (error.sentence, error.hint) if part))
        return FAILED
    except Exception as error:  # noqa: BLE001 (the root: what is raised here is a bug, and is reported)
        from studyapp.runtime.crash import report  # noqa: PLC0415 (only when it is needed)

        sys.stderr.write(report(error))
        return BUG
    return status
