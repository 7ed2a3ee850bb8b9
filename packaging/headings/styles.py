"""How a heading is written in each style: the label before its title, and the lines that it takes."""

from __future__ import annotations

import textwrap

ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
ORDINALS = ("", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


def label_of(style: str, counts: list[int], depth: int, word: str) -> str:
    """Return what stands before a title in a style: its number, counted by depth, and perhaps a word."""
    number = counts[depth]
    small = min(number, 10)
    roman = ROMAN[small] if number <= 10 else str(number)
    path = ".".join(str(max(1, count)) for count in counts[: depth + 1])
    return {
        "numbered": path,
        "numbered-capitals": path,
        "numbered.": path + ".",
        "numbered-stopped": path + ".",
        "numbered-stopped-capitals": path + ".",
        "numbered-colon-capitals": path + ".",
        "numbered-far": path + ".   ",
        "numbered-dash": f"{number:02} -" if depth == 0 else f"{path} -",
        "bracket-number": f"[{number}]",
        "word": f"{word} {number}",
        "word-roman": f"{word.upper()} {roman}.",
        "word-colon": f"{word} {number}:",
        "word-dash": f"{word} {number} -",
        "numbered)": path + ")",
        "roman.": roman + ".",
        "letter.": chr(64 + min(number, 26)) + ".",
        "label": f"Chapter {number}.",
        "label-capitals": f"CHAPTER {roman}",
        "label-above": f"CHAPTER {roman}",
        "part": f"Part {ORDINALS[small] if number <= 10 else number}:",
    }.get(style, "")


def styled(style: str, label: str, title: str, depth: int, width: int) -> list[str]:
    """Return the lines of a heading in a style."""
    whole = f"{label} {title}".strip()
    rule = "=-~^"[depth] * len(whole)
    stopped = whole if whole[-1] in ".?!" else whole + "."
    above = [label, title] if len(whole) % 2 else [label, "", title]
    middle = [line.center(width).rstrip() for line in textwrap.wrap(whole, width) or [whole]]
    return {
        "label-above": above,
        "label-capitals": above,
        "underlined": [whole, rule],
        "overlined": [rule, whole, rule],
        "centred": middle,
        "centred-capitals": middle,
        "colon": [whole.rstrip(":.") + ":"],
        "emphasised": [f"_{whole}_"],
        "starred": [f"*** {whole} ***" if depth == 0 else f"** {whole} **"],
        "bracketed": [f"[ {whole} ]"],
        "signed": [f"* {whole}"],
        "stopped": [stopped],
        "numbered-stopped": [stopped],
        "numbered-stopped-capitals": [stopped],
        "numbered-colon-capitals": [whole.rstrip(":.") + ":"],
        "colon-capitals": [whole.rstrip(":.") + ":"],
        "spaced-capitals": ["   ".join(" ".join(word) for word in whole.split())],
        "equals": [f"== {whole} =="],
        "arrow": [f">> {whole}"],
        "dashes": [f"--- {whole} ---"],
        "hash": [f"{'#' * (depth + 1)} {whole}"],
    }.get(style, [whole])
