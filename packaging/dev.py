#!/usr/bin/env python3
"""The one front door for developers: `python3 packaging/dev.py VERB`. It needs Python 3.11 and nothing else.

Each verb first makes what it needs: an environment in .venv, and on Debian and its kin the system libraries
that Qt wants (as root through apt; else it prints the one line to type, and ends with 1).
"""

from __future__ import annotations

import argparse
import signal
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

OLDEST = (3, 11)


def main(arguments: Sequence[str]) -> int:
    """Run one verb and return its exit status."""
    if sys.version_info < OLDEST:
        print("This needs Python 3.11 or newer; this one is " + sys.version.split()[0], file=sys.stderr)
        return 1
    from devtools.checkout import Stop

    signal.signal(signal.SIGTERM, _leave)  # so that a virtual screen is put away as well
    chosen, rest = _parser().parse_known_args(arguments)
    action: Callable[[argparse.Namespace, list[str]], int] = chosen.action
    try:
        return action(chosen, rest)
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    from devtools import builds, checks, running

    parser = argparse.ArgumentParser(
        prog="dev.py", description="What a developer of studyapp does, one verb each.", allow_abbrev=False
    )
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")

    def add(name: str, action: Callable[..., int], text: str) -> argparse.ArgumentParser:
        verb = verbs.add_parser(name, help=text, description=text, allow_abbrev=False)
        verb.set_defaults(action=action)
        return verb

    add("run", running.run, "open the window; without a display, walk through it on a virtual screen")
    add("gallery", running.gallery, "take pictures of every screen, in each theme and size")
    add("test", checks.test, "run the tests; further words go to pytest")
    add("check", checks.check, "format, lint, types, import contracts and tests with their coverage")
    add("fmt", checks.fmt, "format the code and repair what the linter can")
    add("bench", running.bench, "measure: packaging/bench_NAME.py").add_argument("name", metavar="NAME")
    add("quality", running.quality, "print the drafts of a folder of texts, and what judges said of them")
    add("drill", running.drill, "try to break it: packaging/drill_NAME.py").add_argument(
        "name", metavar="NAME"
    )
    add("build", builds.build, "make wheel and sdist in dist/, and try each from outside")
    return parser


def _leave(number: int, _frame: object) -> None:
    raise SystemExit(128 + number)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
