"""Plain text: paragraphs between blank lines, and no invented heading."""

from __future__ import annotations

import pytest

from studyapp.importers.plain import parse_plain


def read(text: str) -> list[str]:
    document = parse_plain(text, name="letter.txt")
    (section,) = document.sections
    assert (document.title, section.title, section.level) == ("letter", None, 0)
    return [block.text for block in section.blocks]


def test_hard_wrapped_lines_are_joined() -> None:
    assert read("One line\nand another\n  indented.\n\n\nSecond\n \t\nThird") == [
        "One line and another indented.",
        "Second",
        "Third",
    ]


def test_lines_too_long_to_be_wrapped_are_paragraphs() -> None:
    long = "word " * 40
    assert read(f"{long}\nShort one.\n{long}\n") == [long.strip(), "Short one.", long.strip()]


def test_a_form_feed_ends_a_paragraph() -> None:
    assert read("one\ntwo\f\nthree") == ["one two", "three"]


@pytest.mark.parametrize("line", ["CHAPTER I", "1. Introduction", "# Not Markdown", "----", "*stars*"])
def test_no_heading_and_no_markup_is_read_into_it(line: str) -> None:
    assert read(f"{line}\n\nText.") == [line, "Text."]
