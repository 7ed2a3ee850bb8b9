"""What the encoder reads of a sentence: word pieces, cut with a tiny vocabulary, and shapes."""

from __future__ import annotations

import pytest

from studyapp.language.lexicon import word_list
from studyapp.language.model.pieces import MOST_PIECES_OF_WORD, SHAPES, Pieces, shape_of

VOCABULARY = word_list(
    "[PAD] [UNK] [CLS] [SEP] [MASK] salt road ##road ##s s ##al a b ##b ##bb - . ' € $ zurich cafe 漢 字 "
    "19 ##79 ##9 naive ß ss"
)
PIECES = Pieces(VOCABULARY)


def pieces_of(*words: str) -> list[str]:
    """Return the pieces of a sentence in their writing, without its marks."""
    return [VOCABULARY[number] for number in PIECES.encode(words).pieces[1:-1]]


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("—", 0), ("...", 0), ("€", 0), ("'", 0),
        ("salt", 1), ("’s", 1), ("漢字", 1), ("e\u0301te\u0301", 1),
        ("Salt", 2), ("Étienne", 2), ("O'leary", 2),
        ("NATO", 3), ("U.S.", 3), ("AT&T", 3),
        ("McAdam", 4), ("iPhone", 4), ("O'Brien", 4), ("eBay", 4),
        ("1979", 5), ("28th", 5), ("B2B", 5), ("F-16", 5), ("٣", 5),
        ("A", 6), ("J.", 6), ("É", 6),
        ("a", 1),
    ],
)  # fmt: skip
def test_a_word_has_the_shape_it_is_written_in(word: str, shape: int) -> None:
    assert shape_of(word) == shape < SHAPES


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("salt", ["salt"]),
        ("SALT", ["salt"]),
        ("saltroads", ["salt", "##road", "##s"]),
        ("Zürich", ["zurich"]),
        ("café", ["cafe"]),
        ("cafe\u0301", ["cafe"]),
        ("naïve", ["naive"]),
        ("ß", ["ß"]),
        ("abbb", ["a", "##bb", "##b"]),  # the longest piece first
        ("salty", ["[UNK]"]),  # one part that cannot be cut is unknown as a whole
        ("salt-pepper", ["salt", "-", "[UNK]"]),  # but only that part
        ("salt-road", ["salt", "-", "road"]),
        ("...", [".", ".", "."]),
        ("'s", ["'", "s"]),
        ("$19", ["$", "19"]),
        ("1979", ["19", "##79"]),
        ("漢字", ["漢", "字"]),
        ("a漢b", ["a", "漢", "b"]),
        ("€", ["€"]),
        ("☃", ["[UNK]"]),
        ("\u200b", ["[UNK]"]),  # nothing is left of it
        ("sa\u00adlt", ["salt"]),  # a soft hyphen says nothing
        ("salt\u00a0road", ["salt", "road"]),
        ("[MASK]", ["[UNK]", "[UNK]", "[UNK]"]),  # words of a text are never marks
        ("[CLS]", ["[UNK]", "[UNK]", "[UNK]"]),
    ],
)
def test_a_word_is_cut_into_known_pieces(word: str, pieces: list[str]) -> None:
    assert pieces_of(word) == pieces


def test_a_sentence_stands_between_its_marks_and_knows_its_words() -> None:
    encoded = PIECES.encode(["Saltroads", "-", "NATO"])
    assert [VOCABULARY[number] for number in encoded.pieces] == [
        "[CLS]", "salt", "##road", "##s", "-", "[UNK]", "[SEP]"
    ]  # fmt: skip
    assert encoded.first == [1, 4, 5]
    assert encoded.shapes == [0, 2, 2, 2, 0, 3, 0]


def test_a_sentence_without_words_has_its_marks() -> None:
    assert PIECES.encode([]) == ([PIECES.start, PIECES.end], [0, 0], [])


def test_no_word_has_more_than_its_most_pieces() -> None:
    encoded = PIECES.encode(["a" + "b" * 99, "salt"])
    assert MOST_PIECES_OF_WORD == 12
    assert encoded.first == [1, 13]


def test_a_part_of_more_than_a_hundred_letters_is_unknown() -> None:
    assert pieces_of("a" + "b" * 100) == ["[UNK]"]
    assert pieces_of("a" + "b" * 100 + "-salt") == ["[UNK]", "-", "salt"]


def test_a_word_that_was_seen_is_cut_alike_again() -> None:
    pieces = Pieces(VOCABULARY)
    first = pieces.encode(["Saltroads", "saltroads"])
    assert pieces.encode(["Saltroads", "saltroads"]) == first
    assert first.shapes == [0, 2, 2, 2, 1, 1, 1, 0]


def test_a_vocabulary_without_the_marks_is_none() -> None:
    with pytest.raises(KeyError):
        Pieces(["salt"])
