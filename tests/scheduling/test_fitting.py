"""FSRS over whole arrays beside the package; parameters fitted to made-up histories; the simulated year."""

from __future__ import annotations

import math
import random
from typing import TYPE_CHECKING

import numpy as np
import pytest

from studyapp.domain.cards import Memory
from studyapp.domain.reviews import Rating, StudySettings
from studyapp.scheduling import fitting, model
from studyapp.scheduling.curve import faded_at, retrievability
from studyapp.scheduling.fitting import FitRefusedError, FitStoppedError, fit, log_loss
from studyapp.scheduling.histories import Past, make_histories, replay_all
from studyapp.scheduling.scheduler import preview
from studyapp.scheduling.simulation import Known, Plan, simulate
from studyapp.scheduling.study_day import parse_instant

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

TRUE = model.DEFAULTS.copy()
TRUE[[0, 2, 8, 11, 20]] = 0.6, 6.0, 1.4, 1.0, 0.3


def made_past(dice: random.Random, number: int, w: NDArray[np.float64]) -> Past:
    """Return what a person whose memory is as `w` says would answer."""
    reviews, states = [], None
    for _ in range(dice.randint(1, 14)):
        if states is None:
            rating, days = dice.choices([1, 2, 3, 4], [0.2, 0.1, 0.5, 0.2])[0], 0
            states = model.first_states(np.array([rating]), w)
        else:
            days = 0 if dice.random() < 0.1 else max(1, round(states.stability[0] * dice.uniform(0.4, 2.5)))
            chance = model.recall(np.array([float(days)]), states, w)[0][0]
            rating = dice.choices([2, 3, 4], [0.2, 0.6, 0.2])[0] if dice.random() < chance else 1
            states = model.next_states(states, np.array([rating]), np.array([float(days)]), w)
        reviews.append((rating, days))
    return Past(str(number), tuple(reviews))


@pytest.fixture(scope="module")
def pasts() -> list[Past]:
    dice = random.Random(3)
    return [made_past(dice, number, TRUE) for number in range(250)]


def test_arrays_agree_with_the_package(pasts: list[Past]) -> None:
    settings = StudySettings(fuzz=False)
    at = parse_instant("2026-01-01T12:00:00Z")
    kept = {card: memory for card, *memory in replay_all(pasts[:60], model.DEFAULTS)}
    for past in pasts[:60]:
        memory, day = Memory(), at.date().toordinal()
        for rating, days in past.reviews:
            day += days
            today = at.date().fromordinal(day)
            memory = preview(memory, settings, card_id="1", at=at, today=today).after(Rating(rating))
        assert [memory.stability, memory.difficulty] == pytest.approx(kept[past.card_id], rel=1e-9)


def test_the_slope_is_that_of_the_loss(pasts: list[Past]) -> None:
    histories = make_histories(pasts[:60])[0]
    w = TRUE + 0.005
    slope = fitting._loss(histories, w)[2]
    for number in range(model.PARAMETERS):
        step = np.zeros(model.PARAMETERS)
        step[number] = 1e-6
        change = (fitting._loss(histories, w + step)[0] - fitting._loss(histories, w - step)[0]) / 2e-6
        assert slope[number] == pytest.approx(change, rel=1e-3, abs=1e-3)


def test_fitted_parameters_predict_better_and_near_the_truth(
    pasts: list[Past], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fitting, "_LEAST_STEPS", 100)
    told: list[float] = []
    found = fit(pasts, (), progress=told.append)
    batches = make_histories(pasts)
    assert found.is_better
    assert found.loss_after == pytest.approx(log_loss(batches, np.array(found.parameters)))
    assert found.loss_before == pytest.approx(log_loss(batches, model.DEFAULTS))
    assert found.loss_after < log_loss(batches, TRUE) + 0.01
    assert told[-1] == 1.0
    assert (np.array(found.parameters) >= model.LOWER).all()
    assert (np.array(found.parameters) <= model.UPPER).all()
    again = fit(pasts, found.parameters)
    assert again.parameters == found.parameters, "the same log gives the same parameters"
    assert not again.is_better


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (list, "There are 0 reviews"),
        (lambda: [Past("1", ((3, 0), (3, 5)))] * 399, "There are 399 reviews"),
        (lambda: [Past("1", ((3, 0), (3, 5)))] * 400, "recalled"),
        (lambda: [Past("1", ((1, 0), (1, 5)))] * 400, "forgotten"),
        (lambda: [Past("1", ((3, 0), (1, 0)))] * 900, "There are 0 reviews"),  # all on the same day
    ],
)
def test_too_little_to_learn_from_is_refused(make: Callable[[], list[Past]], words: str) -> None:
    with pytest.raises(FitRefusedError, match=words):
        fit(make(), ())


def test_a_fit_can_be_stopped(pasts: list[Past]) -> None:
    calls = iter(range(1000))
    with pytest.raises(FitStoppedError):
        fit(pasts, (), stopped=lambda: next(calls) > 3)


def test_the_curve_and_its_inverse() -> None:
    assert retrievability(10, 10) == pytest.approx(0.9)
    assert retrievability(0, 5) == 1
    assert retrievability(-3, 5) == 1, "a clock set back forgets nothing"
    for share in (0.2, 0.7, 0.9, 0.99):
        assert retrievability(faded_at(share) * 7, 7) == pytest.approx(share)


def test_a_year_is_simulated(pasts: list[Past]) -> None:
    cards = [Known(20.0, 5.0, float(n % 40), float(n % 30 - 10)) for n in range(300)]
    course = simulate(cards, 50, Plan(0.9, 5, 1000))
    assert len(course.reviews) == len(course.known) == 365
    assert sum(course.new) == 50
    assert course.waiting[0] == 0
    assert course.known[-1] == pytest.approx(350 * 0.94, rel=0.06)
    assert simulate(cards, 50, Plan(0.9, 5, 1000)) == course, "the same every time"
    eager, lazy = (simulate(cards, 0, Plan(share, 0, 9999)) for share in (0.97, 0.8))
    assert sum(eager.reviews) > 2 * sum(lazy.reviews)
    slow = simulate(cards, 0, Plan(0.9, 0, 3))
    assert max(slow.reviews) == 3
    assert slow.waiting[0] > 100
    assert simulate([], 0, Plan(0.9, 5, 5)).known[-1] == 0
    assert not math.isnan(sum(simulate([], 3, Plan(0.9, 5, 5)).known))
