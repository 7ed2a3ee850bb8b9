from __future__ import annotations

from zlib import crc32

from studyapp.flashcards.choices import pick_choices


def draw(text: str) -> int:
    return crc32(text.encode())


def test_an_answer_stands_among_others_of_its_kind() -> None:
    found = pick_choices(
        "Iran", "Who signed the pact?", ["Russia", "Iran", "IRAN", "Syria", "Turkey", "Egypt"], draw
    )
    assert sorted(found) == ["Iran", "Russia", "Syria", "Turkey"]
    assert found == pick_choices("Iran", "Who signed the pact?", ["Russia", "Syria", "Turkey"], draw)


def test_what_the_question_names_or_looks_otherwise_is_no_choice() -> None:
    asked = "Whom did Russia meet in Syria?"
    assert (
        pick_choices("Iran", asked, ["Russia", "1979", "Syria", "a very long answer that is none"], draw)
        == ()
    )


def test_numbers_are_made_up_where_there_are_too_few() -> None:
    found = pick_choices("1979", "When?", ["1941", "Iran"], draw)
    assert len(found) == 4
    assert {"1979", "1941"} < set(found)
    assert all(len(text) == 4 and text.isdecimal() for text in found)
    dates = pick_choices("28 June 2019", "When?", ["17 January 2025"], draw)
    assert len(dates) == 4


def test_nothing_to_choose_from_is_no_choice() -> None:
    assert pick_choices("Iran", "Who?", [], draw) == ()
