"""Terms that a sentence brings in beside its clauses: "alkaliphiles, microorganisms that ...", "X, or Y,"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.domain.facts import FactKind
from studyapp.language.facts.kinds import phrase_start
from studyapp.language.facts.pointing import points_out
from studyapp.language.facts.subjects import SUBJECTS, is_generic
from studyapp.text.terms import telling

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from studyapp.domain.facts import Fact
    from studyapp.language.facts.clauses import Clause
    from studyapp.language.facts.view import View

_MEANING = {"refer": "to", "mean": "", "denote": "", "signify": ""}
_LEAST_TELLING, _LEAST_OF_LONG = 0.6, 0.15
_LEAST_SAID, _MOST_SAID = 4, 30  # words that say what a term is
_MOST_NAME, _LEAST_OF_NAME = 4, 0.3  # words of another name, and how telling it is
_ENDS = (",", ".", ";", ")", "—", "–", ":")


def find_namings(view: View, clauses: Iterable[Clause]) -> Iterator[Fact]:
    """Yield what terms mean by a verb of meaning, by what stands beside them, and their other names."""
    clauses = list(clauses)
    if (defined := _definition(view)) is not None and not any(clause.is_copular for clause in clauses):
        copula, told = defined
        yield view.fact(FactKind.DEFINITION, view.part(0, copula), view.words[copula], view.part(*told))
    for clause in clauses:
        if (said := _meaning(view, clause)) is not None:
            relation = view.sentence.literal(clause.verb[0], said[0])
            yield view.fact(
                FactKind.DEFINITION, view.part(*clause.subject), relation, view.part(*said),
                commitment=clause.commitment,
            )  # fmt: skip
    for at, universal in enumerate(view.universal):
        if universal != "NOUN" or view.name_at(at) is not None:
            continue
        first = phrase_start(view.heads, view.relations, at)
        if not _is_term(view, at):
            continue
        if (beside := _beside(view, at)) is not None:
            head, span = beside
            yield view.fact(FactKind.DEFINITION, view.part(first, at + 1), _be(view, head), view.part(*span))
        if (other := _other_name(view, at)) is not None:
            called = f"{_be(view, at)} also called"
            yield view.fact(FactKind.DEFINITION, view.part(first, at + 1), called, view.part(*other))


def _meaning(view: View, clause: Clause) -> tuple[int, int] | None:
    """Return what a kind "refers to" or "means", where the text says so itself."""
    lead = _MEANING.get(view.lemmas[clause.predicate])
    if lead is None or not is_generic(view, clause) or clause.commitment != type(clause.commitment)():
        return None
    first, last = clause.rest
    first += bool(lead) and view.lower[first : first + 1] == [lead]
    is_of_verb = first == clause.verb[1] + bool(lead)
    is_whole = (
        is_of_verb and _LEAST_SAID - 1 <= last - first <= _MOST_SAID and not view.has_pronoun(first, last)
    )
    return (first, last) if is_whole and view.child(clause.predicate, "ccomp") is None else None


def _definition(view: View) -> tuple[int, tuple[int, int]] | None:
    """Return the copula and all that follows it, where a sentence says what a kind is, and no more.

    Clauses leave out what is long; a term is still known by all that is said of it.
    """
    root = next((index for index, head in enumerate(view.heads) if head < 0), 0)
    copula, subject = view.child(root, "cop"), view.child(root, *SUBJECTS)
    if copula is None or subject is None or view.lower[copula] not in ("is", "are"):
        return None
    inside = sorted(view.subtree(subject))
    is_long = subject > phrase_start(view.heads, view.relations, subject)
    least = _LEAST_OF_LONG if is_long else _LEAST_TELLING
    if inside != list(range(copula)) or not _is_term(view, subject, least):
        return None
    first, last = view.trimmed(copula + 1, len(view.words))
    return (copula, (first, last)) if _says_what(view, root, first, last) else None


def _says_what(view: View, root: int, first: int, last: int) -> bool:
    """Tell whether words after a copula say what a kind is: a noun phrase that holds by itself."""
    if (
        view.universal[root] != "NOUN"
        or "than" in view.lower[first:last]
        or not _LEAST_SAID <= last - first <= _MOST_SAID
    ):
        return False
    if view.lower[first] not in ("a", "an", "the") and view.tags[root] != "NNS":
        return False
    joined = [i for i in view.children[root] if view.relations[i] in ("conj", "parataxis")]
    return all(view.universal[i] == "NOUN" for i in joined) and not points_out(view, first, last)


def _is_term(view: View, at: int, least: float = _LEAST_TELLING) -> bool:
    """Tell whether a noun phrase names a kind in words that few texts have, or that this text sets off."""
    first = phrase_start(view.heads, view.relations, at)
    if first > 0 and view.universal[first - 1] == "ADV" and first <= view.heads[first - 1] < at:
        return False  # half of "naturally occurring salt"
    phrase = " ".join(view.words[first : at + 1])
    determiner = view.child(at, "det", "nmod:poss", "nummod")
    is_free = determiner is None or view.lower[determiner] in ("a", "an") or view.is_kind(at)
    return is_free and (view.kinds.terms.is_marked(phrase) or telling(phrase) >= least)


def _be(view: View, at: int) -> str:
    return "are" if view.tags[at] == "NNS" else "is"


def _beside(view: View, at: int) -> tuple[int, tuple[int, int]] | None:
    """Return what stands beside a term between signs and says what it is, its head in front.

    "Alkaliphiles, microorganisms that grow ...".
    """
    for child in view.children[at]:
        if view.relations[child] != "appos" or view.universal[child] != "NOUN" or child < at:
            continue
        first, last = view.phrase(child, "parataxis", "conj", "cc", "appos")
        is_open = view.tags[child] == "NNS" or view.lower[first] in ("a", "an", "the")
        is_beside = first == at + 2 and view.words[at + 1] in (",", "(", "—", "–")
        if is_open and is_beside and _is_closed(view, last) and _LEAST_SAID <= last - first <= _MOST_SAID:
            is_open = view.has_pronoun(first, last) or _points(view, first, last)
            return None if is_open else (child, (first, last))
    return None


def _other_name(view: View, at: int) -> tuple[int, int] | None:
    """Return the other name of a term: of "hemoglobin, or Hb," and "peptic ulcers (or stomach ulcers)"."""
    others = [child for child in view.children[at] if view.relations[child] == "conj"]
    if len(others) != 1 or view.universal[others[0]] not in ("NOUN", "PROPN"):
        return None
    first, last = view.phrase(others[0], "cc", "parataxis", "appos", "acl", "det")
    is_or = view.lower[at + 1 : first] in ([",", "or"], ["(", "or"])
    is_name = last - first <= _MOST_NAME and view.child(others[0], "nmod", "acl:relcl") is None
    is_name = is_name and telling(view.sentence.literal(first, last)) >= _LEAST_OF_NAME
    return (first, last) if is_or and is_name and _is_closed(view, last) else None


def _is_closed(view: View, last: int) -> bool:
    return last >= len(view.words) or view.words[last] in _ENDS


def _points(view: View, first: int, last: int) -> bool:
    """Tell whether words point at what was said, or tell of what has been: some are meant, no kind."""
    return any(
        view.lower[i] in ("this", "these", "those", "such") or view.tags[i] == "VBD"
        for i in range(first, last)
    )
