"""All facts of a sentence, in reading order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.domain.facts import FactKind
from studyapp.language.facts.definitions import find_definitions
from studyapp.language.facts.events import find_events
from studyapp.language.facts.lists import find_lists
from studyapp.language.facts.offices import find_offices
from studyapp.language.facts.quantities import find_quantities
from studyapp.language.facts.statements import find_statements
from studyapp.language.facts.view import View

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from studyapp.domain.facts import Fact
    from studyapp.language.actors import NamedSentence
    from studyapp.language.names import Name

MOST_WORDS = 120  # a longer sentence is a list or a fault, and its clauses are not to be told apart
LEAST_WORDS = 4
_BEFORE_STATEMENTS = (FactKind.EVENT, FactKind.QUANTITY)  # they say the same with more


def find_facts(named: NamedSentence, actor_id_of: Callable[[Name], str | None]) -> list[Fact]:
    """Return the facts of a sentence in the order of their subjects, each once."""
    if not LEAST_WORDS <= len(named.sentence.words) <= MOST_WORDS:
        return []
    view = View(named, actor_id_of)
    found: dict[str, Fact] = {}
    for rule in (
        _acronyms,
        find_offices,
        find_events,
        find_definitions,
        find_lists,
        find_quantities,
        find_statements,
    ):
        for fact in rule(view):
            found.setdefault(fact.id, fact)
    told = {_claim(fact) for fact in found.values() if fact.kind in _BEFORE_STATEMENTS}
    facts = [
        fact for fact in found.values() if fact.kind is not FactKind.STATEMENT or _claim(fact) not in told
    ]
    return sorted(facts, key=lambda fact: (fact.subject.start if fact.subject else 0, fact.kind))


def _claim(fact: Fact) -> tuple[int, str]:
    """Return what tells two accounts of the same clause: where the subject starts, and the verb."""
    return (fact.subject.start if fact.subject else 0, fact.relation.split()[-1])


def _acronyms(view: View) -> Iterator[Fact]:
    for found in view.acronyms:
        actor = next((k.actor_id for k in view.names if k.name.start == found.long_start), None)
        short = view.span(found.short, found.short_start, actor)
        yield view.fact(FactKind.ACRONYM, short, "stands for", view.span(found.long, found.long_start, actor))
