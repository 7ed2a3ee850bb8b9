"""The facts of an engine, measured against those of the gold.

A fact of the engine tells one of the gold if it comes from the same sentence and both its subject and its
object share most of their words, or their actor. Kinds and verbs are not compared: "X, a port" and "X is a
port" tell the same.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from studyapp.domain.facts import Modality, Polarity
from studyapp.language.lexicon import word_set
from tests.scores.language_gold import GoldDate
from tests.scores.language_scores import Miss, Scored, Tally, is_same_time, tally

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from studyapp.domain.facts import Fact, Part
    from tests.scores.language_gold import GoldFact

    Names = Mapping[str, Sequence[str]]  # the names of an actor of the engine, by its id

LEAST_SHARED = 0.5  # of the words of the part that has fewer
_VERBLESS = ("acronym", "definition", "office")  # their relation is always the same
_TIMELESS = ("cause", "purpose")
_EITHER_WAY = ("acronym", "cause", "definition")  # which part is the subject differs from text to text
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SMALL = word_set(
    "a an the of to in on at by for with and or from that which who it its he his him she her they their "
    "them this there be is was were are been has have had not never no than as"
)
_PRONOUNS = word_set("he she it they we this both")


class Told(NamedTuple):
    """A fact of the engine, and the fact of the gold that it tells."""

    fact: Fact
    gold: GoldFact


def score_facts(
    facts: Sequence[Fact], gold: Sequence[GoldFact], traps: Sequence[GoldFact], names: Names
) -> Scored:
    """Compare facts; `names` has the names of each actor of the engine by its id.

    "facts" has the recall alone, for the gold does not have all facts. The rest is about the facts of the
    engine that can be judged, because they tell one of the gold or have the verb of one in their sentence:
    whether they are right in their arguments; then in polarity, modality, time (in its own part, not among
    the words of the object), attribution; and "true" in all of these. "Traps avoided": what must not be
    stated, and is not.
    """
    told = {g for g in gold if any(tells(fact, g, names) for fact in facts)}
    missed = [Miss("facts", "missed", _shown(g)) for g in gold if g not in told]
    judged = [(fact, near) for fact in facts if (near := _near(fact, gold, names))]
    pairs = [Told(fact, best) for fact, near in judged if (best := _best(fact, near, names))]
    wrong = [(fact, near[0]) for fact, near in judged if not any(tells(fact, g, names) for g in near)]
    return _together(
        Scored({"facts": Tally(0, 0, len(told), len(gold))}, missed),
        _share("facts, arguments", len(judged), wrong),
        *(_score_aspect(aspect, pairs) for aspect in _ASPECTS),
        _share("facts, true", len(judged), [*wrong, *(p for p in pairs if not _is_true(p))]),
        _score_traps(facts, traps, names),
    )


def _score_aspect(aspect: str, pairs: Sequence[Told]) -> Scored:
    asked = [pair for pair in pairs if aspect != "attribution" or pair.gold.attribution]
    return _share(f"facts, {aspect}", len(asked), [pair for pair in asked if not _ASPECTS[aspect](pair)])


def _score_traps(facts: Sequence[Fact], traps: Sequence[GoldFact], names: Names) -> Scored:
    hits = {trap: fact for trap in traps for fact in facts if _is_hit(fact, trap, names)}
    return _share("traps avoided", len(traps), [(fact, trap) for trap, fact in hits.items()])


def _share(measure: str, count: int, wrong: Sequence[tuple[Fact, GoldFact]]) -> Scored:
    """Return how many of a number of things are right, and those that are not."""
    misses = [Miss(measure, "wrong", f"{_shown(gold)} ← {_said(fact)}") for fact, gold in wrong]
    return Scored({measure: tally(count - len(wrong), count, count)}, misses)


def _together(*parts: Scored) -> Scored:
    return Scored(
        {measure: counted for part in parts for measure, counted in part.tallies.items()},
        [miss for part in parts for miss in part.misses],
    )


def tells(fact: Fact, gold: GoldFact, names: Names) -> bool:
    """Tell whether a fact of the engine has the arguments of one of the gold, in its sentence."""
    if gold.sentence not in fact.sentence:
        return False
    subject = _words_of(fact.subject, names)
    rest = _words_of(fact.object, names).union(
        *(_words_of(item, names) for item in (*fact.items, fact.location))
    )
    if gold.kind in _EITHER_WAY and _shares(gold.subject, rest) and _shares(gold.object, subject):
        return True
    is_subject = _shares(gold.subject, subject) or _stands_for_pronoun(fact.subject, gold.subject)
    if not _words(gold.object):
        return is_subject and _same_verb(fact.relation, gold.relation)
    return is_subject and _shares(gold.object, rest | _words(fact.relation))


def _near(fact: Fact, gold: Sequence[GoldFact], names: Names) -> list[GoldFact]:
    """Return the facts of the gold by which one of the engine can be judged; without any it may be right."""
    same_sentence = [g for g in gold if g.sentence in fact.sentence]
    told = [g for g in same_sentence if tells(fact, g, names)]
    if told or fact.kind.value in _VERBLESS:
        return told
    return [g for g in same_sentence if _same_verb(fact.relation, g.relation)]


def _best(fact: Fact, near: Sequence[GoldFact], names: Names) -> GoldFact | None:
    """Return the fact of the gold that one tells: rather of its kind, with its verb, with its time."""
    return max(
        (gold for gold in near if tells(fact, gold, names)),
        key=lambda g: (
            fact.kind.value == g.kind,
            _same_verb(fact.relation, g.relation),
            _has_time(Told(fact, g)),
        ),
        default=None,
    )


def _is_true(told: Told) -> bool:
    return all(_ASPECTS[aspect](told) for aspect in ("polarity", "modality", "time"))


def _is_hit(fact: Fact, trap: GoldFact, names: Names) -> bool:
    is_stated = fact.polarity is Polarity.POSITIVE and fact.modality is Modality.STATED
    has_verb = _same_verb(fact.relation, trap.relation) or not _words(trap.relation)
    return is_stated and has_verb and tells(fact, trap, names)


def _has_polarity(told: Told) -> bool:
    return told.fact.polarity.value == told.gold.polarity


def _has_modality(told: Told) -> bool:
    return told.fact.modality.value in told.gold.modalities


def _has_time(told: Told) -> bool:
    """Tell whether a fact has the days of the gold, or none where the gold has none.

    A cause or purpose may leave out when the thing was done.
    """
    time, gold = told.fact.time, told.gold
    has_days = time is not None and (time.first_on is not None or time.last_on is not None)
    if gold.first_on is None and gold.last_on is None:
        return not has_days
    if time is None or not has_days:
        return gold.kind in _TIMELESS
    return is_same_time(GoldDate(time.first_on, time.last_on, ""), GoldDate(gold.first_on, gold.last_on, ""))


def _has_attribution(told: Told) -> bool:
    return _shares(told.gold.attribution or "", _words(told.fact.attribution or ""))


_ASPECTS = {
    "polarity": _has_polarity,
    "modality": _has_modality,
    "time": _has_time,
    "attribution": _has_attribution,
}


def _words(text: str) -> frozenset[str]:
    """Return the words of a text that mean something, without possessives."""
    found = (re.sub(r"['’]s?$", "", word) for word in _WORD.findall(text.casefold()))
    return frozenset(word for word in found if word not in _SMALL)


def _words_of(part: Part | None, names: Names) -> frozenset[str]:
    """Return the words of a part, and of all names of the actor that it is."""
    if part is None:
        return frozenset()
    return _words(part.text).union(*(_words(name) for name in names.get(part.actor_id or "", ())))


def _shares(wanted: str, words: frozenset[str]) -> bool:
    """Tell whether a text shares enough words with others; one without words of its own shares none."""
    own = _words(wanted)
    return len(own & words) >= LEAST_SHARED * max(1, min(len(own), len(words)))


def _stands_for_pronoun(part: Part | None, wanted: str) -> bool:
    """Tell whether a part is the pronoun itself, or an actor: the engine may have told for whom it stands."""
    if part is None or wanted.casefold() not in _PRONOUNS:
        return False
    return part.actor_id is not None or part.text.casefold() == wanted.casefold()


def _same_verb(one: str, other: str) -> bool:
    """Tell whether relations share a word up to its ending."""
    stems = {_stem(word) for word in _words(one)}
    return any(_stem(word) in stems for word in _words(other))


def _stem(word: str) -> str:
    return word[: max(3, len(word) - 3)]


def _shown(gold: GoldFact) -> str:
    return f"{gold.kind}: {gold.subject} | {gold.relation} | {gold.object} [{gold.sentence}]"


def _said(fact: Fact) -> str:
    subject, told = (part.text if part else "" for part in (fact.subject, fact.object))
    time = f"{fact.time.first_on}…{fact.time.last_on}" if fact.time else ""
    how = f"{fact.polarity.value} {fact.modality.value} {fact.attribution or ''}".strip()
    return f"{fact.kind.value}: {subject} | {fact.relation} | {told} | {time} | {how}"
