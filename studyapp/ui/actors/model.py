"""The actors of a document as rows: a head for each kind, its actors, and how many more there are."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QAbstractListModel, Qt

from studyapp.domain.actors import ActorKind
from studyapp.services.casts import Cast
from studyapp.ui.actors.names import kind_name, kinds_name
from studyapp.ui.translation import tr, tr_count

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex

    from studyapp.domain.actors import Actor

ROW = Qt.ItemDataRole.UserRole
FEWEST = 6  # of each kind before "n more"; one more row takes no more room than that line
STEP = 50  # how many come at a time then
BARS = 12  # how many bars a row has at most; of more sections, several share one


class Order(StrEnum):
    """How the actors of a kind are ordered."""

    COUNT = "count"
    NAME = "name"
    FIRST = "first"


class HeadRow(NamedTuple):
    """The head of a kind, and whether its actors are underlined in the text."""

    kind: ActorKind
    total: int
    underlined: bool


class ActorRow(NamedTuple):
    """An actor; `bars` is how often it stands in each part of the document, `here` which part is read."""

    actor: Actor
    mentions: int
    present: bool
    bars: tuple[int, ...]
    here: int


class MoreRow(NamedTuple):
    """How many actors of a kind are not listed."""

    kind: ActorKind
    hidden: int


Row = HeadRow | ActorRow | MoreRow


class ActorsModel(QAbstractListModel):
    """The actors that scope and filter let through."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._cast = Cast("")
        self._section = 0
        self._sections = 1
        self._rows: list[Row] = []
        self._most: dict[ActorKind, int] = {}
        self._hidden: frozenset[ActorKind] = frozenset()
        self._filter = ""
        self.here_only = False
        self.order = Order.COUNT

    def show(self, cast: Cast, section: int, sections: int) -> None:
        """Show a cast, seen from a section."""
        if cast.document_id != self._cast.document_id:
            self._most = {}
        self._cast, self._section, self._sections = cast, section, max(sections, 1)
        self._rebuild()

    def show_section(self, section: int) -> None:
        """Show the cast from another section."""
        if section != self._section:
            self._section = section
            self._rebuild()

    def show_underlined(self, hidden: frozenset[ActorKind]) -> None:
        """Show which kinds are not underlined in the text."""
        self._hidden = hidden
        self._rebuild()

    def limit(
        self, *, here_only: bool | None = None, order: Order | None = None, text: str | None = None
    ) -> None:
        """Change scope, order or filter; what is None stays."""
        self.here_only = self.here_only if here_only is None else here_only
        self.order = self.order if order is None else order
        self._filter = self._filter if text is None else text.strip().casefold()
        self._rebuild()

    def show_more(self, kind: ActorKind) -> None:
        """List more actors of a kind."""
        self._most[kind] = self._most.get(kind, FEWEST) + STEP
        self._rebuild()

    @property
    def total(self) -> int:
        """How many actors there are, listed or not."""
        return len(self._cast.actors)

    @property
    def filter(self) -> str:
        """What the names must contain."""
        return self._filter

    def row(self, row: int) -> Row:
        """Return what a row shows."""
        return self._rows[row]

    def row_of(self, actor_id: str) -> int:
        """Return the row of an actor; -1 when it is not listed."""
        return next(
            (n for n, row in enumerate(self._rows) if isinstance(row, ActorRow) and row.actor.id == actor_id),
            -1,
        )

    def row_like(self, wanted: object) -> int:
        """Return the row of the same actor, or of the same kind's head; -1 when there is none."""
        if isinstance(wanted, ActorRow):
            return self.row_of(wanted.actor.id)
        if isinstance(wanted, HeadRow):
            heads = (
                n for n, row in enumerate(self._rows) if isinstance(row, HeadRow) and row.kind is wanted.kind
            )
            return next(heads, -1)
        return -1

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """Return the number of rows."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a row's words, or the row itself."""
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row)
        return None

    def _words(self, row: Row) -> str:
        match row:
            case HeadRow():
                return kinds_name(row.kind)
            case ActorRow():
                return row.actor.name
            case MoreRow():
                return tr("{count} more", count=f"{row.hidden:,}")

    def _spoken(self, row: Row) -> str:
        match row:
            case HeadRow():
                state = tr("underlined in the text") if row.underlined else tr("not underlined in the text")
                return f"{kinds_name(row.kind)}: {row.total}, {state}"
            case ActorRow():
                count = tr_count(row.mentions, "{count} mention", "{count} mentions")
                here = tr(", also in this section") if row.present else ""
                return f"{row.actor.name}, {kind_name(row.actor.kind)}, {count}{here}"
            case MoreRow():
                return self._words(row)

    def _rebuild(self) -> None:
        self.beginResetModel()
        by_kind: dict[ActorKind, list[Actor]] = {}
        for actor in self._cast.actors:
            if self._fits(actor):
                by_kind.setdefault(actor.kind, []).append(actor)
        self._rows = []
        for kind in ActorKind:
            if kind in by_kind:
                self._add_kind(kind, by_kind[kind])
        self.endResetModel()

    def _add_kind(self, kind: ActorKind, actors: list[Actor]) -> None:
        match self.order:
            case Order.COUNT:
                actors.sort(key=lambda actor: (-self._count(actor), actor.name))
            case Order.NAME:
                actors.sort(key=lambda actor: actor.name.casefold())
            case Order.FIRST:
                actors.sort(key=lambda actor: actor.mentions[0][:3])
        most = self._most.get(kind, FEWEST)
        shown = actors if len(actors) <= most + 1 else actors[:most]
        self._rows.append(HeadRow(kind, len(actors), kind not in self._hidden))
        self._rows += [self._actor_row(actor) for actor in shown]
        if len(shown) < len(actors):
            self._rows.append(MoreRow(kind, len(actors) - len(shown)))

    def _actor_row(self, actor: Actor) -> ActorRow:
        bins = min(self._sections, BARS)
        bars = [0] * bins
        counts = self._cast.counts(actor.id)
        for section, count in counts.items():
            bars[min(section * bins // self._sections, bins - 1)] += count
        here = min(self._section * bins // self._sections, bins - 1)
        return ActorRow(actor, self._count(actor), counts[self._section] > 0, tuple(bars), here)

    def _count(self, actor: Actor) -> int:
        return self._cast.counts(actor.id)[self._section] if self.here_only else len(actor.mentions)

    def _fits(self, actor: Actor) -> bool:
        if self.here_only and not self._cast.counts(actor.id)[self._section]:
            return False
        return not self._filter or any(
            self._filter in name.casefold() for name in (actor.name, *actor.aliases)
        )
