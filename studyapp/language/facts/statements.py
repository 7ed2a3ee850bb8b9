"""What clauses state: events with a time, quantities, lists, purposes, causes, and the rest as statements."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from studyapp.domain.facts import FactKind, Modality, Polarity
from studyapp.language.facts.commitments import is_speech
from studyapp.language.facts.subjects import is_generic, says_who
from studyapp.language.lexicon import word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from studyapp.domain.facts import Fact, Part
    from studyapp.language.facts.clauses import Clause
    from studyapp.language.facts.view import View

_ITEMS = range(3, 8)
_CAUSING = word_set("cause trigger prompt provoke spark")
_LEADING = {"lead": "to", "result": "in", "contribute": "to", "stem": "from"}
_PURPOSE_VERBS = word_set("aim seek serve strive")
_AIM_OPENINGS = ("to", "in", "so")
_NO_LIST = ("including", "as", "like", "among", "or", "than", "between")
_OPEN_ENDS = word_set(
    "the a an of to in on at by for with from and or but that which as its their his her both either not"
)
_LARGE = word_set(
    "hundred hundreds thousand thousands million millions billion billions trillion dozen percent % per"
)
_QUOTES = ("'", "‘", "’", '"', "“", "”")
_PAIRED = {"both": "and", "either": "or", "neither": "nor"}
_MOST_WORDS = 30


def find_statements(view: View, clauses: Iterable[Clause]) -> Iterator[Fact]:
    """Yield the facts of all clauses of a sentence whose subject says who it is."""
    for clause in clauses:
        if not says_who(view, clause) or is_speech(view, clause.predicate):
            continue
        if _is_whole(view, clause) and not _only_stands_for(view, clause):
            yield from _facts(view, clause)


def _facts(view: View, clause: Clause) -> Iterator[Fact]:
    subject, what = view.part(*clause.subject), _part(view, clause.rest)
    relation = view.sentence.literal(*clause.verb)
    commitment = clause.commitment
    time = clause.time.period if clause.time is not None else None
    if (items := _items(view, clause)) and commitment.modality is Modality.STATED:
        listed = view.sentence.literal(clause.verb[0], items[0][0])
        whole = view.part(items[0][0], items[-1][1])
        parts = tuple(view.part(*item) for item in items)
        yield view.fact(FactKind.LIST, subject, listed, whole, items=parts, commitment=commitment)
    purpose = _purpose(view, clause)
    for reason_kind, why in ((FactKind.PURPOSE, purpose), (FactKind.CAUSE, _reason(view, clause))):
        if why is not None:
            done = _done(view, clause, why)
            yield view.fact(reason_kind, subject, done, view.part(*why), time=time, commitment=commitment)
    kind = _kind(view, clause)
    if _tells_no_more(view, clause, purpose) and (
        view.relations[clause.predicate] == "parataxis" or (kind is FactKind.STATEMENT and time is None)
    ):
        return
    if clause.is_copular and kind is FactKind.STATEMENT and not _copula_states(view, clause):
        return
    yield view.fact(kind, subject, relation, what, time=time, commitment=commitment)


def _first_of_verb(view: View, clause: Clause) -> int:
    """Return where the verbs start, after the adverbs that limit them."""
    return next(i for i in range(*clause.verb) if view.universal[i] != "ADV")


def _only_stands_for(view: View, clause: Clause) -> bool:
    """Tell whether "do" stands for a verb said before: "as Varn had done in Norway"."""
    return view.lemmas[clause.predicate] == "do" and view.child(clause.predicate, "obj") is None


def _tells_no_more(view: View, clause: Clause, purpose: tuple[int, int] | None) -> bool:
    """Tell whether nothing follows a verb, or only a manner where the aim says what was done."""
    tells = [i for i in range(*clause.rest) if purpose is None or view.universal[i] != "ADV"]
    return not tells


def _done(view: View, clause: Clause, why: tuple[int, int]) -> str:
    """Return what is done for a reason: the verb, with what it is done to where that follows it."""
    last = clause.rest[1]
    follows = clause.verb[1] <= clause.rest[0] and not clause.rest[0] <= why[0] < last
    return view.sentence.literal(clause.verb[0], max(last, clause.verb[1]) if follows else clause.verb[1])


def _part(view: View, words: tuple[int, int]) -> Part | None:
    return view.part(*words) if words[0] < words[1] else None


def _is_whole(view: View, clause: Clause) -> bool:
    """Tell whether a clause stands for itself: no pronoun in its rest, no open end, no half quotation."""
    first, last = clause.rest
    if view.has_pronoun(first, last) or view.has_pronoun(*clause.subject):
        return False
    if last - first > _MOST_WORDS or (first < last and view.lower[last - 1] in _OPEN_ENDS):
        return False
    if not all(_is_closed(view, *part) for part in (clause.rest, clause.subject, clause.verb)):
        return False
    if _lacks_its_other(view, range(*clause.verb), first, last):
        return False
    return not any(_points_away(view, index) for index in (*range(*clause.subject), *range(first, last)))


def _lacks_its_other(view: View, verb: range, first: int, last: int) -> bool:
    """Tell whether "both" stands without its "and", "either" without its "or", or a verb is left out."""
    if (
        any(view.lower[at] in _PAIRED or view.words[at] in _QUOTES for at in verb)
        or "orphan" in view.relations[first:last]
    ):
        return True  # "can either fight or", "X acts as king and Y as queen"
    return any(
        view.relations[at] == "cc:preconj" and _PAIRED.get(view.lower[at], "") not in view.lower[at:last]
        for at in range(first, last)
    )


def _is_closed(view: View, first: int, last: int) -> bool:
    """Tell whether quotations and brackets are whole."""
    signs = [view.words[i] for i in range(first, last) if view.tags[i] != "POS"]
    pairs = (("“", "”"), ("(", ")"))
    return all(signs.count(one) == signs.count(other) for one, other in pairs) and not any(
        signs.count(sign) % 2 for sign in ('"', "'")
    )


def _points_away(view: View, index: int) -> bool:
    if view.lower[index] == "that":
        return view.relations[index] == "det"  # "that option", not "that of the League"
    is_pointer = view.lower[index] in ("this", "these", "such", "those") and view.relations[index] != "mark"
    return is_pointer and view.universal[index] in ("PRON", "DET")


def _kind(view: View, clause: Clause) -> FactKind:
    lemma = view.lemmas[clause.predicate]
    if lemma in _CAUSING or _LEADING.get(lemma) == _first_case(view, clause):
        return FactKind.CAUSE
    if _counts(view, clause):
        return FactKind.QUANTITY
    is_past = any(
        view.tags[i] in ("VBD", "VBN") or view.lower[i] in ("was", "were") for i in range(*clause.verb)
    )
    dated = clause.time is not None and clause.time.period.precision != "vague"
    is_bare = _first_of_verb(view, clause) == clause.verb[0]  # "nearly lost" is no loss
    is_event = is_past and dated and is_bare and not clause.is_copular
    return FactKind.EVENT if is_event else FactKind.STATEMENT


def _first_case(view: View, clause: Clause) -> str:
    first = clause.rest[0]
    return view.lower[first] if clause.rest[0] < clause.rest[1] else ""


def _counts(view: View, clause: Clause) -> bool:
    """Tell whether the object is a counted or measured thing, more than a few."""
    thing = (
        clause.predicate if clause.is_copular else view.child(clause.predicate, "obj", "obl", "obl:unmarked")
    )
    if thing is None or thing < clause.verb[1]:
        return False
    number = thing if view.universal[thing] == "NUM" else view.child(thing, "nummod")
    if number is None or any(first <= number < last for first, last in _timed(view)):
        return False
    return (
        any(c.isdigit() for c in view.words[number])
        or view.lower[number] in _LARGE
        or view.lower[thing] in _LARGE
    )


def _timed(view: View) -> list[tuple[int, int]]:
    return [view.words_of(dated.period.start, dated.period.end) for dated in view.times]


def _items(view: View, clause: Clause) -> list[tuple[int, int]]:
    """Return the members of an object that lists three to seven things, all joined side by side."""
    first = view.child(clause.predicate, "obj", "obl", "xcomp") if not clause.is_copular else None
    if first is None or first < clause.verb[1]:
        return []
    members = [first, *(i for i in view.children[first] if view.relations[i] == "conj")]
    if len(members) not in _ITEMS or any(view.universal[i] not in ("NOUN", "PROPN") for i in members):
        return []
    if any(view.lower[i] in _NO_LIST for i in range(clause.verb[1], members[-1])):
        return []
    spans = [view.phrase(i, "conj", "cc", "case", "det", "acl", "punct") for i in members]
    is_flat = all(_is_joint(view, one[1], other[0]) for one, other in pairwise(spans))
    return spans if is_flat and all(first < last for first, last in spans) else []


def _is_joint(view: View, first: int, last: int) -> bool:
    """Tell whether only a comma, "and" and an article stand between two members of a list."""
    return all(
        view.words[i] in (",", ";") or view.universal[i] in ("DET", "ADP") or view.lower[i] == "and"
        for i in range(first, last)
    )


def _purpose(view: View, clause: Clause) -> tuple[int, int] | None:
    """Return "to defend Europe" beside a verb that is done for it, after it or at the head of the clause."""
    if clause.is_copular and view.universal[clause.predicate] == "ADJ":
        return None  # "is likely to fall", "is easy to read"
    for index in view.children[clause.predicate]:
        is_aim = view.relations[index] == "xcomp" and view.lemmas[clause.predicate] in _PURPOSE_VERBS
        if view.relations[index] != "advcl" and not is_aim:
            continue
        marks = [view.lower[i] for i in view.children[index] if view.relations[i] == "mark"]
        if "to" not in marks or "for" in marks:
            continue
        dropped = [
            i for i in view.children[index] if view.relations[i].split(":")[0] in ("parataxis", "advcl")
        ]
        words = {i for i in view.subtree(index, dropped) if view.universal[i] != "PUNCT" or i < index}
        first, last = view.trimmed(*view.run(words, index))
        if view.lower[first:last] == ["to", "do", "so"]:
            continue
        is_run = len(words) == last - first and not view.has_pronoun(first, last)
        is_degree = first > 0 and view.lower[first - 1] in ("enough", "only")
        if is_run and not is_degree and last - first <= _MOST_WORDS and view.lower[first] in _AIM_OPENINGS:
            return first, last
    return None


def _reason(view: View, clause: Clause) -> tuple[int, int] | None:
    """Return "because the harbour froze" or "because of the frost", "due to ..." beside a clause."""
    for index in view.children[clause.predicate]:
        relation = view.relations[index]
        opening = view.child(index, "mark", "case")
        if opening is None or index < clause.verb[1]:
            continue
        word = view.lower[opening]
        is_reason = (relation == "advcl" and word == "because") or (
            relation.startswith("obl") and word in ("because", "due", "owing", "thanks")
        )
        if is_reason:
            words = sorted(view.subtree(index))
            first, last = view.trimmed(words[0], words[-1] + 1)
            if not view.has_pronoun(first, last) and last - first <= _MOST_WORDS:
                return first, last
    return None


def _copula_states(view: View, clause: Clause) -> bool:
    """Tell whether "X is Y" is a statement of its own: what is no definition, of something with a name."""
    first, last = clause.rest
    if first >= last:
        return False
    if clause.commitment.polarity is Polarity.NEGATIVE or clause.commitment.modality is not Modality.STATED:
        return True
    is_noun = view.universal[clause.predicate] in ("NOUN", "PROPN")
    return not is_generic(view, clause) and (not is_noun or clause.time is not None or last - first > 1)
