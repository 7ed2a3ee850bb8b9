"""Whole sentences that stand by themselves: what is said holds without the text, whatever its clauses are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studyapp.domain.facts import FactKind
from studyapp.language.facts.commitments import BELIEF, SPEECH, commitment_of
from studyapp.language.facts.leads import after_lead
from studyapp.language.facts.phrases import telling_phrases
from studyapp.language.facts.pointing import points_out
from studyapp.language.facts.subjects import SUBJECTS
from studyapp.language.lexicon import word_set

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studyapp.domain.facts import Fact
    from studyapp.language.facts.view import View

LEAST_WORDS, MOST_WORDS = 6, 30  # without signs, and without what stands in brackets
_MOST_TOLD = 0.75  # of its words: a clause that tells as much leaves nothing to add
_NO_SUBJECTS = word_set(
    "who which what that this these those there many some few several others all both one"
)
_SIGNS = ("?", "…", "[", "|", "=", "*", "•", "{", "http")
_QUOTES = re.compile(r"[“\"]([^“”\"]*)[”\"]")
_MOST_QUOTED = 6  # words: a name or a phrase, nothing that somebody says
_DROPPED = ("acl", "acl:relcl", "advcl", "advcl:relcl", "parataxis", "conj", "appos", "obl:unmarked")
_NO_MORE = 3  # words
_OF_KIND = word_set("a an all every each any no")
_KEPT_MARKS = word_set("if unless until provided except")
_NAMING = word_set("called termed")  # a term that a sentence brings in says what is meant
_UNIQUE = word_set("first last only second third final largest smallest oldest youngest")
_LEAST_SAID = (
    5  # words of a definite subject without a name that says enough: "the first process for making ..."
)


def find_whole(view: View, told: Iterable[Fact]) -> Fact | None:
    """Return the statement of a sentence as a whole; None where it points out of itself or `told` has it.

    A pronoun whose name is known (`view.meant`) is its subject. What follows its main clause after a comma is
    left out where the whole would be too long.
    """
    first = after_lead(view)
    root = next((index for index, head in enumerate(view.heads) if head < 0), len(view.words))
    last = _end(view, first, root)
    if not LEAST_WORDS <= _size(view, first, last) <= MOST_WORDS or not first <= root < last:
        return None
    if not _is_sound(view, first, last) or _is_below(view, root):
        return None
    meant = next((at for at in view.meant if first <= at < last), None)
    if points_out(view, first, last) or (meant is None and not _says_who(view, root)):
        return None
    if not _is_known_again(view, first, last, root) or _is_told(view, told, first, last):
        return None
    commitment = commitment_of(view, root)
    if commitment is None:
        return None
    start = view.sentence.spans[first][0]
    times = [
        dated
        for dated in view.times
        if dated.period.start >= start
        and _ends_by(view, dated.period.end, last)
        and not _is_bracketed(view, dated.period.start)
    ]
    time = next((dated.named for dated in times if dated.named.precision != "vague"), None)
    after = first if meant is None else meant + 1 + (view.lower[meant] == "the")
    subject = None if meant is None else view.part(meant, after)
    return view.fact(
        FactKind.STATEMENT, subject, "", view.part(after if meant == first else first, last),
        items=telling_phrases(view, first, last), time=time, commitment=commitment,
    )  # fmt: skip


def _ends_by(view: View, end: int, last: int) -> bool:
    return end <= view.sentence.spans[last - 1][1]


def _is_bracketed(view: View, start: int) -> bool:
    before = view.sentence.text[: start - view.sentence.start]
    return before.count("(") > before.count(")")


def _end(view: View, first: int, root: int) -> int:
    """Return where a sentence ends: at its full stop, or where it is too long after its main clause."""
    last = len(view.words)
    while (
        last > first
        and not view.words[last - 1][-1].isalnum()
        and view.words[last - 1] not in (")", "%", "”", '"')
    ):
        last -= 1
    if _size(view, first, last) <= MOST_WORDS:
        return last
    cuts = [
        at for at in range(root + 1, last) if _size(view, first, at) <= MOST_WORDS and _is_cut(view, at, last)
    ]
    return max(cuts, default=last)


def _size(view: View, first: int, last: int) -> int:
    """Return how many words a question of these words would have."""
    depth = size = 0
    for at in range(first, last):
        depth += (view.words[at] == "(") - (view.words[at] == ")")
        size += depth == 0 and view.universal[at] != "PUNCT"
    return size


def _is_cut(view: View, at: int, last: int) -> bool:
    """Tell whether all from a sign on is left out without a loss: clauses and asides of what is before."""
    is_joint = view.relations[at] == "cc" and view.heads[at] > at
    if view.words[at] not in (",", ";", "—", "–", ":") and not is_joint:
        return False
    tops = [i for i in range(at + 1, last) if view.heads[i] <= at and view.universal[i] != "PUNCT"]
    if any(view.heads[i] > at or (view.heads[i] == at and not is_joint) for i in range(at)) or not tops:
        return False
    heads = {view.heads[i] for i in tops if view.relations[i] == "conj"}
    has_others = any(view.relations[i] == "conj" and view.heads[i] in heads for i in range(at))
    return not has_others and all(_may_be_dropped(view, i) for i in tops)  # of "A, B, and C" no two are left


def _may_be_dropped(view: View, top: int) -> bool:
    if view.lemmas[top] in SPEECH | BELIEF or "according" in view.lower[min(view.subtree(top)) : top]:
        return False  # who says so belongs to it
    if view.relations[top] == "cc":
        return True
    if view.relations[top] == "conj" and view.universal[top] not in ("VERB", "AUX"):
        return view.child(top, *SUBJECTS) is not None
    marks = [view.lower[i] for i in view.children[top] if view.relations[i] == "mark"]
    return view.relations[top] in _DROPPED and not _KEPT_MARKS.intersection(marks)


def _is_sound(view: View, first: int, last: int) -> bool:
    """Tell whether words are a sentence: it ends with a stop, and no speech, formula or address is in it."""
    text = view.sentence.literal(first, last)
    if not view.sentence.text.rstrip(')”"').endswith((".", "!")) or any(sign in text for sign in _SIGNS):
        return False
    if text.count("(") != text.count(")") or text.count("“") != text.count("”") or text.count('"') % 2:
        return False
    quoted = _QUOTES.findall(text)
    return view.words[first][0].isalnum() and all(len(part.split()) <= _MOST_QUOTED for part in quoted)


def _is_below(view: View, root: int) -> bool:
    """Tell whether the tree takes a clause for the sentence: "Though X is Y", and no more."""
    marks = [at for at in view.children[root] if view.relations[at] == "mark"]
    return any(view.universal[at] == "SCONJ" for at in marks)


def _says_who(view: View, root: int) -> bool:
    """Tell whether the subject of a sentence says who it is, or what kind is meant; "the treaty" does not."""
    subject = view.child(root, *SUBJECTS)
    if view.child(root, "expl") is not None:
        return False
    if subject is None:
        return view.child(root, "csubj") is not None  # "Linking the seas would ..."
    if view.universal[subject] == "PRON" or view.lower[subject] in _NO_SUBJECTS:
        return False
    phrase = range(*view.phrase(subject, "appos", "acl", "parataxis"))
    is_people = view.tags[phrase.start : subject] == ["DT", "JJ"] and view.name_at(subject - 1) is not None
    if is_people and len(phrase) == _NO_MORE and _is_past(view, root):
        return False  # "the Danish captain": one said before
    if view.names_in(phrase.start, phrase.stop) or any(view.words[i][0].isdigit() for i in phrase):
        return True
    return _is_meant(view, root, subject, len(phrase))


def _is_meant(view: View, root: int, subject: int, size: int) -> bool:
    """Tell whether a subject of `size` words without a name is known alone: a kind, or the only one."""
    determiner = view.child(subject, "det", "nmod:poss")
    if determiner is None:
        is_many = view.tags[subject] == "NNS" and _is_past(view, root)
        return not is_many or view.is_kind_of_many(subject)  # "early versions were": of what?
    if view.lower[determiner] != "the":
        return view.lower[determiner] in _OF_KIND or view.lower[determiner] == "most"
    if view.is_kind(subject):
        return True
    children = view.children[subject]
    is_unique = any(view.lower[i] in _UNIQUE or view.tags[i] == "JJS" for i in children)
    is_long = size >= _LEAST_SAID and view.child(subject, "nmod", "acl") is not None
    is_long = is_long and not _is_about_bare_definite(view, subject)
    is_called = any(view.relations[i] == "appos" and not view.is_apart(i) for i in children)
    return is_unique or is_long or is_called  # "the first process", "the name oxygen"


def _is_about_bare_definite(view: View, subject: int) -> bool:
    """Tell whether a subject is explained by what is not known itself: "the relations of the countries"."""
    return any(
        view.relations[at] == "nmod" and {view.lower[i] for i in view.children[at]} >= {"the"}
        and view.child(at, "nmod", "acl", "acl:relcl", "amod", "compound") is None
        for at in view.children[subject]
    )  # fmt: skip


def _is_past(view: View, root: int) -> bool:
    return any(view.tags[i] == "VBD" for i in (root, *view.children[root]))


def _is_known_again(view: View, first: int, last: int, root: int) -> bool:
    """Tell whether a sentence has names, numbers and times enough to be understood alone.

    None is needed where it tells of a kind ("Enzymes lower ...").
    """
    numbers = sum(view.words[at][0].isdigit() for at in range(first, last))
    if view.names_in(first, last) or numbers or _names_a_term(view, first, last):
        return True
    subject = view.child(root, *SUBJECTS)
    return not _is_past(view, root) and subject is not None and _is_kind(view, subject)


def _is_kind(view: View, subject: int) -> bool:
    determiner = view.child(subject, "det", "nmod:poss", "nummod")
    return determiner is None or view.lower[determiner] in _OF_KIND or view.is_kind(subject)


def _names_a_term(view: View, first: int, last: int) -> bool:
    return any(view.lower[at] in _NAMING for at in range(first, last))


def _is_told(view: View, told: Iterable[Fact], first: int, last: int) -> bool:
    """Tell whether one of the facts of a sentence has nearly all its words.

    Of a kind ("Enzymes lower ...") a statement asks for no term, so the whole sentence has more to ask.
    """
    is_of_kinds = not view.names_in(first, last) or _names_a_term(view, first, last)
    for fact in told:
        if is_of_kinds and fact.kind is FactKind.STATEMENT:
            continue
        parts = [part for part in (fact.subject, fact.object, fact.time, *fact.items) if part is not None]
        inside = {at for part in parts for at in range(*view.words_of(part.start, part.end))}
        beside = fact.relation.split() + (["in"] if fact.time is not None else [])
        if fact.attribution is not None:
            beside += ["according", "to", *fact.attribution.split()]
        if len(inside) + len(beside) >= (last - first) * _MOST_TOLD:
            return True
    return False
