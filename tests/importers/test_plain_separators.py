"""Rules that part a text, page tops that count chapters, and headings that no empty line sets off."""

from __future__ import annotations

import pytest

from studyapp.importers.plain.document import read_structure
from studyapp.importers.plain.facts import lead_of
from studyapp.importers.plain.forms import FormKind, form_of
from studyapp.importers.plain.lines import split_units
from studyapp.importers.plain.pages import remove_furniture
from studyapp.importers.plain.separators import set_apart

STEPS = "1. Mix the flour with the milk and leave it be.\n2. Bake it until it is brown at the edge."
FULL = "The ferry goes over the river from the early morning until the last of the light is gone."


def recipes(rule: str) -> list[str]:
    titles = ("01 - Bread, White", "02 - Hard Tack", "03 - Angel Biscuits", "04 - Oat Cakes")
    return "".join(f"{rule}\n{title}\nSource: the grey book\n\n{STEPS}\n" for title in titles).split("\n")


def test_a_rule_that_parts_recipes_underlines_no_last_step() -> None:
    units = split_units(recipes("==="))
    assert not [unit.text for unit in units if unit.underlined]
    assert "02 - Hard Tack" in [unit.text for unit in units]


def test_a_rule_as_long_as_the_line_above_still_underlines_it() -> None:
    text = "".join(f"{title}\n{'-' * len(title)}\n{FULL}\n\n" for title in ("Ropes", "Oars", "Lamp oil"))
    lines = text.split("\n")
    assert set_apart(lines) == lines
    assert [unit.text for unit in split_units(lines) if unit.underlined] == ["Ropes", "Oars", "Lamp oil"]


def test_a_short_rule_below_titles_that_stand_alone_underlines_them() -> None:
    text = "".join(f"{title} of the river\n---\n{FULL}\n\n" for title in ("Ropes", "Oars", "Lamps"))
    assert sum(bool(unit.underlined) for unit in split_units(text.split("\n"))) == 3


def page(number: int) -> list[str]:
    return [f"\fChapter {number}", "", "Ropes and oars", "", FULL, FULL, "", f"Page {number}"]


def test_chapters_that_begin_on_new_pages_are_no_running_heads() -> None:
    kept, gone = remove_furniture([line for number in range(1, 8) for line in page(number)])
    assert gone == [f"Page {number}" for number in range(1, 8)]
    assert sum("Chapter" in line for line in kept) == 7


def test_a_chapter_above_each_of_its_pages_is_a_running_head() -> None:
    lines = [line for number in range(1, 8) for line in ["\fChapter 2", *page(number)[1:]]]
    _, gone = remove_furniture(lines)
    assert gone.count("Chapter 2") == 7


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("1. DECK:", FormKind.NUMBERED),
        ("A. HOLE CARDS:", FormKind.NUMBERED),
        ("Artikel 12", FormKind.LABEL),
        ("TABULA IV", FormKind.LABEL),
        ("SECTION 3.1 Board of Directors", FormKind.LABEL),
        ("Preámbulo", FormKind.NAMED),
    ],
)
def test_forms_of_laws_and_rule_books(text: str, kind: FormKind) -> None:
    form = form_of(text)
    assert form is not None
    assert form.kind == kind


def test_a_numbered_sentence_with_a_colon_has_no_form() -> None:
    assert form_of("1. Put these in the bowl:") is None


def test_a_heading_between_full_lines_is_a_unit_and_a_list_is_none() -> None:
    full = [FULL, FULL, "REGULAR SERVICE", FULL, FULL]
    assert "REGULAR SERVICE" in [unit.text for unit in split_units(full)]
    twice = [FULL, "REGULAR SERVICE.", "Chapter 2", FULL, FULL]
    assert all(unit.lines for unit in split_units(twice))
    listed = [FULL, FULL, "1. Ropes", "2. Oars", "3. Lamp oil", FULL]
    assert "1. Ropes" not in [unit.text for unit in split_units(listed)]


def test_lines_that_begin_alike_have_one_lead() -> None:
    assert lead_of("07 - Oars") == lead_of("12 - Lamp oil")
    assert lead_of("Step 3: Row") == lead_of("Step 11: Rest")
    assert lead_of("07 - Oars") != lead_of("7. Oars")


def test_a_title_on_the_line_above_its_only_line_of_text_is_a_unit() -> None:
    text = f"Spice Raider\n{FULL}\n\nWild cards\n{FULL}\n\nSalt\nPepper".split("\n")
    assert [unit.text for unit in split_units(text)] == [
        "Spice Raider",
        FULL,
        "Wild cards",
        FULL,
        "Salt Pepper",
    ]


def test_a_number_that_is_missing_between_two_headings_heads_a_part_too() -> None:
    parts = [f"{FULL} {FULL} {FULL}"] * 4
    heads = [
        "1. Is the ferry safe?",
        "2. Where can I buy a ticket?",
        "3. It rains.",
        "4. What if there is ice?",
    ]
    text = "\n\n".join(line for pair in zip(heads, parts, strict=True) for line in pair)
    assert [section.title for section in read_structure(text).sections if section.title] == heads
