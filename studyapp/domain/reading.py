"""How a text is read: what of it was seen, at what pace, and the places that a reader marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from studyapp.domain.documents import ReadingPlace

PARTS = 32
"""A section is seen in so many parts; what was seen of it is a number with a bit for each."""
READ = 0.95
"""From this share on a section counts as read: its last lines may be shorter than a part."""

USUAL_WPM = 230.0
"""Words a minute, until the reader's own pace is known (Brysbaert 2019: 238 for English)."""
SLOWEST_WPM, FASTEST_WPM = 60.0, 1000.0
"""Slower, somebody was away; faster, somebody leafed."""
KNOWN_WORDS = 500.0
"""So many words must have been read before a pace is told."""
_MEMORY_WORDS = 20_000.0
"""Words after which what was measured before counts half."""


class Bookmark(NamedTuple):
    """A place with a name."""

    id: str
    document_id: str
    place: ReadingPlace
    label: str
    created_at: str


class Pace(NamedTuple):
    """Words read and the seconds that they took; the older ones count less."""

    words: float = 0.0
    seconds: float = 0.0

    @property
    def known(self) -> bool:
        """Whether enough was read to tell how fast."""
        return self.words >= KNOWN_WORDS and self.seconds > 0

    @property
    def wpm(self) -> float:
        """Words a minute; the usual pace while the reader's own is not known."""
        return self.words / self.seconds * 60 if self.known else USUAL_WPM

    def after(self, words: float, seconds: float) -> Pace:
        """Return the pace after some more reading."""
        kept = 0.5 ** (words / _MEMORY_WORDS)
        return Pace(self.words * kept + words, self.seconds * kept + seconds)

    def minutes(self, words: float) -> float:
        """Return how long so many words will take."""
        return words / self.wpm


def is_reading(words: float, seconds: float) -> bool:
    """Say whether so many words in so many seconds can have been read."""
    return seconds > 0 and SLOWEST_WPM <= words / seconds * 60 <= FASTEST_WPM


def parts_between(top: float, bottom: float) -> int:
    """Return the parts of a section from one share of its length to another, those that are mostly within."""
    first, last = round(top * PARTS), round(bottom * PARTS)
    return sum(1 << part for part in range(max(first, 0), min(last, PARTS)))


def is_read(parts: int) -> bool:
    """Say whether a section of which these parts were seen counts as read."""
    return share_seen(parts) >= READ


def share_seen(parts: int) -> float:
    """Return the share of a section that its parts are, 0 to 1."""
    return parts.bit_count() / PARTS
