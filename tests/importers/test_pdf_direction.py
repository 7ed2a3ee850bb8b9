"""Text that runs from right to left: its paragraphs, marks and brackets are those of its reader."""

from __future__ import annotations

from studyapp.domain.documents import BlockKind
from studyapp.importers.pdf.direction import in_reading_order
from studyapp.importers.pdf.layout import Column, Word
from studyapp.importers.pdf.lines import find_lines
from studyapp.importers.pdf.paragraphs import Pitches, split_paragraphs
from studyapp.importers.pdf.text import Vocabulary, passage_block

WIDTH, LEFT, RIGHT, SIZE = 600.0, 100.0, 500.0, 10.0
WORD, SPACE = 60.0, 8.0
LONG = ["עברית", "כתובה", "מימין", "לשמאל", "בשורות", "ארוכות"]  # fills a line


def row(texts: list[str], base: float, indent: float = 0.0) -> list[Word]:
    """Return words that are read in this order, set from the right margin on."""
    words, right = list[Word](), RIGHT - indent
    for text in texts:
        words.append(Word(text, right - WORD, right, base, SIZE))
        right -= WORD + SPACE
    return words


def blocks(*rows: list[Word]) -> list[tuple[BlockKind, str]]:
    lines = find_lines([word for words in rows for word in words], WIDTH)
    column = Column(0, min(line.left for line in lines), max(line.right for line in lines), lines)
    vocabulary = Vocabulary([column])
    passages = split_paragraphs(column, Pitches([column]))
    made = [passage_block(passage, vocabulary, {0: "1"}, {}) for passage in passages]
    return [(block.kind, block.text) for block in made]


def test_a_short_last_line_belongs_to_its_paragraph_and_the_next_is_another() -> None:
    found = blocks(
        row(LONG, 100), row(LONG, 112), row(["סוף."], 124), row(LONG, 136, 15), row(LONG, 148), row(LONG, 160)
    )
    assert [text.split()[-1] for _, text in found] == ["סוף.", LONG[-1]]
    assert found[0][1] == " ".join([*LONG, *LONG, "סוף."])


def test_a_mark_on_the_right_begins_an_item() -> None:
    found = blocks(
        row(LONG, 100), row(["שורה."], 112), row(["•", *LONG[:3]], 124), row(["•", *LONG[:2]], 136)
    )
    assert [kind for kind, _ in found] == [BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.LIST_ITEM]
    assert found[1][1] == " ".join(LONG[:3])


def test_words_of_the_other_direction_keep_their_order() -> None:
    hebrew = [
        LONG[0],
        "Smith",
        "John",
        LONG[1],
    ]  # as a reader meets the places: the name stands as it is read
    assert blocks(row(hebrew, 100), row(LONG, 112))[0][1].startswith(f"{LONG[0]} John Smith {LONG[1]}")
    english = [Word("In", 100, 115, 100, SIZE), Word("English,", 120, 160, 100, SIZE)]
    found = blocks(english, row(LONG, 112), row(LONG, 124))
    assert found[0][1].startswith("In English,")


def test_signs_and_brackets_stand_where_they_are_meant() -> None:
    looks = [LONG[0], ")" + LONG[1], LONG[2] + "(", "42,000-", LONG[3], ".)7", LONG[4]]
    found = blocks(row(looks, 100), row(LONG, 112))[0][1]
    assert f"({LONG[1]} {LONG[2]})" in found
    assert "-42,000" in found
    assert "7)." in found


def test_a_bracket_alone_belongs_to_the_nearer_word() -> None:
    words = [
        Word(LONG[0], 400, 500, 100, SIZE, mirrored=True),
        Word(")", 510, 514, 100, SIZE, mirrored=True),
        Word(LONG[1], 515, 560, 100, SIZE, mirrored=True),
        Word("(", 561, 565, 100, SIZE, mirrored=True),
    ]
    assert [word.text for word in in_reading_order(words)] == [LONG[0], "(", LONG[1], ")"]


def test_arabic_words_that_are_drawn_out_stay_whole() -> None:
    parts = [("بلغ", True), ("ض", True), ("اقت", False), ("القرى", True), ("1850", True), ("وكتب", False)]
    words, right = list[Word](), RIGHT
    for text, has_space in parts:  # the gaps are alike
        words.append(Word(text, right - WORD, right, 100, SIZE, pinned=has_space))
        right -= WORD + 5
    assert blocks(words)[0][1] == "بلغ ضاقت القرى 1850 وكتب"


def test_text_from_left_to_right_is_left_alone() -> None:
    words = [Word(text, 10.0 * at, 10.0 * at + 8, 100, SIZE) for at, text in enumerate([".)7", "(x)", ")y("])]
    assert in_reading_order(words) == words
