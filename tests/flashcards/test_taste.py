"""A reader's decisions move qualities: a little, within bounds, one way, in whatever order they came."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from studyapp.domain.cards import CardKind, Draft, Reason, Verdict, Verdicts
from studyapp.flashcards.taste import FARTHEST, Taste, moved

KINDS, REASONS = ("who", "when"), ("an exact time", "a vague noun", "only reported")


@st.composite
def one_decision(draw: st.DrawFn) -> Verdicts:
    return Verdicts(
        draw(st.sampled_from(Verdict)),
        draw(st.sampled_from(KINDS)),
        tuple(draw(st.lists(st.sampled_from(REASONS), unique=True))),
        1,
        draw(st.integers(0, 100)),
    )


decisions = st.lists(one_decision(), max_size=40)
percents = st.integers(0, 100)


def draft(template: str = "who", *reasons: str, quality: float = 0.7) -> Draft:
    shown = tuple(Reason(text, good=True) for text in reasons)
    return Draft("1", "2", CardKind.QUESTION, template, "Who?", "Lorn", quality, shown, ())


def decided(verdict: Verdict, count: int, percent: int = 75, reasons: tuple[str, ...] = ()) -> Verdicts:
    return Verdicts(verdict, "who", reasons, count, count * percent)


def log_odds(quality: float) -> float:
    return math.log(quality / (1 - quality))


@given(percents)
def test_without_decisions_nothing_changes(percent: int) -> None:
    one = draft("who", *REASONS, quality=percent / 100)
    assert Taste().weigh(one) == one


@given(decisions, percents)
def test_what_was_not_decided_on_stays(made: list[Verdicts], percent: int) -> None:
    one = draft("another kind", "another reason", quality=percent / 100)
    assert Taste(made).weigh(one) == one


@given(decisions, st.randoms(use_true_random=False), percents)
def test_the_order_of_decisions_makes_no_difference(
    made: list[Verdicts], random: object, percent: int
) -> None:
    shuffled = list(made)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one = draft("who", *REASONS, quality=percent / 100)
    assert Taste(made).weigh(one) == Taste(shuffled).weigh(one)


@given(decisions, one_decision(), percents)
def test_keeping_never_lowers_and_discarding_never_raises(
    made: list[Verdicts], more: Verdicts, percent: int
) -> None:
    one = draft("who", *REASONS, quality=percent / 100)
    before = Taste(made).weigh(one).quality
    assert Taste([*made, more._replace(verdict=Verdict.KEPT)]).weigh(one).quality >= before
    assert Taste([*made, more._replace(verdict=Verdict.DISCARDED)]).weigh(one).quality <= before


@given(decisions, one_decision(), percents)
def test_a_better_verdict_never_lowers(made: list[Verdicts], more: Verdicts, percent: int) -> None:
    one = draft("who", *REASONS, quality=percent / 100)
    found = [Taste([*made, more._replace(verdict=verdict)]).weigh(one).quality for verdict in Verdict]
    assert found == sorted(found, reverse=True)  # kept, reworded, discarded


@given(decisions, percents)
def test_a_quality_moves_within_bounds(made: list[Verdicts], percent: int) -> None:
    many = [one._replace(decisions=1000, percent=1000 * one.percent) for one in made]
    quality = Taste(many).weigh(draft("who", *REASONS, quality=percent / 100)).quality
    assert 0 <= quality <= 1
    if 0 < percent < 100:
        low, high = (moved(percent / 100, shift) for shift in (-2 * FARTHEST, 2 * FARTHEST))
        assert low <= quality <= high


@given(decisions, percents, percents)
def test_no_draft_below_the_lowest_reaches_a_quality(made: list[Verdicts], percent: int, least: int) -> None:
    taste, one = Taste(made), draft("who", *REASONS, quality=percent / 100)
    if taste.weigh(one).quality >= least / 100:
        assert one.quality >= taste.lowest(least / 100)


@given(percents, percents, decisions)
def test_the_better_draft_of_a_kind_stays_the_better(one: int, other: int, made: list[Verdicts]) -> None:
    taste, low, high = Taste(made), min(one, other) / 100, max(one, other) / 100
    assert taste.quality(low, "who", REASONS) <= taste.quality(high, "who", REASONS)


def test_a_few_decisions_hardly_move_and_many_do() -> None:
    two = Taste([decided(Verdict.DISCARDED, 2)]).quality(0.7, "who", ())
    assert 0.68 <= two < 0.7
    thirty = Taste([decided(Verdict.DISCARDED, 30)]).quality(0.7, "who", ())
    assert 0.55 < thirty <= 0.6


def test_who_decides_as_the_quality_foretells_moves_nothing() -> None:
    taste = Taste([decided(Verdict.KEPT, 75), decided(Verdict.DISCARDED, 25)])
    assert taste.kinds["who"].shift == 0


def test_a_draft_says_what_moved_it() -> None:
    reasons = ("a vague noun",)
    taste = Taste([decided(Verdict.KEPT, 12), decided(Verdict.DISCARDED, 20, reasons=reasons)])
    weighed = taste.weigh(draft("who", "a vague noun"))
    assert weighed.quality < 0.7
    assert weighed.reasons[1:] == (
        Reason("you kept 12 of 32 of this kind", good=False),
        Reason("you kept 0 of 20 with “a vague noun”", good=False),
    )
    kept = Taste([decided(Verdict.KEPT, 12), decided(Verdict.DISCARDED, 2)]).weigh(draft())
    assert kept.reasons == (Reason("you kept 12 of 14 of this kind", good=True),)
    assert kept.quality == 0.71


def test_the_log_odds_are_moved() -> None:
    assert abs(log_odds(moved(0.5, 0.5)) - 0.5) < 0.02
    assert moved(0.65, 0.0) == 0.65
    assert moved(1.0, 0.3) == 1.0
