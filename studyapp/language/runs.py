"""Runs of capitalised words in a sentence: where one starts and ends, small words inside it included."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studyapp.language.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studyapp.language.sentences import Sentence

MOST_WORDS = 8  # a longer run of capitals is a headline or a list, not a name
SHOUTING_SHARE = 0.6  # of the words in capitals: such a sentence says nothing about names
HEADLINE_SHARE = 0.75  # of the words capitalised, as in a headline
LEAST_WORDS_OF_HEADLINE = 5
CODE_SHARE = 0.06  # of the characters: brackets, equals signs and the like
_CODE = re.compile(r"[{}<>=;_|\\$#@^~*]")
_OPENING_MARKS = ("“", '"', "‘", "'", "(", ":", "—")
_CLOSED_CLASSES = frozenset("ACIWOSXTE")  # of words that are no part of a name at its start
_NOUN_CLASSES = frozenset("NPJ")


def find_runs(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield first and last word (not including) of each run; none in headlines, all capitals or source code.

    A hyphenated word in small letters is a run too: it may have a name inside it ("anti-Roman").
    """
    words, calendar = sentence.words, lexicon().cues.calendar
    if not _is_prose(sentence):
        return
    at = 0
    while at < len(words):
        end = at + 1
        if words[at][0].isupper() and words[at].lower() not in calendar:
            end = _run_end(words, at)
            first = _name_start(words, at, end)
            if end - at <= MOST_WORDS and first < end:
                yield first, end
        elif "-" in words[at]:
            yield at, end
        at = end


def _is_prose(sentence: Sentence) -> bool:
    words = [word for word in sentence.words if word[0].isalpha()]
    shouting = sum(len(word) > 1 and word.isupper() for word in words)
    capital = sum(word[0].isupper() for word in words)
    if len(words) > 2 and shouting > SHOUTING_SHARE * len(words):
        return False
    is_closed = sentence.text.rstrip("”\"’') ").endswith((".", "!", "?"))  # no headline is
    if len(words) >= LEAST_WORDS_OF_HEADLINE and capital > HEADLINE_SHARE * len(words) and not is_closed:
        return False
    return len(_CODE.findall(sentence.text)) <= CODE_SHARE * len(sentence.text)


def _run_end(words: list[str], at: int) -> int:
    """Return where the run of name words ends that starts at `at`."""
    cues = lexicon().cues
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
    elif word == "&" and following < len(words):
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


def _name_start(words: list[str], at: int, end: int) -> int:
    """Return where the names of a run start, after words whose capital is only a sentence's."""
    if at == 0 or words[at - 1] in _OPENING_MARKS:
        at = _without_opening(words, at, end)
    while at < end and _is_closed_class(words[at]) and longest_listed(words, at, end) == at:
        at += 1
    return at


def _is_closed_class(word: str) -> bool:
    return lexicon().classes.get(word.lower(), "N")[0] in _CLOSED_CLASSES


def _without_opening(words: list[str], at: int, end: int) -> int:
    """Return where a run starts without the common word whose capital is only a sentence's."""
    lists = lexicon()
    while at < end:
        word, lower = words[at], words[at].lower()
        listed = longest_listed(words, at, end)
        classes = lists.classes.get(lower, "")
        shouted = len(word) > 1 and word.isupper()
        if listed > at or lower in lists.cues.titles or word in lists.given_names or not classes or shouted:
            return at
        if end - at > 1 and classes[0] in _NOUN_CLASSES:
            return at
        at += 1
    return at


def longest_listed(words: list[str], at: int, end: int) -> int:
    """Return the end of the longest listed name that starts at `at`, or `at`."""
    lists = lexicon()
    for last in range(min(end, at + lists.longest.get(words[at], 0)), at, -1):
        if (text := " ".join(words[at:last])) in lists.listed and _article_fits(words, at, text):
            return last
    return at


def _article_fits(words: list[str], at: int, text: str) -> bool:
    return text not in lexicon().only_with_article or (at > 0 and words[at - 1].lower() == "the")
