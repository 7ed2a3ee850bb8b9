"""Every string that a person reads goes through `tr`; a translation beside the program is used."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

import studyapp
from studyapp.ui import translation
from studyapp.ui.actions import ACTIONS, MENUS
from studyapp.ui.translation import install_translation, languages, tr
from tests.ui.tour import visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

UI = Path(studyapp.__file__).parent / "ui"
DOORS = {"tr", "tr_count"}
# What looks like words: two of them, or one with a capital. Names of objects, colours and keys do not.
WORDS = re.compile(r"^[A-Z][a-z]{2,}|[a-z]{2,} [a-z]{2,}")
# What is said to no reader: faults of the program, what Qt and the system call their things.
SILENT_CALLS = {"fromString", "QKeySequence", "RuntimeError", "ValueError", "getLogger", "error", "info"}
SILENT_WORDS = {"English", "Esc", "Del", "Ctrl ⇧ C", "Ctrl Alt ⇧ C"}


def visible_strings(tree: ast.AST) -> Iterator[ast.Constant]:
    """Yield the strings in functions that a person could read and that do not go through a door."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            body = node.body[1:] if ast.get_docstring(node) is not None else node.body
            for statement in body:
                if not isinstance(node, ast.ClassDef) or isinstance(statement, ast.FunctionDef):
                    yield from visible_strings(ast.Module([statement], []))
        elif _is_silent(node):
            continue
        elif isinstance(node, ast.Constant):
            text = node.value
            if isinstance(text, str) and WORDS.search(text) and text not in SILENT_WORDS and "{}" not in text:
                yield node
        else:
            yield from visible_strings(node)


def _is_silent(node: ast.AST) -> bool:
    """Say whether nothing inside is for a reader, or all of it goes through a door."""
    if isinstance(node, ast.Call):
        return _name(node.func) in DOORS | SILENT_CALLS
    if isinstance(node, ast.Assign):
        return "msg" in {getattr(target, "id", "") for target in node.targets}
    return isinstance(node, ast.Raise | ast.Assert | ast.Compare | ast.AnnAssign)


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def functions(tree: ast.Module) -> list[ast.stmt]:
    """Return what is no table of the module."""
    return [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]


def tables() -> set[str]:
    """Return the texts in the modules' tables: they are translated where they are used."""
    found: set[str] = set()
    for path in UI.rglob("*.py"):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
                values = (part.value for part in ast.walk(node.value) if isinstance(part, ast.Constant))
                found |= {text for text in values if isinstance(text, str) and WORDS.search(text)}
    return found - SILENT_WORDS


def test_every_visible_string_goes_through_tr() -> None:
    found = [
        f"{path.relative_to(UI)}:{node.lineno} {node.value!r}"
        for path in sorted(UI.rglob("*.py"))
        for node in visible_strings(ast.Module(functions(ast.parse(path.read_text("utf-8"))), []))
    ]
    assert found == []


@pytest.mark.parametrize(
    "code",
    [
        'def f(b):\n    b.setText("Not translated")',
        'def f(b):\n    b.setText(f"{b} hits in all")',
        'class C:\n    def f(self):\n        draw(self, "Saved")',
        'def f(b):\n    return lambda: b.tell("It was saved")',
    ],
)
def test_a_string_that_was_forgotten_would_be_found(code: str) -> None:
    assert list(visible_strings(ast.parse(code)))


@pytest.mark.parametrize(
    "code",
    [
        'def f(b):\n    """Say something."""\n    b.setText(tr("Translated text"))',
        'def f(b):\n    b.setObjectName("noteEditor")',
        'def f(b):\n    raise ValueError("no such thing here")',
    ],
)
def test_what_nobody_reads_is_left_alone(code: str) -> None:
    assert not list(visible_strings(ast.parse(code)))


class Strange(QTranslator):
    """A language in which every text stands in brackets."""

    def translate(self, _context: str, text: str, _comment: str | None = None, _n: int = -1) -> str:
        """Return the text in brackets."""
        return f"⟦{text}⟧"

    def isEmpty(self) -> bool:  # noqa: N802 (Qt's own name)
        """Say that there is something to translate with."""
        return False


@pytest.fixture
def strange(qapp: QApplication) -> Iterator[None]:
    """Let the window speak the strange language."""
    translator = Strange()
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


@pytest.mark.usefixtures("strange")
def test_what_stands_in_tables_is_translated_where_it_is_shown(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing that is painted, named or listed on any screen is a table's own text."""
    seen: set[str] = set()
    draw = QPainter.drawText

    def listen(painter: QPainter, *arguments: object) -> object:
        seen.update(argument for argument in arguments if isinstance(argument, str))
        return draw(painter, *arguments)  # type: ignore[call-overload]

    monkeypatch.setattr(QPainter, "drawText", listen)
    window = request.getfixturevalue("furnished")
    for _ in visit(window):
        window.window.grab()
        for widget in window.window.findChildren(QWidget):
            if widget.isVisible():
                seen |= {widget.accessibleName(), widget.toolTip()}
    seen |= {action.text() for action in window.window.actions()}
    assert len(seen) > 200
    assert sorted(seen & tables()) == []


def test_without_a_translation_the_window_speaks_english(qapp: QApplication) -> None:
    assert languages() == ["en"]
    assert not install_translation(qapp, "de")
    assert tr("Next section") == "Next section"


def test_a_translation_beside_the_program_is_used(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = Path(sys.executable).with_name("pyside6-lrelease")
    if not release.exists():
        pytest.skip("lrelease is not installed")
    message = "<message><source>Next section</source><translation>Nächster Abschnitt</translation></message>"
    context = f"<context><name>studyapp</name>{message}</context>"
    (tmp_path / "de.ts").write_text(f'<TS version="2.1" language="de">{context}</TS>', encoding="utf-8")
    file = tmp_path / "studyapp_de.qm"
    subprocess.run([release, tmp_path / "de.ts", "-qm", file], check=True, capture_output=True)
    monkeypatch.setattr(translation, "_translations", lambda: {"de": file})
    assert languages() == ["en", "de"]
    assert not install_translation(qapp, "en")
    before = qapp.findChildren(QTranslator)
    assert install_translation(qapp, "de")
    assert tr("Next section") == "Nächster Abschnitt"
    for translator in set(qapp.findChildren(QTranslator)) - set(before):
        assert qapp.removeTranslator(translator)


def test_menus_are_texts_of_the_table() -> None:
    assert {spec.menu for spec in ACTIONS} == set(MENUS)
    assert set(MENUS) - {"Go"} <= tables()
