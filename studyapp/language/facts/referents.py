"""Whom or what the subject of a sentence means, where it is a pronoun, or half a name.

"He" is the subject of the sentence before, as far as that is sure; "the battalion" the only one with a name,
or what the text says at its beginning to be one.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from studyapp.domain.actors import ActorKind, MentionForm
from studyapp.language.facts.leads import after_lead
from studyapp.language.facts.subjects import SUBJECTS
from studyapp.language.lexicon import word_set

if TYPE_CHECKING:
    from studyapp.language.facts.view import Known, View

_PEOPLE, _THINGS = word_set("he she his her"), word_set("it its")
_OWNERS = word_set("his her its")
_FEMALE = word_set("she her")
_LEAST_NAMED = 2  # times: what is named once in passing is not what "the guild" means a page later
_ORDINALS = ("st", "nd", "rd", "th")  # "the 1st Guards Brigade" is not the only one
_OBJECTS = ("obj", "obl:agent")


class Referents:
    """Reads the sentences of a text in order; within a block it knows who was spoken of last."""

    def __init__(self) -> None:
        self._block: tuple[int, int] = (-1, -1)
        self._person: Known | None = None
        self._thing: Known | None = None
        self._female: dict[str, bool] = {}
        self._named: Counter[str] = Counter()
        self._heads: dict[str, dict[str, Known]] = {}  # "board" → what is called so, or is one by definition
        self._topic_id = ""
        self._is_first = True

    def resolve(self, view: View) -> None:
        """Set `view.meant`, where the subject is a pronoun, begins with "his", or is "the battalion"."""
        block = (view.sentence.section, view.sentence.block)
        if block != self._block:
            if self._person is not None and self._person.actor_id != self._topic_id:
                self._person = None
            self._block, self._thing = block, None
        at = _pronoun(view)
        meant = None if at is None else self._meant_by(view, at)
        if at is None and (at := _bare_definite(view)) is not None:
            named = self._heads.get(view.lower[at + 1], {})
            meant = next(iter(named.values())) if len(named) == 1 else None
            if meant is not None and self._named[meant.actor_id] < _LEAST_NAMED:
                meant = None
        if at is not None and meant is not None:
            view.meant = {at: meant}
        self._take_note(view, is_riddle=at is not None and meant is None)

    def _meant_by(self, view: View, at: int) -> Known | None:
        if view.lower[at] in _THINGS:
            return None if view.names_in(0, at) else self._thing
        people = [known for known in view.names_in(0, at) if known.kind is ActorKind.PERSON]
        if self._person is None or people:
            return None
        is_female = view.lower[at] in _FEMALE
        before = self._female.setdefault(self._person.actor_id, is_female)
        return self._person if before is is_female else None

    def _take_note(self, view: View, *, is_riddle: bool) -> None:
        """Keep who acts in a sentence; without a person as its subject, the only one in it.

        Nobody is known after a subject that is a riddle itself.
        """
        if self._is_first:
            self._is_first = False
            self._define(view)
        for known in view.names:
            words = known.name.text.lower().split()
            is_numbered = known.first and view.lower[known.first - 1][-2:] in _ORDINALS
            if len(words) > 1 and known.kind is not ActorKind.PERSON and not is_numbered:
                self._named[known.actor_id] += 1
                self._heads.setdefault(words[-1], {}).setdefault(known.actor_id, known)
        if is_riddle:
            self._person = self._thing = None
            return
        people = {known.actor_id: known for known in view.names if known.kind is ActorKind.PERSON}
        kept = next(iter(view.meant.values()), None)
        subject = kept or _named_subject(view)
        only = next(iter(people.values())) if len(people) == 1 else None
        is_person = subject is not None and subject.kind is ActorKind.PERSON
        self._person = (None if _has_person_beside(view) else subject) if is_person else only
        self._thing = subject if subject is not None and _is_one_thing(view, subject) else None

    def _define(self, view: View) -> None:
        """Keep what a text is about, if its first sentence says what that is: "Velm is a port"."""
        root = next((index for index, head in enumerate(view.heads) if head < 0), None)
        topic = _named_subject(view)
        if root is None or topic is None or view.child(root, "cop") is None:
            return
        self._topic_id = topic.actor_id
        if topic.kind is not ActorKind.PERSON:
            self._named[topic.actor_id] += _LEAST_NAMED
            self._heads.setdefault(view.lower[root], {})[topic.actor_id] = topic


def _pronoun(view: View) -> int | None:
    """Return the pronoun that is the subject of a sentence, or the "his" that begins it."""
    first = after_lead(view)
    root = next((index for index, head in enumerate(view.heads) if head < 0), None)
    subject = None if root is None else view.child(root, *SUBJECTS)
    if root is None or subject is None or view.child(root, "expl", "csubj") is not None:
        return None
    if view.lower[subject] in _PEOPLE | _THINGS and view.tags[subject] == "PRP" and subject < root:
        return subject if view.child(subject, "conj") is None else None
    is_owner = view.lower[first] in _OWNERS and view.heads[first] == subject and view.tags[first] == "PRP$"
    return first if is_owner else None


def _bare_definite(view: View) -> int | None:
    """Return the article of a subject of two words without a name: "the battalion"."""
    root = next((index for index, head in enumerate(view.heads) if head < 0), None)
    subject = None if root is None else view.child(root, *SUBJECTS)
    if not subject or view.universal[subject] != "NOUN" or view.lower[subject - 1] != "the":
        return None
    is_bare = view.subtree(subject) == {subject - 1, subject} and view.name_at(subject) is None
    return subject - 1 if is_bare else None


def _named_subject(view: View) -> Known | None:
    """Return the name that is the subject of a sentence, alone."""
    root = next((index for index, head in enumerate(view.heads) if head < 0), None)
    subject = None if root is None else view.child(root, *SUBJECTS)
    if subject is None or view.child(subject, "conj") is not None:
        return None
    known = view.name_at(subject)
    return None if known is None or view.tags[subject] in ("NNS", "NNPS") else known


def _has_person_beside(view: View) -> bool:
    """Tell whether a person is what the sentence does something to: "Varn met Lorn" leaves two for "he"."""
    root = next(index for index, head in enumerate(view.heads) if head < 0)
    known = view.name_at(other) if (other := view.child(root, "obj", "iobj")) is not None else None
    return known is not None and known.kind is ActorKind.PERSON


def _is_one_thing(view: View, subject: Known) -> bool:
    """Tell whether "it" can mean a subject: a thing, and no other thing is what the sentence is about."""
    listed = subject.name.listed
    if subject.kind in (ActorKind.PERSON, ActorKind.GROUP) or (listed and listed.form is MentionForm.DEMONYM):
        return False
    root = next(index for index, head in enumerate(view.heads) if head < 0)
    other = view.child(root, *_OBJECTS)
    known = None if other is None else view.name_at(other)
    return known is None or known.kind is ActorKind.PERSON
