"""What an unknown name means: one vote for each form over the whole document."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from studyapp.domain.actors import ActorKind
from studyapp.language.lexicon import lexicon
from studyapp.language.surroundings import Cue

if TYPE_CHECKING:
    from studyapp.language.names import Name

# Points that a form gets once for a cue, however often the cue stands beside it.
_TITLE_POINTS = 4
_GIVEN_NAME_POINTS = 3
_GIVEN_ALONE_POINTS = 2
_PARTICLE_POINTS = 3
_WHO_POINTS = 2
_OFFICE_POINTS = 3
_SPEAKS_POINTS = 2
_PLACE_POINTS = 3
_ENOUGH_POINTS = 2
_LOCATIVE_SHARE = 0.4  # of a place's mentions that "in", "at" or "near" stands before
_LEAST_LOCATIVE = 2
_LEAST_SURE_CAPITALS = 2  # mentions inside a sentence: below, a word may have its capital by chance
_LEAST_SURE_SHARE = 0.5  # of the mentions: a cry ("Avast!") mostly opens a sentence
_NOT_IN_PERSONS = "VDBRZIXWTC"  # word classes: a run with such a word is a headline


@dataclass(slots=True)
class Form:
    """A name as it is written, and what stood around it in the whole document."""

    text: str
    count: int = 0
    first_word: int = 0  # mentions whose capital is only the sentence's
    cues: Counter[Cue] = field(default_factory=Counter)
    heads: Counter[ActorKind] = field(default_factory=Counter)
    is_acronym_of: str = ""

    def add(self, name: Name) -> None:
        """Count one mention."""
        self.count += 1
        self.first_word += Cue.FIRST in name.cues
        for cue in name.cues:
            self.cues[cue] += 1
        if name.kind is not None:
            self.heads[name.kind] += 1

    @property
    def words(self) -> list[str]:
        """The words of the name."""
        return self.text.split()


def decide_kind(form: Form) -> ActorKind | None:
    """Return what a form means, OTHER for a sure name of unknown kind, None for what is no sure name."""
    if form.heads:
        return form.heads.most_common(1)[0][0]
    person, place = _person_points(form), _place_points(form)
    if max(person, place) >= _ENOUGH_POINTS:
        return ActorKind.PERSON if person >= place else ActorKind.PLACE
    if form.is_acronym_of:
        return ActorKind.ORGANISATION
    if form.text.isupper():  # an abbreviation, or a common word that is shouted
        return None if form.text.lower() in lexicon().classes else ActorKind.OTHER
    is_rare = form.words[0].lower() not in lexicon().classes  # its capital is not only the sentence's
    inside = form.count if is_rare and len(form.words) > 1 else form.count - form.first_word
    least = 1 if len(form.words) > 1 else _LEAST_SURE_CAPITALS
    return ActorKind.OTHER if inside >= max(least, _LEAST_SURE_SHARE * form.count) else None


def _person_points(form: Form) -> int:
    words, lists = form.words, lexicon()
    if any(lists.classes.get(word.lower(), "N")[0] in _NOT_IN_PERSONS for word in words[1:]):
        return 0
    points = _TITLE_POINTS * (Cue.TITLE in form.cues)
    points += _WHO_POINTS * (Cue.WHO in form.cues)
    points += _OFFICE_POINTS * (Cue.OFFICE in form.cues and len(words) > 1)
    points += _SPEAKS_POINTS * (form.cues[Cue.SPEAKS] > (0 if form.count < 3 else 1))
    if words[0] in lists.given_names:
        points += _GIVEN_NAME_POINTS if len(words) > 1 else _GIVEN_ALONE_POINTS
    if any(word.startswith(("al-", "el-", "bin", "ibn")) for word in words[1:]):
        points += _PARTICLE_POINTS
    if form.cues[Cue.ARTICLE] * 2 > form.count:
        points -= _GIVEN_NAME_POINTS
    return points if len(words) <= 5 else 0


def _place_points(form: Form) -> int:
    points = _PLACE_POINTS * (Cue.BEFORE_COUNTRY in form.cues)
    located = form.cues[Cue.LOCATIVE]
    if located >= _LEAST_LOCATIVE and located >= _LOCATIVE_SHARE * form.count:
        points += _PLACE_POINTS
    return points
