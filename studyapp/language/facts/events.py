"""Events with a date: clauses ("Varn left the league in 1848") and names ("the Treaty of 1848")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from studyapp.domain.actors import ActorKind
from studyapp.domain.facts import Fact, FactKind
from studyapp.language.facts.guards import clause_guard, is_speech
from studyapp.language.facts.view import NOUN_PHRASE, SUBJECT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studyapp.language.dates import Dated
    from studyapp.language.facts.view import Known, View

_TIME_PREPOSITIONS = frozenset(("in", "on"))
_WHEN_PREPOSITIONS = frozenset(("in", "on", "after", "since"))
_CLAUSE_OPENERS = frozenset(
    [
        "when",
        "while",
        "whereas",
        "although",
        "though",
        "because",
        "where",
        "since",
        "if",
        "after",
        "before",
        "until",
    ]
)
_CLAUSE_ENDERS = frozenset(
    [
        "while",
        "whereas",
        "although",
        "though",
        "because",
        "where",
        "when",
        "which",
        "who",
        "whom",
        "whose",
        "but",
        "and",
        "so",
        "or",
        "yet",
        "as",
        "after",
        "before",
    ]
)
_ENDERS_WITHOUT_COMMA = frozenset(["while", "whereas", "although", "because"])
_MOST_OBJECT_WORDS = 20
_SPEECH = frozenset(
    [
        "said",
        "told",
        "asked",
        "replied",
        "noted",
        "added",
        "argued",
        "claimed",
        "believed",
        "thought",
        "wished",
        "hoped",
    ]
)


class Clause(NamedTuple):
    """Words of a clause: subject from `start`, verb at `verb`, up to, not including, `end`."""

    start: int
    verb: int
    end: int


def find_events(view: View) -> Iterator[Fact]:
    """Yield the dated facts of a sentence."""
    yield from _dated_names(view)
    if len(view.dates) == 1:
        yield from _dated_clause(view, view.dates[0])


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
    if dated.preposition in _WHEN_PREPOSITIONS and after[:1] in (["when"], [","]) and "when" in after:
        clause = _clause(view, last + after.index("when") + 1, None)
        if clause:
            yield from _fact(view, dated, clause, clause.verb + 1, clause.end)
        return
    if dated.preposition not in _TIME_PREPOSITIONS:
        return
    if relative := _relative(view, first):
        yield from _relative_fact(view, dated, *relative)
        return
    start = _clause_start(view, first)
    if start == first:  # "In 1848, ..."
        clause = _clause(view, last + (after[:1] == [","]), None)
        if clause:
            yield from _fact(view, dated, clause, clause.verb + 1, clause.end)
        return
    clause = _clause(view, start, last)
    if clause and clause.verb < first:
        if clause.verb + 1 < first:
            yield from _fact(view, dated, clause, clause.verb + 1, first)
        else:
            yield from _fact(view, dated, clause, last, clause.end)


def _clause_start(view: View, at: int) -> int:
    """Return the first word of the clause that holds word `at`."""
    for index in range(at - 1, -1, -1):
        word, before = view.lower[index], view.lower[index - 1] if index else ""
        if word in (";", ":", "—", "–"):
            return index + 1
        if word in _CLAUSE_OPENERS and view.classes[index + 1 : index + 2] not in ("", "M", "G"):
            return index + 1
        if word in ("and", "but") and before == ",":
            return index + 1
    return 0


def _clause(view: View, start: int, least_end: int | None) -> Clause | None:
    """Return the clause whose named subject starts at `start`, right before its finite simple past."""
    start = _after_adverb(view, start)
    verb = view.classes.find("D", start)
    while verb >= 0:
        subject_end = verb - 1 if view.classes[verb - 1 : verb] == "R" else verb
        if view.match(SUBJECT, start, subject_end):
            break
        if "," in view.classes[start:verb] and not view.match(SUBJECT + ",?", start, verb):
            return None
        verb = view.classes.find("D", verb + 1)
    if verb < 0 or view.lower[verb] == "did" or is_speech(view.lower[verb]) or not view.is_named(start, verb):
        return None
    return Clause(start, verb, max(_clause_end(view, verb + 1, least_end), least_end or 0))


def _after_adverb(view: View, start: int) -> int:
    start += view.words[start : start + 1] in (["“"], ['"'])
    adverb = re.match(r"R,|R(?=[AQ])", view.classes[start:])
    return start + (adverb.end() if adverb else 0)


def _clause_end(view: View, start: int, least_end: int | None) -> int:
    """Return where the clause ends: before a comma with a new clause, or at the end of the sentence."""
    lower = view.lower
    for index in range(max(start, least_end or 0), len(lower)):
        if lower[index] in ".;:!?—–(":
            return index
        following = lower[index + 1 : index + 2]
        if lower[index] == "," and (
            following[:1] and (following[0] in _CLAUSE_ENDERS or view.classes[index + 1] in "WGO")
        ):
            return index
        if lower[index] in _ENDERS_WITHOUT_COMMA:
            return index
    return len(lower)


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
    while first < last and view.lower[last - 1] in (",", ".", ";", ":", "!", "?", "”", '"', "(", ")"):
        last -= 1
    if last - first > _MOST_OBJECT_WORDS or not _is_whole(view, first, last):
        return
    guard = clause_guard(view, clause.start, clause.end, clause.verb)
    subject_end = clause.verb - (view.classes[clause.verb - 1] == "R")
    yield view.fact(
        FactKind.EVENT, view.part(clause.start, subject_end), view.words[clause.verb],
        view.part(first, last) if first < last else None, time=dated.period,
        polarity=guard.polarity, modality=guard.modality, attribution=guard.attribution,
    )  # fmt: skip


def _is_whole(view: View, first: int, last: int) -> bool:
    """Tell whether the rest of a clause stands for itself: no open end, no half of a quotation."""
    if first >= last:
        return True
    text = view.sentence.literal(first, last)
    return (
        view.classes[last - 1] not in "WIcTA"
        and text.count("“") == text.count("”")
        and not text.count('"') % 2
    )
