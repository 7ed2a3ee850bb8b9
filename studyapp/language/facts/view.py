"""A sentence as the fact rules see it: words, one letter for each word's class, names, dates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

from studyapp.domain.actors import ActorKind
from studyapp.domain.facts import Fact, FactKind, Modality, Part, Period, Polarity
from studyapp.domain.places import Place
from studyapp.language.dates import Dated, find_dates
from studyapp.language.lexicon import lexicon, word_set
from studyapp.language.verbs import is_simple_past, is_third_person

if TYPE_CHECKING:
    from collections.abc import Callable

    from studyapp.language.actors import NamedSentence
    from studyapp.language.names import Name
    from studyapp.language.sentences import Sentence

# One letter a word. Q a name, H a possessive, o "of", c "and"; others as in `packaging/build_lexicons.py`:
# A determiner, S "its", J, N, P plural, M number, G -ing, B participle, D simple past, Z and V present,
# X modal, b a form of be, h a form of have, I preposition, T "to", W "that", "who", O pronoun, R adverb.
_SIMPLE_NP = r"[AS]?(?:R?J|[MGBNPQH]|(?<=[JNPQ])D(?=N|P))*[NPQM]"
NOUN_PHRASE = rf"{_SIMPLE_NP}(?:o{_SIMPLE_NP})*"
SUBJECT = rf"{NOUN_PHRASE}(?:(?:,{NOUN_PHRASE})*,?c{NOUN_PHRASE})?"
_BE = word_set("am is are was were be been being")
_HAVE = word_set("has have had having")
_RELATIVES = word_set("which who whom whose")
_DIGITS = re.compile(r"\d[\d.,]*")
_NUMBERS = word_set(
    "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty "
    "seventy eighty ninety hundred thousand million billion"
)
# Classes of words that no list knows, by their ending.
_ENDINGS = (
    *(("ly", "R"), ("ed", "DB"), ("ing", "G"), ("ous", "J"), ("ful", "J"), ("ive", "J"), ("able", "J")),
    *(("al", "J"), ("ic", "J"), ("est", "J"), ("ss", "N"), ("s", "P")),
)
_VAGUE_FIRST = word_set(
    "this that these those such both each every all any some few many most another other several only"
)


@dataclass(frozen=True)
class Known:
    """A name whose actor is known."""

    first: int
    last: int
    actor_id: str
    kind: ActorKind
    name: Name


class View:
    """All that the rules need of one sentence; `actor_id_of` and `kind` resolve a name."""

    def __init__(self, named: NamedSentence, actor_id_of: Callable[[Name], str | None]) -> None:
        self.sentence: Sentence = named.sentence
        self.acronyms = named.acronyms
        self.words = named.sentence.words
        self.lower = [word.lower() for word in self.words]
        self.names = [
            Known(name.first, name.last, found, ActorKind(found.partition(":")[0]), name)
            for name in named.names
            if (found := actor_id_of(name)) is not None
        ]
        self.dates: list[Dated] = find_dates(self.sentence.text, self.sentence.start)
        self.classes = _classes(self)

    def is_dated(self, index: int) -> bool:
        """Tell whether a word belongs to a date."""
        start, end = self.sentence.spans[index]
        return any(d.period.start < end and start < d.period.end for d in self.dates)

    def word_at(self, offset: int) -> int:
        """Return the word that holds a place of the block, or the next one after it."""
        for index, (_, end) in enumerate(self.sentence.spans):
            if offset < end:
                return index
        return len(self.words)

    def part(self, first: int, last: int) -> Part:
        """Return words `first` up to, not including, `last` as a part; with its actor, if it names one."""
        start, end = self.sentence.spans[first][0], self.sentence.spans[last - 1][1]
        inside = {known.actor_id for known in self.names if first <= known.first and known.last <= last}
        actor = next(iter(inside)) if len(inside) == 1 else None
        return Part(self.sentence.literal(first, last), start, end, actor)

    def span(self, text: str, start: int, actor: str | None = None) -> Part:
        """Return a span of the block as a part."""
        return Part(text, start, start + len(text), actor)

    def names_in(self, first: int, last: int) -> list[Known]:
        """Return the names that stand between two words."""
        return [known for known in self.names if first <= known.first and known.last <= last]

    def is_named(self, first: int, last: int) -> bool:
        """Tell whether a noun phrase says what it means: a name in it, no pronoun, nothing like "this"."""
        return (
            first < last
            and self.lower[first] not in _VAGUE_FIRST
            and "O" not in self.classes[first:last]
            and self.classes[first] != "S"
            and bool(self.names_in(first, last))
        )

    def match(self, pattern: str, first: int, last: int) -> bool:
        """Tell whether the classes of words `first` up to, not including, `last` are just a pattern."""
        return re.fullmatch(pattern, self.classes[first:last]) is not None

    def fact(
        self,
        kind: FactKind,
        subject: Part,
        relation: str,
        what: Part | None = None,
        *,
        items: tuple[Part, ...] = (),
        time: Period | None = None,
        polarity: Polarity = Polarity.POSITIVE,
        modality: Modality = Modality.STATED,
        attribution: str | None = None,
    ) -> Fact:
        """Return a fact of this sentence, with its stable id."""
        sentence = self.sentence
        texts = [subject.text, relation, what.text if what else "", *(item.text for item in items)]
        key = "\x1f".join((kind.value, " ".join(sentence.text.split()), *texts, time.text if time else ""))
        return Fact(
            id=f"{kind.value}:{blake2b(key.encode('utf-8', 'surrogatepass'), digest_size=8).hexdigest()}",
            kind=kind,
            subject=subject,
            relation=relation,
            object=what,
            items=items,
            time=time,
            location=None,
            polarity=polarity,
            modality=modality,
            attribution=attribution,
            place=Place(sentence.section, sentence.block, sentence.start, sentence.block, sentence.end),
            sentence=sentence.text,
        )


def _classes(view: View) -> str:
    """Return one letter for each word of a sentence."""
    letters: list[str] = []
    named = {index for known in view.names for index in range(known.first, known.last)}
    for index, word in enumerate(view.words):
        letters.append(
            "Q" if index in named else _class_of(view, index, word, letters[-1] if letters else "")
        )
    return "".join(letters)


def _class_of(view: View, index: int, word: str, before: str) -> str:
    lower = view.lower[index]
    if fixed := _fixed_class(lower, before):
        return fixed
    if word[0].isupper() and index and lower not in lexicon().classes:
        return "Q"
    if not word[0].isalnum():
        return "H" if lower in ("'s", "’s") else word[0] if word[0] in ",;:" else "."
    possible = lexicon().classes.get(lower) or _unlisted_classes(lower)
    after = view.lower[index + 1] if index + 1 < len(view.lower) else ""
    return _in_context(possible, before, lower, after)


def _fixed_class(lower: str, before: str) -> str:
    if lower in _BE:
        return "b"
    if lower in _HAVE:
        return "h"
    if lower in ("of", "and"):
        return "o" if lower == "of" else "c"
    if lower == "that":
        return "W" if before in ("N", "P", "Q") else "A"
    if _DIGITS.fullmatch(lower) or lower in _NUMBERS:
        return "M"
    return "W" if lower in _RELATIVES else ""


def _in_context(possible: str, before: str, lower: str, after: str) -> str:
    """Choose among a word's classes by the class of the word before."""
    first = possible[0]
    if len(possible) > 1 and before in ("A", "S", "J", "H"):
        return next((c for c in possible if c in "NPJ"), first)
    if before in ("T", "X") and "V" in possible:
        return "V"
    if before in ("b", "h") and "B" in possible:
        return "B"
    if ("D" in possible or "B" in possible) and before in ("N", "P", "Q", "R", "M") and is_simple_past(lower):
        return "B" if after == "by" else "D"  # "the pact signed by"
    if first == "V" and "N" in possible and before not in ("P", "Q"):
        return "N"
    return first


def _unlisted_classes(lower: str) -> str:
    if is_third_person(lower):
        return "ZP"
    if is_simple_past(lower):
        return "DB"
    for ending, classes in _ENDINGS:
        if lower.endswith(ending) and len(lower) > len(ending) + 1:
            return classes
    return "N"
