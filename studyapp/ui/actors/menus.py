"""The menus of actors: over a mention, a selection, a row of the list, a page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QAction

from studyapp.domain.actors import ActorKind
from studyapp.ui.actors.names import kind_name
from studyapp.ui.translation import tr
from studyapp.ui.widgets.menu import make_menu

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QMenu, QWidget

    from studyapp.domain.actors import Actor
    from studyapp.ui.actors.controller import ActorsController
    from studyapp.ui.actors.page import ActorPage
    from studyapp.ui.look import Look
    from studyapp.ui.reader.controller import ReadingController
    from studyapp.ui.window import Window

ON_SELECTION = ("copy", "copy_source", "copy_address", "highlight", "note", "card")
"""The actions of the program that a selection's menu begins with."""


class ActorMenus(QObject):
    """Makes a menu when it is asked for; it goes when it is closed."""

    def __init__(
        self, look: Look, window: Window, reading: ReadingController, actors: ActorsController
    ) -> None:
        super().__init__(window)
        self._look = look
        self._window = window
        self._view = window.page.view
        self._reading = reading
        self._actors = actors
        self._view.customContextMenuRequested.connect(self._show_over_text)
        actors.pane.list.menu_wanted.connect(self._show_over_row)
        actors.pane.order.on_click(self._show_order)

    def show_of_page(self, page: ActorPage) -> None:
        """Show the menu of the actor whose page is open."""
        actor = self._actors.open_actor
        if actor is not None:
            _drop(self._of_actor(actor, None), page.menu)

    def _show_over_text(self, where: QPoint) -> None:
        """Show what can be done with the mention at a point of the viewport, or with the selection."""
        self._actors.hover.hide()
        place = self._view.selection(self._reading.section)
        mention = self._view.mention_at(where.toPointF()) if place is None else None
        actor = self._actors.cast.find(mention.actor_id) if mention is not None else None
        corner = self._view.viewport().mapToGlobal(where)
        if actor is not None:
            self._of_actor(actor, partial(self._actors.open, actor.id)).popup(corner)
        elif place is not None:
            self._of_selection().popup(corner)

    def _show_over_row(self, actor_id: str, where: QPoint) -> None:
        actor = self._actors.cast.find(actor_id)
        if actor is not None:
            self._of_actor(actor, partial(self._actors.open, actor_id)).popup(where)

    def _show_order(self) -> None:
        from studyapp.ui.actors.order_menu import order_menu  # noqa: PLC0415 (on first use)

        pane = self._actors.pane
        _drop(order_menu(self._look, pane, self._actors.underlines), pane.order)

    def _of_actor(self, actor: Actor, open_it: Callable[[], object] | None) -> QMenu:
        decisions = self._actors.decisions
        menu = make_menu(self._look, self._window)
        if open_it is not None:
            _add(menu, tr("Open “{name}”", name=actor.name), open_it)
            menu.addSeparator()
        _add(menu, tr("Join with…"), partial(decisions.ask_join, self._actors.cast, actor))
        _add(menu, tr("Rename…"), partial(decisions.ask_name, actor))
        kinds = make_menu(self._look, menu, tr("Change kind"))
        for kind in ActorKind:
            action = _add(kinds, kind_name(kind), partial(decisions.retype, actor, kind))
            action.setCheckable(True)
            action.setChecked(kind is actor.kind)
        menu.addMenu(kinds)
        _add(menu, tr("Not an actor"), partial(decisions.hide, actor))
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _of_selection(self) -> QMenu:
        """Return what the bar beside a selection offers, and the kinds to mark it as."""
        menu = make_menu(self._look, self._window)
        for name in ON_SELECTION:
            action = self._window.findChild(QAction, name)
            if action is not None:
                menu.addAction(action)
        menu.addSeparator()
        kinds = make_menu(self._look, menu, tr("Mark as an actor"))
        for kind in ActorKind:
            _add(kinds, kind_name(kind), partial(self._actors.decisions.mark, kind))
        menu.addMenu(kinds)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu


def _add(menu: QMenu, text: str, act: Callable[[], object]) -> QAction:
    action = menu.addAction(text)
    action.triggered.connect(lambda *_: act())
    return action


def _drop(menu: QMenu, button: QWidget) -> None:
    """Show a menu under a button, its right edges in line."""
    corner = button.mapToGlobal(button.rect().bottomRight())
    menu.popup(corner - QPoint(menu.sizeHint().width(), 0))
