"""The actors of a text as the templates see them: who is named where."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from studyapp.domain.actors import ActorKind, MentionForm
from studyapp.text.terms import Terms, telling, term_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from studyapp.domain.actors import Actor
    from studyapp.domain.facts import Fact, Part

_SEPARATES = frozenset(("of", "for", "in", "and", "or", "at", "by", "with", "'s", "from", "to"))
_REPORTS = re.compile(r"[“”\"]|\b(?:said|says|told|added|according)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:1\d{3}|20\d\d)\b|\b\d+ (?:BC|AD)|century")
_SMALL = re.compile(r"(?<![\w-])[a-z]{3,}(?![\w-])")
_LEAST_OF_TOPIC = 4  # mentions
_LEAST_THE = 4  # one in so many has an article before it: "Provisional IRA", but "the IRA"
_OF_FAMILY = re.compile(r" [a-z]")
PLACED = re.compile(
    r"\b(?:city|town|village|county|province|state|island|port|kingdom|duchy|duke|duchess|earl|count|countess|bishop"
    r"|archbishop|baron|marquis|marquess|abbot|abbess|prior|dean|elector|king|queen|emperor|mayor|governor|battle"
    r"|siege|university) of $",
    re.IGNORECASE,
)
"""What stands before the name of a place, whoever has the same name."""
_OWNERS = frozenset(("his", "her", "its"))
_MEANT = _OWNERS | {"he", "she", "it", "the"}
_ADDRESS = re.compile(r"\b(?:Mr|Mrs|Ms|Miss)\.? $")


class Named(NamedTuple):
    """A mention within a block, and its actor."""

    start: int
    end: int
    form: MentionForm
    actor: Actor


class Cast:
    """The mentions of a text by block, and what it sets off as terms."""

    def __init__(
        self,
        actors: Iterable[Actor] = (),
        facts: Iterable[Fact] = (),
        terms: Terms | None = None,
        title: str = "",
    ) -> None:
        self.terms = terms or Terms()
        self._title = term_key(title)
        self._names: dict[str, str] = {}
        told = list(dict.fromkeys(fact.sentence for fact in facts))
        self._told = " ".join(told).casefold()
        self._sayings: dict[str, int] = {}
        self._mentions = 0
        self.reporting = sum(_REPORTS.search(sentence) is not None for sentence in told) / max(len(told), 1)
        """The share of the facts whose sentences quote or report: news have many."""
        self.dated = sum(_YEAR.search(sentence) is not None for sentence in told) / max(len(told), 1)
        """The share of the facts whose sentences tell a year: histories have many."""
        common = [word for sentence in told for word in _SMALL.findall(sentence)]
        self.technical = sum(map(telling, common)) / max(len(common), 1)
        """How rare the words of the facts are, names left out: some 0.15 in histories, 0.3 in sciences."""
        self._by_block: dict[tuple[int, int], list[Named]] = {}
        for actor in actors:
            self._names[actor.id] = actor.name
            self._mentions += len(actor.mentions)
            for mention in actor.mentions:
                named = Named(mention.start, mention.end, mention.form, actor)
                self._by_block.setdefault((mention.section, mention.block), []).append(named)
        for found in self._by_block.values():
            found.sort(key=lambda named: named.start)

    def within(self, fact: Fact, start: int, end: int) -> list[Named]:
        """Return the mentions between two offsets of the block of a fact, in order."""
        here = self._by_block.get((fact.place.section, fact.place.block), ())
        return [named for named in here if start <= named.start and named.end <= end]

    def head_of(self, fact: Fact, part: Part) -> Named | None:
        """Return the mention that a part is: alone or at its end, after an article, a title or an office."""
        inside = [named for named in self.within(fact, part.start, part.end) if named.end == part.end]
        if not inside or inside[0].form is MentionForm.DEMONYM:
            return None
        before = part.text[: inside[0].start - part.start]
        is_owned = "’s" in before or "'s" in before
        return None if is_owned or _SEPARATES.intersection(before.casefold().split()) else inside[0]

    def opens_with_name(self, fact: Fact, part: Part) -> bool:
        """Tell whether a part begins with a mention."""
        return any(named.start == part.start for named in self.within(fact, part.start, part.end))

    def share_of(self, actor: Actor) -> float:
        """Return the part that an actor has in all mentions of the text; 0 for one with few."""
        count = len(actor.mentions)
        return count / self._mentions if count >= _LEAST_OF_TOPIC else 0.0

    def sayings(self, phrase: str) -> int:
        """Return how often a phrase stands in the sentences of the facts."""
        key = phrase.casefold()
        if key not in self._sayings:
            self._sayings[key] = self._told.count(key)
        return self._sayings[key]

    def meant(self, fact: Fact) -> str:
        """Return what a pronoun at the head of a fact stands for: "Anna Feld", "the Guild’s"; or ""."""
        subject = fact.subject
        if subject is None or subject.actor_id not in self._names:
            return ""
        name = self._names[subject.actor_id]
        first, _, others = subject.text.casefold().partition(" ")
        if first not in _MEANT or self.within(fact, subject.start, subject.end):
            return ""
        if first == "the" and name.casefold().endswith(f" {others}"):
            return f"the {name}"  # "the guild" of "Harbour Guild"
        the = "the " if _LEAST_THE * self.sayings(f"the {name}") > self.sayings(name) else ""
        return f"{the}{name}{'’s' if first in _OWNERS else ''}"

    def named(self, fact: Fact, part: Part) -> str:
        """Return the text of a part with full names for surnames and for who is meant by "he".

        Alone they are not known a year later.
        """
        text = part.text
        for first, last, said in sorted(self._full_names(fact, part), reverse=True):
            text = f"{text[:first]}{said}{text[last:]}"
        return text

    def _is_in_title(self, said: str, name: str) -> bool:
        """Tell whether a word of the title is said: the text is on the firm, not on its founder `name`."""
        return term_key(said) in self._title.split() and term_key(name) != self._title

    def _full_names(self, fact: Fact, part: Part) -> Iterator[tuple[int, int, str]]:
        """Yield which spans of a part's text have fuller names, and these."""
        meant, subject = self.meant(fact), fact.subject
        if meant and subject is not None and part.start <= subject.start < part.end:
            first = subject.start - part.start
            size = len(subject.text if subject.text[:4].casefold() == "the " else subject.text.split()[0])
            yield first, first + size, meant
        for named in self.within(fact, part.start, part.end):
            name = named.actor.name
            first, last = named.start - part.start, named.end - part.start
            before, said = part.text[:first], part.text[first:last]
            is_family = _OF_FAMILY.match(part.text, last) and before.casefold().endswith("the ")
            is_other = (
                is_family
                or self._is_in_title(said, name)
                or PLACED.search(before) is not None
                or f" of {said}" in name
            )
            is_person = named.actor.kind is ActorKind.PERSON and not is_other
            if is_person and f" {said}" in name and not name.startswith(said):
                yield len(_ADDRESS.sub("", before)), last, name
