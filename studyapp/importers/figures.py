"""Raised and lowered figures as characters: 10⁶ and H₂O read as meant in a quote, on a card, in a search."""

from __future__ import annotations

import re

_RAISED = str.maketrans("0123456789+-−=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_FIGURES = re.compile(r"[0-9+\-−=()]*[0-9][0-9+\-−=()]*|[+\-−]")


def raised(text: str) -> str:
    """Return figures and signs as raised characters (10⁶); anything else as it is (1st, XIXe)."""
    return text.translate(_RAISED) if _FIGURES.fullmatch(text) else text


def lowered(text: str) -> str:
    """Return figures and signs as lowered characters (H₂O); anything else as it is."""
    return text.translate(_LOWERED) if _FIGURES.fullmatch(text) else text
