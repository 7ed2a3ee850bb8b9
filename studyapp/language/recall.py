"""Known forms where the model overlooked them: what is a name once is one wherever it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studyapp.language.names import Name
from studyapp.language.tokens import find_words

if TYPE_CHECKING:
    from studyapp.language.sentences import Sentence


class KnownForms:
    """The forms of a document's names, by their first word, the longest first."""

    def __init__(self, texts: set[str]) -> None:
        self._by_first: dict[str, list[tuple[int, str]]] = {}
        for text in texts:
            words = [text[first:last] for first, last in find_words(text)]
            if words:
                self._by_first.setdefault(words[0], []).append((len(words), text))
        for forms in self._by_first.values():
            forms.sort(reverse=True)

    def complete(self, sentence: Sentence, names: list[Name]) -> list[Name]:
        """Return the names of a sentence in order, with those known forms that stand beside them."""
        taken = {index for name in names for index in range(name.first, name.last)}
        added = []
        for at, word in enumerate(sentence.words):
            for length, text in self._by_first.get(word, ()):
                inside = range(at, at + length)
                if inside.stop > len(sentence.words) or not taken.isdisjoint(inside):
                    continue
                if " ".join(sentence.literal(at, inside.stop).split()) == text:
                    start, end = sentence.spans[at][0], sentence.spans[inside.stop - 1][1]
                    added.append(Name(start, end, at, inside.stop, text))
                    taken.update(inside)
                    break
        return sorted([*names, *added], key=lambda name: name.start) if added else names
