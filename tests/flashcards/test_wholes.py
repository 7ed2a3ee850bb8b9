"""Clozes of whole sentences: what is left out, and what the sentence around it must not need."""

from __future__ import annotations

import pytest

from studyapp.domain.facts import Fact, FactKind, Modality, Period, Polarity
from studyapp.flashcards.cast import Cast
from studyapp.flashcards.drafting import make_drafts
from studyapp.flashcards.rules import broken_rule
from studyapp.flashcards.templates import candidates
from tests.flashcards.fact_cases import base_form, make_actors, make_fact


def whole(sentence: str, *phrases: str, year: str | None = None, he: str | None = None) -> Fact:
    """Make the fact of a whole sentence, without its full stop."""
    said = sentence.rstrip(".").removeprefix(f"{he} " if he else "")
    fact = make_fact(FactKind.STATEMENT, sentence, subject=he, object_=said, items=phrases)
    if year is None:
        return fact
    start = sentence.index(year)
    time = Period(year, start, start + len(year), f"{year}-01-01", f"{year}-12-31", "year")
    return fact._replace(time=time)


def asked_by(fact: Fact, **kinds: str) -> dict[str, tuple[str, str]]:
    """Return template and answer of each front that breaks no rule."""
    cast = Cast(make_actors([fact], **kinds), [fact])
    found = candidates(fact, cast, base_form)
    return {one.front: (one.template, one.answer) for one in found if broken_rule(one) is None}


def test_names_numbers_the_year_and_phrases_are_left_out() -> None:
    fact = whole(
        "In 1922 the Harbour Guild of Velm was paid 40 crowns for a lock gate.", "lock gate", year="1922"
    )
    assert asked_by(fact, Velm="place") == {
        "In [year] the Harbour Guild of Velm was paid 40 crowns for a lock gate.": ("sentence date", "1922"),
        "In 1922 the Harbour Guild of [place] was paid 40 crowns for a lock gate.": ("sentence name", "Velm"),
        "In 1922 the Harbour Guild of Velm was paid [number] crowns for a lock gate.": (
            "sentence number",
            "40",
        ),
        "In 1922 the Harbour Guild of Velm was paid 40 crowns for a […].": ("sentence phrase", "lock gate"),
    }


def test_a_hedge_stays_in_the_question() -> None:
    fact = whole("Perhaps 40 people of Velm drowned in 1922.", year="1922")
    fronts = asked_by(fact, Velm="place")
    assert fronts
    assert all(front.startswith("Perhaps ") for front in fronts)


def test_what_is_denied_or_hedged_as_a_whole_is_not_asked() -> None:
    denied = whole("Velm did not join the League in 1922.", year="1922")
    assert asked_by(denied._replace(polarity=Polarity.NEGATIVE), Velm="place") == {}
    for modality in (Modality.PLANNED, Modality.POSSIBLE, Modality.BELIEVED):
        hedged = whole("Velm may join the League in 1922.", year="1922")._replace(modality=modality)
        assert asked_by(hedged, Velm="place") == {}


def test_he_is_asked_as_the_person_who_is_meant() -> None:
    (before,) = [whole("Ada Lorn came.")]
    fact = whole("She founded the Velm School in 1901.", year="1901", he="She")
    actors = make_actors([before, fact], Ada_Lorn="person")
    known = fact._replace(subject=fact.subject._replace(actor_id=actors[0].id) if fact.subject else None)
    fronts = [one.front for one in candidates(known, Cast(actors), base_form)]
    assert fronts == ["Ada Lorn founded the Velm School in [year]."]


def test_he_is_asked_as_who_is_meant_in_the_midst_of_a_sentence_too() -> None:
    (before,) = [whole("Ada Lorn came.")]
    fact = make_fact(
        FactKind.STATEMENT, "In Velm she met Brem Oslak.", subject="she", object_="In Velm she met Brem Oslak"
    )
    actors = make_actors([before, fact], Ada_Lorn="person", Brem_Oslak="person")
    known = fact._replace(subject=fact.subject._replace(actor_id=actors[0].id) if fact.subject else None)
    fronts = [one.front for one in candidates(known, Cast(actors), base_form)]
    assert fronts == ["In Velm Ada Lorn met [person]."]


@pytest.mark.parametrize(
    ("subject", "front"),
    [
        ("Its", "The Harbour Guild’s mole at Velm was built in [year]."),
        ("The guild", "The Harbour Guild mole at Velm was built in [year]."),
    ],
)
def test_half_a_name_and_its_are_asked_in_full(subject: str, front: str) -> None:
    before = whole("Velm knew the Harbour Guild.")
    fact = whole(f"{subject} mole at Velm was built in 1901.", year="1901", he=subject)
    actors = make_actors([before, fact], Harbour_Guild="organisation")
    known = fact._replace(subject=fact.subject._replace(actor_id=actors[0].id) if fact.subject else None)
    cast = Cast(actors, [before, known])
    assert front in [one.front for one in candidates(known, cast, base_form)]


def test_a_person_is_hinted_at_only_where_the_name_is_sure() -> None:
    fact = whole("The men of Velm met Brem Oslak, Varn, and the abbot of Selm.")
    fronts = asked_by(fact, Selm="person", Brem_Oslak="person", Varn="person")
    assert "The men of Velm met Brem Oslak, Varn, and the abbot of [place]." in fronts
    assert "The men of Velm met [person], Varn, and the abbot of Selm." in fronts
    assert "The men of Velm met Brem Oslak, […], and the abbot of Selm." in fronts


def test_a_part_of_a_longer_name_is_no_gap() -> None:
    fact = whole("The ship of Velm joined the 1st Harbour Guild in 1901.", year="1901")
    assert "Harbour Guild" not in [
        answer for _, answer in asked_by(fact, Harbour_Guild="organisation").values()
    ]


@pytest.mark.parametrize(
    ("sentence", "kept"),
    [
        ("Velm grew in 1922 after it built a mole.", True),  # after a name
        ("After it built a mole in 1922 the town of Velm grew.", False),
        ("This pact of 1922 was signed in Velm.", False),
        ("Velm lost these men in 1922.", False),
        ("Velm grew last year, and in 1922.", False),
    ],
)
def test_what_points_out_of_the_sentence_is_refused(sentence: str, kept: bool) -> None:
    assert bool(asked_by(whole(sentence, year="1922"))) == kept


@pytest.mark.parametrize(
    "sentence",
    [
        "A Velm bus holds 20 to 30 people of Orsk.",
        "Velm lost 40–50 men of Orsk.",
        "The mole of Velm is 1.5 × 10 long.",
    ],
)
def test_half_of_a_range_or_of_a_formula_is_no_gap(sentence: str) -> None:
    templates = [template for template, answer in asked_by(whole(sentence)).values() if answer != "20"]
    assert "sentence number" not in templates


def test_half_of_a_name_is_no_gap() -> None:
    fact = whole("Hurricane Brem hit the coast of Velm in 1922.", year="1922")
    assert "Brem" not in [answer for _, answer in asked_by(fact, Brem="person", Velm="place").values()]


def test_a_number_in_brackets_is_left_out_of_the_question() -> None:
    fact = whole("The lock of Velm is 40 feet (12 metres) wide.")
    fronts = asked_by(fact, Velm="place")
    assert "The lock of Velm is [number] feet wide." in fronts
    assert all("12" not in answer for _, answer in fronts.values())


def test_a_term_is_asked_where_the_sentence_brings_it_in() -> None:
    fact = whole("The break of white light into colours is called dispersion.")
    assert ("sentence term", "dispersion") in [
        (one.template, one.answer) for one in candidates(fact, Cast(), base_form)
    ]


@pytest.mark.parametrize(
    "sentence", ["The Guild called upon Velm in 1922.", "The page is called “How to row”."]
)
def test_what_follows_called_is_not_always_a_term(sentence: str) -> None:
    templates = [one.template for one in candidates(whole(sentence), Cast(), base_form)]
    assert "sentence term" not in templates


@pytest.mark.parametrize(
    ("sentence", "front", "answer"),
    [
        (
            "Ada Lorn was a native of Velm, whereas Brem Oslak was a fisherman of Orsk.",
            "Ada Lorn was a native of Velm, whereas Brem Oslak was a […].",
            "fisherman of Orsk",
        ),
        (
            "Unlike the Orsk Canal, the Brem Canal froze every winter.",
            "Unlike the […], the Brem Canal froze every winter.",
            "Orsk Canal",
        ),
    ],
)
def test_a_contrast_is_asked_by_one_of_its_sides(sentence: str, front: str, answer: str) -> None:
    assert asked_by(whole(sentence))[front] == ("contrast", answer)


def test_a_list_is_asked_item_by_item_with_the_others_shown() -> None:
    fact = make_fact(
        FactKind.LIST, "The Guild admitted weavers, dyers and coopers.", subject="The Guild",
        relation="admitted", items=("weavers", "dyers", "coopers"),
    )  # fmt: skip
    drafts = make_drafts([fact], base_form)
    items = [draft.answer for draft in drafts if draft.template == "list item"]
    assert items in ([], ["weavers", "dyers", "coopers"])  # all of them, or the ranker wants none
    assert len({draft.id for draft in drafts}) == len(drafts)
