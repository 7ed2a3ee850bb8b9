"""Events with a date: clauses ("Varn left the league in 1848") and names ("the Treaty of 1848")."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from studyapp.domain.actors import ActorKind
from studyapp.domain.facts import Fact, FactKind
from studyapp.language.facts.clauses import before_another_verb, clause_start, find_clause
from studyapp.language.facts.guards import clause_guard
from studyapp.language.facts.view import NOUN_PHRASE, SUBJECT
from studyapp.language.lexicon import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studyapp.language.dates import Dated
    from studyapp.language.facts.clauses import Clause
    from studyapp.language.facts.view import Known, View

_TIME_PREPOSITIONS = word_set("in on")
_WHEN_PREPOSITIONS = word_set("in on after since")
_OTHER_TIME = word_set("after before during since until when while following")  # "fell after the war in 1848"
_CLAUSE_INSIDE = re.compile(r"[WZDXbh]|cR?B")  # then the date may belong to another verb
# "the hall, built in 1848, burned", "in 1848 and 1849"
_NOT_ONLY_DATE = re.compile(r",R?[DZXbh]|[cT]M")
_ALTERNATIVES = (["or"], ["and"])
_CONDITIONS = (["if"], ["whether"], ["unless"])
_NOTHING = word_set("no none nobody nothing")
_LIST_GOES_ON = ([",", "and"], [",", "or"])
_NEXT_CLAUSE = word_set("and but while whereas")
_MARKS = (",", ".", ";", ":", "!", "?", "”", '"', "(", ")")
_MOST_OBJECT_WORDS = 20


def find_events(view: View) -> Iterator[Fact]:
    """Yield the dated facts of a sentence."""
    yield from _dated_names(view)
    if len(view.dates) == 1 or (len(view.dates) == 2 and _are_apart(view, *view.dates)):
        for dated in view.dates:
            yield from _dated_clause(view, dated)


def _are_apart(view: View, one: Dated, other: Dated) -> bool:
    """Tell whether two dates belong to two clauses: a semicolon, or a comma and "and", stands between."""
    first, last = view.word_at(one.period.end), view.word_at(other.preposition_start)
    between = view.lower[first : last + 1]
    return ";" in between or any(mark == "," and word in _NEXT_CLAUSE for mark, word in pairwise(between))


def _dated_names(view: View) -> Iterator[Fact]:
    for known in view.names:
        if known.kind not in (ActorKind.EVENT, ActorKind.AGREEMENT) or known.name.text[0].isdigit():
            continue
        dated = _date_beside(view, known)
        if dated is not None:
            relation = "took place" if known.kind is ActorKind.EVENT else "was made"
            guard = clause_guard(view, known.first, known.last, known.first, own=True)
            yield view.fact(FactKind.EVENT, view.part(known.first, known.last), relation, time=dated.period,
                            modality=guard.modality)  # fmt: skip


def _date_beside(view: View, known: Known) -> Dated | None:
    """Return the date that belongs to a name: "NAME of 1848", "NAME (1848)", "the 1848 NAME"."""
    for dated in view.dates:
        first, last = view.word_at(dated.period.start), view.word_at(dated.period.end - 1) + 1
        after = view.lower[known.last : first]
        if known.last < first and after in (["of"], ["("]) and dated.period.precision != "century":
            return dated
        if last == known.first and view.lower[first - 1 : first] == ["the"]:
            return dated
    return None


def _dated_clause(view: View, dated: Dated) -> Iterator[Fact]:
    first = view.word_at(dated.preposition_start)
    last = view.word_at(dated.period.end - 1) + 1
    after = view.lower[last : last + 2]
    if after[:1] in _ALTERNATIVES and after[1:] and after[1][0].isdigit():  # "in 1848 or 1849"
        return
    if dated.preposition in _WHEN_PREPOSITIONS and after[:1] in (["when"], [","]) and "when" in after:
        yield from _whole_clause(view, dated, last + after.index("when") + 1)
    elif dated.preposition not in _TIME_PREPOSITIONS:
        return
    elif relative := _relative(view, first):
        yield from _relative_fact(view, dated, *relative)
    elif (start := clause_start(view, first)) == first:  # "In 1848, ..."
        yield from _whole_clause(view, dated, last + (after[:1] == [","]))
    elif _NOT_ONLY_DATE.match(view.classes, last):
        return
    elif (clause := find_clause(view, start, last)) and clause.verb_end <= first:
        if clause.verb_end == first:
            yield from _fact(view, dated, clause, last, before_another_verb(view, last, clause.end))
        elif not _CLAUSE_INSIDE.search(view.classes, clause.verb_end, first):
            yield from _fact(view, dated, clause, clause.verb_end, first)


def _whole_clause(view: View, dated: Dated, start: int) -> Iterator[Fact]:
    """Yield the fact of a clause that has its date in front."""
    if clause := find_clause(view, start):
        first = clause.verb_end
        last = before_another_verb(view, first, clause.end)
        if last > first or last == clause.end:  # not "opened and closed the hall"
            yield from _fact(view, dated, clause, first, last)


def _relative(view: View, at: int) -> tuple[int, int, int] | None:
    """Return object start, relative word and verb of "the pact that VARN AND LUMEA made" before `at`."""
    verb = at - 1
    if verb < 2 or view.classes[verb] != "D":
        return None
    for which in range(verb - 2, 0, -1):
        if (
            view.classes[which] == "W"
            and view.match(SUBJECT, which + 1, verb)
            and view.is_named(which + 1, verb)
        ):
            start = min((s for s in range(which) if view.match(NOUN_PHRASE, s, which)), default=which)
            return (start, which, verb) if start < which else None
    return None


def _relative_fact(view: View, dated: Dated, start: int, which: int, verb: int) -> Iterator[Fact]:
    guard = clause_guard(view, which, verb + 1, verb, own=True)
    yield view.fact(
        FactKind.EVENT, view.part(which + 1, verb), view.words[verb], view.part(start, which),
        time=dated.period, polarity=guard.polarity, modality=guard.modality, attribution=guard.attribution,
    )  # fmt: skip


def _fact(view: View, dated: Dated, clause: Clause, first: int, last: int) -> Iterator[Fact]:
    while first < last and view.lower[last - 1] in _MARKS:
        last -= 1
    if view.lower[first:last][:1] == [","]:  # "fell in 1848, a year of war"
        last = first
    if last - first > _MOST_OBJECT_WORDS or not _is_whole(view, first, last):
        return
    if view.lower[clause.start - 1 : clause.start] in _CONDITIONS:
        return
    guard = clause_guard(view, clause.start, clause.end, clause.verb_end - 1)
    yield view.fact(
        FactKind.EVENT, view.part(clause.start, clause.subject_end),
        " ".join(view.words[clause.verb : clause.verb_end]),
        view.part(first, last) if first < last else None, time=dated.period,
        polarity=guard.polarity, modality=guard.modality, attribution=guard.attribution,
    )  # fmt: skip


def _is_whole(view: View, first: int, last: int) -> bool:
    """Tell whether the rest of a clause stands for itself: no pronoun, no open end, no half quotation."""
    if first >= last:
        return True
    text = view.sentence.literal(first, last)
    return (
        not _is_cut(view, first, last)
        and view.classes[last - 1] not in "WIcTA"
        and view.classes[first] not in "bhDZX"  # "the ships built in 1848 were sold"
        and view.lower[first] not in _OTHER_TIME
        and "O" not in view.classes[first:last]
        and _NOTHING.isdisjoint(view.lower[first:last])
        and text.count("“") == text.count("”")
        and not text.count('"') % 2
    )


def _is_cut(view: View, first: int, last: int) -> bool:
    """Tell whether words end within an abbreviation ("Ph.D.") or a list ("Varn, Lumea, and Oss")."""
    end = view.sentence.spans[last - 1][1] - view.sentence.start
    mark, following = view.sentence.text[end : end + 1], view.sentence.text[end + 1 : end + 2]
    within_list = "," in view.classes[first:last] and view.lower[last : last + 2] in _LIST_GOES_ON
    return within_list or (mark == "." and following.isalnum())
