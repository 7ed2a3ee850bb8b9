"""Names as they stand in a sentence: runs of capitalised words, cut into listed names, titles and the rest.

Nothing is decided here about what an unknown name means; `kinds` votes over the whole document.
"""

from __future__ import annotations

import re
from enum import IntFlag
from typing import TYPE_CHECKING, NamedTuple

from studyapp.domain.actors import ActorKind, MentionForm
from studyapp.language.lexicon import Listed, lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studyapp.language.sentences import Sentence

MOST_WORDS = 8  # a longer run of capitals is a headline or a list, not a name
SHOUTING_SHARE = 0.6  # of the words in capitals: such a sentence says nothing about names
HEADLINE_SHARE = 0.75  # of the words capitalised, as in a headline
LEAST_WORDS_OF_HEADLINE = 5
CODE_SHARE = 0.06  # of the characters: brackets, equals signs and the like
_PIECE = re.compile(r"[^-‐‑]+")
_CODE = re.compile(r"[{}<>=;_|\\$#@^~*]")
_SUFFIXES = frozenset(
    (
        "I",
        "II",
        "III",
        "IV",
        "V",
        "VI",
        "VII",
        "VIII",
        "IX",
        "X",
        "XI",
        "XII",
        "XIV",
        "XV",
        "XVI",
        "Jr.",
        "Sr.",
    )
)
_MOST_OFFICE_WORDS = 6
_MEETING = frozenset(("met", "married", "succeeded"))
_OF_TITLES = ("Secretary", "Minister", "Ministers")
_OF_AFFAIRS = (
    ["State"],
    ["Defence"],
    ["Defense"],
    ["Finance"],
    ["Justice"],
    ["Foreign"],
    ["Trade"],
    ["Health"],
)
_LOCATIVE = frozenset(("in", "at", "near", "outside", "throughout", "across"))
_LANGUAGE_BEFORE = frozenset(
    ("in", "into", "speak", "speaks", "spoke", "speaking", "spoken", "learn", "learned", "translated")
)
_LANGUAGE_AFTER = frozenset(("language", "word", "words", "accent", "grammar", "dialect", "phrase"))
_CLOSED_CLASSES = frozenset("ACIWOSXTE")  # of words that are no part of a name at its start
_NOUN_CLASSES = frozenset("NPJ")


class Cue(IntFlag):
    """What stands around a name and says what it is."""

    TITLE = 1
    SPEAKS = 2
    WHO = 4
    LOCATIVE = 8
    BEFORE_COUNTRY = 16  # "X, Japan"
    ARTICLE = 32
    FIRST = 64  # first word of the sentence: its capital says nothing
    POSSESSIVE = 128
    OFFICE = 256  # "X, the ... minister"


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
    words, calendar = sentence.words, lexicon().cues.calendar
    if not _is_prose(sentence):
        return []
    found: list[Name] = []
    at = 0
    while at < len(words):
        if (words[at][0].isupper() and words[at].lower() not in calendar) or "-" in words[at]:
            end = _run_end(words, at)
            if words[at][0].islower():
                found += _hyphenated(sentence, at)
            elif end - at <= MOST_WORDS:
                found += _resolve(sentence, at, end)
            at = end
        else:
            at += 1
    return found


def _is_prose(sentence: Sentence) -> bool:
    words = [word for word in sentence.words if word[0].isalpha()]
    shouting = sum(len(word) > 1 and word.isupper() for word in words)
    capital = sum(word[0].isupper() for word in words)
    if len(words) > 2 and shouting > SHOUTING_SHARE * len(words):
        return False
    if len(words) >= LEAST_WORDS_OF_HEADLINE and capital > HEADLINE_SHARE * len(words):
        return False
    return len(_CODE.findall(sentence.text)) <= CODE_SHARE * len(sentence.text)


def _run_end(words: list[str], at: int) -> int:
    """Return where the run of name words ends that starts at `at`."""
    cues = lexicon().cues
    if not words[at][0].isupper():
        return at + 1
    end = at + 1
    while end < len(words):
        word = words[end]
        is_name_word = word[0].isupper() and word.lower() not in cues.calendar
        if is_name_word and (word != "I" or _takes_numeral(words, at, end)):
            end += 1
            continue
        joined = _joined_by_small_words(words, at, end)
        if not joined:
            break
        end = joined
    return end


def _takes_numeral(words: list[str], at: int, end: int) -> bool:
    """Tell whether an "I" is a numeral: after a given name, or in a listed name."""
    return words[end - 1] in lexicon().given_names or " ".join(words[at : end + 1]) in lexicon().listed


def _joined_by_small_words(words: list[str], at: int, end: int) -> int:
    """Return where a run goes on after small words inside a name ("Bank of the North"), or 0."""
    cues = lexicon().cues
    word = words[end]
    if word.startswith(("al-", "el-", "ul-")) and len(word) > 4 and word[3].isupper():
        return end + 1
    following = end + 1
    if word == "of" and words[end - 1].lower() in cues.of_heads and following < len(words):
        following += words[following] == "the"
    elif (
        word == "of" and words[end - 1] in _OF_TITLES and words[following : following + 1] in _OF_AFFAIRS
    ) or (word == "&" and following < len(words)):
        pass
    elif word in cues.particles and following < len(words):
        following += words[following] in cues.particles
        if words[at].lower() in cues.titles and end == at + 1:
            return 0
    elif not (word in ("of", "and") and _listed_with(words, at, end)):
        return 0
    return following + 1 if following < len(words) and words[following][0].isupper() else 0


def _listed_with(words: list[str], at: int, end: int) -> bool:
    """Tell whether a listed name has this small word in it ("Trinidad and Tobago")."""
    lists = lexicon()
    for start in range(at, end):
        for last in range(end + 2, min(start + lists.longest.get(words[start], 0), len(words)) + 1):
            if " ".join(words[start:last]) in lists.listed:
                return True
    return False


def _resolve(sentence: Sentence, at: int, end: int) -> Iterator[Name]:
    """Yield the names that a run of capitalised words holds."""
    words = sentence.words
    if at == 0 or words[at - 1] in "“\"‘'(:—":
        at = _without_opening(words, at, end)
    while at < end and _is_closed_class(words[at]) and _longest_listed(words, at, end) == at:
        at += 1
    if at < end:
        yield from _resolve_run(sentence, at, end, None)


def _is_closed_class(word: str) -> bool:
    return lexicon().classes.get(word.lower(), "N")[0] in _CLOSED_CLASSES


def _without_opening(words: list[str], at: int, end: int) -> int:
    """Return where a run starts without the common word whose capital is only a sentence's."""
    lists = lexicon()
    while at < end:
        word, lower = words[at], words[at].lower()
        listed = _longest_listed(words, at, end)
        classes = lists.classes.get(lower, "")
        shouted = len(word) > 1 and word.isupper()
        if listed > at or lower in lists.cues.titles or word in lists.given_names or not classes or shouted:
            return at
        if end - at > 1 and classes[0] in _NOUN_CLASSES:
            return at
        at += 1
    return at


def _longest_listed(words: list[str], at: int, end: int) -> int:
    """Return the end of the longest listed name that starts at `at`, or `at`."""
    lists = lexicon()
    for last in range(min(end, at + lists.longest.get(words[at], 0)), at, -1):
        if (text := " ".join(words[at:last])) in lists.listed and _article_fits(words, at, text):
            return last
    return at


def _article_fits(words: list[str], at: int, text: str) -> bool:
    return text not in lexicon().only_with_article or (at > 0 and words[at - 1].lower() == "the")


def _resolve_run(sentence: Sentence, at: int, end: int, title_at: int | None) -> Iterator[Name]:
    words, lists = sentence.words, lexicon()
    if at >= end:
        return
    listed_end = _longest_listed(words, at, end)
    if listed_end == end:
        listed = lists.listed[" ".join(words[at:end])]
        name = _name(sentence, at, end, title_at, listed=listed)
        if listed.form is not MentionForm.DEMONYM or not _is_language(words, at, end):
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
        if _longest_listed(words, start, end) == end:
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


def _office_follows(words: list[str], at: int) -> bool:
    """Tell whether an office stands between commas from word `at`."""
    for word in words[at : at + _MOST_OFFICE_WORDS]:
        if word in ",.;":
            return False
        if word.lower() in lexicon().cues.office_nouns:
            return True
    return False


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
    return Name(start, stop, at, end, text, _cues(sentence, at, end, title_at), listed, kind, title_at)


def _cues(sentence: Sentence, at: int, end: int, title_at: int | None) -> Cue:
    words, cues = sentence.words, lexicon().cues
    before = words[at - 1].lower() if at else ""
    after = [*words[end : end + 3], "", "", ""]
    found = Cue(0)
    if title_at is not None:
        found |= Cue.TITLE
    if at == 0 or words[at - 1] in "“\"‘'":
        found |= Cue.FIRST
    if after[0] in cues.person_verbs or (before in cues.person_verbs and at > 1) or before in _MEETING:
        found |= Cue.SPEAKS
    if after[0] == "," and _office_follows(words, end + 1):
        found |= Cue.OFFICE
    if after[0] == "who" or (after[0] == "," and after[1] in ("who", "whose")):
        found |= Cue.WHO
    if before in _LOCATIVE:
        found |= Cue.LOCATIVE
    listed = lexicon().listed.get(after[1])
    if after[0] == "," and before in _LOCATIVE and listed and listed.kind is ActorKind.COUNTRY:
        found |= Cue.BEFORE_COUNTRY
    if before == "the":
        found |= Cue.ARTICLE
    if after[0] in ("'s", "’s", "'", "’"):
        found |= Cue.POSSESSIVE
    return found


def _is_language(words: list[str], at: int, end: int) -> bool:
    """Tell whether a demonym means a language ("in French", "the Welsh word")."""
    after = words[end].lower() if end < len(words) else "."
    if after in _LANGUAGE_AFTER:
        return True
    before = words[at - 1].lower() if at else ""
    followed = after[0].isalpha() and lexicon().classes.get(after, "N")[0] in "NPJGB"
    return before in _LANGUAGE_BEFORE and not followed
