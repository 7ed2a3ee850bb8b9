"""The one door for texts that a person reads."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from studyapp.runtime.resources import resource

if TYPE_CHECKING:
    from pathlib import Path

ENGLISH = "en"
_FILES = "studyapp_*.qm"


def tr(text: str, **values: object) -> str:
    """Return the text in the person's language, with `{name}` fields filled in."""
    translated = QCoreApplication.translate("studyapp", text)
    return translated.format(**values) if values else translated


def tr_count(count: int, one: str, many: str) -> str:
    """Return `one` or `many` by the count; both may hold `{count}`, which gets thousands separators."""
    return tr(one if count == 1 else many, count=f"{count:,}")


def languages() -> list[str]:
    """Return the codes of the languages that the window can speak."""
    return [ENGLISH, *sorted(_translations())]


def install_translation(application: QCoreApplication, language: str) -> bool:
    """Let the window speak a language, "" meaning the system's; say whether there was a translation.

    It must come before the first text is asked for.
    """
    found = _translations()
    if not found:
        return False
    wanted = [language] if language else [name.split("-")[0] for name in QLocale.system().uiLanguages()]
    code = next((code for code in wanted if code == ENGLISH or code in found), ENGLISH)
    if code == ENGLISH:
        return False
    translator = QTranslator(application)
    return translator.load(str(found[code])) and application.installTranslator(translator)


@lru_cache(maxsize=1)
def _translations() -> dict[str, Path]:
    """Return the files of the translations by their language's code."""
    try:
        folder = resource("translations")
    except FileNotFoundError:
        return {}
    return {path.stem.removeprefix("studyapp_"): path for path in folder.glob(_FILES)}
