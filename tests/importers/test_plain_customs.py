"""What a whole text does to head its parts: outline marks, lines further out, lines that stand alone."""

from __future__ import annotations

import pytest

from studyapp.importers.plain.document import parse_plain
from studyapp.importers.plain.forms import FormKind, form_of
from studyapp.importers.plain.outline import outline_sign

PROSE = (
    "The ferry crosses the river twice a day, in the morning and in the evening, and it has done so since\n"
    "the bridge was carried away. Nobody at Lorn remembers a year in which it did not run, and the\n"
    "ferryman says that his father kept a book in which every crossing was written down with care."
)
INNER = "\n".join("    " + line for line in PROSE.split("\n"))
HEADS = ("The rope", "Where the oars lie", "Tar and oakum", "Of the old book", "The pier", "Ice in winter")


def headings(text: str) -> list[tuple[str, int]]:
    document = parse_plain(text, name="text.txt")
    return [(section.title, section.level) for section in document.sections if section.title is not None]


def titles(text: str) -> list[str]:
    return [title for title, _ in headings(text)]


def page(*parts: str, gap: int = 1) -> str:
    return ("\n" * (gap + 1)).join(parts) + "\n"


@pytest.mark.parametrize(("sign", "end"), [("*", ""), ("=", ""), ("=", " ="), ("#", "")])
def test_outline_marks_are_headings_without_their_marks(sign: str, end: str) -> None:
    one, two = sign, sign * 2
    closing = (end, end and end + sign)
    text = page(
        PROSE,
        f"{one} The Ferry{closing[0]}",
        PROSE,
        f"{two} How to pay{closing[1]}\n{PROSE}",
        f"{two} What it costs{closing[1]}",
        PROSE,
        f"{one} The River{closing[0]}",
        PROSE,
    )
    assert headings(text) == [("The Ferry", 1), ("How to pay", 2), ("What it costs", 2), ("The River", 1)]


def test_a_stack_of_outline_marks_stays() -> None:
    text = page("* One", "** Two", "*** Three", "**** Four", PROSE, "** Five", PROSE, "* Six", PROSE)
    assert titles(text) == ["One", "Two", "Three", "Four", "Five", "Six"]


NO_OUTLINES = {
    "bullets": page(PROSE, "* Rope", "* Oars", "* Tar", PROSE),
    "bullets in bullets": "* Rope\n** of hemp\n** of flax\n* Oars\n** long ones\n** short ones\n* Tar\n",
    "bullets of sentences": page(
        "* The rope is dry.", "** It is kept dry.", "* The oars lie by.", PROSE, "* All is well."
    ),
    "a script": "#!/bin/sh\n\n# Count the boats\n\nls boats | wc -l\n\n## Count the oars\n\nls oars\n\n"
    "# Count the crossings of the day\n\nls crossings made today by all boats | wc\n",
    "settings": "# The port of the ferry\n\nport = 12 and not any other one\n\n## The name\n\n"
    "name = Lorn on the river\n\n# The end\n\nend = the other side of it\n",
    "a framed remark": "#\n# The ferry\n#\n# crosses twice a day\n\n## Twice\n\n" + PROSE + "\n",
}


@pytest.mark.parametrize("kind", NO_OUTLINES)
def test_lists_and_comments_are_no_outline(kind: str) -> None:
    assert outline_sign(NO_OUTLINES[kind].split("\n")) == ""


def test_lines_further_out_than_the_text_are_headings() -> None:
    heads = ("Name", "Synopsis", "What it does", "Files", "Environment variables")
    bodies = ("    ferry -- cross the river", "    /etc/ferry\n    /etc/rope", INNER, "    ~/.ferry", INNER)
    parts = [part for head, body in zip(heads, bodies, strict=True) for part in (head, body)]
    assert titles(page(INNER, INNER, *parts)) == list(heads)


def test_speakers_further_out_than_their_speech_are_no_headings() -> None:
    speech = [part for name in ("Anna", "Tobias", "Anna", "Tobias", "Anna") for part in (name, INNER)]
    assert titles(page(INNER, *speech)) == []


def test_keys_further_out_than_short_values_are_no_headings() -> None:
    pairs = [part for head in HEADS for part in (head, "    in the shed")]
    assert titles(page(INNER, INNER, *pairs)) == []


def test_lone_lines_above_paragraphs_are_headings_in_a_marked_text_too() -> None:
    marked = [part for n, head in enumerate(("Boats", "Ropes", "Ice"), 1) for part in (f"{n}. {head}", PROSE)]
    lone = [part for head in HEADS for part in (head, PROSE)]
    found = titles(page(PROSE, *marked, *lone))
    assert found == ["1. Boats", "2. Ropes", "3. Ice", *HEADS]


def test_short_lines_of_talk_are_no_headings() -> None:
    marked = [part for n in ("I", "II", "III") for part in (f"CHAPTER {n}", PROSE)]
    talk = [
        part
        for word in ("Silence", "What now", "Nothing", "He laughed", "Well", "So it was")
        for part in (word, "“Yes.”", PROSE)
    ]
    assert titles(page(PROSE, *marked, *talk)) == ["CHAPTER I", "CHAPTER II", "CHAPTER III"]


def test_few_lone_lines_make_no_custom() -> None:
    marked = [part for n in ("I", "II", "III") for part in (f"CHAPTER {n}", PROSE)]
    assert titles(page(PROSE, *marked, "the rope, as it was", PROSE, "He laughed.", PROSE)) == [
        "CHAPTER I",
        "CHAPTER II",
        "CHAPTER III",
    ]


def test_titles_above_lists_are_headings_beside_underlined_ones() -> None:
    items = " * The ferryman learned to tie the rope with one hand\n   while he steers.\n\n * A second oar."
    text = page(
        PROSE,
        "Backward Compatibility\n----------------------",
        "Ropes & Oars",
        items,
        "Changes\n-------",
        "The Pier and the Shed",
        items,
        "Fixes\n-----",
        items,
    )
    assert titles(text) == [
        "Backward Compatibility",
        "Ropes & Oars",
        "Changes",
        "The Pier and the Shed",
        "Fixes",
    ]


def test_clauses_of_one_long_line_each_need_no_empty_lines() -> None:
    clause = "    " + " ".join(PROSE.split())
    clauses = "\n".join(
        f"    {n}. {t}.\n{clause}" for n, t in enumerate(("Definitions", "Basic Rights", "Term"))
    )
    assert titles(PROSE.replace("\n", " ") + "\n" + clauses + "\n") == [
        "0. Definitions.",
        "1. Basic Rights.",
        "2. Term.",
    ]


def test_items_among_short_lines_stay_items() -> None:
    assert titles("\n".join(f"    {n}. {t}." for n, t in enumerate(("Iron", "Salt", "Wool", "Tar")))) == []


def test_a_heading_after_a_glossary_that_stands_in_further_is_no_entry() -> None:
    entries = [f"{term}\n    Something of a boat." for term in ("Oakum", "Painter", "Thole", "Thwart")]
    text = page(
        "1. Boats",
        PROSE,
        "2. Ropes",
        PROSE,
        "3. Ice",
        PROSE,
        "Glossary",
        PROSE,
        *entries,
        "The Way Home".center(90).rstrip(),
        PROSE,
    )
    found = titles(text)
    assert "Oakum" not in found
    assert "Painter" not in found


def test_a_list_of_contents_names_headings_that_count_in_another_way() -> None:
    contents = (
        "Contents    ii\n\n1.1   The rope of hemp   3\n1.2   tar and oakum   4\n1.3   The old book   5\n"
    )
    body = [
        part
        for n, head in enumerate(("The rope of hemp", "tar and oakum", "The old book"), 7)
        for part in (f"{n} {head}", PROSE)
    ]
    assert titles(page(contents, PROSE, *body)) == ["7 The rope of hemp", "8 tar and oakum", "9 The old book"]


def test_acts_stand_above_scene_place_and_time() -> None:
    stack = ("ACT {}.", "SCENE I.", "THE PIER", "THE EVENING")
    acts = [page(*stack, PROSE, gap=3).format(n) for n in ("I", "II")]
    assert [t for t in titles("\n\n\n\n".join(["", *acts])) if t.startswith("ACT")] == ["ACT I.", "ACT II."]


COUNTED = (
    "He is cross.",
    "What now!",
    "The doctor goes.",
    "It snows.",
    "She sings, and dances.",
    "The end (at last).",
)


@pytest.mark.parametrize("label", ["", "AIR ", "Tune "])
def test_lines_far_apart_that_count_on_are_headings_whatever_they_say(label: str) -> None:
    numerals = ("I", "II", "III", "IV", "V", "VI")
    heads = [f"{label}{n}. {line}" for n, line in zip(numerals, COUNTED, strict=True)]
    text = page(PROSE, *(f"{head}\n\n{PROSE}" for head in heads), gap=3)
    assert titles(text) == heads


def test_captions_that_count_on_are_none() -> None:
    lines = [f"Figure {n}. {line}\n\n{PROSE}" for n, line in enumerate(COUNTED, 1)]
    assert titles(page(PROSE, *lines, gap=3)) == []


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("SCAENA PRĪMA", FormKind.LABEL),
        ("Āctus Secundus", FormKind.LABEL),
        ("DRĀMATIS PERSŌNAE", FormKind.NAMED),
        ("Dramatis personæ", FormKind.NAMED),
        ("Chapître II", FormKind.LABEL),
    ],
)
def test_accents_do_not_hide_a_label(line: str, kind: FormKind) -> None:
    form = form_of(line)
    assert form is not None
    assert form.kind == kind


@pytest.mark.parametrize(
    "line", ["Cloth, Illustrated, $1.75", "Each Volume £3", "THE FERRY BOOKS, $ 2", "Élan Second of the Day"]
)
def test_prices_and_other_words_are_no_label_nor_title(line: str) -> None:
    form = form_of(line)
    assert form is None or (form.kind == FormKind.TITLE and "$" not in line)


def test_a_long_question_counts_after_a_deep_number_only() -> None:
    question = (
        "I have read the board at the pier and asked the ferryman and his wife. May I still, as I did last "
        "year, pay in salt, in wool or in tar?"
    )
    assert form_of(f"1.2 {question}") is not None
    assert form_of(question) is None
    assert form_of(f"1.2 {question}".rstrip("?") + ".") is None
