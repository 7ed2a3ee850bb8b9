"""Actors of a document: names gathered block by block, decided over the whole, and given their mentions."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from studyapp.domain.actors import Actor, ActorKind, Mention, MentionForm, actor_id
from studyapp.language.acronyms import Explained, find_acronyms
from studyapp.language.aliases import Identity, join_forms
from studyapp.language.compounds import with_small_heads
from studyapp.language.kinds import Form
from studyapp.language.lexicon import lexicon
from studyapp.language.names import Name, find_names
from studyapp.language.salience import salience, with_keys
from studyapp.language.surroundings import Cue

if TYPE_CHECKING:
    from collections.abc import Mapping

    from studyapp.language.sentences import Sentence

LONGEST_SHORT_TEXT = 5_000  # words: in a short text one mention with a title makes a key person


class NamedSentence(NamedTuple):
    """A sentence with its names and the acronyms that it explains."""

    sentence: Sentence
    names: list[Name]
    acronyms: list[Explained]


class Gathering:
    """Takes the sentences of a document in order, then says who acts in it."""

    def __init__(self) -> None:
        self.sentences: list[NamedSentence] = []
        self._forms: dict[str, Form] = {}
        self._explained: dict[str, str] = {}
        self._identities: dict[str, Identity] = {}
        self._small: Counter[str] = Counter()  # words in small letters

    def add(self, sentence: Sentence) -> None:
        """Take one sentence."""
        self._small.update(sentence.words)
        names = with_small_heads(sentence, find_names(sentence))
        acronyms = list(find_acronyms(sentence))
        for acronym in acronyms:
            self._explained.setdefault(acronym.short, acronym.long)
        for name in names:
            self._forms.setdefault(name.text, Form(name.text)).add(name)
        if names or acronyms:
            self.sentences.append(NamedSentence(sentence, names, acronyms))

    def decide(self) -> None:
        """Decide, once all sentences are in, which form names whom."""
        for short, long in self._explained.items():
            for text in (short, long):
                self._forms.setdefault(text, Form(text)).is_acronym_of = long if text == short else ""
        common = {text for text in self._forms if self._is_common(text)}
        forms = {text: form for text, form in self._forms.items() if text not in common}
        self._identities = join_forms(forms, self._explained)

    def actor_id_of(self, name: Name) -> str | None:
        """Return the id of the actor that a name names, or None when it is no sure name."""
        identity = self._identities.get(name.text)
        return None if identity is None else actor_id(identity.kind, identity.name)

    def actors(self, sections: int, words: int) -> tuple[Actor, ...]:
        """Return the actors, most salient first; a text of `sections` sections and `words` words."""
        mentions: dict[str, list[Mention]] = defaultdict(list)
        forms: dict[str, Counter[str]] = defaultdict(Counter)
        written: dict[str, Counter[Identity]] = defaultdict(
            Counter
        )  # names that differ in their capitals alone
        for sentence, names, _ in self.sentences:
            for name in names:
                if identity := self._identities.get(name.text):
                    who = actor_id(identity.kind, identity.name)
                    mentions[who].append(self._mention(sentence, name, identity))
                    forms[who][name.text] += 1
                    written[who][identity] += 1
        counts = {who: len(found) for who, found in mentions.items()}
        most = max(counts.values(), default=0)
        identities = {who: found.most_common(1)[0][0] for who, found in written.items()}
        made = [
            Actor(
                id=who,
                name=(shown := self._shown_name(identities[who], forms[who])),
                kind=identities[who].kind,
                aliases=tuple(text for text, _ in forms[who].most_common() if text != shown),
                salience=salience(found, most, sections),
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
        return text not in lexicon().listed and self._small[text.lower()] > form.count and not text.islower()

    def _mention(self, sentence: Sentence, name: Name, identity: Identity) -> Mention:
        form = MentionForm.NAME
        if name.listed is not None and identity.name == name.listed.name:
            form = name.listed.form
            if name.listed.stands_for and Cue.LOCATIVE not in name.cues:
                form = MentionForm.METONYM
        elif name.text in self._explained:
            form = MentionForm.ACRONYM
        return Mention(sentence.section, sentence.block, name.start, name.end, form)

    def _sure_persons(self) -> frozenset[str]:
        return frozenset(
            actor_id(identity.kind, identity.name)
            for text, identity in self._identities.items()
            if identity.kind is ActorKind.PERSON and (Cue.TITLE in self._forms[text].cues or " " in text)
        )


def _stands_for(identity: Identity, counts: Mapping[str, int]) -> str | None:
    """Return the id of the state that a capital or seat may stand for: the most mentioned."""
    listed = lexicon().listed.get(identity.name)
    if listed is None or identity.kind is not ActorKind.PLACE:
        return None
    owners = [actor_id(ActorKind.COUNTRY, name) for name in listed.stands_for]
    return max((owner for owner in owners if owner in counts), key=lambda owner: counts[owner], default=None)
