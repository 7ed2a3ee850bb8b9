"""Remarks to the visitor within an article, no text of it: share, print, advertisement, read more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studyapp.domain.documents import BlockKind, InlineKind
from studyapp.importers.sections import RawSection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studyapp.domain.documents import Block

# A longer block is text, whatever it begins with.
REMARK_WORDS = 30
# Of the letters of a pointer to another page, those in its links.
LINKED_PART = 0.4

_WHOLE = re.compile(
    # advertisements
    r"advertise?ments?|ads?|sponsored(?: content)?|anzeige|werbung|publicit[ée]|publicidade?|"
    r"pubblicità|reklama|"
    # sharing and printing
    r"(?:share|teilen|partager|compart(?:ir|e|ilhar|ilhe)|condividi|udostępnij|delen)(?: (?:this|on|via|with|"
    r"auf|sur|en|no|su|it|article|story|post|page|a|friends?|facebook|twitter|whatsapp|email|linkedin))*|tweet|"
    r"like this story\? share it with a friend|print(?: (?:this )?(?:article|page))?|drucken|imprim(?:er|ir)|"
    r"stampa|drukuj|order reprints|text size|"
    # comments
    r"(?:view |show |leave a |add a |post a |no |\d+ )?comments?(?: \(?\d+\)?)?|kommentare?|commentaires?|"
    r"comentarios?|comentários?|commenti|komentarze|"
    # what the page asks and answers
    r"(?:please )?(?:subscribe|sign up|sign in|log in|register)(?: (?:now|here|to|for|our|the|a|free|weekly|"
    r"daily|newsletters?))*|newsletter|thank you|sorry|an error (?:has )?occurred(?:,? please try again"
    r"(?: later)?)?|"
    r"there was an error processing your subscription|this article has been sent to|"
    # its foot, and the way round it
    r"(?:copyright )?(?:©|\(c\)|copyright)[^.]{0,80}(?:all rights reserved)?|all rights reserved|"
    r"(?:back to top|nach oben|zum seitenanfang|zurück zur startseite|retour en haut)|don.t miss|más leídas?|"
    r"(?:story )?continue[sd]?(?: reading)?(?: below)?(?: advertisement)?|"
    r"related(?: (?:articles?|stories|posts|content|topics))?|notas relacionadas|"
    r"(?:weitere )?artikel zum thema",
    re.IGNORECASE,
)
_POINTER = re.compile(
    r"(?:read|see|learn|watch|find out) (?:more|also|next)|also (?:read|see|on)|related|more:|more on|"
    r"don.t miss|recommended|click here|sign up|subscribe|follow us|join (?:us|our)|"
    r"lea (?:también|más)|lea:|leer más|mira:|puedes? (?:ver|leer)|te puede interesar|vea también|"
    r"leia (?:também|mais)|veja (?:também|mais)|(?:à )?lire aussi|voir aussi|leggi anche|"
    r"lesen sie (?:auch|hier)|mehr (?:zum thema|dazu)|siehe auch|lees ook|"
    r"(?:czytaj|zobacz) (?:też|także|również)",
    re.IGNORECASE,
)
_EDGES = " \t\n.,:;!?…–—|»›>·•[](){}\xa0"


def without_remarks(sections: Sequence[RawSection]) -> list[RawSection]:
    """Return the sections without remarks, and without headings at the end that nothing follows."""
    kept: list[RawSection] = []
    for section in sections:
        blocks = [block for block in section.blocks if not is_remark(block)]
        if section.title is not None and _WHOLE.fullmatch(section.title.strip(_EDGES)):
            if kept:  # the article may go on below a box
                kept[-1].blocks += blocks
                continue
            section.title = None
        kept.append(RawSection(section.title, section.level, blocks, section.anchors))
    for section in reversed(kept):
        while section.blocks and section.blocks[-1].kind is BlockKind.HEADING:
            section.blocks.pop()
        if section.blocks:
            break
    return kept


def is_remark(block: Block) -> bool:
    """Whether a block says something to the visitor of the page and nothing of its matter."""
    text = block.text.strip(_EDGES)
    if block.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.HEADING):
        return False
    if len(text.split()) > REMARK_WORDS:
        return False
    if _WHOLE.fullmatch(text):
        return True
    linked = sum(i.end - i.start for i in block.inlines if i.kind is InlineKind.LINK)
    return bool(_POINTER.match(text)) and linked >= LINKED_PART * len(text)
