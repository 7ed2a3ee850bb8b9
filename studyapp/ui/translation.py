"""The one door for texts that a person reads."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def tr(text: str, **values: object) -> str:
    """Return the text in the person's language, with `{name}` fields filled in."""
    translated = QCoreApplication.translate("studyapp", text)
    return translated.format(**values) if values else translated


def tr_count(count: int, one: str, many: str) -> str:
    """Return `one` or `many` by the count; both may hold `{count}`, which gets thousands separators."""
    return tr(one if count == 1 else many, count=f"{count:,}")
