"""Which phrases after "the" mean a kind, known by itself: "the payroll tax", "the hippocampus"."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from studyapp.language.lexicon import word_set
from studyapp.text.terms import Terms, telling, term_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from studyapp.language.actors import NamedSentence

_WITHIN = ("compound", "amod")
_INTRODUCING = word_set("a an this that these those another such")
_LEAST_SAID = 2
_RARE_PHRASE, _RARE_WORD, _RAREST = (
    0.3,
    0.75,
    0.9,
)  # as `telling` has it: a plain word after "the" is one said before


class Kinds:
    """The kinds of a text: what it sets off as a term, and what it says with "the" time and again.

    Nouns joined to one ("income tax") name a kind however plain they are; other plain words do not.
    What the same block brings in with "a" or "this" is one of a kind, and no kind there.
    """

    def __init__(self, sentences: Iterable[NamedSentence] = (), terms: Terms | None = None) -> None:
        self.terms = terms or Terms()
        self._said: Counter[str] = Counter()
        self._joined: set[str] = set()
        self._introduced: set[tuple[int, int, str]] = set()
        for named in sentences:
            self._read(named)

    def _read(self, named: NamedSentence) -> None:
        sentence, reading = named.sentence, named.reading
        for at, relation in enumerate(reading.relations):
            head = reading.heads[at]
            if relation != "det" or reading.universal[head] != "NOUN":
                continue
            first = phrase_start(reading.heads, reading.relations, head)
            key = term_key(" ".join(sentence.words[first : head + 1]))
            if "compound" in reading.relations[first:head]:
                self._joined.add(key)
            if sentence.words[at].lower() == "the":
                self._said[key] += 1
            elif sentence.words[at].lower() in _INTRODUCING:
                self._introduced.add((sentence.section, sentence.block, key))

    def is_named(self, phrase: str) -> bool:
        """Tell whether words alone name a kind: the text sets them off, or they are rare."""
        return self.terms.is_term(phrase) or (" " in phrase and telling(phrase) >= _RARE_WORD)

    def has(self, section: int, block: int, phrase: str) -> bool:
        """Tell whether a phrase after "the" means a kind where it stands."""
        key = term_key(phrase)
        if self.terms.is_marked(key):
            return True
        if (section, block, key) in self._introduced:
            return False
        least = _RARE_PHRASE if " " in key else _RARE_WORD
        rare = telling(key)
        is_often = self.terms.is_headed(key) or self._said[key] >= _LEAST_SAID
        return (is_often and (rare >= least or key in self._joined)) or rare >= _RAREST


def phrase_start(heads: Sequence[int], relations: Sequence[str], head: int) -> int:
    """Return where the words begin that stand right before a noun and belong to its name."""
    first = head
    while first > 0 and first <= heads[first - 1] <= head and relations[first - 1] in _WITHIN:
        first -= 1
    return first
