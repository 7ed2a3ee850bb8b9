"""What can be gone to, as rows: bookmarks, and the places that fit what was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from studyapp.domain.documents import ReadingPlace
from studyapp.ui.translation import tr
from studyapp.ui.widgets.rows import RowsModel

if TYPE_CHECKING:
    from studyapp.domain.reading import Bookmark


class GoingRow(NamedTuple):
    """A place to go to, with its name and what is said of it at the right.

    `share` is how much of its section lies above it; `address` is a passage's, anywhere in the library.
    """

    icon: str
    name: str
    detail: str
    place: ReadingPlace = ReadingPlace(0, 0)
    share: float = 0.0
    depth: int = 0
    bookmark: Bookmark | None = None
    address: str = ""


class GoingModel(RowsModel[GoingRow]):
    """The rows."""

    def words(self, row: GoingRow) -> str:
        """Return a row's name."""
        return row.name

    def spoken(self, row: GoingRow) -> str:
        """Return a row's name with what stands beside it."""
        kind = tr("Bookmark: {name}, {detail}") if row.bookmark is not None else "{name}, {detail}"
        return kind.format(name=row.name, detail=row.detail)
