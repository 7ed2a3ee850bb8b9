"""What joins a sentence to the one before it: "However,", "For example,"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studyapp.language.facts.view import View

_LEADS = (
    "on the other hand", "for example", "for instance", "in addition", "in fact", "in contrast", "of course",
    "as a result", "in particular", "in turn", "more recently", "however", "thus", "therefore", "finally",
    "moreover", "furthermore", "also", "but", "and", "yet", "so", "indeed", "similarly", "likewise", "hence",
    "nevertheless", "nonetheless", "consequently", "additionally", "specifically", "meanwhile", "instead",
    "interestingly", "notably", "overall", "first", "second", "later", "eventually", "still", "rather",
)  # fmt: skip
_LEADS_WITHOUT_SIGN = ("but", "and", "yet", "so", "also", "thus", "finally", "eventually", "later")


def after_lead(view: View) -> int:
    """Return where a sentence starts after what joins it to the one before."""
    for lead in _LEADS:
        size = lead.count(" ") + 1
        has_sign = view.words[size : size + 1] == [","]
        if " ".join(view.lower[:size]) == lead and (has_sign or lead in _LEADS_WITHOUT_SIGN):
            return size + has_sign
    return 0
