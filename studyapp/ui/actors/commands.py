"""Joins the actions on actors to what they do; those that switch underlines show their state."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from studyapp.domain.actors import ActorKind

if TYPE_CHECKING:
    from studyapp.ui.actions import Actions
    from studyapp.ui.actors.controller import ActorsController


def bind_actors(actions: Actions, actors: ActorsController) -> None:
    """Bind every action on actors."""
    underlines = actors.underlines
    actions.bind("actors", actors.focus_list)
    actions.bind("actor_here", actors.open_here)
    actions.bind("next_mention", partial(actors.step, 1))
    actions.bind("previous_mention", partial(actors.step, -1))
    actions.bind("join_actor", actors.join)
    actions.bind("rename_actor", actors.rename)
    actions.bind("retype_actor", actors.retype)
    actions.bind("hide_actor", actors.hide)
    actions.bind("underlines", lambda: underlines.show_all(not underlines.on))
    for kind in ActorKind:
        actions.bind(f"mark_{kind.value}", partial(actors.decisions.mark, kind))
        actions.bind(f"underline_{kind.value}", partial(underlines.switch, kind))
    underlines.changed.connect(partial(_show_state, actions, actors))
    _show_state(actions, actors)


def _show_state(actions: Actions, actors: ActorsController) -> None:
    actions["underlines"].setChecked(actors.underlines.on)
    for kind in ActorKind:
        actions[f"underline_{kind.value}"].setChecked(actors.underlines.shows(kind))
