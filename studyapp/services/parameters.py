"""The parameters of FSRS: fitted to the person's own log, adopted as one command, and what they explain.

The memory of a card is the replay of its whole log with the library's parameters. So parameters that change
bring every memory with them (due days stay), and the check can tell a memory that is wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from studyapp.scheduling.fitting import fit
from studyapp.scheduling.histories import Past, replay_all
from studyapp.scheduling.model import DEFAULTS
from studyapp.storage import histories, study_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from sqlite3 import Connection

    from studyapp.scheduling.fitting import Fit
    from studyapp.services.library import Library

_TOLERANCE = 1e-6
"""Of a stability or difficulty: the package and whole arrays round the last bits differently."""


def fit_parameters(
    library: Library,
    *,
    progress: Callable[[float], object] = lambda _: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Fit:
    """Return parameters fitted to the log, beside those in use; nothing is kept.

    Raises FitRefusedError where the log says too little, FitStoppedError once `stopped` says so.
    """
    with library.query() as connection:
        before = study_settings.load_settings(connection).parameters
        pasts = [Past(*trail) for trail in histories.load_trails(connection)]
    return fit(pasts, before, progress=progress, stopped=stopped)


def remember_anew(connection: Connection, parameters: tuple[float, ...]) -> None:
    """Write the memory of every card as these parameters see its log."""
    pasts = [Past(*trail) for trail in histories.load_trails(connection, there_only=True)]
    histories.keep_memories(connection, replay_all(pasts, _array(parameters)))


def find_wrong_memories(library: Library) -> Iterator[str]:
    """Yield a sentence for each card whose memory is not what its log leads to."""
    with library.query() as connection:
        parameters = study_settings.load_settings(connection).parameters
        pasts = [Past(*trail) for trail in histories.load_trails(connection, there_only=True)]
        kept = {card_id: memory for card_id, *memory in histories.load_memories(connection)}
    for card_id, *memory in replay_all(pasts, _array(parameters)):
        known = kept.pop(card_id, None)
        if known is None:
            yield f"card {card_id} was reviewed, but knows nothing of it"
        elif not np.allclose(known, memory, rtol=_TOLERANCE, atol=0):
            yield (
                f"card {card_id} has stability {known[0]:.4f} and difficulty {known[1]:.4f};"
                f" its log leads to {memory[0]:.4f} and {memory[1]:.4f}"
            )
    for card_id in kept:
        yield f"card {card_id} has a memory, but no log that leads to it"


def find_wrong_schedules(library: Library) -> Iterator[str]:
    """Yield a sentence for each card whose phase, due day or counts are not what its log ends with."""
    with library.query() as connection:
        endings = histories.load_endings(connection)
        by_hand = histories.rescheduled_cards(connection)
        schedules = list(histories.load_schedules(connection))
    for card_id, phase, due_on, reviewed_on, reviews, lapses in schedules:
        end = endings.get(card_id)
        if end is None:
            continue  # told already: it has a memory without a log
        if (reviews, lapses, reviewed_on) != (end.reviews, end.lapses, end.studied_on):
            counted = f"{reviews} reviews and {lapses} lapses"
            yield f"card {card_id} counts {counted}; its log has {end.reviews} and {end.lapses}"
        elif card_id not in by_hand and (phase, due_on) != (end.phase_after, histories.due_after(end)):
            yield f"card {card_id} is in {phase}, due {due_on}; its log ends with {end.phase_after}"


def _array(parameters: tuple[float, ...]) -> np.typing.NDArray[np.float64]:
    return np.array(parameters) if parameters else DEFAULTS
