from __future__ import annotations

import pytest

from tests.language.texts import actor_named, analysed, told

# Makes the invented names sure ones; "Ida Quent" is a person because she says something.
KNOWN = "Ida Quent said so. It is in Velm, not far from Velm."


def offices(text: str) -> list[tuple[str | None, str | None]]:
    """Return person and office of each office that a text tells."""
    return [(fact[1], fact[3]) for fact in told(analysed((text, KNOWN)).facts) if fact[0] == "office"]


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Secretary of State Ida Quent came to the town.", "Secretary of State"),
        ("U.S. Secretary of State Ida Quent came to the town.", "U.S. Secretary of State"),
        ("It was Minister of Ports Ida Quent who came.", "Minister of Ports"),
        ("Minister of Foreign Affairs Ida Quent came to the town.", "Minister of Foreign Affairs"),
        ("The former Minister of Ports Ida Quent came to the town.", "former Minister of Ports"),
        ("President of Poland Ida Quent came to the town.", "President of Poland"),
        (
            "Former Norwegian Foreign Minister Ida Quent came to the town.",
            "Former Norwegian Foreign Minister",
        ),
        ("Prime Minister of Velm, Ida Quent, came to the town.", "Prime Minister of Velm"),
        ("They met the mayor of Velm, Ida Quent, at noon.", "mayor of Velm"),
        ("They had met the mayor of Velm, Ida Quent.", "mayor of Velm"),
        ("Ida Quent, the Prime Minister of Velm, came to the town.", "Prime Minister of Velm"),
        ("Ida Quent, then mayor of Velm, came to the town.", "then mayor of Velm"),
        ("The then Prime Minister of Norway, Ida Quent, came.", "then Prime Minister of Norway"),
        ("Then Foreign Minister Ida Quent came to the town.", "Foreign Minister"),
        ("Under President Ida Quent, the town grew.", "President"),
    ],
)
def test_an_office_with_its_field(text: str, office: str) -> None:
    assert offices(text) == [("Ida Quent", office)]


@pytest.mark.parametrize(
    "text",
    [
        "In the house of the president of Norway, Ida Quent, the painter, slept.",
        "The wife met the mayor of Velm, Ida Quent and a dog.",
        "The governor of New Velm came to the town.",
        "The mayor was Brem Osk, the governor of Norway, Ida Quent, the mayor of Velm, and a dog.",
        "The Minister of Ports was old.",
    ],
)
def test_no_office_where_it_may_be_another_ones(text: str) -> None:
    assert not [office for office in offices(text) if office[0] == "Ida Quent"]


def test_the_field_of_an_office_is_no_part_of_a_name() -> None:
    names = {actor.name for actor in analysed(("It was Minister of Ports Ida Quent who came.", KNOWN)).actors}
    assert "Ida Quent" in names
    assert "Ports Ida Quent" not in names


def test_a_place_after_a_title_stays_whole() -> None:
    text = "It was the Governor of New Velm who came. The Governor of New Velm left, and New Velm was calm."
    assert "New Velm" in {actor.name for actor in analysed((text,)).actors}


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
        "Ida Quent, a chemist at the College of Velm, came.",
        "Ida Quent, a Norwegian engineer, came to the town.",
    ],
)
def test_an_occupation_is_no_office(text: str) -> None:
    assert offices(text) == []


def test_the_office_of_the_dead_says_so() -> None:
    assert offices("The late Norwegian Foreign Minister Ida Quent was honoured.") == [
        ("Ida Quent", "late Norwegian Foreign Minister")
    ]
