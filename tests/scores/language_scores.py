"""What an engine finds in a text, measured against its gold: mentions, key actors, joining, dates.

All functions are pure. Exact-span F and B3 as in CoNLL-2003 and Bagga & Baldwin 1998.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from studyapp.domain.actors import ActorKind, MentionForm
from tests.scores.language_gold import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from studyapp.domain.actors import Actor
    from tests.scores.language_gold import GoldActor, GoldDate

    Words = Callable[[Span], str]  # what stands at a span

CLASSES = {"person": "person", "organisation": "organisation", "country": "place", "place": "place"}
"""Kind → the class under which mentions of it are scored; of the other kinds none are."""
KEY_KINDS = ("person", "country", "organisation")
# Words before a date that may belong to its span or not.
_LEADS = ("the ", "that ", "from ", "between ", "in ", "since ", "until ", "by ", "around ", "about ")
_DEMONYM = MentionForm.DEMONYM.value


class Tally(NamedTuple):
    """What precision and recall are made of: the right of what was found, and of what was wanted."""

    right_found: float = 0.0
    found: float = 0.0
    right_wanted: float = 0.0
    wanted: float = 0.0

    @property
    def precision(self) -> float:
        """Share of the found that is right; 1 where nothing was found."""
        return self.right_found / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of the wanted that was found; 1 where nothing was wanted."""
        return self.right_wanted / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def plus(self, other: Tally) -> Tally:
        """Return the tally of both together."""
        return Tally(*(one + two for one, two in zip(self, other, strict=True)))


class Miss(NamedTuple):
    """What went wrong: the measure, "missed" or "wrong", and the words."""

    measure: str
    how: str
    what: str


class Scored(NamedTuple):
    """The tallies of one text by measure, and what went wrong."""

    tallies: Mapping[str, Tally]
    misses: Sequence[Miss] = ()


def tally(right: int, found: int, wanted: int) -> Tally:
    """Return the tally of sets that are compared one to one."""
    return Tally(right, found, right, wanted)


def summed(scored: Iterable[Scored]) -> dict[str, Tally]:
    """Return the tallies of several texts together."""
    total: dict[str, Tally] = {}
    for one in scored:
        for measure, counted in one.tallies.items():
            total[measure] = total.get(measure, Tally()).plus(counted)
    return total


def spans_of(actor: Actor) -> dict[Span, str]:
    """Return the mentions of an actor of the engine with their forms."""
    return {Span(m.section, m.block, m.start, m.end): m.form.value for m in actor.mentions}


def score_mentions(actors: Sequence[Actor], gold: Sequence[GoldActor], words: Words) -> Scored:
    """Compare exact spans and classes; demonyms, of either side, and groups are left out."""
    theirs = [(a.kind, a.mentions) for a in gold]
    ours = [(a.kind.value, spans_of(a)) for a in actors]
    out = {span for _, spans in (*theirs, *ours) for span, form in spans.items() if form == _DEMONYM}
    out |= {span for kind, spans in theirs if kind == ActorKind.GROUP.value for span in spans}
    wanted, found = _classes(theirs, out), _classes(ours, out)
    tallies = {"mentions, spans alone": _compared({s for s, _ in found}, {s for s, _ in wanted})}
    for name in dict.fromkeys(CLASSES.values()):
        of_class = [{pair for pair in pairs if pair[1] == name} for pairs in (found, wanted)]
        tallies[f"mentions, {name}"] = _compared(*of_class)
    tallies["mentions"] = _compared(found, wanted)
    misses = [Miss("mentions", "missed", f"{words(s)} ({c})") for s, c in sorted(wanted - found)]
    misses += [Miss("mentions", "wrong", f"{words(s)} ({c})") for s, c in sorted(found - wanted)]
    return Scored(tallies, misses)


def score_key_actors(actors: Sequence[Actor], gold: Sequence[GoldActor]) -> Scored:
    """Compare key persons, countries and organisations.

    A key actor of the engine is the actor of the gold with which it shares most mentions. It is right if that
    one, key or not, has the same kind; a key actor of the gold is found if a right one stands for it.
    """
    ours = [actor for actor in actors if actor.key and actor.kind.value in KEY_KINDS]
    right: set[str] = set()
    misses: list[Miss] = []
    correct = 0
    for actor in ours:
        same = _most_shared(actor, gold)
        if same is not None and same.kind == actor.kind.value:
            correct += 1
            right.add(same.name)
        else:
            misses.append(Miss("key actors", "wrong", f"{actor.name} ({actor.kind.value})"))
    wanted = [actor for actor in gold if actor.key and actor.kind in KEY_KINDS]
    missed = [actor for actor in wanted if actor.name not in right]
    misses += [Miss("key actors", "missed", f"{actor.name} ({actor.kind})") for actor in missed]
    counted = Tally(correct, len(ours), len(wanted) - len(missed), len(wanted))
    return Scored({"key actors": counted}, misses)


def score_joining(actors: Sequence[Actor], gold: Sequence[GoldActor]) -> Scored:
    """Compare how mentions are joined into actors by B3; groups are left out.

    "joining": over the mentions with the same span in both. "joining, all": the recall over all mentions of
    the gold, where one that was not found counts nothing.
    """
    theirs = {span: a.name for a in gold if a.kind != "group" for span in a.mentions}
    ours = {span: a.id for a in actors if a.kind is not ActorKind.GROUP for span in spans_of(a)}
    shared = theirs.keys() & ours.keys()
    both = Counter((ours[span], theirs[span]) for span in shared)
    in_ours, in_theirs = Counter(ours[s] for s in shared), Counter(theirs[s] for s in shared)
    in_gold = Counter(theirs.values())
    precision = sum(both[ours[s], theirs[s]] / in_ours[ours[s]] for s in shared)
    recall = sum(both[ours[s], theirs[s]] / in_theirs[theirs[s]] for s in shared)
    recall_of_all = sum(both[ours[s], theirs[s]] / in_gold[theirs[s]] for s in shared)
    misses = [
        Miss("joining", "wrong", f"{count} of {theirs_name} in {ours_id}")
        for (ours_id, theirs_name), count in both.items()
        if count < max(in_ours[ours_id], in_theirs[theirs_name])
    ]
    return Scored(
        {
            "joining": Tally(precision, len(shared), recall, len(shared)),
            "joining, all": Tally(precision, len(shared), recall_of_all, len(theirs)),
        },
        misses,
    )


def score_dates(found: Mapping[Span, GoldDate], gold: Mapping[Span, GoldDate], words: Words) -> Scored:
    """Compare the spans of times, then also their days."""
    ours = {_without_lead(span, words(span)): span for span in found}
    theirs = {_without_lead(span, words(span)): span for span in gold}
    shared = ours.keys() & theirs.keys()
    right = {s for s in shared if is_same_time(found[ours[s]], gold[theirs[s]])}
    misses = [Miss("dates", "missed", words(theirs[s])) for s in sorted(theirs.keys() - shared)]
    misses += [Miss("dates", "wrong", words(ours[s])) for s in sorted(ours.keys() - shared)]
    misses += [
        Miss("dates", "wrong", f"{words(ours[s])}: {_days(found[ours[s]])}, not {_days(gold[theirs[s]])}")
        for s in sorted(shared - right)
    ]
    sizes = len(ours), len(theirs)
    return Scored({"dates, spans": tally(len(shared), *sizes), "dates": tally(len(right), *sizes)}, misses)


def is_same_time(one: GoldDate, other: GoldDate) -> bool:
    """Tell whether two times cover the same days.

    An end that only one of them leaves open is not compared: "since 1991" gives a start.
    """
    pairs = ((one.first_on, other.first_on), (one.last_on, other.last_on))
    compared = [a == b for a, b in pairs if a is not None and b is not None]
    return bool(compared) and all(compared)


def _days(date: GoldDate) -> str:
    return f"{date.first_on}…{date.last_on}"


def _without_lead(span: Span, text: str) -> Span:
    start = 0
    while lead := next((word for word in _LEADS if text[start:].lower().startswith(word)), ""):
        start += len(lead)
    return span._replace(start=span.start + start)


def _classes(actors: Iterable[tuple[str, Mapping[Span, str]]], out: set[Span]) -> set[tuple[Span, str]]:
    return {(s, CLASSES[kind]) for kind, spans in actors if kind in CLASSES for s in spans if s not in out}


def _compared(found: set[Span] | set[tuple[Span, str]], wanted: set[Span] | set[tuple[Span, str]]) -> Tally:
    return tally(len(found & wanted), len(found), len(wanted))


def _most_shared(actor: Actor, gold: Sequence[GoldActor]) -> GoldActor | None:
    """Return the actor of the gold that shares most mentions with one of the engine; None if none does."""
    spans = spans_of(actor).keys()
    best = max(gold, key=lambda other: len(spans & other.mentions.keys()), default=None)
    return best if best is not None and spans & best.mentions.keys() else None
