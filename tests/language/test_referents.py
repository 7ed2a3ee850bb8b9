"""Whom "he" and "it" mean: the subject of the sentence before, where that is sure; else nobody."""

from __future__ import annotations

import re

import pytest

from tests.language.texts import analysed

_PRONOUN = re.compile(r"(?:[Hh]e|[Ss]he|[Ii]t|[Hh]is|[Ii]ts)\b|The (?:board|town)$")
BOARD = "The Northern Grain Transport Board was founded in Oslo in 1901."


def meant(*blocks: str) -> list[tuple[str, str]]:
    """Return each subject that is no name, with the id of its actor."""
    found = (fact.subject for fact in analysed(blocks).facts if fact.subject is not None)
    pairs = [(part.text, part.actor_id or "") for part in found]
    return list(dict.fromkeys(pair for pair in pairs if _PRONOUN.match(pair[0])))


@pytest.mark.parametrize(
    ("before", "text", "said"),
    [
        ("Anna Feld came from Norway.", "She was the first director of the school until 1733.", "She"),
        ("Anders Holm lived in Oslo with Odila Varnholt.", "In 1733 he founded the port of Bergen.", "he"),
        (
            "Anders Holm was mayor of Oslo.",
            "His old house in Bergen burned down in 1733.",
            "His",
        ),
    ],
)
def test_the_subject_before_is_meant(before: str, text: str, said: str) -> None:
    name = before.split(maxsplit=1)[0].lower()
    assert said in [text for text, who in meant(f"{before} {text}") if who.startswith(f"person:{name}")]


@pytest.mark.parametrize(
    "texts",
    [
        ("Anna Feld came from Norway.", "She was the first director of the school until 1733."),  # two blocks
        ("Anna Feld met Odila Varnholt in Norway. She was the first director of the school until 1733.",),
        ("Anders Holm and Tomas Perrault came from Norway. He founded the port of Bergen in 1733.",),
        ("Anders Holm came from Norway. In Oslo, Tomas Perrault said that he founded the port in 1733.",),
        ("Anders Holm came from Norway. The two met. He founded the port of Bergen in 1733.",),
        ("Anna Feld came from Norway. She left. He founded the port of Bergen in 1733.",),
    ],
)
def test_nobody_is_meant_where_two_could_be_or_none(texts: tuple[str, ...]) -> None:
    assert meant(*texts) == [] or all(text == "She" for text, _ in meant(*texts))


def test_it_is_the_thing_that_was_spoken_of() -> None:
    (found,) = meant(f"{BOARD} It moved to Bergen in 1922.")
    assert found[0] == "It"
    assert found[1].endswith("northern grain transport board")
    assert meant("Anders Holm was born in Oslo in 1901. It moved to Bergen in 1922.") == []
    assert meant(f"{BOARD} It is known that ships moved to Bergen in 1922.") == []


def test_half_a_name_is_the_only_one_that_ends_with_it() -> None:
    again = "In 1902 the Northern Grain Transport Board bought ships in Lisbon."
    (found,) = meant(BOARD, again, "The board moved to Bergen in 1922.")
    assert found[0] == "The board"
    assert found[1].endswith("northern grain transport board")
    other = "The Southern Ship Transport Board was founded in Lisbon in 1903."
    assert meant(BOARD, again, other, "The board moved to Bergen in 1922.") == []
    assert meant(BOARD, "The board moved to Bergen in 1922.") == []  # named in passing
    assert meant("The board moved to Bergen in 1922.") == []


def test_what_the_text_is_about_is_known_in_its_other_blocks_too() -> None:
    founded = "In 1733 he founded the port of Bergen."
    assert meant("Anders Holm was a merchant from Norway.", founded) == [("he", "person:anders holm")]
    assert meant("Anders Holm came from Norway.", founded) == []
    assert meant("Anders Holm was a merchant from Norway.", "Tomas Perrault came.", founded) == []
    grew = "The town lost 40 ships to Norway in 1733."
    assert meant("Lisbon is a large town in Portugal.", grew) == [("The town", "place:lisbon")]
    assert meant("Ships came to Portugal. Lisbon is a large town in Portugal.", grew) == []
