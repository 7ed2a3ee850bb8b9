"""The menu of the list: its order, and which kinds are underlined in the text."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QActionGroup

from studyapp.domain.actors import ActorKind
from studyapp.ui.actors.model import Order
from studyapp.ui.actors.names import kinds_name
from studyapp.ui.translation import tr
from studyapp.ui.widgets.menu import make_menu

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

    from studyapp.ui.actors.pane import ActorsPane
    from studyapp.ui.actors.underlines import Underlines
    from studyapp.ui.look import Look

_ORDERS = ((Order.COUNT, "Most mentioned first"), (Order.NAME, "By name"), (Order.FIRST, "As they appear"))


def order_menu(look: Look, pane: ActorsPane, underlines: Underlines) -> QMenu:
    """Return the menu, which goes when it is closed."""
    menu = make_menu(look, pane)
    group = QActionGroup(menu)
    for order, text in _ORDERS:
        action = menu.addAction(tr(text))
        action.setCheckable(True)
        action.setChecked(pane.rows.order is order)
        group.addAction(action)
        action.triggered.connect(partial(_take_order, pane, order))
    menu.addSeparator()
    every = menu.addAction(tr("Actors in the text"))
    every.setCheckable(True)
    every.setChecked(underlines.on)
    every.triggered.connect(underlines.show_all)
    for kind in ActorKind:
        action = menu.addAction(kinds_name(kind))
        action.setCheckable(True)
        action.setChecked(underlines.shows(kind))
        action.triggered.connect(partial(underlines.show_kind, kind))
    menu.aboutToHide.connect(menu.deleteLater)
    return menu


def _take_order(pane: ActorsPane, order: Order, _checked: bool) -> None:
    pane.rows.limit(order=order)
