"""All facts of a text, sentence by sentence, in reading order."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from studyapp.domain.facts import FactKind
from studyapp.language.facts.clauses import find_clauses
from studyapp.language.facts.definitions import find_definitions
from studyapp.language.facts.kinds import Kinds
from studyapp.language.facts.lives import find_lives
from studyapp.language.facts.named_times import find_named_times
from studyapp.language.facts.naming import find_namings
from studyapp.language.facts.offices import find_offices
from studyapp.language.facts.referents import Referents
from studyapp.language.facts.series import find_series
from studyapp.language.facts.statements import find_statements
from studyapp.language.facts.view import View
from studyapp.language.facts.wholes import find_whole
from studyapp.language.time.finding import NO_ANCHOR, find_times

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from studyapp.domain.facts import Fact
    from studyapp.language.actors import NamedSentence
    from studyapp.language.names import Name
    from studyapp.language.time.finding import Dated
    from studyapp.text.terms import Terms

MOST_WORDS = 120  # a longer sentence is a list or a fault, and its clauses are not to be told apart
LEAST_WORDS = 4
_SAID_ONCE = frozenset((FactKind.OFFICE, FactKind.ACRONYM, FactKind.DEFINITION))
_SAY_MORE = (FactKind.OFFICE, FactKind.DEFINITION)  # than a statement on the same words


def find_all_facts(
    sentences: Sequence[NamedSentence],
    actor_id_of: Callable[[Name], str | None],
    terms: Terms | None = None,
) -> list[Fact]:
    """Return the facts in order; an office, acronym or definition that is said again only the first time.

    `terms` are what the text sets off.
    """
    kinds = Kinds(sentences, terms)
    seen: set[tuple[object, ...]] = set()
    found = []
    referents = Referents()
    for named, times in _with_times(sentences):
        view = View(named, actor_id_of, times, kinds)
        referents.resolve(view)
        for fact in find_facts(view):
            key = _key(fact)
            if key is None or key not in seen:
                seen.add(key or ())
                found.append(fact)
    return found


def find_facts(view: View) -> list[Fact]:
    """Return the facts of a sentence in the order of their subjects, each once."""
    if not LEAST_WORDS <= len(view.words) <= MOST_WORDS:
        return []
    clauses = list(find_clauses(view))
    found: dict[str, Fact] = {}
    for fact in chain(
        _acronyms(view),
        find_offices(view, clauses),
        find_definitions(view, clauses),
        find_namings(view, clauses),
        find_series(view),
        find_named_times(view),
        find_lives(view),
        find_statements(view, clauses),
    ):
        found.setdefault(fact.id, fact)
    told = {_claim(fact) for fact in found.values() if fact.kind in _SAY_MORE}
    facts = [
        fact for fact in found.values() if fact.kind is not FactKind.STATEMENT or _claim(fact) not in told
    ]
    whole = find_whole(view, facts)
    if whole is not None:
        facts.append(whole)
    return sorted(facts, key=lambda fact: (fact.subject.start if fact.subject else 0, fact.kind))


def _with_times(sentences: Iterable[NamedSentence]) -> Iterator[tuple[NamedSentence, list[Dated]]]:
    """Yield the sentences with their times; what a block says before tells what "the next year" is."""
    block, anchor = (-1, -1), NO_ANCHOR
    for named in sentences:
        sentence = named.sentence
        if (sentence.section, sentence.block) != block:
            block, anchor = (sentence.section, sentence.block), NO_ANCHOR
        times, anchor = find_times(sentence.text, sentence.start, anchor)
        yield named, times


def _key(fact: Fact) -> tuple[object, ...] | None:
    if fact.kind not in _SAID_ONCE or fact.subject is None or fact.object is None:
        return None
    who = fact.subject.actor_id or fact.subject.text
    return (fact.kind, who, fact.relation, fact.object.text.casefold())


def _claim(fact: Fact) -> tuple[int, str]:
    """Return what tells two accounts of the same clause: where the subject starts, and the verb."""
    return (fact.subject.start if fact.subject else 0, fact.relation.split()[-1])


def _acronyms(view: View) -> Iterator[Fact]:
    for found in view.acronyms:
        actor = next((k.actor_id for k in view.names if k.name.start == found.long_start), None)
        short = view.span(found.short, found.short_start, actor)
        yield view.fact(FactKind.ACRONYM, short, "stands for", view.span(found.long, found.long_start, actor))
