from __future__ import annotations

import pytest

from studyapp.domain.actors import ActorKind, MentionForm
from tests.language.texts import HISTORY, POLITICS, actor_named, analysed, mentioned

POLITICAL = analysed(*POLITICS)
HISTORICAL = analysed(*HISTORY)


def test_a_surname_and_a_full_name_are_one_person_without_the_title() -> None:
    assert mentioned(POLITICAL, "Odila Varnholt", *POLITICS) == [
        "Odila Varnholt",
        "Varnholt",
        "Odila Varnholt",
    ]
    assert mentioned(POLITICAL, "Tomas Perrault", *POLITICS) == ["Tomas Perrault", "Perrault"]
    assert mentioned(HISTORICAL, "Hadi al-Nurim", *HISTORY) == ["Hadi al-Nurim", "Nurim"]


def test_an_office_after_a_name_tells_a_person() -> None:
    assert actor_named(POLITICAL, "Ilse Marwood").kind is ActorKind.PERSON


def test_demonyms_are_mentions_of_their_country() -> None:
    norway = actor_named(POLITICAL, "Norway")
    assert norway.kind is ActorKind.COUNTRY
    assert norway.key
    assert set(norway.aliases) == {"Norwegian", "Norwegians"}
    assert [m.form for m in norway.mentions].count(MentionForm.DEMONYM) == 2


def test_states_of_the_past_are_actors_of_their_own() -> None:
    kinds = {actor.name: actor.kind for actor in HISTORICAL.actors}
    for name in ("Soviet Union", "Persia", "Imperial Russia", "Russia"):
        assert kinds[name] is ActorKind.COUNTRY
    assert mentioned(HISTORICAL, "Russia", *HISTORY) == ["Russian Federation"]
    assert mentioned(HISTORICAL, "Persia", *HISTORY) == ["Persia", "Persians"]


def test_a_capital_stays_a_place_and_may_stand_for_its_country() -> None:
    oslo = actor_named(POLITICAL, "Oslo")
    assert (oslo.kind, oslo.stands_for) == (ActorKind.PLACE, "country:norway")
    assert [m.form for m in oslo.mentions] == [MentionForm.METONYM]
    lisbon = actor_named(HISTORICAL, "Lisbon")
    assert lisbon.stands_for is None  # Portugal does not act in that text


def test_an_acronym_names_what_it_stands_for() -> None:
    board = actor_named(POLITICAL, "Northern Grain Transport Board")
    assert (board.kind, board.aliases) == (ActorKind.ORGANISATION, ("NGTB",))
    assert [m.form for m in board.mentions] == [MentionForm.NAME, MentionForm.ACRONYM, MentionForm.ACRONYM]


def test_events_and_agreements_by_their_heads() -> None:
    kinds = {actor.name: actor.kind for actor in (*POLITICAL.actors, *HISTORICAL.actors)}
    assert kinds["G20 summit"] is ActorKind.EVENT
    assert kinds["Brown Revolution"] is ActorKind.EVENT
    assert kinds["Treaty of Osswick"] is ActorKind.AGREEMENT
    assert kinds["trade treaty"] is ActorKind.AGREEMENT
    assert kinds["Lake Orrin"] is ActorKind.PLACE


def test_a_small_head_needs_a_proper_modifier() -> None:
    text = (
        "A treaty is a paper. The Norwegian civil war was long. The war was hard; a cooperation pact helps."
    )
    names = {actor.name for actor in analysed((text,)).actors}
    assert names == {"Norwegian civil war"}


def test_a_place_before_its_country() -> None:
    assert actor_named(POLITICAL, "Quenby").kind is ActorKind.PLACE


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The US and the U.S. are the same, and so is America. It is up to us.", {"United States"}),
        ("He wrote in French, and it was the Welsh word for it.", set()),
        ("Sanctions hurt. Trade is slow. However, Portugal is not in it.", {"Portugal"}),
        ("The West was rich, and they went west. It is in the West of town.", {"West"}),
        ("World War I. Norway was not in it, and Secretary of State Brenda Vorn was.",
         {"World War I", "Norway", "Brenda Vorn"}),
        ("It was on Monday in May, and on June 3.", set()),
        ("A post-Soviet state and an anti-Roman mood are in the Norway-Poland talks.",
         {"Soviet Union", "Roman Empire", "Norway", "Poland"}),
    ],
)  # fmt: skip
def test_names(text: str, names: set[str]) -> None:
    assert {actor.name for actor in analysed((text,)).actors} == names


def test_a_first_name_of_two_persons_is_neither() -> None:
    text = "Anna Feld and Anna Moor came to the house of Mr. Dunn. Then Anna was asked, and Feld was not."
    analysis = analysed((text,))
    assert len(actor_named(analysis, "Anna Feld").mentions) == 2
    assert len(actor_named(analysis, "Anna Moor").mentions) == 1


def test_key_actors_are_few_and_known() -> None:
    keys = [actor for actor in POLITICAL.actors if actor.key]
    assert 0 < len(keys) <= 20
    assert not [actor for actor in keys if actor.kind is ActorKind.OTHER]
    assert [actor.salience for actor in POLITICAL.actors] == sorted(
        (actor.salience for actor in POLITICAL.actors), reverse=True
    )


def test_names_that_differ_in_their_capitals_alone_are_one_actor() -> None:
    text = (
        "She works for the Bank of Varn in Oslo. In May the Bank Of Varn lent money to Poland. "
        "The Bank of Varn was founded in 1901."
    )
    (bank,) = [actor for actor in analysed((text,)).actors if actor.kind is ActorKind.ORGANISATION]
    assert (bank.name, bank.aliases, len(bank.mentions)) == ("Bank of Varn", ("Bank Of Varn",), 3)


def test_a_name_alone_is_not_the_person_who_is_named_once_after_it() -> None:
    text = (
        "Varnholt is a crater in Norway. Varnholt is deep. In Norway Varnholt is known. Ships left Varnholt."
        " Varnholt is dark. It has the name of Odila Varnholt, who died there."
    )
    assert mentioned(analysed((text,)), "Odila Varnholt", (text,)) == ["Odila Varnholt"]
    early = f"Odila Varnholt came from Norway. {text}"
    assert "Varnholt" in mentioned(analysed((early,)), "Odila Varnholt", (early,))
