"""Definitions: "X is a NOUN ...", "X, a NOUN ...", "X is called Y"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.domain.actors import ActorKind, MentionForm
from studyapp.domain.facts import FactKind, Modality, Polarity
from studyapp.language.facts.offices import is_office
from studyapp.language.facts.subjects import is_generic, says_who
from studyapp.language.lexicon import word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from studyapp.domain.facts import Fact
    from studyapp.language.facts.clauses import Clause
    from studyapp.language.facts.view import Known, View

_MOST_WORDS = 28
_LEAST_WORDS = 2  # after the article: "a mate" tells nothing
_EMPTY_HEADS = word_set(
    "one same part result reason problem matter lot number first last thing case example way time cause"
    " factor success failure majority minority kind sort step sign favourite favorite"
)


def find_definitions(view: View, clauses: Iterable[Clause]) -> Iterator[Fact]:
    """Yield what named things and kinds of things are; the office of a person is a fact of its own."""
    for clause in clauses:
        if clause.is_copular and _defines(view, clause):
            yield view.fact(
                FactKind.DEFINITION, view.part(*clause.subject), view.sentence.literal(*clause.verb),
                view.part(*clause.rest), commitment=clause.commitment,
            )  # fmt: skip
    for known in view.names:
        if (beside := _apposition(view, known)) is not None:
            yield view.fact(FactKind.DEFINITION, view.part(known.first, known.last), "is", view.part(*beside))


def _defines(view: View, clause: Clause) -> bool:
    head = clause.predicate
    first, last = clause.rest
    commitment = clause.commitment
    is_theirs = view.relations[head].startswith(("ccomp", "csubj"))  # "they found that X is a Y"
    is_open = any(view.tags[i] == "MD" for i in range(*clause.verb))  # "must be"
    if is_theirs or is_open or _is_bracketed(view, clause.subject[0]):
        return False
    if commitment.modality is not Modality.STATED or commitment.polarity is Polarity.NEGATIVE:
        return False
    if not says_who(view, clause) or clause.time is not None or not _is_definition(view, head, first, last):
        return False
    if clause.subject[1] < clause.verb[0] and view.words[clause.subject[1]] not in (",", "(", "—", "–"):
        return False  # "Halfway between the poles is the equator": what stands first is no subject
    known = view.name_at(clause.subject_head)
    if known is None:
        is_limited = any(i < clause.subject[0] and view.relations[i] == "obl" for i in view.children[head])
        return bool(view.names_in(*clause.subject)) or (is_generic(view, clause) and not is_limited)
    return not (known.kind is ActorKind.PERSON and is_office(view, head))


def _is_bracketed(view: View, first: int) -> bool:
    """Tell whether words stand in brackets: "(for some, salt is a good)" is limited by what is before."""
    return view.words[:first].count("(") > view.words[:first].count(")")


def _apposition(view: View, known: Known) -> tuple[int, int] | None:
    """Return "a NOUN ..." or "the NOUN of ..." that stands beside a name and says what it is."""
    if known.name.listed is not None and known.name.listed.form is MentionForm.DEMONYM:
        return None
    if "appos" in view.relations[known.first : known.last]:
        return None  # "made one, Velm, the capital": that goes on with what is before the name
    for index in range(known.first, known.last):
        for child in view.children[index]:
            if view.relations[child] != "appos" or child < known.last or is_office(view, child):
                continue
            first, last = view.phrase(child, "parataxis", "conj", "cc", "appos")
            many = view.tags[child] == "NNS"  # beside several names, or in a list
            if (
                first > known.last
                and not many
                and not _has_other(view, known, first)
                and _is_definition(view, child, first, last)
                and _is_closed(view, first, last)
            ):
                return first, last
    return None


def _has_other(view: View, known: Known, first: int) -> bool:
    """Tell whether another name stands between a name and what is beside it: then it is about that one."""
    return any(other.actor_id != known.actor_id for other in view.names_in(known.last, first))


def _is_closed(view: View, first: int, last: int) -> bool:
    """Tell whether signs stand on both sides, as they do about an apposition, and no list goes on."""
    after = view.words[last] if last < len(view.words) else "."
    return view.words[first - 1] in (",", "(", "—", "–", "-") and after in (
        ",",
        ".",
        ";",
        ")",
        "—",
        "–",
        "-",
        ":",
    )


def _is_definition(view: View, head: int, first: int, last: int) -> bool:
    """Tell whether a noun phrase can say what something is: its head a common noun, nothing pointing away."""
    if "than" in view.lower[first:last]:
        return False  # "a more complex process than ...": that compares, it tells not what it is
    if not first <= head < last or view.universal[head] != "NOUN" or last - first > _MOST_WORDS:
        return False
    article = view.lower[first]
    if article not in ("a", "an", "the") and view.tags[head] != "NNS" and article not in ("one",):
        return False
    if last - first - (article in ("a", "an", "the")) < _LEAST_WORDS or view.lemmas[head] in _EMPTY_HEADS:
        return False
    if article == "the" and view.child(head, "nmod", "acl:relcl", "acl", "amod", "nmod:poss") is None:
        return False
    pointing = any(
        (view.lower[i] in ("this", "these", "those", "such") and view.lower[i + 1 : i + 2] != ["as"])
        or (view.lower[i] == "that" and view.relations[i] == "det")
        for i in range(first, last)
    )
    return not pointing and not view.has_pronoun(first, last)
