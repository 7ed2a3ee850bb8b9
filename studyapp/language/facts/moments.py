"""The time of a clause: the one that hangs on its verb, or that stands where it can mean nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.language.facts.subjects import SUBJECTS

if TYPE_CHECKING:
    from studyapp.language.facts.view import View
    from studyapp.language.time.finding import Dated

_HANGS = ("obl", "advmod", "nmod", "advcl", "nummod")
_APART_FROM = ("after", "before", "since", "until")  # "after the discovery in 1492, X ...": X is later
_OBJECTS = ("obj", "obl", "nsubj:pass", "xcomp")


def time_of(view: View, predicate: int) -> Dated | None:
    """Return the one time of a clause; of two none can be told to be its own."""
    for hangs in (_is_own, _is_of_object, _is_before_when):
        found = [
            dated
            for dated in view.times
            if hangs(view, dated, predicate) and not _is_beyond(view, dated, predicate)
        ]
        if len(found) == 1 and not _goes_on(view, found[0]):
            # "after 1991, when the League fell": it fell in 1991.
            return found[0]._replace(period=found[0].named) if hangs is _is_before_when else found[0]
        if found:
            return None
    return None


def _is_beyond(view: View, dated: Dated, predicate: int) -> bool:
    """Tell whether another clause stands before the time: "Varn rose, and Orsk crowned Lorn in 1047"."""
    return any(
        view.relations[at] in ("conj", "parataxis") and view.child(at, *SUBJECTS) is not None
        for at in range(predicate + 1, timed_words(view, dated).start)
    )


def _goes_on(view: View, dated: Dated) -> bool:
    """Tell whether another time is joined to this one: "in 1848 or 1849", "in 1563, 1593 and 1603"."""
    last = timed_words(view, dated).stop
    if (
        view.words[last : last + 1] == [","]
        and view.words[last + 1 : last + 2]
        and view.words[last + 1][:1].isdigit()
    ):
        return True
    return view.lower[last : last + 1] in (["or"], ["and"]) and any(
        last < timed_words(view, other).start <= last + 2 for other in view.times
    )


def timed_words(view: View, dated: Dated) -> range:
    """Return the words of a time, with its preposition if the word before it is one."""
    first, last = view.words_of(dated.preposition_start, dated.period.end)
    is_preposition = first < last and view.universal[first] in ("ADP", "SCONJ")
    return (
        range(first, last) if is_preposition else range(*view.words_of(dated.period.start, dated.period.end))
    )


def _top(view: View, dated: Dated) -> int:
    """Return the word of a time whose head is outside it, -1 if it has no words."""
    inside = range(*view.words_of(dated.period.start, dated.period.end))
    return next((index for index in inside if view.heads[index] not in inside), -1)


def _is_own(view: View, dated: Dated, predicate: int) -> bool:
    top = _top(view, dated)
    return top >= 0 and view.heads[top] == predicate and view.relations[top].split(":")[0] in _HANGS


def _is_of_object(view: View, dated: Dated, predicate: int) -> bool:
    """Tell whether a date hangs on a noun in the tree, but on the verb in truth: "signed a pact in 1994"."""
    top = _top(view, dated)
    head = view.heads[top] if top >= 0 else -1
    return (
        head >= 0
        and view.heads[head] == predicate
        and not any(view.lower[i] in _APART_FROM for i in view.children[head])
        and view.relations[head] in _OBJECTS
        and (view.relations[top].startswith("nmod") or view.relations[head] == "xcomp")
        and dated.preposition in ("in", "on", "since", "by")
        and _ends(view, timed_words(view, dated).stop)
    )


def _is_before_when(view: View, dated: Dated, predicate: int) -> bool:
    """Tell whether a clause says what was at a time right before it: "in 1991, when the League fell"."""
    when = next((i for i in view.children[predicate] if view.lower[i] == "when"), -1)
    return when > 0 and when - timed_words(view, dated).stop == (view.lower[when - 1] == ",")


def _ends(view: View, last: int) -> bool:
    return (
        last >= len(view.words)
        or not view.words[last][0].isalnum()
        or view.universal[last] in ("CCONJ", "SCONJ")
    )
