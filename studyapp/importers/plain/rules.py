"""Which lines are headings by rule: those that keep a heading's company and stand where one stands.

The rules know the customs of many kinds of texts. Their verdict is not the last word: it is one of the
`features` by which the trees decide.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.importers.plain.blocks import restore_titles
from studyapp.importers.plain.company import (
    drop_announced,
    drop_broken_counts,
    drop_broken_numbers,
    drop_bylines,
    drop_colons,
    drop_deck,
    drop_entries,
    drop_items,
    drop_lists,
    drop_repetitions,
)
from studyapp.importers.plain.customs import restore_customs
from studyapp.importers.plain.listed import restore_listed
from studyapp.importers.plain.lone import settle_lone_lines
from studyapp.importers.plain.places import drop_unfollowed, drop_weak, emphasise_centred, emphasise_set_off
from studyapp.importers.plain.signs import restore_signed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from studyapp.importers.plain.forms import Form
    from studyapp.importers.plain.lines import Unit


def rule(
    units: Sequence[Unit],
    first: Sequence[Form | None],
    prose: Sequence[bool],
    width: int,
    listed: Mapping[str, int],
) -> list[Form | None]:
    """Return the forms of the headings among the units, None for the others, from the forms of all lines."""
    forms = list(first)
    drop_items(units, forms, prose)
    drop_colons(units, forms)
    drop_entries(units, forms)
    drop_announced(units, forms)
    drop_bylines(units, forms)
    alone = list(forms)
    emphasise_centred(units, forms, prose, width)
    emphasise_set_off(units, forms, prose)
    drop_repetitions(units, forms)
    drop_lists(units, forms, prose)
    drop_broken_counts(forms)
    drop_broken_numbers(units, forms)
    drop_unfollowed(units, forms, prose)
    drop_weak(units, forms, prose)
    restore_customs(units, forms, alone, prose, width)
    restore_titles(units, forms, alone, prose)
    restore_signed(units, forms, prose)
    settle_lone_lines(units, forms, alone)
    drop_deck(units, forms, prose)
    restore_listed(units, forms, first, listed)
    return forms
