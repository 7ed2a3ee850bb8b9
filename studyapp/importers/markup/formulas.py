"""Formulas as a line of text: MathML as one would write it in a line, raised and lowered figures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from studyapp.importers.figures import raised
from studyapp.importers.markup.parsing import local_name

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lxml.etree import _Element

_RAISED = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+-−=()aeijkmnoprtux", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑᵢⱼₖₘₙₒₚᵣₜᵤₓ")

# Signs with a space on either side where something stands on either side.
_PARTED = frozenset("=≠<>≤≥≪≫≈≅≃≡∼∝→←↔⇒⇐⇔↦∈∉⊂⊆⊃⊇∪∩∧∨+−±∓×·÷∗∘⊕⊗≔")
_OPENING = frozenset("([{⟨⌊⌈|‖,;=<>≤≥+−±×·÷/")  # after these a sign has nothing on its left: it is −x
_UNSEEN = re.compile("[\u2061-\u2064\u200b]")
_WHITE = re.compile(r"\s+")
_SINGLE = re.compile(
    "[0-9.]*|.[\u0300-\u036f\u20d7²³¹⁰-ⁿ₀-ₜ]*", re.DOTALL
)  # needs no brackets under a stroke
_NAME = re.compile(r"[^\W_]*")
_LARGE = frozenset("∑∏∐∫∬∭∮⋃⋂⋁⋀⨁⨂")
_SILENT = frozenset(("annotation", "annotation-xml", "mphantom", "none", "mprescripts", "malignmark"))
_ACCENTS = {
    **dict.fromkeys("^ˆ̂", "̂"),
    **dict.fromkeys("~˜∼̃", "̃"),
    **dict.fromkeys("¯‾ˉ̄̅―", "̄"),
    **dict.fromkeys("˙.̇", "̇"),
    "¨": "\u0308",
    "→": "\u20d7",
    "⃗": "\u20d7",
}
_TEX = re.compile(r"tex", re.IGNORECASE)


def formula_text(element: _Element) -> str:
    """Return a `math` element as one line: x² + y₁, (a + b)/2, √(x), ∑_(i=1)^n, matrices as [a, b; c, d].

    A formula that holds no marks of its own is what it says of itself: its description, or its TeX.
    """
    texts: dict[_Element, str] = {}
    for _, inner in etree.iterwalk(element, events=("end",)):
        texts[inner] = _written(inner, [texts.pop(child, "") for child in inner])
    text = _WHITE.sub(" ", texts[element]).strip()
    return text or " ".join((element.get("alttext") or _source(element)).split())


def _source(element: _Element) -> str:
    notes = (e for e in element.iter() if local_name(e) == "annotation")
    return next((e.text or "" for e in notes if _TEX.search(e.get("encoding") or "")), "")


def _written(element: _Element, parts: list[str]) -> str:
    name = local_name(element)
    if name in _SCRIPTED and len(parts) > 1:
        return _with_scripts(name, parts)
    if name in _PAIRS and len(parts) == 2:
        return _PAIRS[name](*parts)
    if name == "mfenced":
        sign = element.get("separators", ",").strip()[:1]
        return element.get("open", "(") + f"{sign} ".join(parts) + element.get("close", ")")
    if name in _ROWS:
        return _ROWS[name](parts)
    return _joined(parts) if parts else _WHITE.sub(" ", _UNSEEN.sub("", element.text or ""))


def _joined(parts: Sequence[str]) -> str:
    """Return the parts of a row, relations and operations set apart, a function from what it acts on."""
    text = ""
    for part in parts:
        sign = part.strip()
        before = text.rstrip()
        if sign == "-":
            sign = "−"
        if sign in _PARTED and before and before[-1] not in _OPENING:
            text = f"{before} {sign} "
        elif sign in (",", ";"):
            text = f"{before}{sign} "
        elif sign in _PARTED:
            text += sign
        else:
            text += " " if _is_function(text, part) else ""
            text += part
    return text


def _is_function(text: str, part: str) -> bool:
    """Whether two names meet that would read as one: sin and x, but not a and b."""
    tail = re.search(r"[^\W\d_]{2,}$", text)
    return tail is not None and part[:1].isalnum()


def _with_scripts(name: str, parts: Sequence[str]) -> str:
    base, *scripts = (part.strip() for part in parts)
    if name == "mover" and scripts[0] in _ACCENTS and len(base) == 1:
        return base + _ACCENTS[scripts[0]]
    lower = scripts[0] if name in ("msub", "munder", "msubsup", "munderover") else ""
    upper = scripts[-1] if name in ("msup", "mover", "msubsup", "munderover") else ""
    shown = base if _NAME.fullmatch(base) else _grouped(base)
    end = " " if base in _LARGE or name in ("munder", "munderover") else ""
    return shown + _script(lower, "_", _LOWERED) + _script(upper, "^", _RAISED) + end


def _script(text: str, mark: str, characters: dict[int, int]) -> str:
    if not text:
        return ""
    if text in ("′", "″", "‴", "'"):
        return text
    if all(ord(c) in characters for c in text):
        return text.translate(characters)
    return mark + _grouped(text)


def _grouped(text: str) -> str:
    """Return the text in brackets, unless it is one sign or number, or has brackets around it."""
    bare = text.strip()
    if _SINGLE.fullmatch(bare):
        return bare
    inner = bare[1:-1]
    if bare[:1] == "(" and bare[-1:] == ")" and "(" not in inner and ")" not in inner:
        return bare
    return f"({bare})"


def _fraction(above: str, below: str) -> str:
    return f"{_grouped(above)}/{_grouped(below)}"


def _root(radicand: str, degree: str) -> str:
    return f"{raised(degree.strip())}√{_grouped(radicand)}"


def _first(parts: Sequence[str]) -> str:
    return next((part for part in parts if part), "")


_SCRIPTED = frozenset(("msup", "msub", "msubsup", "munder", "mover", "munderover"))
_PAIRS: dict[str, Callable[[str, str], str]] = {"mfrac": _fraction, "mroot": _root}
_ROWS: dict[str, Callable[[Sequence[str]], str]] = {
    "semantics": _first,  # what follows the formula says it again in other ways
    "msqrt": lambda parts: f"√{_grouped(_joined(parts))}",
    "mtable": lambda parts: "; ".join(part for part in parts if part),
    "mtr": lambda parts: ", ".join(part.strip() for part in parts),
    "mmultiscripts": "".join,
    "mspace": lambda _: " ",
    **dict.fromkeys(_SILENT, lambda _: ""),
}
