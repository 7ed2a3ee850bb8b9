from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.domain.cards import CardKind
from studyapp.domain.facts import FactKind, Modality, Polarity
from studyapp.domain.places import Place
from studyapp.flashcards.cast import Cast
from studyapp.flashcards.drafting import make_drafts
from studyapp.flashcards.features import features
from studyapp.flashcards.levels import DEFAULT_QUALITY
from studyapp.flashcards.rules import stands_in, words
from studyapp.flashcards.templates import candidates
from tests.flashcards.fact_cases import asked, base_form, make_actors, make_fact

if TYPE_CHECKING:
    from studyapp.domain.facts import Fact

EVENT = make_fact(
    FactKind.EVENT,
    "The Harbour Guild founded a school in Velm in 1922, while others waited.",
    subject="The Harbour Guild",
    relation="founded",
    object_="a school in Velm",
    year="1922",
    at=40,
)


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        (
            EVENT,
            {
                "In which year did the Harbour Guild found a school in Velm?": "1922",
                "The Harbour Guild founded a school in [place] in 1922.": "Velm",
                "The Harbour Guild founded a […] in Velm in 1922.": "school",
            },
        ),
        (
            make_fact(
                FactKind.EVENT,
                "Ada Lorn met Brem Oslak in Velm on May 3, 1931.",
                subject="Ada Lorn",
                relation="met",
                object_="Brem Oslak in Velm",
                year="May 3, 1931",
            ),
            {
                "On which date did Ada Lorn meet Brem Oslak in Velm?": "May 3, 1931",
                "Who met Brem Oslak in Velm on May 3, 1931?": "Ada Lorn",
                "Ada Lorn met [person] in Velm on May 3, 1931.": "Brem Oslak",
                "Ada Lorn met Brem Oslak in [place] on May 3, 1931.": "Velm",
            },
        ),
        (
            make_fact(
                FactKind.EVENT,
                "The treaty that Velm and Orsk signed in 1931 ends the toll on the river.",
                subject="Velm and Orsk",
                relation="signed",
                object_="The treaty",
                year="1931",
            ),
            {"In which year did Velm and Orsk sign the treaty that ends the toll on the river?": "1931"},
        ),
        (
            make_fact(
                FactKind.EVENT,
                "The Harbour Guild was founded in 1848 by Ada Lorn.",
                subject="The Harbour Guild",
                relation="was founded",
                object_="by Ada Lorn",
                year="1848",
            ),
            {
                "In which year was the Harbour Guild founded by Ada Lorn?": "1848",
                "The Harbour Guild was founded by [person] in 1848.": "Ada Lorn",
            },
        ),
        (
            make_fact(
                FactKind.EVENT,
                "The Great Flood of 1840 emptied the town.",
                subject="Great Flood",
                relation="took place",
                year="1840",
            ),
            {"In which year did the Great Flood take place?": "1840"},
        ),
        (
            make_fact(
                FactKind.EVENT,
                "The Harbour Guild refitted the mole in 1922.",
                subject="The Harbour Guild",
                relation="refitted",
                object_="the mole",
                year="1922",
            ),
            {
                "The Harbour Guild refitted the mole in […].": "1922",
                "The Harbour Guild refitted the […] in 1922.": "mole",
            },
        ),
        (
            make_fact(
                FactKind.ACRONYM,
                "The Velm Water Authority (VWA) closed.",
                subject="VWA",
                relation="stands for",
                object_="Velm Water Authority",
            ),
            {"What does VWA stand for?": "Velm Water Authority"},
        ),
        (
            make_fact(
                FactKind.OFFICE,
                "Ada Lorn, Velm's Minister of Ports, resigned.",
                subject="Ada Lorn",
                relation="holds",
                object_="Velm's Minister of Ports",
            ),
            {
                "Which office or position does Ada Lorn hold?": "Velm's Minister of Ports",
                "Who is named as Velm's Minister of Ports?": "Ada Lorn",
            },
        ),
        (
            make_fact(
                FactKind.DEFINITION,
                "Crowds filled the Orsk Canal, a waterway of nine locks.",
                subject="Orsk Canal",
                relation="is",
                object_="a waterway of nine locks",
            ),
            {"What is the Orsk Canal?": "a waterway of nine locks"},
        ),
        (
            make_fact(
                FactKind.LIST,
                "The Orsk Canal joins Velm, Orsk and Tarn.",
                subject="Orsk Canal",
                relation="joins",
                items=("Velm", "Orsk", "Tarn"),
            ),
            {},  # one of the items stands in the owner's name
        ),
        (
            make_fact(
                FactKind.LIST,
                "The Grand Canal joins Velm, Orsk and Tarn.",
                subject="Grand Canal",
                relation="joins",
                items=("Velm", "Orsk", "Tarn"),
            ),
            {
                "The Grand Canal joins […] (3 items)": "Velm, Orsk, Tarn",
                "The Grand Canal joins […], Orsk and Tarn.": "Velm",
                "The Grand Canal joins Velm, […] and Tarn.": "Orsk",
                "The Grand Canal joins Velm, Orsk and […].": "Tarn",
            },
        ),
    ],
)
def test_what_is_asked_of_a_fact(fact: Fact, expected: dict[str, str]) -> None:
    assert asked(fact, Velm="place", Orsk="place", Ada_Lorn="person", Brem_Oslak="person") == expected


@pytest.mark.parametrize(
    "changes",
    [
        {"modality": Modality.REPORTED},  # by nobody knows whom
        {"modality": Modality.POSSIBLE},
        {"polarity": Polarity.NEGATIVE},
        {"subject": None},
    ],
)
def test_nothing_is_asked_of_what_is_hedged_denied_or_lacks_a_part(changes: dict[str, Any]) -> None:
    assert asked(EVENT._replace(**changes), Velm="place") == {}


def test_what_is_reported_is_asked_with_who_says_so() -> None:
    fact = EVENT._replace(modality=Modality.REPORTED, attribution="The Mayor")
    assert asked(fact, Velm="place", Harbour_Guild="organisation") == {
        "According to the Mayor, which organisation founded a school in Velm in 1922?": "Harbour Guild",
        "According to the Mayor, the Harbour Guild founded a school in [place] in 1922.": "Velm",
        "According to the Mayor, the Harbour Guild founded a […] in Velm in 1922.": "school",
    }


def test_a_reason_is_asked_for_with_why() -> None:
    fact = make_fact(
        FactKind.PURPOSE,
        "The Harbour Guild founded a school in Velm to train pilots.",
        subject="The Harbour Guild",
        relation="founded a school in Velm",
        object_="to train pilots",
    )
    assert asked(fact, Velm="place") == {
        "Why did the Harbour Guild found a school in Velm?": "to train pilots"
    }


@pytest.mark.parametrize(
    "sentence",
    [
        "Ada Lorn met 12 pilots in Velm the following year.",
        "Ada Lorn met 12 pilots in Velm two weeks later.",
    ],
)
def test_a_time_that_needs_the_text_asks_nothing(sentence: str) -> None:
    rest = sentence.removeprefix("Ada Lorn met ").removesuffix(".")
    fact = make_fact(FactKind.STATEMENT, sentence, subject="Ada Lorn", relation="met", object_=rest)
    assert asked(fact, Velm="place", Ada_Lorn="person") == {}


@pytest.mark.parametrize(
    ("object_", "answers"),
    [
        ("the Velm plant", set()),  # no name of its own
        ("400,000 stones to Velm", {"400,000", "Velm"}),
        ("Velm and Orsk", {"Velm", "Orsk"}),
        ("Velm's ships", set()),
        ("Apollo 11 on 16 May 1969", set()),
        ("12.5 million coins", {"12.5 million"}),
        ("$12.5m", {"$12.5m"}),
    ],
)
def test_what_a_claim_can_leave_out(object_: str, answers: set[str]) -> None:
    fact = make_fact(
        FactKind.STATEMENT, f"Ada Lorn sold {object_}.", subject="Ada Lorn", relation="sold", object_=object_
    )
    found = asked(fact, Velm="place", Orsk="place")
    assert {answer for front, answer in found.items() if "[…]" not in front} | {
        answer for answer in found.values() if answer[:1].isdigit()
    } == answers


@pytest.mark.parametrize(
    ("subject", "object_"),
    [
        ("This pact", "the toll in Velm"),
        ("The Guild", "it in Velm"),
        ("They", "a school"),
        ("The town", "a school"),
    ],
)
def test_a_question_without_a_referent_or_a_name_is_refused(subject: str, object_: str) -> None:
    sentence = f"{subject} signed {object_} in 1922."
    fact = make_fact(
        FactKind.EVENT, sentence, subject=subject, relation="signed", object_=object_, year="1922"
    )
    assert not any(draft.is_among(DEFAULT_QUALITY) for draft in make_drafts([fact], base_form))


def test_a_hedge_inside_the_clause_is_not_dropped() -> None:
    fact = make_fact(
        FactKind.EVENT,
        "Ada Lorn perhaps met Brem Oslak in 1922.",
        subject="Ada Lorn",
        relation="met",
        object_="Brem Oslak",
        year="1922",
    )
    assert make_drafts([fact], base_form) == ()


def test_an_office_without_its_country_is_refused() -> None:
    fact = make_fact(
        FactKind.OFFICE,
        "President Ada Lorn spoke.",
        subject="Ada Lorn",
        relation="holds",
        object_="President",
    )
    assert make_drafts([fact], base_form) == ()


def test_a_person_is_asked_for_with_who() -> None:
    fact = make_fact(
        FactKind.DEFINITION,
        "Ada Lorn, a surveyor of canals, spoke.",
        subject="Ada Lorn",
        relation="is",
        object_="a surveyor of canals",
    )
    assert fact.subject is not None
    named = fact._replace(subject=fact.subject._replace(actor_id="person:ada lorn"))
    (draft,) = make_drafts([named], base_form)
    assert (draft.front, draft.answer) == ("Who is Ada Lorn?", "a surveyor of canals")


@pytest.mark.parametrize(
    ("object_", "weak"),
    [
        ("the talks", True),
        ("the talks in Velm", True),
        ("the talks of Velm", False),
        ("the Orsk talks", False),
    ],
)
def test_a_thing_that_is_not_named_weakens_a_question(object_: str, weak: bool) -> None:
    fact = make_fact(
        FactKind.EVENT,
        f"Velm founded {object_} in 1922.",
        subject="Velm",
        relation="founded",
        object_=object_,
        year="1922",
    )
    actors = make_actors([fact], Velm="place", Orsk="place")
    cast = Cast(actors, [fact])
    when = next(one for one in candidates(fact, cast, base_form) if one.template == "when")
    weakening = {
        "bare definites",
        "a definite object without a name",
    }  # both are told
    assert bool(weakening & features(when, cast).keys()) is weak


def test_two_answers_to_one_question_are_none() -> None:
    facts = [
        make_fact(
            FactKind.OFFICE,
            f"The Keeper of Ports {name} spoke.",
            subject=name,
            relation="holds",
            object_="Keeper of Ports",
        )
        for name in ("Ada Lorn", "Brem Oslak")
    ]
    assert {draft.template for draft in make_drafts(facts, base_form)} == {"office"}


def test_one_answer_found_twice_is_one_draft_with_two_sources() -> None:
    first, second = EVENT, EVENT._replace(id="event-2", place=EVENT.place)
    draft = make_drafts([first, second], base_form)[0]
    assert len(draft.sources) == 2
    assert draft.fact_id == first.id


def test_a_draft_knows_the_place_of_its_answer_and_why_it_is_worth_it() -> None:
    actors = make_actors([EVENT], Velm="place", Harbour_Guild="organisation")
    drafts = make_drafts([EVENT], base_form, actors)
    assert len(drafts) == 2
    for draft in drafts:
        source = draft.sources[0]
        at = source.sentence_place.start
        assert source.sentence[source.place.start - at : source.place.end - at] == draft.answer
        assert any(reason.good for reason in draft.reasons)


def test_of_a_sentence_the_best_two_are_kept() -> None:
    fact = make_fact(
        FactKind.EVENT,
        "Ada Lorn met Brem Oslak in Velm on May 3, 1931.",
        subject="Ada Lorn",
        relation="met",
        object_="Brem Oslak in Velm",
        year="May 3, 1931",
    )
    kinds = {"Velm": "place", "Ada_Lorn": "person", "Brem_Oslak": "person"}
    drafts = make_drafts([fact], base_form, make_actors([fact], **kinds))
    assert len(asked(fact, **kinds)) == 4
    assert len(drafts) == 2


SOME_WORDS = (
    "Velm Orsk the Guild it this not never may founded met in of and, which water's 1922 NATO’s Ünlü 北京 a"
)
WORDS = st.sampled_from(SOME_WORDS.split())
PHRASES = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)


@given(
    subject=PHRASES,
    verb=st.sampled_from([*base_form.__globals__["VERBS"], "refitted"]),
    rest=PHRASES,
    year=st.integers(1000, 2099).map(str),
    at=st.integers(0, 50),
)
def test_every_draft_of_any_clause_keeps_the_invariants(
    subject: str, verb: str, rest: str, year: str, at: int
) -> None:
    sentence = f"{subject} {verb} {rest} in {year}."
    fact = make_fact(FactKind.EVENT, sentence, subject=subject, relation=verb, object_=rest, year=year, at=at)
    for draft in make_drafts([fact], base_form):
        place = draft.sources[0].place
        assert sentence[place.start - at : place.end - at] == draft.answer
        assert not stands_in(draft.answer, draft.front)
        asked = set(words(draft.front))
        assert not asked & {"it", "this"}
        kept = {"not", "never", "may"} & set(words(sentence))
        assert kept <= asked
        assert draft.kind is CardKind.CLOZE or "[" not in draft.front
        assert 0 <= draft.quality <= 1


def test_parts_that_are_not_in_the_sentence_make_no_draft() -> None:
    assert EVENT.time is not None
    moved = EVENT._replace(time=EVENT.time._replace(start=EVENT.time.start - 1))
    assert make_drafts([moved], base_form) == ()


@pytest.mark.parametrize(
    ("section_words", "shown"), [((50, 50), 8), ((1500, 0), 12), ((500, 5000), 4), ((), 8)]
)
def test_what_is_beyond_its_section_s_share_is_spare(section_words: tuple[int, ...], shown: int) -> None:
    facts = []
    for number, letter in enumerate("ABCDEFGHIJKLMNOP"):
        sentence = f"The Velm Office {letter} (VO{letter}) closed."
        fact = make_fact(
            FactKind.ACRONYM, sentence, subject=f"VO{letter}", relation="stands for",
            object_=f"Velm Office {letter}",
        )  # fmt: skip
        facts.append(fact._replace(place=Place(0, number, 0, number, len(sentence))))
    drafts = make_drafts(facts, base_form, (), section_words)
    assert len(drafts) == len(facts)
    kept = [draft for draft in drafts if not draft.spare]
    assert len(kept) == shown
    assert min(draft.quality for draft in kept) >= max(draft.quality for draft in drafts if draft.spare)
