"""A sentence as the fact rules see it: words, tags, the tree, names whose actors are known, and times."""

from __future__ import annotations

from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from studyapp.domain.actors import ActorKind
from studyapp.domain.facts import Fact, FactKind, Modality, Part, Period, Polarity
from studyapp.domain.places import Place
from studyapp.language.facts.kinds import Kinds, phrase_start
from studyapp.language.lexicon import word_set

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from studyapp.language.actors import NamedSentence
    from studyapp.language.names import Name
    from studyapp.language.time.finding import Dated

_BRACKETS = {")": "(", "]": "[", "”": "“", "’": "‘"}
_APART = frozenset((",", "(", "[", "—", "–", ";"))
_DASHES = ("-", "--")
PRONOUNS = word_set(
    "i you he she it we they me him her us them one this that these those there who which what"
)
_VAGUE_FIRST = word_set(
    "this that these those such both each every any some few many most another other several only its their"
    " his her our my your whose which what no neither either"
)


_REFLEXIVE = ("self", "selves")


class Known(NamedTuple):
    """A name whose actor is known: words `first` to `last`, not included."""

    first: int
    last: int
    actor_id: str
    kind: ActorKind
    name: Name


class Commitment(NamedTuple):
    """How a text commits itself to a clause, and who says it when it is reported."""

    polarity: Polarity = Polarity.POSITIVE
    modality: Modality = Modality.STATED
    attribution: str | None = None


PLAIN = Commitment()


class View:
    """All that the rules need of one sentence. Words are counted from 0; ranges of words are half-open."""

    def __init__(
        self,
        named: NamedSentence,
        actor_id_of: Callable[[Name], str | None],
        times: Sequence[Dated],
        kinds: Kinds | None = None,
    ) -> None:
        self.sentence = named.sentence
        self.kinds = kinds or Kinds()
        self.acronyms = named.acronyms
        self.words = named.sentence.words
        self.lower = [word.lower() for word in self.words]
        self.universal = named.reading.universal
        self.tags = named.reading.tags
        self.lemmas = [lemma.lower() for lemma in named.reading.lemmas]
        self.heads = named.reading.heads
        self.relations = named.reading.relations
        self.times = [dated for dated in times if not self._counts(dated)]
        self.names = [
            Known(name.first, name.last, found, ActorKind(found.partition(":")[0]), name)
            for name in named.names
            if (found := actor_id_of(name)) is not None
        ]
        self.meant: dict[int, Known] = {}
        """The pronoun, or "the", of which the text before tells whom or what it means (`referents`)."""

    def _counts(self, dated: Dated) -> bool:
        """Tell whether a date ends in the number of something else: "in January 25 people"."""
        first, last = self.words_of(dated.period.start, dated.period.end)
        is_of_next = first < last and self.relations[last - 1] == "nummod" and self.heads[last - 1] >= last
        in_front = dated.preposition == "in" and last < len(self.words) and self.tags[last] == "NNS"
        return is_of_next or (in_front and dated.period.precision == "day")

    @cached_property
    def children(self) -> list[list[int]]:
        """The words that hang on each word, in order."""
        found: list[list[int]] = [[] for _ in self.words]
        for index, head in enumerate(self.heads):
            if head >= 0:
                found[head].append(index)
        return found

    def child(self, at: int, *relations: str) -> int | None:
        """Return the first word that hangs on `at` by one of these relations, or None."""
        return next((index for index in self.children[at] if self.relations[index] in relations), None)

    def subtree(self, at: int, without: Iterable[int] = ()) -> set[int]:
        """Return the words of a phrase, its head `at` included; nothing of the branches in `without`."""
        left_out = set(without)
        found, open_words = set(), [at]
        while open_words:
            index = open_words.pop()
            if index not in found and index not in left_out:
                found.add(index)
                open_words += self.children[index]
        return found

    def phrase(self, at: int, *without: str) -> tuple[int, int]:
        """Return the run of words around `at` in its phrase, branches of some relations left out."""
        dropped = [index for index in self.children[at] if self.relations[index].split(":")[0] in without
                   or self.relations[index] in without]  # fmt: skip
        return self.trimmed(*self.run(self.subtree(at, dropped), at))

    def is_apart(self, at: int) -> bool:
        """Tell whether a branch stands between signs, as what may be left out does."""
        words = self.subtree(at)
        first, after = min(words), max(words) + 1
        if after <= self.heads[at]:
            return "," in self.words[after - 1 : after + 1]
        return any(
            self.words[i] in _APART or (self.words[i] in _DASHES and self.tags[i] != "HYPH")
            for i in (first - 1, first)
            if i >= 0
        )

    def run(self, inside: set[int], at: int) -> tuple[int, int]:
        """Return the unbroken range of words around `at` that lie in a phrase."""
        first = last = at
        while first - 1 in inside:
            first -= 1
        while last + 1 in inside:
            last += 1
        return first, last + 1

    def trimmed(self, first: int, last: int) -> tuple[int, int]:
        """Return a range without the signs at its ends; a closing bracket stays with its opening one."""
        while (
            first < last
            and not self.words[first][0].isalnum()
            and self.words[first] not in ("$", "€", "£", "“")
        ):
            first += 1
        while last > first and not self.words[last - 1][-1].isalnum():
            word = self.words[last - 1]
            opening = _BRACKETS.get(word)
            if (
                word == "%"
                or (word.endswith(".") and len(word) > 1)
                or opening in self.words[first : last - 1]
            ):
                break
            last -= 1
        return first, last

    def part(self, first: int, last: int) -> Part:
        """Return words as a part of a fact; with its actor, if it names exactly one, or begins with "his"."""
        start, end = self.sentence.spans[first][0], self.sentence.spans[last - 1][1]
        inside = {known.actor_id for known in self.names if first <= known.first and known.last <= last}
        if not inside and first in self.meant:
            inside = {self.meant[first].actor_id}
        return Part(
            self.sentence.literal(first, last), start, end, next(iter(inside)) if len(inside) == 1 else None
        )

    def span(self, text: str, start: int, actor: str | None = None) -> Part:
        """Return a span of the block as a part."""
        return Part(text, start, start + len(text), actor)

    def is_kind(self, head: int) -> bool:
        """Tell whether a noun after "the" means a kind that the text tells of, not one said before."""
        first = phrase_start(self.heads, self.relations, head)
        determiner = self.child(head, "det")
        if determiner is None or self.lower[determiner] != "the" or determiner != first - 1:
            return False
        return self.kinds.has(
            self.sentence.section, self.sentence.block, " ".join(self.words[first : head + 1])
        )

    def is_kind_of_many(self, head: int) -> bool:
        """Tell whether a bare plural names a kind by itself: "time-motion studies", not "early versions"."""
        first = phrase_start(self.heads, self.relations, head)
        return self.kinds.is_named(" ".join(self.words[first : head + 1]))

    def names_in(self, first: int, last: int) -> list[Known]:
        """Return the names that stand between two words."""
        return [known for known in self.names if first <= known.first and known.last <= last]

    def name_at(self, index: int) -> Known | None:
        """Return the name that a word belongs to, or None."""
        return next((known for known in self.names if known.first <= index < known.last), None)

    def is_vague(self, first: int, last: int) -> bool:
        """Tell whether a phrase needs what was said before: a pronoun, "this", "its", "such" at its head."""
        if first in self.meant and not self.names_in(first, last):
            return False
        return (
            first >= last
            or self.lower[first] in _VAGUE_FIRST
            or (last - first == 1 and (self.universal[first] == "PRON" or self.lower[first] in PRONOUNS))
        )

    def has_pronoun(self, first: int, last: int) -> bool:
        """Tell whether a personal pronoun stands between two words; "himself" is no riddle."""
        return any(
            self.universal[i] == "PRON" and self.tags[i] == "PRP" and not self.lower[i].endswith(_REFLEXIVE)
            for i in range(first, last)
            if i not in self.meant and self.name_at(i) is None  # "Odo I"
        )

    def words_of(self, start: int, end: int) -> tuple[int, int]:
        """Return the words that lie within a span of the block."""
        inside = [i for i, (first, last) in enumerate(self.sentence.spans) if start < last and first < end]
        return (inside[0], inside[-1] + 1) if inside else (0, 0)

    def ancestors(self, at: int) -> Iterator[int]:
        """Yield the head of a word, its head, and so on."""
        while (at := self.heads[at]) >= 0:
            yield at

    def fact(
        self,
        kind: FactKind,
        subject: Part | None,
        relation: str,
        what: Part | None = None,
        *,
        items: tuple[Part, ...] = (),
        time: Period | None = None,
        location: Part | None = None,
        commitment: Commitment = PLAIN,
    ) -> Fact:
        """Return a fact of this sentence, with its stable id."""
        sentence = self.sentence
        texts = [
            subject.text if subject else "",
            relation,
            what.text if what else "",
            *(item.text for item in items),
        ]
        key = "\x1f".join((kind.value, " ".join(sentence.text.split()), *texts, time.text if time else ""))
        return Fact(
            id=f"{kind.value}:{blake2b(key.encode('utf-8', 'surrogatepass'), digest_size=8).hexdigest()}",
            kind=kind,
            subject=subject,
            relation=relation,
            object=what,
            items=items,
            time=time,
            location=location,
            polarity=commitment.polarity,
            modality=commitment.modality,
            attribution=commitment.attribution,
            place=Place(sentence.section, sentence.block, sentence.start, sentence.block, sentence.end),
            sentence=sentence.text,
        )
