from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from studyapp.storage import reviews
from studyapp.storage.reviews import Queue, Scope

if TYPE_CHECKING:
    from studyapp.services.library import Library


@pytest.mark.parametrize("queue", list(Queue))
@pytest.mark.parametrize("document_id", [None, "1"])
def test_a_queue_is_read_in_its_order_from_an_index(
    library: Library, queue: Queue, document_id: str | None
) -> None:
    scope = Scope("2026-03-01", document_id)
    selection = reviews._selection(queue, scope)
    with library.query() as connection:
        plan = connection.execute(
            f"EXPLAIN QUERY PLAN SELECT id {selection}", reviews._values(scope, "2026-03-01", 5)
        ).fetchall()
    steps = [row[3] for row in plan]
    assert len(steps) == 1, steps  # no sorting
    assert "USING" in steps[0]
    assert "INDEX card_" in steps[0]


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT count(*) FROM review WHERE studied_on = '2026-03-01'",
        "SELECT id FROM review WHERE card_id = 1 ORDER BY id",
    ],
)
def test_the_log_is_read_from_an_index(library: Library, sql: str) -> None:
    with library.query() as connection:
        steps = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}")]
    assert len(steps) == 1
    assert "SEARCH review USING" in steps[0]
