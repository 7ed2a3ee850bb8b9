"""Actors of a document: names gathered sentence by sentence, then decided over the whole."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from studyapp.domain.actors import Actor, ActorKind, Mention, MentionForm, actor_id
from studyapp.language.acronyms import Explained, find_acronyms
from studyapp.language.aliases import Identity, join_forms
from studyapp.language.compounds import with_small_heads
from studyapp.language.forms import Form
from studyapp.language.lexicon import look_up
from studyapp.language.names import Name, find_names
from studyapp.language.recall import KnownForms
from studyapp.language.salience import salience, with_keys

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from studyapp.language.model.reading import Reading
    from studyapp.language.sentences import Sentence

LONGEST_SHORT_TEXT = 5_000  # words: in a short text one mention with a title makes a key person
_SUBJECTS = ("nsubj", "nsubj:pass", "obl:agent")


class NamedSentence(NamedTuple):
    """A sentence with what the model sees in it, its names, and the acronyms that it explains."""

    sentence: Sentence
    reading: Reading
    names: list[Name]
    acronyms: list[Explained]


class Gathering:
    """Takes the sentences of a document in order, then says who acts in it."""

    def __init__(self, labels: Sequence[str]) -> None:
        self.sentences: list[NamedSentence] = []
        self._labels = labels
        self._forms: dict[str, Form] = {}
        self._explained: dict[str, str] = {}
        self._identities: dict[str, Identity] = {}
        self._small: Counter[str] = Counter()  # words in small letters

    def add(self, sentence: Sentence, reading: Reading) -> None:
        """Take one sentence."""
        self._small.update(word for word in sentence.words if word.islower())
        names = with_small_heads(sentence, reading, find_names(sentence, reading))
        acronyms = list(find_acronyms(sentence))
        for acronym in acronyms:
            self._explained.setdefault(acronym.short, acronym.long)
        for name in names:
            self._forms.setdefault(name.text, Form(name.text)).add(name, self._labels)
        self.sentences.append(NamedSentence(sentence, reading, names, acronyms))

    def decide(self) -> None:
        """Decide, once all sentences are in, which form names whom, and find these forms everywhere."""
        for short, long in self._explained.items():
            for text in (short, long):
                self._forms.setdefault(text, Form(text)).is_acronym_of = long if text == short else ""
        forms = {text: form for text, form in self._forms.items() if not self._is_common(text)}
        self._identities = join_forms(forms, self._explained)
        known = KnownForms({text for text in self._identities if text in forms and not text.islower()})
        self.sentences = [
            named._replace(names=known.complete(named.sentence, named.names)) for named in self.sentences
        ]

    def actor_id_of(self, name: Name) -> str | None:
        """Return the id of the actor that a name names, or None when it is no sure name."""
        identity = self._identities.get(name.text)
        return None if identity is None else actor_id(identity.kind, identity.name)

    def actors(self, sections: int, words: int) -> tuple[Actor, ...]:
        """Return the actors, most salient first; a text of `sections` sections and `words` words."""
        mentions: dict[str, list[Mention]] = defaultdict(list)
        forms: dict[str, Counter[str]] = defaultdict(Counter)
        acting: Counter[str] = Counter()
        identities: dict[str, Identity] = {}
        for sentence, reading, names, _ in self.sentences:
            for name in names:
                if identity := self._identities.get(name.text):
                    who = actor_id(identity.kind, identity.name)
                    mentions[who].append(self._mention(sentence, name, identity))
                    forms[who][name.text] += 1
                    acting[who] += reading.relations[_head_word(reading, name)] in _SUBJECTS
                    identities.setdefault(who, identity)
        counts = {who: len(found) for who, found in mentions.items()}
        most = max(counts.values(), default=0)
        made = [
            Actor(
                id=who,
                name=(shown := self._shown_name(identities[who], forms[who])),
                kind=identities[who].kind,
                aliases=tuple(text for text, _ in forms[who].most_common() if text != shown),
                salience=salience(found, acting[who], most, sections),
                key=False,
                mentions=tuple(found),
                stands_for=_stands_for(identities[who], counts),
            )
            for who, found in mentions.items()
        ]
        return with_keys(made, self._sure_persons() if words <= LONGEST_SHORT_TEXT else frozenset())

    def _shown_name(self, identity: Identity, forms: Counter[str]) -> str:
        """Return an actor's name: for an organisation that the text never writes out, its commonest form."""
        is_written = identity.name in forms or identity.name in self._explained.values()
        if identity.kind is not ActorKind.ORGANISATION or is_written:
            return identity.name
        return forms.most_common(1)[0][0]

    def _is_common(self, text: str) -> bool:
        """Tell whether a form is a word that this document mostly writes small."""
        form = self._forms[text]
        return look_up(text) is None and self._small[text.lower()] > form.count and not text.islower()

    def _mention(self, sentence: Sentence, name: Name, identity: Identity) -> Mention:
        form = MentionForm.NAME
        listed = look_up(name.text)
        if listed is not None and identity.name == listed.name:
            form = listed.form
            if listed.stands_for and not name.is_located:
                form = MentionForm.METONYM
        elif name.text in self._explained:
            form = MentionForm.ACRONYM
        return Mention(sentence.section, sentence.block, name.start, name.end, form)

    def _sure_persons(self) -> frozenset[str]:
        return frozenset(
            actor_id(identity.kind, identity.name)
            for text, identity in self._identities.items()
            if identity.kind is ActorKind.PERSON and (self._forms[text].titled or " " in text)
        )


def _head_word(reading: Reading, name: Name) -> int:
    """Return the word of a name whose head is outside it."""
    inside = range(name.first, name.last)
    return next((index for index in inside if reading.heads[index] not in inside), name.first)


def _stands_for(identity: Identity, counts: Mapping[str, int]) -> str | None:
    """Return the id of the state that a capital or seat may stand for: the most mentioned."""
    listed = look_up(identity.name)
    if listed is None or identity.kind is not ActorKind.PLACE:
        return None
    owners = [actor_id(ActorKind.COUNTRY, name) for name in listed.stands_for]
    return max((owner for owner in owners if owner in counts), key=lambda owner: counts[owner], default=None)
