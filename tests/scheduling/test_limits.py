from __future__ import annotations

import math

import pytest

from studyapp.domain.reviews import StudySettings, StudySettingsError
from studyapp.scheduling.limits import check_settings

DEFAULTS = (
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796,
    1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
)  # fmt: skip


@pytest.mark.parametrize(
    "wrong",
    [
        StudySettings(retention=2.0),
        StudySettings(retention=0.69),
        StudySettings(retention=0.995),
        StudySettings(retention=math.nan),
        StudySettings(rollover_hour=24),
        StudySettings(rollover_hour=-1),
        StudySettings(new_per_day=-1),
        StudySettings(reviews_per_day=10_000),
        StudySettings(learning_steps_s=(600, 60)),
        StudySettings(learning_steps_s=(0,)),
        StudySettings(relearning_steps_s=(86_400,)),
        StudySettings(learning_steps_s=(60,) * 11),
        StudySettings(learn_ahead_s=-1),
        StudySettings(maximum_interval_days=0),
        StudySettings(maximum_interval_days=40_000),
        StudySettings(parameters=DEFAULTS[:19]),
        StudySettings(parameters=(0.0, *DEFAULTS[1:])),
        StudySettings(parameters=(math.nan, *DEFAULTS[1:])),
        StudySettings(parameters=(*DEFAULTS[:20], math.inf)),
    ],
)
def test_settings_that_make_no_sense_are_refused_with_a_sentence(wrong: StudySettings) -> None:
    with pytest.raises(StudySettingsError) as caught:
        check_settings(wrong)
    assert caught.value.sentence.endswith(".")


@pytest.mark.parametrize(
    "right",
    [
        StudySettings(),
        StudySettings(retention=0.7, rollover_hour=0, new_per_day=0, reviews_per_day=0),
        StudySettings(retention=0.99, rollover_hour=23, learning_steps_s=(), relearning_steps_s=()),
        StudySettings(learning_steps_s=(1, 43_200), maximum_interval_days=1, parameters=DEFAULTS),
    ],
)
def test_settings_at_the_ends_are_taken(right: StudySettings) -> None:
    check_settings(right)
