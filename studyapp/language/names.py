"""Names as they stand in a sentence: runs of capitalised words, cut into listed names, titles and the rest.

Nothing is decided here about what an unknown name means; `kinds` votes over the whole document.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from studyapp.domain.actors import ActorKind, MentionForm
from studyapp.language.lexicon import Listed, lexicon, word_set
from studyapp.language.runs import find_runs, longest_listed
from studyapp.language.surroundings import Cue, cues_around, is_language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studyapp.language.sentences import Sentence

_PIECE = re.compile(r"[^-‐‑]+")
_SUFFIXES = word_set("I II III IV V VI VII VIII IX X XI XII XIV XV XVI Jr. Sr.")


class Name(NamedTuple):
    """A name in a sentence: its span in the block, the words that hold it, and what is known of it there."""

    start: int
    end: int
    first: int
    last: int  # not including
    text: str
    cues: Cue
    listed: Listed | None = None
    kind: ActorKind | None = None  # what its head word says
    title_at: int | None = None  # the first word of the title in front


def find_names(sentence: Sentence) -> list[Name]:
    """Return the names of a sentence in order; none in headlines, all capitals or source code."""
    found: list[Name] = []
    for at, end in find_runs(sentence):
        if sentence.words[at][0].isupper():
            found += _resolve(sentence, at, end)
        else:
            found += _hyphenated(sentence, at)
    return found


def _resolve(sentence: Sentence, at: int, end: int) -> Iterator[Name]:
    """Yield the names of a run; after "Minister of" it may hold the rest of the office and a person."""
    title_at = _title_before(sentence.words, at)
    person = at if title_at is None else _after_field(sentence.words, at, end)
    if person > at:
        yield from _resolve_run(sentence, at, person, None)
        yield from _resolve_run(sentence, person, end, title_at)
    else:
        yield from _resolve_run(sentence, at, end, None)


def _title_before(words: list[str], at: int) -> int | None:
    """Return where the title stands in "Minister of" or "Secretary of the" before a run."""
    of = at - 1 - (words[at - 1 : at] == ["the"])
    is_title = of > 0 and words[of] == "of" and words[of - 1][0].isupper()
    return of - 1 if is_title and words[of - 1].lower() in lexicon().cues.office_nouns else None


def _after_field(words: list[str], at: int, end: int) -> int:
    """Return where a person's name starts after the country or field of an office, or `at`.

    A field is of common words ("Ports"), and only a full name can stand after one that is no usual field.
    """
    lists = lexicon()
    person, is_usual = at, True
    while person < end and words[person] not in lists.given_names:
        if (listed_end := longest_listed(words, person, end)) > person:
            person = listed_end
        elif words[person].lower() in lists.classes:
            is_usual &= words[person].lower() in lists.cues.title_parts
            person += 1
        else:
            break
    field_ends = (
        words[person - 1] in lists.listed or lists.classes.get(words[person - 1].lower(), "N")[0] in "NP"
    )
    is_name = person < end and (is_usual or end - person > 1) and _head_kind(words, at, end) is None
    return person if is_name and field_ends else at


def _resolve_run(sentence: Sentence, at: int, end: int, title_at: int | None) -> Iterator[Name]:
    words, lists = sentence.words, lexicon()
    if at >= end:
        return
    listed_end = longest_listed(words, at, end)
    if listed_end == end:
        listed = lists.listed[" ".join(words[at:end])]
        name = _name(sentence, at, end, title_at, listed=listed)
        if listed.form is not MentionForm.DEMONYM or not is_language(words, at, end):
            yield name
    elif "-" in words[at] and end - at == 1 and listed_end == at and _pieces_listed(words[at]):
        yield from _hyphenated(sentence, at)
    elif kind := _head_kind(words, at, end):
        yield _name(sentence, at, end, title_at, kind=kind)
    elif listed_end > at and _stands_apart(words, at, listed_end, end):
        yield _name(sentence, at, listed_end, title_at, listed=lists.listed[" ".join(words[at:listed_end])])
        yield from _resolve_run(sentence, listed_end, end, None)
    else:
        yield from _resolve_unlisted(sentence, at, end, title_at)


def _resolve_unlisted(sentence: Sentence, at: int, end: int, title_at: int | None) -> Iterator[Name]:
    """Yield the names of a run that no list knows from its first word on."""
    words = sentence.words
    if words[at].lower() in lexicon().cues.titles and not _is_given(words, at, end):
        first = at if title_at is None else title_at
        yield from _resolve_run(sentence, _after_title(words, at, end), end, first)
    elif (start := _listed_tail(words, at, end)) > at:
        yield from _resolve_run(sentence, start, end, None)
    elif inner := _inner_title(words, at, end):
        yield from _resolve_run(sentence, at, inner, title_at)
        yield from _resolve_run(sentence, inner, end, None)
    elif not _is_no_name(words, at, end, title_at):
        yield _name(sentence, at, end, title_at)


def _inner_title(words: list[str], at: int, end: int) -> int:
    """Return where a title stands inside a run, which then holds two names, or 0."""
    titles = lexicon().cues.titles
    return next((index for index in range(at + 1, end) if words[index].lower() in titles), 0)


def _is_given(words: list[str], at: int, end: int) -> bool:
    """Tell whether a word that is both (Don) is a given name, not a title: before one more word."""
    return (
        words[at] in lexicon().given_names
        and end - at == 2
        and words[at + 1].lower() not in lexicon().cues.titles
    )


def _after_title(words: list[str], at: int, end: int) -> int:
    cues = lexicon().cues
    while at < end and (words[at].lower() in cues.titles or words[at].lower() in cues.title_parts):
        at += 1
    return at


def _head_kind(words: list[str], at: int, end: int) -> ActorKind | None:
    """Return what the head word of a run says that it is: its last word, or its first before "of"."""
    cues = lexicon().cues
    if end - at < 2:
        return None
    if words[at].lower() in cues.of_heads and words[at + 1] == "of":
        return cues.heads.get(words[at].lower(), ActorKind.ORGANISATION)
    for index in range(at + 1, end - 1):
        if words[index] == "of" and words[index - 1].lower() in cues.of_heads:
            return cues.heads.get(words[index - 1].lower(), ActorKind.ORGANISATION)
    if words[at].lower() in cues.place_before:
        return ActorKind.PLACE
    if all(word.lower() in cues.titles or word.lower() in cues.title_parts for word in words[at : end - 1]):
        return None
    return cues.heads.get(words[end - 1].lower())


def _stands_apart(words: list[str], at: int, listed_end: int, end: int) -> bool:
    """Tell whether a listed name at the start of a run is a name for itself, not part of the longer one."""
    lists = lexicon()
    listed = lists.listed[" ".join(words[at:listed_end])]
    following = words[listed_end].lower()
    if following in lists.cues.titles or following in lists.cues.title_parts:
        return True
    if listed.form is MentionForm.DEMONYM or listed.kind is ActorKind.GROUP:
        return any(word.lower() not in lists.classes for word in words[listed_end:end])
    return False


def _listed_tail(words: list[str], at: int, end: int) -> int:
    """Return where a listed name starts that ends the run after adjectives ("Modern Greece"), or `at`."""
    lists = lexicon()
    for start in range(at + 1, end):
        if "J" not in lists.classes.get(words[start - 1].lower(), ""):
            return at
        if longest_listed(words, start, end) == end:
            return start
    return at


def _is_no_name(words: list[str], at: int, end: int, title_at: int | None) -> bool:
    """Tell whether an unknown run is no name: a common word with a capital, a lone numeral, a mark."""
    lists = lexicon()
    lower = words[at].lower().replace("’", "'")
    if end - at > 1:
        known = all(
            w.lower() in lists.cues.title_parts or w.lower() in lists.cues.titles for w in words[at:end]
        )
        return known and title_at is None
    if lower in lists.cues.not_names or words[at] in _SUFFIXES or len(words[at].strip(".")) < 2:
        return True
    if title_at is not None:
        return lists.classes.get(lower, "N")[0] not in "NPJ"
    return lower in lists.classes and words[at] not in lists.given_names and not words[at].isupper()


def _pieces_listed(word: str) -> bool:
    return any(piece in lexicon().listed for piece in word.split("-"))


def _hyphenated(sentence: Sentence, at: int) -> Iterator[Name]:
    """Yield the listed names inside a hyphenated word ("anti-Roman", "Varn-Lumea")."""
    start = sentence.spans[at][0]
    for match in _PIECE.finditer(sentence.words[at]):
        listed = lexicon().listed.get(match[0])
        if listed:
            yield Name(start + match.start(), start + match.end(), at, at + 1, match[0], Cue(0), listed)


def _name(
    sentence: Sentence,
    at: int,
    end: int,
    title_at: int | None,
    *,
    listed: Listed | None = None,
    kind: ActorKind | None = None,
) -> Name:
    text = " ".join(sentence.words[at:end])
    start, stop = sentence.spans[at][0], sentence.spans[end - 1][1]
    cues = cues_around(sentence.words, at, end, titled=title_at is not None)
    return Name(start, stop, at, end, text, cues, listed, kind, title_at)
