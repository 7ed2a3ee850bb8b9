"""The ways in which a whole text heads its parts: questions, contents lists, centred lines, colons, acts."""

from __future__ import annotations

import pytest

from studyapp.importers.plain.document import parse_plain
from studyapp.importers.plain.forms import FormKind, form_of

PROSE = (
    "The ferry crosses the river twice a day, in the morning and in the evening, and it has done so since\n"
    "the bridge was carried away. Nobody at Lorn remembers a year in which it did not run, and the\n"
    "ferryman says that his father kept a book in which every crossing was written down with care."
)


def titles(text: str) -> list[str]:
    document = parse_plain(text, name="text.txt")
    return [section.title for section in document.sections if section.title is not None]


def page(*parts: str, gap: int = 1) -> str:
    return ("\n" * (gap + 1)).join(parts) + "\n"


def test_numbered_questions_are_headings_and_so_is_a_statement_between_them() -> None:
    text = page(
        PROSE,
        "1. Is the ferry safe?",
        PROSE,
        "2. Where can I buy a ticket?\n\n    At the pier. The office opens at seven and closes at nine.",
        "3. It rains.\n\n    " + PROSE,
        "4. What happens in winter, when the river is full of ice?",
        PROSE,
    )
    assert titles(text) == [
        "1. Is the ferry safe?",
        "2. Where can I buy a ticket?",
        "3. It rains.",
        "4. What happens in winter, when the river is full of ice?",
    ]


def test_a_list_of_questions_has_no_headings() -> None:
    questions = "\n\n".join(f"{n}. Where is the {w}?" for n, w in enumerate(("rope", "oar", "boat"), 1))
    assert titles(page(PROSE, questions, PROSE)) == []


def test_a_question_with_a_deep_number_may_take_two_lines() -> None:
    text = page(
        "1 The Ferry",
        PROSE,
        "1.1 Why can I not get the fares that the old board at the pier promises in\n    its last line?",
        PROSE,
        "1.2 Rope-to-rope crossings.",
        PROSE,
        "2 The River",
        PROSE,
    )
    assert titles(text) == [
        "1 The Ferry",
        "1.1 Why can I not get the fares that the old board at the pier promises in its last line?",
        "1.2 Rope-to-rope crossings.",
        "2 The River",
    ]


def test_a_clause_with_a_deep_number_is_no_heading() -> None:
    clauses = [f"1.{n} The ferryman shall keep the {w} dry." for n, w in enumerate(("rope", "book"), 1)]
    assert titles(page("1 The Ferry", PROSE, clauses[0], PROSE, clauses[1], PROSE)) == ["1 The Ferry"]


def test_clauses_with_short_titles_are_headings() -> None:
    text = page(
        PROSE,
        *(
            p
            for n, t in enumerate(("Definitions.", "Basic Rights.", "Term."))
            for p in (f"  {n}. {t}", PROSE)
        ),
    )
    assert titles(text) == ["0. Definitions.", "1. Basic Rights.", "2. Term."]


def test_items_with_a_full_stop_are_no_headings() -> None:
    items = "\n\n".join(f"{n}. {t}" for n, t in enumerate(("Iron.", "Timber.", "Salt.", "Wool."), 1))
    assert titles(page(PROSE, items, PROSE)) == []


def test_capitals_with_a_colon_above_inner_lines_are_headings() -> None:
    text = page(
        "WEB SITE:\n    the ferry at Lorn",
        f"REQUIREMENTS:\n    {PROSE.replace(chr(10), chr(10) + '    ')}",
        "NOTE:\n    bring your own rope",
        f"AUTHOR:\n    {PROSE.replace(chr(10), chr(10) + '    ')}",
        PROSE,
    )
    assert titles(PROSE + "\n\n" + text) == ["WEB SITE:", "REQUIREMENTS:", "AUTHOR:"]


def test_speakers_with_a_colon_are_no_headings() -> None:
    speech = [f"{name}:\n{PROSE}" for name in ("ANNA", "THE FERRYMAN", "ANNA", "A GUEST", "THE FERRYMAN")]
    assert titles(page(PROSE, *speech)) == []


def test_a_line_that_the_contents_list_is_a_heading_whatever_its_form() -> None:
    contents = "Contents\n\n  The rope\n  tar and oakum\n  The old book\n"
    body = [part for head in ("The rope", "tar and oakum", "The old book") for part in (head, PROSE)]
    text = page(PROSE, contents, *body)
    assert titles(text) == ["The rope", "tar and oakum", "The old book"]


def test_entries_with_leaders_name_headings() -> None:
    text = page(
        "   1. The Ferry ........ 3\n   2. The weather that day ........ 4",
        PROSE,
        "the weather that day",
        PROSE,
    )
    assert "the weather that day" not in titles(text.replace("........", "and"))
    assert "the weather that day" in titles(text.replace("2. The weather", "2 The weather"))


def test_centred_lines_above_text_are_headings_in_a_marked_text() -> None:
    width = 100
    heads = ["How the rope is made", "Where the oars lie", "Of the old book"]
    body = [part for head in heads for part in (head.center(width).rstrip(), PROSE)]
    text = page("CHAPTER I", PROSE, "CHAPTER II", PROSE, "CHAPTER III", PROSE, *body)
    assert [t for t in titles(text) if "CHAPTER" not in t] == heads


def test_a_single_centred_line_is_not_enough() -> None:
    marked = [part for n in ("I", "II", "III") for part in (f"CHAPTER {n}", PROSE)]
    assert "How the rope is made" not in titles(
        page(*marked, "How the rope is made".center(100).rstrip(), "Yes.")
    )


def test_set_off_titles_stand_above_anything_where_most_stand_above_text() -> None:
    heads = [f"The {w} Song" for w in ["Rope", "Oar", "Tar", "Boat", "Pier", "Salt", "Wool", "Iron"]]
    body = [f"{head}\n\n{PROSE}" for head in heads]
    text = page(PROSE, *body, "The Last Song\n\n(slowly, in three parts)\n\n" + PROSE, gap=3)
    assert titles(text) == [*heads, "The Last Song"]


def test_entries_of_a_glossary_are_no_headings() -> None:
    terms = {"Oakum": "Old rope, picked to pieces.", "Painter": "The rope at the bow.", "Thwart": "A seat."}
    entries = [f"{term}\n    {meaning}" for term, meaning in terms.items()]
    assert titles(page("CHAPTER I", PROSE, "Glossary of the Ferry", PROSE, *entries)) == [
        "CHAPTER I",
        "Glossary of the Ferry",
    ]


@pytest.mark.parametrize(
    ("line", "number"), [("ERSTER AKT.", 1), ("Acte Deuxième", 2), ("ATTO TERZO", 3), ("Episode V.", 5)]
)
def test_acts_count_in_other_languages(line: str, number: int) -> None:
    form = form_of(line)
    assert form is not None
    assert (form.kind, form.number) == (FormKind.LABEL, (number,))


def test_speakers_in_italics_are_no_headings() -> None:
    speech = [part for n in ("First", "Second", "Third", "Fourth") for part in (f"_{n} pupil._", PROSE)]
    assert titles(page("CHAPTER I", PROSE, *speech)) == ["CHAPTER I"]


def test_titles_between_stars_are_headings_without_empty_lines_and_more_stars_stand_higher() -> None:
    long = "***** What the book that the ferryman's father kept says of years in which\nnobody came *****"
    text = f"****** Of Boats ******\n{PROSE}\n{long}\n{PROSE}\n**** A winter ****\n{PROSE}\n"
    sections = parse_plain(text, name="text.txt").sections
    assert [(s.level, s.title) for s in sections] == [
        (0, None),  # the highest names the text
        (1, "What the book that the ferryman's father kept says of years in which nobody came"),
        (2, "A winter"),
    ]
    assert [" ".join(b.text for b in s.blocks) for s in sections] == [" ".join(PROSE.split())] * 3


def test_two_lines_between_the_same_stars_are_no_outline() -> None:
    text = page(PROSE, f"*** so it was ***\n{PROSE}", f"*** and is ***\n{PROSE}", PROSE)
    assert titles(text) == []


def test_the_edges_of_a_box_are_no_text() -> None:
    edge = "+----------------------+"
    parts = [
        f"{edge}\n{head}\n{edge}\n\n{PROSE}" for head in ("WHERE DO I START", "WHAT IS A ROPE", "THE END")
    ]
    text = page(PROSE, *parts)
    assert titles(text) == ["WHERE DO I START", "WHAT IS A ROPE", "THE END"]
    assert edge not in " ".join(b.text for s in parse_plain(text, name="text.txt").sections for b in s.blocks)


@pytest.mark.parametrize("line", ["It rained.", "so it was"])
def test_a_short_text_in_three_parts_has_no_heading(line: str) -> None:
    assert titles(f"One line\nand another.\n\n\n{line}\n\nAnd a third.\n") == []


def test_the_names_of_a_recipes_parts_are_headings_and_what_it_takes_is_none() -> None:
    text = page(
        "Lemon Cake",
        "Ingredients",
        "- 200 g butter\n- 200 g sugar",
        "4 eggs\n2 lemons",
        "Preparation",
        "1. Heat the oven to 180 degrees and grease a round tin.",
        "2. Beat butter and sugar until they are white, then add the eggs one by one, beating well.",
        "3. Bake for forty minutes.",
    )
    assert titles(text) == ["Ingredients", "Preparation"]
