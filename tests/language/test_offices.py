from __future__ import annotations

import pytest

from tests.language.texts import actor_named, analysed, told

# Makes the invented names sure ones; "Anders Holm" is a person because she says something.
KNOWN = "Anders Holm said so. It is in Lisbon, not far from Lisbon."


def offices(text: str) -> list[tuple[str | None, str | None]]:
    """Return person and office of each office that a text tells."""
    return [(fact[1], fact[3]) for fact in told(analysed((text, KNOWN)).facts) if fact[0] == "office"]


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Secretary of State Anders Holm came to the town.", "Secretary of State"),
        ("Minister of Foreign Affairs Anders Holm came to the town.", "Minister of Foreign Affairs"),
        ("President of Poland Anders Holm came to the town.", "President of Poland"),
        (
            "Former Norwegian Foreign Minister Anders Holm came to the town.",
            "Former Norwegian Foreign Minister",
        ),
        ("Prime Minister of Lisbon, Anders Holm, came to the town.", "Prime Minister of Lisbon"),
        ("They met the mayor of Lisbon, Anders Holm, at noon.", "mayor of Lisbon"),
        ("They had met the mayor of Lisbon, Anders Holm.", "mayor of Lisbon"),
        ("Anders Holm, the Prime Minister of Lisbon, came to the town.", "Prime Minister of Lisbon"),
        ("Anders Holm, then mayor of Lisbon, came to the town.", "then mayor of Lisbon"),
        ("The then Prime Minister of Norway, Anders Holm, came.", "then Prime Minister of Norway"),
        ("Then Foreign Minister Anders Holm came to the town.", "Foreign Minister"),
        ("Under President Anders Holm, the town grew.", "President"),
    ],
)
def test_an_office_with_its_field(text: str, office: str) -> None:
    assert offices(text) == [("Anders Holm", office)]


@pytest.mark.parametrize(
    "text",
    [
        "In the house of the president of Norway, Anders Holm, the painter, slept.",
        "The governor of New Lisbon came to the town.",
        "The Minister of Ports was old.",
    ],
)
def test_no_office_where_it_may_be_another_ones(text: str) -> None:
    assert not [office for office in offices(text) if office[0] == "Anders Holm"]


def test_the_field_of_an_office_is_no_part_of_a_name() -> None:
    names = {
        actor.name for actor in analysed(("It was Minister of Defence Anders Holm who came.", KNOWN)).actors
    }
    assert "Anders Holm" in names
    assert "Defence Anders Holm" not in names


def test_a_place_after_a_title_stays_whole() -> None:
    text = "The Governor of New Lisbon came. The Governor of New Lisbon left, and New Lisbon was calm."
    assert "New Lisbon" in {actor.name for actor in analysed((text,)).actors}


def test_an_organisation_has_the_name_that_the_text_gives_it() -> None:
    shortened = actor_named(analysed(("The ships of NATO and of the UN came. NATO paid.",)), "NATO")
    assert shortened.aliases == ()
    assert shortened.id == "organisation:north atlantic treaty organization"
    text = "The ships of the United Nations came. The UN paid, and the UN left."
    assert actor_named(analysed((text,)), "United Nations").aliases == ("UN",)


def test_a_country_keeps_its_name_where_only_the_demonym_stands() -> None:
    assert actor_named(analysed(("The Norwegian ships came, and they were fast.",)), "Norway")


def test_an_organisation_that_the_text_explains_keeps_its_full_name() -> None:
    text = "The Northern Grain Board (NGB) came. The NGB paid, and the NGB left."
    assert actor_named(analysed((text,)), "Northern Grain Board").aliases == ("NGB",)


@pytest.mark.parametrize(
    "text",
    [
        "Anders Holm, a chemist at the College of Lisbon, came.",
        "Anders Holm, a Norwegian engineer, came to the town.",
    ],
)
def test_an_occupation_is_no_office(text: str) -> None:
    assert offices(text) == []


def test_the_office_of_the_dead_says_so() -> None:
    assert offices("The late Norwegian Foreign Minister Anders Holm was honoured.") == [
        ("Anders Holm", "late Norwegian Foreign Minister")
    ]
