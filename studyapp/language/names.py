"""The names of a sentence: what the model found, held against the lists, cut and grown to the name alone.

The lists decide what a country, a demonym or a seat of power is; the model decides where names are and what
the unlisted ones mean. Nothing is decided here for the whole document: `forms` votes over all mentions.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from studyapp.domain.actors import ActorKind, MentionForm
from studyapp.language.lexicon import Listed, lexicon, look_up, word_set
from studyapp.language.tokens import find_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studyapp.language.model.reading import Reading
    from studyapp.language.sentences import Sentence

KINDS = {
    "PERSON": ActorKind.PERSON,
    "ORG": ActorKind.ORGANISATION,
    "LOC": ActorKind.PLACE,
    "NORP": ActorKind.GROUP,
    "EVENT": ActorKind.EVENT,
    "WORK": ActorKind.WORK,
    "MISC": ActorKind.OTHER,
}
_LEADING = word_set("the a an this that these those his her its their our my your")
_TRAILING = word_set("'s ’s ' ’ - – — , . ; :")
_LANGUAGE_BEFORE = word_set("in into speak speaks spoke speaking spoken learn learned translated")
_LANGUAGE_AFTER = word_set("language word words accent grammar dialect phrase")
_LOCATIVE = word_set("in at near outside throughout across to from through around into toward towards")
_DIRECTIONS = word_set("western eastern northern southern central northeastern northwestern")  # no name alone
_MOST_LISTED_WORDS = 12
_STATE_KINDS = (ActorKind.COUNTRY, ActorKind.PLACE)


class Name(NamedTuple):
    """A name in a sentence: its span in the block, its words, and what is known of it there.

    `scores` are the model's for its labels (none for a name that only a list knows); `title_at` is the first
    word of the title in front of a person; `kind` what its head word says.
    """

    start: int
    end: int
    first: int
    last: int  # not including
    text: str
    label: str = ""
    scores: tuple[float, ...] = ()
    listed: Listed | None = None
    kind: ActorKind | None = None
    title_at: int | None = None
    is_located: bool = False  # after "in", "at", "near": where something is


def find_names(sentence: Sentence, reading: Reading) -> list[Name]:
    """Return the names of a sentence in order, without overlaps; none in source code."""
    seen = [
        name
        for span in reading.names
        for name in _cut(sentence, span.first, span.last, span.label, span.scores)
    ]
    listed = [name for name in _listed_names(sentence) if not any(_crosses(name, other) for other in seen)]
    found = [name for name in seen if not any(_crosses(name, other) for other in listed)]
    found = sorted([*found, *listed], key=lambda name: name.start)
    return [_placed(sentence, reading, name) for name in found if not _is_language(sentence, reading, name)]


def _crosses(name: Name, other: Name) -> bool:
    """Tell whether a name gives way to another one: they overlap, and it is not the longer one."""
    overlaps = name.first < other.last and other.first < name.last
    return overlaps and name.last - name.first <= other.last - other.first


def _cut(sentence: Sentence, first: int, last: int, label: str, scores: tuple[float, ...]) -> Iterator[Name]:
    """Yield the name of a span without article, title, possessive; a person's titles are kept in mind."""
    words, cues = sentence.words, lexicon().cues
    while first < last and (words[first].lower() in _LEADING or not words[first][0].isalnum()):
        first += 1
    while last > first and (words[last - 1] in _TRAILING or words[last - 1] in "\"”“’')("):
        last -= 1
    if label == "PERSON":
        while last - first > 1 and words[first].lower().rstrip(".") in cues.titles | cues.title_parts:
            first += 1
    if first >= last or not any(c.isupper() or c.isdigit() for word in words[first:last] for c in word):
        return
    if all(
        word.lower().rstrip(".") in cues.calendar | _DIRECTIONS | cues.titles for word in words[first:last]
    ):
        return
    if words[first:last] == ["State"]:  # "Secretary of State"
        return
    listed = look_up(sentence.literal(first, last))
    yield _name(sentence, first, last)._replace(
        label=label,
        scores=scores,
        listed=listed if listed is not None and _fits(listed, label) else None,
        title_at=_title_at(words, first) if label == "PERSON" else None,
    )


def _fits(listed: Listed, label: str) -> bool:
    """Tell whether what a list says of a name can be meant where the model sees a label."""
    if listed.form is MentionForm.DEMONYM:
        return True
    if listed.kind in _STATE_KINDS:
        return label in ("LOC", "NORP", "ORG", "MISC")
    return KINDS[label] is listed.kind or label in ("MISC", "ORG", "NORP")


def _listed_names(sentence: Sentence) -> Iterator[Name]:
    """Yield the countries that the lists know, longest names first."""
    words, at = sentence.words, 0
    starts = _listed_starts()
    while at < len(words):
        end = at + 1
        if words[at] in starts and words[at][0].isupper():
            for last in range(min(len(words), at + starts[words[at]]), at, -1):
                listed = look_up(sentence.literal(at, last))
                if listed is not None and _is_sure(words, at, listed):
                    yield _name(sentence, at, last)._replace(listed=listed)
                    end = last
                    break
        at = end


def _is_sure(words: list[str], at: int, listed: Listed) -> bool:
    if listed.name in lexicon().only_with_article:
        return at > 0 and words[at - 1].lower() == "the"
    return listed.kind is ActorKind.COUNTRY


@lru_cache(maxsize=1)
def _listed_starts() -> dict[str, int]:
    """Return the first word of every listed name, with the most words of such a name."""
    longest: dict[str, int] = {}
    for name in lexicon().listed:
        words = [name[first:last] for first, last in find_words(name)]
        longest[words[0]] = min(_MOST_LISTED_WORDS, max(longest.get(words[0], 0), len(words)))
    return longest


def _name(sentence: Sentence, first: int, last: int) -> Name:
    start, end = sentence.spans[first][0], sentence.spans[last - 1][1]
    return Name(start, end, first, last, " ".join(sentence.literal(first, last).split()))


def _title_at(words: list[str], first: int) -> int | None:
    """Return the first word of the title in front of a person ("Foreign Minister"), or None."""
    cues = lexicon().cues
    at = first
    while (
        at
        and (key := words[at - 1].lower().rstrip(".")) in cues.titles | cues.title_parts
        and key not in _LEADING
    ):
        at -= 1
    while at < first and not words[at][0].isupper():
        at += 1
    has_title = any(word.lower().rstrip(".") in cues.titles for word in words[at:first])
    return at if has_title else None


def _placed(sentence: Sentence, reading: Reading, name: Name) -> Name:
    """Say of a name whether it tells where something is: a preposition of place governs it."""
    case = [
        sentence.words[index].lower()
        for index in range(max(0, name.first - 3), name.first)
        if reading.relations[index] == "case" and name.first <= reading.heads[index] < name.last
    ]
    return name._replace(is_located=bool(_LOCATIVE.intersection(case)))


def _is_language(sentence: Sentence, reading: Reading, name: Name) -> bool:
    """Tell whether a demonym means a language ("in French", "the Welsh word")."""
    if name.listed is None or name.listed.form is not MentionForm.DEMONYM:
        return False
    words = sentence.words
    after = words[name.last].lower() if name.last < len(words) else "."
    if after in _LANGUAGE_AFTER:
        return True
    before = words[name.first - 1].lower() if name.first else ""
    return before in _LANGUAGE_BEFORE and reading.relations[name.last - 1] not in ("amod", "compound", "nmod")
