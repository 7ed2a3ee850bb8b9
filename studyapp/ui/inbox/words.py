"""What the inbox says: what is listed, what was done in this sitting, and why nothing waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.services.analysing import analysis_warnings, is_analysed
from studyapp.ui.translation import tr, tr_count

if TYPE_CHECKING:
    from studyapp.ui.desk import Desk
    from studyapp.ui.inbox.view import InboxScreen
    from studyapp.ui.inbox.waiting import Waiting


def subtitle(screen: InboxScreen, waiting: Waiting, where: str) -> str:
    """Return what is listed of `where`: the count is that of the top bar."""
    rows = screen.rows
    parts = [where, _listed(screen, waiting)]
    weaker = waiting.count_weaker() if rows.section is None else 0
    if weaker:
        parts.append(tr("{count} more under “Any”", count=f"{weaker:,}"))
    accepted, discarded = waiting.done()
    done = [tr("{count} accepted", count=accepted)] if accepted else []
    done += [tr("{count} discarded", count=discarded)] if discarded else []
    if done:
        parts.append(tr("{done} in this sitting", done=", ".join(done)))
    return "  ·  ".join(parts)


def _listed(screen: InboxScreen, waiting: Waiting) -> str:
    shown, total = screen.rows.rowCount(), screen.rows.total
    if not total:
        return tr("No drafts of sections read") if waiting.narrowed else tr("No drafts")
    if shown < total:
        return tr("{shown} of {total} drafts, best first", shown=f"{shown:,}", total=f"{total:,}")
    if waiting.narrowed:
        return tr_count(
            total, "{count} draft of sections read", "{count} drafts of sections read, best first"
        )
    return tr_count(total, "{count} draft", "{count} drafts, best first")


def why_empty(
    desk: Desk, document_id: str | None, screen: InboxScreen, waiting: Waiting, obstacle: str
) -> str:
    """Return the sentence for an empty list; `obstacle` is why the text is not analysed, if anything."""
    rows = screen.rows
    if document_id is None or not is_analysed(desk.library, document_id):
        return obstacle or tr(
            "The text is still being read for facts. Its drafts come here when that is done."
        )
    if waiting.narrowed and waiting.count_unread(rows.section):
        return _unread(waiting)
    if rows.section is not None and not screen.sections.rows.facts_in(rows.section):
        return tr("No facts found in this section: it reads like an essay.")
    if rows.section is not None and (rows.total or waiting.count_weaker()):
        return tr("No draft waits here. Choose another section, or “Any” for the weaker ones.")
    if waiting.count_weaker():
        return tr("No draft of this quality waits. “Any” shows the weaker ones.")
    return _nothing_waits(desk, document_id, screen)


def _unread(waiting: Waiting) -> str:
    if waiting.is_long:
        return tr(
            "This is a long text: its drafts come section by section, as you read it. Read on, or turn off"
            " “Only sections read” for those of all sections."
        )
    return tr(
        "No draft waits in the sections that you have read. Read on, or turn off “Only sections read” for"
        " those of all sections."
    )


def _nothing_waits(desk: Desk, document_id: str, screen: InboxScreen) -> str:
    """Return why not one draft of a document is there to be shown."""
    if screen.sections.rows.has_cards:
        return tr("All done: no draft of this text waits any more. Press Review to learn the cards.")
    return " ".join(analysis_warnings(desk.library, document_id)) or tr(
        "No facts found in this text: it reads like an essay. To write a card yourself, select a passage"
        " and {way}.",
        way=desk.way("card"),
    )
