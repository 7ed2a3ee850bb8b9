"""Which study settings make sense. The package checks its parameters alone, not what is asked of it."""

from __future__ import annotations

from itertools import pairwise

from fsrs.scheduler import LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS

from studyapp.domain.reviews import StudySettings, StudySettingsError

RETENTION = (0.70, 0.99)
"""The desired retention: below, more is forgotten than learned; above, the work explodes (as in Anki)."""
MOST_PER_DAY = 9999
LONGEST_STEP_S = 12 * 3600
"""A step; one of a day or more is the algorithm's business (one and a half times a step is below a day)."""
MOST_STEPS = 10
LONGEST_INTERVAL_DAYS = 36500
LONGEST_AHEAD_S = 12 * 3600
MOST_LAPSES = 99
LONGEST_ANSWER_S = 600


def check_settings(settings: StudySettings) -> None:
    """Raise StudySettingsError with a sentence for settings that scheduling cannot work with."""
    low, high = RETENTION
    if not low <= settings.retention <= high:
        raise StudySettingsError(f"The desired retention is between {low:.2f} and {high:.2f}.")
    if not 0 <= settings.rollover_hour <= 23:
        raise StudySettingsError("The study day begins at an hour from 0 to 23.")
    for count in (settings.new_per_day, settings.reviews_per_day):
        if not 0 <= count <= MOST_PER_DAY:
            raise StudySettingsError(f"A daily limit is a number from 0 to {MOST_PER_DAY}.")
    _check_steps(settings.learning_steps_s)
    _check_steps(settings.relearning_steps_s)
    if not 0 <= settings.learn_ahead_s <= LONGEST_AHEAD_S:
        raise StudySettingsError("Learning ahead is between no time and 12 hours.")
    if not 1 <= settings.maximum_interval_days <= LONGEST_INTERVAL_DAYS:
        raise StudySettingsError(f"The longest interval is from 1 to {LONGEST_INTERVAL_DAYS} days.")
    _check_parameters(settings.parameters)
    _check_queue(settings)


def _check_queue(settings: StudySettings) -> None:
    low, high = RETENTION
    if any(not low <= goal <= high for _, goal in settings.goals):
        raise StudySettingsError(f"The desired retention is between {low:.2f} and {high:.2f}.")
    for count in (settings.today_new, settings.today_reviews):
        if not -MOST_PER_DAY <= count <= MOST_PER_DAY:
            raise StudySettingsError(f"What today has more or less is at most {MOST_PER_DAY} cards.")
    if not 0 <= settings.plan_reviews <= MOST_PER_DAY:
        raise StudySettingsError(f"A plan has from 0 to {MOST_PER_DAY} reviews a day.")
    if not 0 <= settings.leech_lapses <= MOST_LAPSES:
        raise StudySettingsError(f"A card is a leech after 1 to {MOST_LAPSES} lapses, or never (0).")
    if not 5 <= settings.longest_answer_s <= LONGEST_ANSWER_S:
        raise StudySettingsError(f"The longest answer that counts takes 5 to {LONGEST_ANSWER_S} seconds.")


def _check_steps(steps: tuple[int, ...]) -> None:
    if len(steps) > MOST_STEPS:
        raise StudySettingsError(f"There are at most {MOST_STEPS} steps.")
    if any(not 1 <= step <= LONGEST_STEP_S for step in steps):
        raise StudySettingsError("A step is between a second and 12 hours.")
    if any(step > following for step, following in pairwise(steps)):
        raise StudySettingsError("Each step is at least as long as the one before it.")


def _check_parameters(parameters: tuple[float, ...]) -> None:
    if not parameters:
        return
    if len(parameters) != len(LOWER_BOUNDS_PARAMETERS):
        raise StudySettingsError(
            f"FSRS-6 has {len(LOWER_BOUNDS_PARAMETERS)} parameters; these are {len(parameters)}."
        )
    bounds = zip(parameters, LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS, strict=True)
    for number, (value, low, high) in enumerate(bounds):
        if not low <= value <= high:
            raise StudySettingsError(f"Parameter {number} of FSRS is between {low:g} and {high:g}.")
