"""Invented texts: real countries, but no real person, organisation or treaty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.domain.documents import Block, BlockKind, Section
from studyapp.language.engine import analyse

if TYPE_CHECKING:
    from studyapp.domain.actors import Actor
    from studyapp.domain.analyses import Analysis
    from studyapp.domain.facts import Fact


def _sections(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the blocks of each section: blank lines between blocks, dashes between sections."""
    parts = [part.strip().split("\n\n") for part in text.split("---")]
    return tuple(tuple(" ".join(block.split()) for block in blocks) for blocks in parts)


POLITICS = _sections("""
Norway and Portugal have drawn closer. Norwegian President Odila Varnholt met Tomas Perrault at the
G20 summit in Quenby, Portugal, on May 4, 2011, where fish was on the agenda. Varnholt had asked for
the talks. Norwegians know Perrault well, and Odila Varnholt calls him a friend.

Portugal intervened in the Grain Quarrel with two ships in 1987, while Norway kept away. The turning
point came in 1991, when the Tarsian League collapsed. The Brown Revolution of 1903 is remembered.

---

The Northern Grain Transport Board (NGTB), a group of ports and railways, carries grain between
Norway, Portugal, Denmark and Poland. Conrad Sandoval of the Meridian Press Agency (MPA) writes
about the NGTB.

Ilse Marwood, Denmark's Deputy Trade Minister, warned Oslo not to close the port. The treaty that
Norway and Portugal signed in 1994 creates no military bloc. According to reports, Norway has
delivered ships to Portugal. Poland is believed to be helping Norway with steel. The trade treaty
was welcomed, and the treaty lasted.
""")
HISTORY = _sections("""
In 1848, the Soviet Union did not exist, and Persia was old. Persians traded with Imperial Russia.
The Russian Federation is young. Moscow and Lisbon look to each other for help.

The Treaty of Osswick (1712) ended the Salt War. General Hadi al-Nurim led the army. Nurim fell in
Osswick. The 1730 Treaty of Brenn followed. Lake Orrin, a large lake in Finland, froze in the winter
of 1731.

Anna Feld founded the Brenn Observatory on 12 March 1733. It holds 4,200 books. The Brenn
Observatory holds 4,200 books.
""")


def made_sections(*texts: tuple[str, ...], kind: BlockKind = BlockKind.PARAGRAPH) -> tuple[Section, ...]:
    """Return a section for each tuple of blocks."""
    return tuple(Section("Part", 1, tuple(Block(kind, text) for text in blocks)) for blocks in texts)


def analysed(*texts: tuple[str, ...]) -> Analysis:
    """Return the analysis of an English text."""
    return analyse(made_sections(*texts), "en")


def actor_named(analysis: Analysis, name: str) -> Actor:
    """Return the one actor of a name."""
    (found,) = [actor for actor in analysis.actors if actor.name == name]
    return found


def mentioned(analysis: Analysis, name: str, *texts: tuple[str, ...]) -> list[str]:
    """Return the mentions of an actor as they are written."""
    return [texts[m.section][m.block][m.start : m.end] for m in actor_named(analysis, name).mentions]


def told(facts: tuple[Fact, ...]) -> list[tuple[str, str | None, str, str | None, str | None]]:
    """Return facts as kind, subject, relation, object and first day."""
    return [
        (
            f.kind.value,
            f.subject.text if f.subject else None,
            f.relation,
            f.object.text if f.object else None,
            f.time.text if f.time else None,
        )
        for f in facts
    ]
