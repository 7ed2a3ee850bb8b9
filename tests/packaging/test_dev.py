"""The developers' front door, and rules of the checkout that no other tool holds."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DEV = ROOT / "packaging" / "dev.py"
VERBS = {"run", "test", "check", "fmt", "bench", "drill", "build"}


def _dev(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(DEV), *words], cwd=ROOT, check=False, capture_output=True, text=True, timeout=60
    )


def _sources() -> list[Path]:
    folders = ("studyapp", "packaging", "tests", ".ci")
    found = [path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file()]
    return [path for path in found if path.suffix in {"", ".py", ".toml", ".sql", ".md"}]


@pytest.mark.parametrize("folder", ["packaging", "resources"])
def test_no_package_shadows_one_of_the_package_index(folder: str) -> None:
    assert not list((ROOT / folder).rglob("__init__.py"))


def test_the_front_door_has_its_verbs() -> None:
    shown = _dev("--help")
    assert shown.returncode == 0
    assert {verb for verb in VERBS if re.search(rf"^    {verb}\b", shown.stdout, re.MULTILINE)} == VERBS


def test_an_unknown_verb_is_wrong_usage() -> None:
    assert _dev("fly").returncode == 2


@pytest.mark.parametrize("kind", ["bench", "drill"])
def test_an_unknown_measurement_names_the_known_ones(kind: str) -> None:
    done = _dev(kind, "nothing-of-this-name")
    assert done.returncode == 1
    known = [path.stem.removeprefix(f"{kind}_") for path in (ROOT / "packaging").glob(f"{kind}_*.py")]
    assert all(name in done.stderr for name in known)


def test_the_commands_of_the_readme_are_verbs() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"packaging/dev\.py (\w+)", text))
    assert {"run", "test"} <= named <= VERBS


def test_the_continuous_check_is_a_program() -> None:
    run = ROOT / ".ci" / "run"
    assert os.access(run, os.X_OK)
    assert "packaging/dev.py check" in run.read_text(encoding="utf-8")


def test_the_front_door_starts_with_the_standard_library_alone() -> None:
    command = [sys.executable, "-E", "-s", "-S", str(DEV), "--help"]
    assert subprocess.run(command, check=False, capture_output=True, timeout=60).returncode == 0


def test_imports_keep_their_contracts() -> None:
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([str(program)], cwd=ROOT, check=False, capture_output=True, text=True, timeout=100)
    assert done.returncode == 0, done.stdout


def test_whoosh_is_known_to_two_modules() -> None:
    importing = [
        path.name
        for path in (ROOT / "studyapp").rglob("*.py")
        if re.search(r"^\s*(from|import) whoosh", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert sorted(importing) == ["store.py", "writer.py"]


def test_no_source_names_a_registry_host() -> None:
    hosts = re.compile(r"(pypi|files\.pythonhosted|test\.pypi)\.org|(--|_)(extra-)?index-url")
    named = [
        path
        for path in _sources()
        if path != Path(__file__) and hosts.search(path.read_text(encoding="utf-8", errors="replace"))
    ]
    assert named == []
