"""The verbs that judge the code: test, check, fmt."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from devtools.checkout import call, tool
from devtools.environment import ensure_environment
from devtools.system import ensure_qt_libraries

if TYPE_CHECKING:
    from argparse import Namespace

COVERAGE_FLOOR = 80  # per cent of lines and branches; it may only rise
# The tests of a file stay together, since they share what is costly to make. One process more than there are
# cores, since tests of the window wait; more than four need more memory than they save time.
PROCESSES = min(4, (os.cpu_count() or 1) + 1)
SIDE_BY_SIDE = ["-n", str(PROCESSES), "--dist", "loadfile"]
ONE_BY_ONE = ("-n", "--pdb", "-p", "--collect-only", "--co")
CODE = ("studyapp", "packaging", "tests")


def test(_chosen: Namespace, rest: list[str]) -> int:
    """Run the tests; without a word about it, windows are not shown."""
    _prepare()
    return _pytest(rest)


def check(_chosen: Namespace, rest: list[str]) -> int:
    """Run every check, the tests last, and stop at the first that fails."""
    _prepare()
    steps = {
        "format": [tool("ruff"), "format", "--check", *CODE],
        "lint": [tool("ruff"), "check", *CODE],
        "types": [tool("mypy")],
        "import contracts": [tool("lint-imports")],
    }
    for name, command in steps.items():
        print(f"== {name}", flush=True)
        status = call(command)
        if status:
            print(f"== {name} failed", flush=True)
            return status
    print("== tests", flush=True)
    return _pytest(["--cov=studyapp", f"--cov-fail-under={COVERAGE_FLOOR}", *rest])


def fmt(_chosen: Namespace, _rest: list[str]) -> int:
    """Repair what the linter can and format the code."""
    ensure_environment()
    return call([tool("ruff"), "check", "--fix", *CODE]) or call([tool("ruff"), "format", *CODE])


def _prepare() -> None:
    ensure_qt_libraries()
    ensure_environment()


def _pytest(words: list[str]) -> int:
    words = words if any(word.startswith(ONE_BY_ONE) for word in words) else [*SIDE_BY_SIDE, *words]
    platform = os.environ.get("QT_QPA_PLATFORM", "offscreen")
    return call([tool("python"), "-m", "pytest", *words], extra={"QT_QPA_PLATFORM": platform})
