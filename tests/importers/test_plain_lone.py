"""Texts whose paragraphs are one line each, and signs, links and gaps that head the parts of a whole text."""
# ruff: noqa: E501 - paragraphs on one line each are what is tested

from __future__ import annotations

from studyapp.importers.plain.document import parse_plain

PARAGRAPH = (
    "The ferry crosses the river twice a day, in the morning and in the evening, and it has done so since the bridge was carried away. "
    "Nobody at Lorn remembers a year in which it did not run."
)
WRAPPED = (
    "The ferry crosses the river twice a day, in the morning and in the evening,\n"
    "and it has done so since the bridge was carried away. Nobody at Lorn\n"
    "remembers a year in which it did not run."
)


def titles(*parts: str, gap: int = 1) -> list[str]:
    document = parse_plain(("\n" * (gap + 1)).join(parts) + "\n", name="text.txt")
    return [section.title for section in document.sections if section.title is not None]


def under(text: str, *heads: str) -> list[str]:
    return [part for head in heads for part in (head, text)]


def test_lone_lines_of_any_form_are_headings() -> None:
    heads = ["“The Ferry” (£20)", "Oars", "2) Boats = ropes", "Who pays for it?"]
    assert titles(PARAGRAPH, *under(PARAGRAPH, *heads)) == heads


def test_numbers_may_count_down() -> None:
    heads = [
        f"{n}) The {w} Boat"
        for n, w in ((6, "Old"), (5, "New"), (4, "Red"), (3, "Blue"), (2, "Green"), (1, "White"))
    ]
    assert titles(PARAGRAPH, *under(PARAGRAPH, *heads)) == heads


def test_cells_and_captions_are_no_headings() -> None:
    heads = ["The old rope", "The new rope", "What became of the oars"]
    captions = [part for _ in range(4) for part in ("Image", PARAGRAPH)]
    cells = ["Boat", "Length", "Oars", "Wren", "41 kg", "Heron", "52 kg", "Tern", "60 kg", PARAGRAPH]
    parts = [*captions, *cells]
    assert titles(PARAGRAPH, *under(PARAGRAPH, *heads), *parts) == heads


def test_speech_and_questions_to_the_reader_are_no_headings() -> None:
    lines = [
        "'I shall sit here,' the ferryman remarked, 'till tomorrow--'",
        "“Yes, Mother, but—”",
        "But what can we do about this?",
    ]
    assert titles(PARAGRAPH, *under(PARAGRAPH, *lines)) == []


def test_lines_between_paragraphs_without_empty_lines_are_headings() -> None:
    heads = ["The old rope", "The new rope", "What became of the oars"]
    assert titles(PARAGRAPH, *under(PARAGRAPH, *heads), gap=0) == heads


def test_links_to_edit_a_part_mark_its_heading_and_are_left_out() -> None:
    text = "\n\n".join([PARAGRAPH, *under(PARAGRAPH, "History[edit]", "oars[edit]", "See also[edit]")])
    document = parse_plain(text, name="text.txt")
    assert [section.title for section in document.sections][1:] == ["History", "oars", "See also"]
    assert any("links beside headings" in warning for warning in document.warnings)


def test_lines_with_one_sign_before_them_are_headings() -> None:
    for sign in ("• ", "[{}] ", "({}) "):
        heads = [sign.format(n) + title for n, title in enumerate(("The rope", "The oars", "The tar"), 1)]
        assert titles(WRAPPED, *under(WRAPPED, *heads)) == heads


def test_attributions_and_quoted_mail_are_no_headings() -> None:
    for sign in ("— ", "> ", "$ "):
        heads = [sign + title for title in ("Anna Ferrier", "Tom Barlow", "Ida Holm")]
        assert titles(WRAPPED, *under(WRAPPED, *heads)) == []


def test_titles_with_a_colon_are_headings_where_there_are_no_others() -> None:
    heads = ["The Old Rope:", "Oars and Boats:", "Tar:"]
    assert titles(WRAPPED, *under(WRAPPED, *heads)) == heads
    assert titles(WRAPPED, "It takes three things:", "- rope\n- tar\n- time", WRAPPED) == []


def test_lines_between_the_same_signs_are_headings() -> None:
    heads = [":: THE ROPE ::", "--- The Oars ---", "[ The Tar ]"]
    assert titles(WRAPPED, *under(WRAPPED, *heads)) == heads


def test_short_lines_after_wide_gaps_are_headings_whatever_they_end_with() -> None:
    heads = [
        f"{w}!" if n % 2 else f"The {w}."
        for n, w in enumerate(["Rope", "Oar", "Tar", "Boat", "Pier", "Salt", "Wool", "Iron"])
    ]
    verse = "\n".join(f"    the rope hangs {w} on the pole," for w in ("slack", "wet", "long", "low", "here"))
    parts = [f"{head}\n\n{verse}" for head in heads]
    assert titles(WRAPPED, *parts, gap=4) == heads


def test_titles_above_stanzas_and_lists_are_headings() -> None:
    stanza = "The ferry lies on the mud tonight,\nThe rope hangs slack on the pole,\nAnd nobody rings."
    assert titles(WRAPPED, *under(stanza, "Low Water", "The Pole", "Nobody")) == [
        "Low Water",
        "The Pole",
        "Nobody",
    ]


def test_long_questions_are_headings_where_a_text_has_many() -> None:
    heads = [f"What is a good way to find out when the {w} comes?" for w in ("boat", "tide", "mail", "ice")]
    assert titles(WRAPPED, *under(WRAPPED, *heads)) == heads


def test_letters_count_as_letters() -> None:
    heads = [
        f"{letter}. The {w} Boat"
        for letter, w in zip("ABCDE", ("Red", "Blue", "Old", "New", "Last"), strict=True)
    ]
    assert titles(WRAPPED, *under(WRAPPED, *heads)) == heads


def test_what_a_sentence_announces_is_no_heading() -> None:
    parts = [WRAPPED[:-1] + ", so write to:", "Lorn Ferry Office, Pier Street, Lorn", WRAPPED]
    assert titles(WRAPPED, *parts) == []


def test_lines_that_stand_out_above_inner_text_are_headings() -> None:
    inner = "\n".join(" " * 7 + line for line in WRAPPED.split("\n"))
    parts = [
        f"OPTIONS\n{inner}",
        f"   Startup\n{inner}",
        f"   Tracing\n{inner}",
        f"   Filtering\n{inner}",
        f"   Output\n{inner}",
    ]
    assert titles(f"NAME\n{inner}", *parts) == [
        "OPTIONS",
        "Startup",
        "Tracing",
        "Filtering",
        "Output",
    ]
